"""The sample record with a company's framework, and some of its evidence linked to what Staff asks for."""

from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

from tests.core import make
from vividmap.core import handles
from vividmap.core.english.dates import Period
from vividmap.core.record import Evidence, Item, Record

TODAY = date(2026, 11, 23)
TWO_YEARS = Period(TODAY - timedelta(729), TODAY, "last-24-months")

LADDER = make.framework("Halden Pay engineering levels ^h4ld")
_ASKED = {
    "senior": ("Senior", "Delivery", "Delivers projects of a quarter without supervision ^sn1r"),
    "delivers": (
        "Staff",
        "Delivery",
        "Leads work of several quarters across teams to a stated outcome ^st1d",
    ),
    "foresees": ("Staff", "Delivery", "Sees risk before it costs money, and acts on it ^st2f"),
    "decides": ("Staff", "Direction", "Makes technical decisions that other teams follow ^st3d"),
    "writes": ("Staff", "Direction", "Writes so that people who were not in the room can decide ^st4w"),
    "grows": ("Staff", "People", "Grows engineers until they no longer need them ^st5g"),
    "hires": ("Staff", "People", "Raises the bar for hiring across the organisation ^st6h"),
    "operates": ("Staff", "Operation", "Leaves systems easier to run than they found them ^st7p"),
    "speaks": (
        "Staff",
        "Presence",
        "Represents Halden Pay outside, at conferences or in standards work ^st8s",
    ),
    "customers": ("Staff", "Presence", "Brings what merchants need into technical planning ^st9c"),
    "principal": ("Principal", "Direction", "Sets direction for the whole of engineering ^pr1n"),
}
_CANNOT = {"speaks": "nobody may speak in public until the audit window is shut"}
ASKED = {
    name: make.criterion(text, of=LADDER, level=level, theme=theme, cannot_be_met=_CANNOT.get(name, ""))
    for name, (level, theme, text) in _ASKED.items()
}
_SHOWN = {
    "2026-11-18 Found the missing idempotency key": "foresees",
    "2026-11-05 Decision record on queues": "decides writes",
    "2026-10-15 Beatriz had her refund-webhook": "grows",
    "2026-10-28 Paired with": "grows",
    "2026-10-08 Finance closed a month": "delivers",
    "2026-09-29": "decides",
    "2026-09-17 Ledger cutover": "delivers",
    "2026-09-10 Said no to cutting over": "foresees",
    "2026-08-06 Half the team": "operates",
    "2026-07-15 Second round of alert pruning": "operates",
    "2026-06-09 Calibration": "hires",
    "2026-05-22 Record: the settlement day": "decides",
    "2026-03-12 RFC 112 accepted": "delivers decides",
    "2026-03-04 Decision record template": "writes",
    "2026-01-20 Cut RFC 112": "writes",
    "2025-07-24 `toggles` is gone": "operates",
    "2025-03-27 We were retrying": "foresees",
}


def record(*, linked: bool = True) -> Record:
    """Return the sample record with the framework; `linked`, its evidence shows the criteria."""
    text = (files("vividmap.sample") / "record.md").read_text(encoding="utf-8")
    taken: set[str] = set()
    items = [_named(_linked(one) if linked else one, taken) for one in make.from_document(text).items]
    return Record((*items, LADDER, *ASKED.values()))


def _named(item: Item, taken: set[str]) -> Item:
    """Return an item with a handle that no other has, as the record's own are."""
    own = item.handle if item.handle not in taken else handles.shortest_handle(item.id, taken)
    taken.add(own)
    return replace(item, handle=own)


def _linked(item: Item) -> Item:
    if not isinstance(item, Evidence) or item.when is None:
        return item
    line = f"{item.when.first} {item.text}"
    shown = next((names for start, names in _SHOWN.items() if line.startswith(start)), "")
    return make.showing(item, *(ASKED[name] for name in shown.split()))
