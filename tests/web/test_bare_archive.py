"""Archives that other programs wrote: accepted, they break no page; what would break one is refused."""

import json
from uuid import UUID

import pytest

from vividmap.services.errors import UnreadableFile
from vividmap.services.transfer import archives

MOMENT = "2026-11-20T09:30:00+00:00"


def bare_item(number: int, kind: str, **values: object) -> dict[str, object]:
    return {
        "id": str(UUID(int=number)),
        "kind": kind,
        "handle": f"bar{number}",
        "version": 1,
        "created_at": MOMENT,
        "edited_at": MOMENT,
        "text": "Moved the cache",
        **values,
    }


def bare_archive(*items: dict[str, object]) -> bytes:
    """An archive of another program, with items alone: no history, no field that could be left out."""
    head = {"format": "vividmap archive", "version": 1, "counts": [len(items), 0]}
    return json.dumps({**head, "items": items, "changes": []}).encode()


def test_an_archive_of_bare_items_breaks_no_page(pages):
    kinds = ("evidence", "skill entry", "person", "goal", "framework", "packet", "check-in")
    items = [bare_item(number, kind) for number, kind in enumerate(kinds, 2)]
    archives.import_archive(pages.actor, bare_archive(*items))
    for item in items:
        for path in (f"/i/{item['handle']}", f"/i/{item['handle']}/history", f"/packet/{item['handle']}"):
            assert pages.get(path).status in (200, 302, 404, 422), path
    for path in ("/", "/prepare", "/patterns", "/people", "/goals"):
        assert pages.get(path).status == 200, path
    data = archives.export_archive(pages.actor)
    assert archives.import_archive(pages.actor, data).differing_count == 0


@pytest.mark.parametrize(
    "item",
    [
        bare_item(2, "evidence", version=0),
        bare_item(2, "evidence", version=2**31 - 1),
        bare_item(2, "profile", text="", fields={"time_zone": "Mars/Olympus"}),
    ],
)
def test_an_archive_that_could_not_be_exported_again_is_refused(pages, item):
    with pytest.raises(UnreadableFile, match=r"items\[0\]"):
        archives.import_archive(pages.actor, bare_archive(item))
