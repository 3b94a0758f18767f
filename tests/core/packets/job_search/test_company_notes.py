"""A résumé leaves the company: its author is asked about what the employer may want to keep."""

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.formats.packet import markdown

COSTS = make.evidence(
    "2026-09-02 Recommended warm standby: active/active $1.9M a year vs warm standby $640k -> approved ~org"
)
SAVED = make.evidence("2026-09-03 Upgraded 14 clusters -> $210k a year in support fees avoided ~org")


def test_the_author_is_asked_about_costs_of_the_employer_and_nothing_is_left_out():
    record = make.record(COSTS, SAVED)
    packet = draft_resume(record, HALF, TODAY, choose())
    (note,) = [note for note in packet.notes if "leaves the company" in note.text]
    assert [line.source for line in note.lines] == [COSTS.id]
    assert "$1.9M" in note.lines[0].text
    text = markdown(packet, record)
    assert "$640k" in text.partition("## Notes to the author")[0]
    assert f"^{COSTS.handle}" in text.partition("may these costs")[2]


def test_a_confidential_name_stays_out_of_a_resume():
    record = make.record(
        make.profile(confidential=("Bluewater", "St. Brannoc")),
        make.evidence("2026-09-02 Onboarded bluewater -> 3,000 wrong shipments prevented ~org"),
        make.evidence("2026-09-03 Rolled the scheduler out at St Brannoc -> p99 from 40 ms to 9 ms ~org"),
        SAVED,
    )
    text = markdown(draft_resume(record, HALF, TODAY, choose()), record).partition("## Notes to the author")[
        0
    ]
    assert "luewater" not in text
    assert "Brannoc" not in text
    assert "$210k" in text
