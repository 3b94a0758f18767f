"""The panel that exports a packet: the formats, the paper, and what it tells that can be left out."""

from typing import Any

from django.http import QueryDict

from vividmap.core.record import SavedPacket
from vividmap.formats.out.document import PAPERS
from vividmap.services.packets import packet_export
from vividmap.web.request import Request

PAPER_LABELS = {"a4": "A4", "letter": "US Letter"}
_FIRST = ("pdf", "docx")
"""The formats that are asked for most stand first."""


def export_panel(request: Request, packet: SavedPacket, params: QueryDict, url: str) -> dict[str, Any]:
    """Return what the panel shows; what was ticked in it stays so."""
    titles = packet_export.format_titles(packet)
    return {
        "export_url": url,
        "formats": {ending: titles[ending] for ending in sorted(titles, key=_place)},
        "papers": [(paper, PAPER_LABELS[paper], paper == params.get("paper")) for paper in PAPERS],
        "disclosures": packet_export.list_disclosures(request.actor, packet),
        "dropped": params.getlist("drop"),
        "has_marks": bool(params.get("marks")),
        "leaves_company": packet_export.is_for_outsiders(packet),
    }


def _place(ending: str) -> tuple[int, str]:
    return (_FIRST.index(ending) if ending in _FIRST else len(_FIRST), ending)
