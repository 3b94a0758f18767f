"""Lines that make one entry together: labelled parts of a story, the messages of one speaker, a quotation."""

from collections.abc import Iterator, Sequence

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence
from vividmap.formats.notes.content import is_name_or_role
from vividmap.formats.notes.dating import Around, read_date
from vividmap.formats.notes.labels import field_of, has_label, split_label
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.making import Place
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.nodes import Node, walk
from vividmap.formats.notes.noise import is_chat_furniture

_SPEAKER = lazy_pattern(
    r"(?P<name>[^\W\d_][^:\d\[\]]{1,40}?)\s{1,4}(?:APP\s+)?[\[(]?"
    r"(?P<time>(?:(?:today|yesterday|mon|tue|wed|thu|fri|sat|sun)\w* at )?"
    r"\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?)"
    r"[\])]?(?:[,\s]\s{0,4}(?P<date>[^\W_][^:]{3,30}))?:?"
)
_ATTRIBUTION = lazy_pattern(r"[–—-]{1,2}\s*(?P<name>[^\W\d_].{1,80})")
_ATTRIBUTION_BEHIND = lazy_pattern(r"(?:\s[–—]{1,2}|\s--?|[”\"“»」]\s?-)\s?(?P<name>[^\W\d_][^–—]{1,80})$")
_LONGEST_ATTRIBUTION, _MOST_LINES_OF_QUOTE = 120, 20
_OPENING = '"“„«「『'
_LONGEST_LEAD_IN = 120
_LEADERS = ("text", "project", "name", "story")


def group_lines(nodes: Sequence[Node], place: Place) -> list[Node]:
    """Return the nodes below a heading, with those that make one entry together merged into one node."""
    nodes = [quote for node in _unite_quotes(nodes) for quote in _quotations_of(node)]
    if place.kind is Evidence or place.section in ("", "feedback", "notes", "learning"):
        nodes = _unite_speakers(_read_standup(nodes), place.around)
        nodes = list(_unite_labelled(nodes, place))
    return nodes


def _unite_quotes(nodes: Sequence[Node]) -> list[Node]:
    """Put the lines of a quotation, and the name beneath it, into one node."""
    united: list[Node] = []
    for node in nodes:
        last = united[-1] if united else None
        if node.sort == "quote":
            for child in [child for child in node.children if child.sort == "text"]:
                node.children.remove(child)
                node.lines.append(child.lines[0])
        attribution = _ATTRIBUTION.fullmatch(node.raw) if node.sort == "text" else None
        ends_quote = last is not None and (
            last.sort == "quote" or last.raw.rstrip().endswith(("”", '"', "»", "“", "」"))
        )
        is_quotation = node.sort == "quote" or (node.sort == "text" and node.raw[:1] in _OPENING)
        if is_quotation and last and last.sort == "text" and _is_lead_in_of_quote(last, node):
            last.sort = "quote"
            _join_nodes(last, node)
        elif (attribution and last and ends_quote and is_name_or_role(attribution["name"])) or (
            node.sort == "quote" and last and last.sort == "quote" and not node.line.after_blank
        ):
            _join_nodes(last, node)
        else:
            united.append(node)
    return united


def _quotations_of(node: Node) -> Iterator[Node]:
    """Yield a node, or each quotation of one that holds several, one with its speaker below the other."""
    lines: list[NoteLine] = []
    quotation = Node(node.sort, lines, node.children)
    for at, line in enumerate(node.lines if node.sort == "quote" else ()):
        is_next = lines and _has_speaker_behind(lines) and not _ATTRIBUTION.fullmatch(line.text)
        if is_next and (line.text[:1] in _OPENING or _has_speaker_behind(node.lines[at:])):
            yield Node("quote", lines)
            lines = []
            quotation = Node("quote", lines, node.children)
        lines.append(line)
    yield quotation if lines and len(lines) < len(node.lines) else node


def speaker_behind(node: Node) -> str:
    """Return whose name stands behind what a block quotes: "> It was calm – Ben Ortiz"; "" for others."""
    behind = (
        _ATTRIBUTION_BEHIND.search(node.plain.text[-_LONGEST_ATTRIBUTION:]) if node.sort == "quote" else None
    )
    name = read_name(behind["name"], strict=True) if behind else None
    return name.name if name else ""


