"""What a captured line says, for the moment of its capture: its result, scope, project and names.

The grammar is `core/shorthand.py`, which takes four times as long to load as a capture may; a test holds the
two together. What is shown here is stored nowhere.
"""

from vividmap.core.english.leaning import is_leaning
from vividmap.core.english.privacy_tags import tag_level
from vividmap.core.results.changes import is_change_arrow
from vividmap.core.results.reading import read_result

TYPE_CHECKING = False  # typing.TYPE_CHECKING, without importing typing for each capture
if TYPE_CHECKING:
    from collections.abc import Callable

SCOPE_NAMES = {
    "team": "my team",
    "teams": "several teams",
    "org": "the organisation",
    "beyond": "beyond the organisation",
}
_SIGNS = "#@!+~"
_LETTERS_OF_PRIVACY = (
    " band| pip|allowed to|angebot|announced|annual comp|annual pay|applied at|baan|base comp|base pay|"
    "between|beworben|bonus|c'est|ceci est|cherche|classif|colloquio|comentar|comp |comp:|company|"
    "compart|compensation|confi|contar|current comp|current pay|das ist|decir|dela inte|demission|"
    "difundir|dit is|divulgar|don't |dont |ears|einsehbar|elsewhere|embargo|entre no|entretien|"
    "entrevista|es ist|espalhar|esto es|eyes|final round|fired|for me|for myself|fortrol|fur dich|"
    "fur euch|fur mich|gehalt|geheim|gesprach bei|headhunter|hemlig|her comp|her pay|hidden from|"
    "his comp|his pay|hold|hush|ikke|intern|interview|isto e |job hunt|job search|job-hunt|jobsuche|just|"
    "keep|keinem|keiner|kept|know|konfi|kundig|laid off|leav|lesbar|let|lohn|looking |loon|managed out|"
    "market|mentioned|mid-point|midpoint|mum's the|mustn't |my comp|my loop|my notice|my onsite|my pay|"
    "n'ai|n'en|n't tell|n't told|nadie|nda|ne jamais|ne pas|ne rien|need to|need-to|nessuno|neuen job|"
    "never |new comp|new pay|next comp|next pay|nicht|nie |niemand|niet |ningu|no digas|no leaks|no lo|"
    "no se lo|non |non-disclosure|not |nt tell|nt told|nur fur|oferta de|off the|off-the|offer|official|"
    "offre d'emploi|onder ons|only|own comp|own pay|para m|partilhar|pas encore|pay |pay:|payrise|per me|"
    "performance improvement|periode d'essai|periodo de prueba|personne|phone screen|pip |poufne|"
    "pour moi|pour nous|priv|probation|probezeit|prywat|psst|publicar|questo e |quit|raise|reclutador|"
    "recruiter|recruteu|reenviar|resign|restreinte|riserv|rsu|salaire|salari|salary|screening call|"
    "secret|sensitiv|severance|shared|shh|shouldn't |sichtbar|sigilos|sin anunciar|solely|sollicitatie|"
    "starting comp|starting pay|stay|stipendio|sueldo|supposed to|target comp|target pay|told no|"
    "total comp|total pay|tra di noi|tra noi|trabajo|una oferta|une offre|unter uns|unter verschluss|"
    "vertr|visibile|visible |visivel|voor me|voor mij|wage|zichtbaar"
).split("|")
"""Letters of which every phrase of privacy in ASCII has some: `english/privacy_words.py`, by a test."""
_NO_NAME_BEHIND = "/@\\(="
_NAME_MARKS = "+-.#_"


class LineReading:
    """What a line says: `names` have their sign: `#rust`, `@priya`, `!staff`."""

    __slots__ = ("names", "project", "result", "scope")

    def __init__(self, result: str, scope: str, project: str, names: "list[str]") -> None:
        self.result, self.scope, self.project, self.names = result, scope, project, names


def read_captured_line(line: str, *, is_evidence: bool) -> LineReading:
    """Return what a line says, without its date."""
    marks = [mark for mark in _marks(line) if is_evidence or mark[2] not in "~>"]
    marks = [mark for mark in marks if mark[2] != "#" or not tag_level(line[mark[0] + 1 : mark[1]])]
    names = list(dict.fromkeys(line[start:end] for start, end, sign in marks if sign in "#@!"))
    arrow = _outcome_arrow(line, marks)
    halves = [(0, arrow[0]), (arrow[1], len(line))] if arrow else [(0, len(line))]
    marks = [mark for mark in marks if mark[2] != ">"]
    single_marks = {"~": "", "+": ""}
    text = ""
    for start, end in halves:
        inside = [mark for mark in marks if start <= mark[0] < end]
        kept_to, last_marks = _strip_trailing(line, start, end, inside)
        text = line[start:kept_to].strip()
        for mark in inside:
            name, sign = line[mark[0] + 1 : mark[1]], mark[2]
            if sign in single_marks and (mark in last_marks or not single_marks[sign]):
                single_marks[sign] = name
    if not arrow:
        result = read_result(text) if is_evidence else None
        text = result.text if result else ""
    return LineReading(text, single_marks["~"], single_marks["+"], names)


def _outcome_arrow(line: str, marks: "list[tuple[int, int, str]]") -> "tuple[int, int] | None":
    """Return where the arrow in front of the outcome stands: the last one with words on both sides."""
    for start, end, sign in reversed(marks):
        has_words = sign == ">" and line[:start].strip() and _has_words(line, end, marks)
        if has_words and not is_change_arrow(line, start, end):
            return start, end
    return None


