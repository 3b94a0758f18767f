"""What the record itself asks for is told before what is as strong, and a draft with room leaves out no result."""

from datetime import date

import pytest

from tests.core import make
from tests.core.insights.people import at
from vividmap.core.english.dates import Period
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.packets.telling_weight import TellingWeight
from vividmap.core.record import Evidence

HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
TODAY = date(2026, 11, 30)
ANIL = at("Anil Deshpande", "skip-level, Engineering")
STAFF = make.goal("Staff by 2027", goal_kind="promotion")
GAP = make.gap("External visibility", of=STAFF)
PLAIN = "2026-10-01 Moved the cache -> P99 down 340 ms"


def weight_of(line):
    entry = make.evidence(line)
    record = make.record(ANIL, STAFF, GAP, entry)
    (item,) = record.items_of(Evidence)
    return TellingWeight(record)(item)


@pytest.mark.parametrize(
    "line",
    [
        f"{PLAIN} !external-visibility",
        "2026-10-01 Moved the cache, Anil asked for it -> P99 down 340 ms",
        "2026-10-01 Moved the cache -> Anil presented it to the board, P99 down 340 ms",
        "2026-10-01 Moved the cache, closed a vulnerability -> P99 down 340 ms",
        "2026-10-01 Moved the cache with Ines, since promoted to Senior -> P99 down 340 ms",
    ],
)
def test_what_the_record_asks_for_weighs_more(line):
    assert weight_of(line) > weight_of(PLAIN)


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-01 Anil asked me to write the strategy. Draft 1 is too long, cutting",
        "2026-10-01 RFC torn apart. Anil asked what it costs and I did not have a number",
        "2026-10-01 Anil was in the room and had a call",
    ],
)
def test_what_has_come_to_nothing_yet_weighs_no_more(line):
    assert weight_of(line) == weight_of("2026-10-01 Wrote the strategy")


def test_a_draft_with_room_tells_every_entry_that_says_what_came_of_it():
    told = [
        "Quota API doc signed off by Growth, Ads and Core",
        "Sicherheitslücke im Login behoben, bevor sie ausgenutzt wurde",
        "Reviewed the sharding doc, found the hot-key problem before they built it",
        "Moved the cache to Redis -> P99 down 340 ms",
    ]
    untold = ["interviewed 2 (1 yes)", "Pager: 1 page, false alarm", "vacation", "reviewed PRs"]
    entries = [make.evidence(f"2026-10-{day:02} {text}") for day, text in enumerate((*told, *untold), 1)]
    packet = draft_review(make.record(*entries), HALF, TODAY)
    texts = " ".join(sentence.text for sentence in packet.sentences)
    assert all(word in texts for word in ("Quota", "Sicherheitslücke", "hot-key", "340 ms"))
    assert "false alarm" not in texts
