"""Records from running documents without a database: the sample's own, and two of other engineers."""

from functools import cache
from importlib import resources
from pathlib import Path

from tests.core import make
from vividmap.core.record import Record

_KEPT = Path(__file__).parents[1] / "core" / "packets" / "kept"
NAMES = ("sample", "backend", "ml")


@cache
def document_record(name: str) -> Record:
    """Return one of the three records by its name."""
    return make.from_document(document_text(name))


def document_text(name: str) -> str:
    """Return the running document of one of the three records."""
    if name == "sample":
        return (resources.files("vividmap") / "sample" / "record.md").read_text(encoding="utf-8")
    return (_KEPT / f"{name}.md").read_text(encoding="utf-8")
