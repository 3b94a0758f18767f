from datetime import date

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Record

HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")


def test_a_word_is_a_name_by_what_the_record_says_of_work_and_not_of_people():
    priya = make.person("Priya")
    met = make.touchpoint("She runs the Shared team", of=priya)
    assert Voice(Record((priya, met)), HALF).within("Shared pages") == "shared pages"
    wrote = make.evidence("Wrote the plan of the Shared team")
    assert Voice(Record((priya, met, wrote)), HALF).within("Shared pages") == "Shared pages"