def _has_speaker_behind(lines: Sequence[NoteLine]) -> bool:
    """Return whether a quotation ends with who said it: "“Great.” — Farid Osman, PM Checkout"."""
    text = " ".join(line.text for line in lines[-_MOST_LINES_OF_QUOTE:])
    behind = _ATTRIBUTION_BEHIND.search(text[-_LONGEST_ATTRIBUTION:])
    return behind is not None and is_name_or_role(behind["name"]) and not text.endswith(",")


def _join_nodes(node: Node, following: Node) -> None:
    """Put the lines of the next node, and what is below it, into a node."""
    node.lines.extend(following.lines)
    node.children.extend(following.children)


def _is_lead_in(node: Node) -> bool:
    """Return whether a line below a message begins something new: "DM from Charlotte:", a quotation."""
    first = node.line.text
    return first.endswith((":", "：")) or first[:1] in _OPENING


def _is_lead_in_of_quote(node: Node, quote: Node) -> bool:
    """Return whether a line names the source of the quotation right below it: "From a mail, Omar Haddad:"."""
    return (
        node.raw.endswith((":", "："))
        and not is_speaker(node.raw)
        and len(node.raw) <= _LONGEST_LEAD_IN
        and not node.children
        and not quote.line.after_blank
    )


def _read_standup(nodes: Sequence[Node]) -> list[Node]:
    """Return the lines of a stand-up as what was done and what is only planned: "y: …", "t: …", "b: …"."""
    labels = [split_label(node.raw) if node.sort in ("item", "text") else ("", "") for node in nodes]
    marks = {label for label, _ in labels}
    if "y" not in marks or marks.isdisjoint("tb"):
        return list(nodes)
    for node, (label, value) in zip(nodes, labels, strict=True):
        if label == "y" and value:
            node.lines[0] = node.line._replace(text=value)
        elif label in ("t", "b"):
            node.lines[0] = node.line._replace(checked=False)
    return list(nodes)


def is_speaker(text: str) -> bool:
    """Return whether a line of a chat only says who wrote the message beneath, and at what time."""
    match = _SPEAKER.fullmatch(text)
    return match is not None and is_name_or_role(match["name"].strip())


def _unite_speakers(nodes: Sequence[Node], around: Around) -> list[Node]:
    """Put what a speaker wrote in a chat into one node per message."""
    united: list[Node] = []
    speaker: Node | None = None
    for node in nodes:
        is_first = speaker is not None and len(speaker.lines) == 1
        if speaker is not None and is_first and node.sort == "text" and read_date(node.raw, around):
            speaker.lines[0] = speaker.line._replace(date_text=node.raw, end=node.own_end)
            below = (part for child in node.children for part in walk(child))
            speaker.lines.extend(line for part in below for line in part.lines)
            continue
        match = _SPEAKER.fullmatch(node.raw) if node.sort == "text" else None
        if match and is_name_or_role(match["name"].strip()):
            name = match["name"].strip()
            line = node.line._replace(text=f"{name}:", date_text=match["date"] or "")
            speaker = Node("quote", [line], list(node.children))
            united.append(speaker)
        elif (speaker is not None and node.sort == "text" and is_chat_furniture(node.raw)) or (
            speaker is not None and node.line.after_blank and _is_lead_in(node)
        ):
            united.append(node)
            speaker = None
        elif speaker is not None and node.sort in ("text", "quote"):
            speaker.lines.extend(line for part in walk(node) for line in part.lines)
        else:
            speaker = None
            united.append(node)
    return united


def _unite_labelled(nodes: Sequence[Node], place: Place) -> Iterator[Node]:
    """Yield nodes; labelled lines become parts of the entry that they belong to."""
    current: Node | None = None
    labels: set[str] = set()
    for node in nodes:
        label, value = (
            split_label(node.raw)
            if node.sort in ("item", "text") and node.line.checked is not False
            else ("", "")
        )
        is_part = (
            bool(label)
            and (bool(value) or bool(node.children))
            and (bool(field_of(label, Evidence)) or has_label(label, "story") or has_label(label, "text"))
        )
        leads = (
            is_part and any(has_label(label, name) for name in _LEADERS) and not has_label(label, "outcome")
        )
        is_same_sort = current is not None and node.sort in (current.sort, "text")
        if (
            is_part
            and current is not None
            and is_same_sort
            and not (leads and (label in labels or not labels))
            and not (not labels and node.line.after_blank and node.sort == "text" and leads)
        ):
            current.children.append(node)
            labels.add(label)
            continue
        if is_part and leads:
            current, labels = node, {label}
        elif node.sort in ("item", "text"):
            current, labels = node, set()
        else:
            current, labels = None, set()
        yield node
