"""Whether a note begins with a situation and not with the result of a deed: "API down 47 min"."""

from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import reform, without_stop
from vividmap.core.packets.wording.results import find_change
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence


def is_situation(result: str, entry: Evidence) -> bool:
    """Return whether the result read from an entry without an outcome is only how things stood."""
    opening = next(iter(split_notes(entry.text)), "")
    is_first = bool(result) and reform(without_stop(opening)) == without_stop(result)
    return not entry.outcome and is_first and not is_deed(opening) and find_change([opening]) is None
