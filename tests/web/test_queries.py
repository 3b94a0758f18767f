"""What Prepare, frameworks and criteria ask of the database: no more for a large record than for a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.pages import Pages

from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Criterion, Evidence
from vividmap.services import record_cache
from vividmap.services.changes import framework_criteria
from vividmap.services.packets import saved_packets
from vividmap.services.transfer import framework_import

LEVELS = (
    "# {name}\n\n## Senior\n\n### Impact\n\n- Owns what {name} asks for\n- Mentors engineers for {name}\n"
)
PATHS = {
    "/prepare": 6,
    "/prepare/review?period=all": 8,
    "/prepare/promotion?period=all": 8,
    "/prepare/one-on-one?period=all": 8,
    "/prepare/resume": 8,
    "/packet/{packet}": 17,
    "/frameworks": 5,
    "/frameworks/{framework}": 7,
    "/i/{criterion}": 14,
}
"""Where the pages are, and how many queries each may take."""


@pytest.fixture
def hers(pages: Pages) -> Pages:
    pages.take_in("# Impact evidence\n- 2026-11-20 Moved the cache #rust @priya\n# Relationship map\n- Priya")
    grow(pages, "Levels")
    return pages


def grow(pages: Pages, name: str) -> None:
    """Import a framework, link all evidence to it, and save a packet of two conversations."""
    framework_import.apply_import(
        pages.actor, framework_import.plan_import(pages.actor, LEVELS.format(name=name))
    )
    record = record_cache.load_record(pages.actor)
    entries = [entry.handle for entry in record.items_of(Evidence)]
    for criterion in record.items_of(Criterion):
        framework_criteria.link_evidence(pages.actor, criterion.handle, entries)
    for conversation in ("review", "promotion"):
        saved_packets.save_packet(pages.actor, PacketRequest(conversation, ALL_TIME))


def test_a_page_asks_no_more_for_a_large_record(hers):
    places = {
        path: path.format(
            packet=saved_packets.list_packets(hers.actor)[0].handle,
            framework=hers.handle("Levels"),
            criterion=hers.handle("Owns what Levels"),
        )
        for path in PATHS
    }

    def asked(place: str) -> int:
        assert hers.get(place).status == 200  # so that the record is in memory as it is now
        with CaptureQueriesContext(connection) as captured:
            assert hers.get(place).status == 200
        return len(captured)

    few = {path: asked(place) for path, place in places.items()}
    assert {path: count for path, count in few.items() if count > PATHS[path]} == {}
    days = range(1, 29)
    people = "".join(f"- P{day}\n" for day in days)
    lines = "".join(
        f"- 2026-10-{day:02} Mentored {day} engineers #s{day} @p{day} -> {day} %\n" for day in days
    )
    hers.take_in(f"# Impact evidence\n{lines}# Relationship map\n{people}")
    for name in ("Ladder", "Rungs", "Steps"):
        grow(hers, name)
    assert {path: asked(place) for path, place in places.items()} == few