def _has_words(line: str, start: int, marks: "list[tuple[int, int, str]]") -> bool:
    """Return whether anything but marks and spaces stands in a line from `start` on."""
    for mark_start, mark_end, sign in marks:
        if mark_start >= start and sign != ">":
            if line[start:mark_start].strip():
                return True
            start = mark_end
    return bool(line[start:].strip())


def _strip_trailing(
    line: str, start: int, end: int, marks: "list[tuple[int, int, str]]"
) -> "tuple[int, list[tuple[int, int, str]]]":
    """Return where the sentence ends before the marks at its end, and which of those are ~ or + marks."""
    kept_to = _rstrip(line, start, end)
    last_marks: list[tuple[int, int, str]] = []
    for mark in reversed(marks):
        mark_start, mark_end, sign = mark
        before = _rstrip(line, start, mark_start)
        if mark_end != kept_to or before == start:
            break
        leans = sign != "~" and is_leaning(line[max(start, before - 32) : mark_start])
        if leans or any(sign == last_sign for _, _, last_sign in last_marks):
            break
        if sign in "~+":
            last_marks.append(mark)
        kept_to = before
    return kept_to, last_marks


def _rstrip(line: str, start: int, end: int) -> int:
    while end > start and line[end - 1].isspace():
        end -= 1
    return end


def _marks(line: str) -> "list[tuple[int, int, str]]":
    """Return the marks of a line, outside code: where each begins and ends, its sign (`>`: an arrow)."""
    marks, at = [], 0
    while at < len(line):
        if line[at] == "`":
            at = _code_end(line, at)
            continue
        is_bracket = line[at - 1 : at] == "(" and line[at - 2 : at] != "]("
        is_start = at == 0 or line[at - 1].isspace() or is_bracket
        if is_start and line[at] in _SIGNS and (end := _name_end(line, at)):
            marks.append((at, end, line[at]))
            at = end
            continue
        width = 2 if line.startswith("->", at) else int(line[at] == "→")
        follower = line[at + width : at + width + 1]
        is_apart = is_start and line[at - 1 : at] != "(" and not follower.strip()
        if width and is_apart:
            marks.append((at, at + width, ">"))
        at += max(width, 1)
    return marks


def _code_end(line: str, at: int) -> int:
    width = 1
    while line.startswith("`", at + width):
        width += 1
    closing = line.find("`" * width, at + width)
    return at + width if closing < 0 else closing + width


def _name_end(line: str, at: int) -> int:
    """Return where the name behind a sign ends, 0 where none is: `#1234`, `~/bin`, `+40 %`."""
    end = at + 1
    while end < len(line) and (line[end].isalnum() or line[end] in _NAME_MARKS or ord(line[end]) > 0x2FFF):
        end += 1
    while end > at + 1 and line[end - 1] in "-.":
        end -= 1
    name = line[at + 1 : end]
    if not name or name[0] in _NAME_MARKS or line[end : end + 1] in tuple(_NO_NAME_BEHIND):
        return 0
    if line[at] == "~":
        return end if name in SCOPE_NAMES and line[end : end + 1] != "~" else 0
    return 0 if name[0].isdigit() and (line[at] == "+" or name.isdigit() or len(name) < 4) else end


def describe_capture(
    line: str, options: "dict[str, list[str]]", *, is_evidence: bool, is_known: "Callable[[str], bool]"
) -> str:
    """Return in one line how a line was read: "result: P99 down 340 ms · several teams · @priya (unknown)".

    `options` are those of the command; they win over the line's marks. `is_known` tells whether a name with
    its sign means somebody or something.
    """
    reading = read_captured_line(line, is_evidence=is_evidence)
    result = next(iter(options.get("outcome", ())), reading.result)
    scope = next(iter(options.get("scope", ())), reading.scope)
    project = next(iter(options.get("project", ())), reading.project)
    names = [*reading.names, *_option_names(options)]
    levels = options.get("confidentiality", ()) or [describe_privacy(line)]
    parts = [
        *(level for level in levels if level != "open"),
        f"result: {result}" if result else "",
        SCOPE_NAMES.get(scope, ""),
        f"+{project.removeprefix('+')}" if project else "",
        *(name if name[0] == "#" or is_known(name) else f"{name} (unknown)" for name in dict.fromkeys(names)),
    ]
    return "".join(c if c.isprintable() else " " for c in " · ".join(part for part in parts if part))


def describe_privacy(text: str) -> str:
    """Return what the words of a text say of who may read it: `private (“not for sharing”)`."""
    lowered_text = text.lower()
    has_letters = any(letters in lowered_text for letters in _LETTERS_OF_PRIVACY)
    if text.isascii() and not has_letters and not any(tag_level(tag) for tag in _tags(text)):
        return ""
    # What knows the phrases takes as long to load as a capture may.
    from vividmap.core.english.privacy_words import find_privacy_mark  # noqa: PLC0415

    mark = find_privacy_mark((text,))
    return f"{mark.level} (“{mark.words}”)" if mark else ""


def _tags(text: str) -> "list[str]":
    return [text[start + 1 : end] for start, end, sign in _marks(text) if sign == "#"]


def _option_names(options: "dict[str, list[str]]") -> "list[str]":
    signs = {"skill": "#", "person": "@", "goal": "!"}
    return [
        sign + name.strip().lstrip("#@!^")
        for option, sign in signs.items()
        for name in options.get(option, ())
    ]


def has_outcome(line: str) -> bool:
    """Return whether an arrow in a line gives the outcome."""
    return _outcome_arrow(line, _marks(line)) is not None
