"""What a line's shape says: an open link, a question of a form, a sentence, the telling of a deed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.dating import Around
from vividmap.formats.notes.deeds import has_result, is_deed
from vividmap.formats.notes.labels import has_label, label_table, split_label
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.titles import is_only_place, read_title
from vividmap.formats.notes.weekdays import has_only_weekdays

LINE_AT_MOST = 80
"""A longer line is not a heading."""
_QUESTION = lazy_pattern(r"(?:Q|Question|Frage|Pregunta|Pergunta|Вопрос|問)\s?\d{0,2}\s?[:.)：]\s*(?=\S)")
_ANSWER = lazy_pattern(r"(?:A|Answer|Antwort|Respuesta|Resposta|R|Ответ|答)\s?\d{0,2}\s?[:.)：]\s*(?=\S)")
_QUESTION_LEVEL = 6
_SUBJECT = lazy_pattern(
    r"(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|тема|件名|主题)\s?[:：]\s*(?:(?:re|aw|fwd?|wg|tr|rv)\s?:\s*)*(?P<text>\S.*)",
    re.IGNORECASE,
)
_MAIL_HEADER = lazy_pattern(
    r"(?:from|to|cc|bcc|date|sent|reply-to|von|an|datum|gesendet|de|à|date|envoyé|para|fecha|enviado|da|a|data|van|aan|от|кому|дата)\s?:\s*\S.*",
    re.IGNORECASE,
)
_MAIL_DATE = lazy_pattern(
    r"(?:date|sent|datum|gesendet|envoyé|fecha|enviado|data|дата)\s?:\s?(?:[^\W\d_]{2,10}\.?,\s)?(?P<date>[^\s:].*)",
    re.IGNORECASE,
)
_BANNER = lazy_pattern(
    r"(?P<mark>[-–—=_~*•·#+])(?P=mark){1,60}+[ \t]{1,4}(?P<text>[^\s–—=_~*•·#+-][^\n]{0,60}?)"
    r"[ \t]{1,4}(?P=mark){2,60}+"
)
_MAIL_LEVEL, _HEADERS = 2, 5
MAIL_HEADER = "an e-mail header"
_WORDS_OF_HEAD = 10
_WEEK = 7
_ASKING = frozenset(
    "what how which where who when why describe did do is are have was wie wo wer quels quelles comment que "
    "qué cómo quais como".split()
)


def is_open_link(text: str) -> bool:
    """Return whether a line ends within a link that goes on in the next."""
    at = max(text.rfind("]("), text.rfind("["))
    return (
        at >= 0
        and ")" not in text[at:]
        and "]" not in text[at + 2 :]
        and len(text) - at < 300
        and (text[at] == "]" or ("http" not in text[at:] and not text[at:].startswith(("[ ]", "[x]"))))
    )


def is_telling(text: str) -> bool:
    """Return whether a line tells what was done, so that it is more than the heading of a list below it."""
    return len(text.split()) > _WORDS_OF_HEAD or is_deed(text) or has_result(text)


def read_mails(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """Return lines with the subject of each pasted mail as the heading over it, without its other headers."""
    read: list[NoteLine] = []
    for at, line in enumerate(lines):
        subject = _SUBJECT.fullmatch(line.text) if line.sort == "text" and not line.indent else None
        if subject:
            dates = [_MAIL_DATE.fullmatch(header_line.text) for header_line in _header_lines(lines, at)]
            date_text = next((_without_time(match["date"]) for match in dates if match), "")
            text = f"{subject['text']} – {date_text}" if date_text else subject["text"]
            read.append(line._replace(sort="heading", text=text, level=_MAIL_LEVEL))
        elif line.sort == "text" and _is_mail_header(lines, at):
            read.append(line._replace(sort="skip", reason=MAIL_HEADER))
        else:
            read.append(line)
    return read


def read_separators(lines: Sequence[NoteLine], around: Around) -> list[NoteLine]:
    """Return lines with the words between rows of dashes, "--- Q3 ---", as headings; others are not read."""
    read: list[NoteLine] = []
    for line in lines:
        banner = _BANNER.fullmatch(line.text) if line.sort == "text" and not line.indent else None
        if banner is None:
            read.append(line)
        elif is_only_place(read_title(banner["text"], around)):
            read.append(line._replace(text=banner["text"], after_blank=True))
        else:
            read.append(line._replace(sort="skip", reason="a separator"))
    return read


def _without_time(text: str) -> str:
    """Return the date in front of a time: "6 Feb 2026" of "6 Feb 2026 10:02:33"."""
    day, colon, _ = text.partition(":")
    return day.rstrip().rpartition(" ")[0] if colon else day


def _header_lines(lines: Sequence[NoteLine], at: int) -> list[NoteLine]:
    """Return the headers of a mail around the line of its subject."""
    near = (*range(at - 1, max(at - _HEADERS, -1), -1), *range(at + 1, min(at + _HEADERS, len(lines))))
    return [lines[number] for number in near if _is_mail_header(lines, number)]


def _is_mail_header(lines: Sequence[NoteLine], at: int) -> bool:
    """Return whether a line is the sender, receiver or date of a mail whose subject stands beside it."""
    if not _MAIL_HEADER.fullmatch(lines[at].text):
        return False
    for step in (-1, 1):
        number = at + step
        while 0 <= number < len(lines) and abs(number - at) <= _HEADERS and _is_text(lines[number]):
            if _SUBJECT.fullmatch(lines[number].text):
                return True
            if not _MAIL_HEADER.fullmatch(lines[number].text):
                break
            number += step
    return False


def _is_text(line: NoteLine) -> bool:
    return line.sort in ("text", "skip")


def read_questions(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """Return lines with the questions of "Q: …" as headings over their answers, "A: …"."""
    read = list(lines)
    for at, (line, answer) in enumerate(pairwise(lines)):
        question, mark = _QUESTION.match(line.text), _ANSWER.match(answer.text)
        if question and mark and line.sort == answer.sort == "text":
            read[at] = line._replace(sort="heading", text=line.text[question.end() :], level=_QUESTION_LEVEL)
            read[at + 1] = answer._replace(text=answer.text[mark.end() :])
    return read


def is_question(text: str) -> bool:
    """Return whether a line is a question of a form, followed by how to answer it."""
    question, mark, _ = text.partition("? ")
    return bool(mark) and question.split(None, 1)[0].casefold() in _ASKING


def is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) > 8 or (len(words) > 4 and text[:1].islower())


def is_document_title(line: NoteLine, following: NoteLine | None) -> bool:
    """Return whether the first line of a document is its title: short, and alone."""
    is_alone = following is None or following.after_blank or following.sort == "heading"
    label = split_label(following.text)[0] if following is not None and not is_alone else ""
    is_above_details = has_label(label, "about") or label_table(label) in ("role", "team", "name")
    return (
        (is_alone or is_above_details)
        and following is not None
        and len(line.text) <= LINE_AT_MOST
        and not line.text.endswith((".", "!"))
        and not (line.text.endswith(")") and is_telling(line.text) and not is_above_details)
    )


def level_below_week(node: Node, open_headings: Sequence[Node], around: Around) -> int:
    """Return the level of a heading: that of a weekday is below the week that stands on its level."""
    same_level = [heading for heading in open_headings if heading.level == node.level and heading.lines]
    if not same_level or not has_only_weekdays(node.line.text):
        return node.level
    text = same_level[-1].plain.text
    title = read_title(text, around)
    moment = title.moment
    is_week = bool(title.undecided_date) if moment is None else (moment.last - moment.first).days == _WEEK - 1
    return node.level + 1 if is_week and not has_only_weekdays(text) else node.level


def is_above_longer_text(line: NoteLine, following: NoteLine, plain: str) -> bool:
    """Return whether a few words stand above a longer text, as its heading."""
    return (
        line.after_blank
        and following.sort == "text"
        and not following.after_blank
        and len(plain.split()) <= 4
        and plain[:1].isupper()
        and len(following.text) > 2 * len(plain)
        and not is_sentence(plain)
    )
