"""A text as numbers, words and marks, each with its place.

Written without `re`, as are all modules of this folder: a capture reads its line with them, and the import
alone of `re` would double the time that the user waits.
"""

_ARROWS = ("->", "=>", "→", "⇒", "➜", "➔", "⟶")
_JOINERS = "'’-_&"
"""What can stand inside a word, between two of its letters."""
_SEPARATORS = ".,:/'’\u066b\u066c\uff0e\uff0c"
"""What can stand inside a number, between two digits."""
_COUNTERS = (
    "時間", "分間", "日間", "週間", "ヶ月", "か月", "カ月", "チーム", "サービス", "ユーザー", "パーセント",
    "分", "秒", "日", "月", "年", "人", "名", "社", "件", "台", "個", "冊", "章", "回", "円", "倍",
    "万", "億", "千",
)  # fmt: skip
_THIN_BLANKS = "\u00a0\u2009\u202f"


class Token:
    """A number, word, mark or arrow: `sort`, where it stands, and its text in lower case."""

    __slots__ = ("end", "sort", "start", "text")

    def __init__(self, sort: str, start: int, end: int, text: str) -> None:
        self.sort, self.start, self.end, self.text = sort, start, end, text


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a text; blanks are none.

    `RFC-88` and `P99` are words, `1,200`, `7/7` and `10:30` are numbers. `740ms` is a number and a word.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
            continue
        if character.isdecimal():
            sort, end = "number", _number_end(text, at)
        elif _is_ideograph(character):
            is_counted = bool(tokens) and tokens[-1].sort == "number" and tokens[-1].end == at
            sort, end = (
                "word",
                _ideographs_end(text, at, is_counted=is_counted or _is_behind_scale(tokens, at)),
            )
        elif character.isalpha() or character == "_":
            sort, end = "word", _word_end(text, at)
        elif text.startswith(_ARROWS, at) and not _is_in_code(text, at):
            sort, end = "arrow", at + (1 if text[at] not in "-=" else 2)
        else:
            sort, end = "mark", at + 1
        tokens.append(Token(sort, at, end, text[at:end].casefold()))
        at = end
    return tokens


def text_at(tokens: list[Token], at: int) -> str:
    """Return the text of the token at a position, "" before the first and behind the last."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _is_in_code(text: str, at: int) -> bool:
    """Return whether a place stands between backticks: an arrow there is part of a name or of code."""
    return text.count("`", 0, at) % 2 == 1 and "`" in text[at:]


def _number_end(text: str, at: int) -> int:
    """Return where a number ends: dates of the form 2026-06-18 and groups of thousands included."""
    start, end = at, at + 1
    while end < len(text):
        character = text[end]
        if character.isdecimal():
            end += 1
        elif character in _SEPARATORS + _THIN_BLANKS and text[end + 1 : end + 2].isdecimal():
            end += 2
        elif character == " " and _is_group(text, start, end):
            end += 4
        elif character == "-" and end - start >= 4 and _digits_at(text, end + 1) == 2:
            end += 3
        else:
            break
    return end


def _is_group(text: str, start: int, end: int) -> bool:
    """Return whether a blank in a number parts thousands: `180 000`."""
    lead = text[start:end].split(" ", maxsplit=1)[0]
    return lead.isdecimal() and len(lead) <= 3 and _digits_at(text, end + 1) == 3


def _digits_at(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end].isdecimal():
        end += 1
    return end - at


def _word_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text):
        character = text[end]
        if character.isalnum():
            if _is_ideograph(character):
                break
        elif character not in _JOINERS or not text[end + 1 : end + 2].isalnum():
            break
        end += 1
    return end


def _is_behind_scale(tokens: list[Token], at: int) -> bool:
    return bool(tokens) and tokens[-1].text in ("万", "億", "千") and tokens[-1].end == at


def _ideographs_end(text: str, at: int, *, is_counted: bool) -> int:
    """Return where a word of such a script ends; what is counted is a word of its own behind a number."""
    if is_counted and (counter := next((word for word in _COUNTERS if text.startswith(word, at)), "")):
        return at + len(counter)
    while at < len(text) and _is_ideograph(text[at]):
        at += 1
    return at


def _is_ideograph(character: str) -> bool:
    """Return whether a character is of a script that is written without blanks between words."""
    return character >= "\u3040" and (character <= "\u30ff" or "\u3400" <= character <= "\u9fff")
