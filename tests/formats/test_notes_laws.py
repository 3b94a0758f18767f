"""What holds for any text that is read as notes."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count, product

from hypothesis import example, given
from hypothesis import strategies as st

from vividmap.core.shorthand import Draft
from vividmap.formats.notes import Reading, Unreadable, read

TODAY = date(2026, 11, 23)

INDENTS = ["", "", "", "", "  ", "    ", "\t", "      "]
LEADS = """
    |- |* |+ |1. |2) |4. |2025. |- [ ] |- [x] |> |> - |# |## |### |###### |    |```|~~~|<!-- |<div>|- - |-\t|[a]: |**|• |#
""".strip().split("|")
BEFORE = (
    """
    |2026-03-04: |**4 March 2026** – |[Mar 4] |(3/2026) |03/04/2026: |Q3 2026 - |Impact: |**Outcome:** |Scope: org|With: |
    Skills: |Gap: |Gaps:|Current: |Doing: |Status: |Wins|People|Goals|Growth areas|Week of 2 March|March 2026|1:1 with |
    Team: |Role: peer, |Friday: |@|#|~teams |-> |\\#|Last met: 2026-03-04|Link: https://a.example/|met |worked on |
    Email: a@b.example|2026-W10|By: |undated |!
""".replace("\n    ", "")
    .strip()
    .split("|")
)
AFTER = [
    "",
    "",
    ":",
    ",",
    " (March 2026)",
    " - 2026-03-04",
    " -> good",
    " ~org",
    "  ",
    "\\",
    "-->",
    "**",
    " \\|",
    "```",
]
WORDS = [
    "§",
    "§ §",
    "¤",
    "¤ ¤",
    "¤ — §",
    "¤ (§, §): §",
    "§; met §",
    "§, ¤ and ¤",
    "`§`",
    "[§][a]",
    "§ @§ #§ !§",
    "§\n§",
    "",
]
LINES = [
    "",
    "",
    "---",
    "===",
    "***",
    "+++",
    "```",
    "-->",
    "- ",
    "- [ ]",
    "> ",
    "$ | §",
    "| § | § |",
    "|---|---|",
]
HEADERS = [
    "Date | What | Impact",
    "Name | Role | Team",
    "Goal | Gap | Current",
    "§ | § | §",
    "Skill | When | With",
]
TABLES = [
    f"| {header} |\n|---|---|---|\n| ¤ ¤ | § | § |\n| 2026-03-04 | § | peer | § |\n" for header in HEADERS
]

line = st.one_of(
    st.builds("{}{}{}{}{}".format, *map(st.sampled_from, (INDENTS, LEADS, BEFORE, WORDS, AFTER))),
    st.sampled_from([*LINES, *TABLES]),
    st.text(max_size=12),
)
documents = st.lists(line, max_size=20).map("\n".join)
NAMES = ["".join(letters) for letters in product("abcdeg", repeat=4)]


def with_words(text: str) -> str:
    """Replace each mark by a word that occurs once: `§` by a lower-case one, `¤` by a capitalized one."""
    numbers = count()
    return re.sub("[§¤]", lambda place: f"{'Xz' if place[0] == '¤' else 'xz'}{NAMES[next(numbers)]}", text)


def everything(drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    for draft in drafts:
        yield draft
        yield from everything(draft.children)


def lines_of(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_or_none(text: str) -> Reading | None:
    try:
        return read(text, TODAY)
    except Unreadable:
        return None


@given(st.text())
@example("a\x0bb\u2028c\x85d")
@example("- \n- [ ]\na\n  - b")
@example("[a]\n[a]: b")
def test_every_line_that_is_not_blank_has_one_result(text):
    notes = read_or_none(text)
    if notes:
        said = [number for number, one in enumerate(lines_of(text), 1) if one.strip()]
        assert [result.line for result in notes.line_results] == said


@given(documents)
def test_every_line_of_a_document_has_one_result_and_an_entry_that_is_there(template):
    text = with_words(template)
    notes = read_or_none(text)
    if notes:
        said = [number for number, one in enumerate(lines_of(text), 1) if one.strip()]
        places = {draft.place for draft in everything(notes.drafts)}
        assert [result.line for result in notes.line_results] == said
        assert {result.entry for result in notes.line_results if result.result == "entry"} == places
        assert all(result.detail for result in notes.line_results if result.result != "entry")


@given(documents)
def test_no_word_is_lost(template):
    text = with_words(template)
    notes = read_or_none(text)
    if notes:
        kept = set(re.findall(r"[xX]z[a-g]{4}", repr(notes.drafts)))
        entries = [
            lines_of(text)[result.line - 1] for result in notes.line_results if result.result == "entry"
        ]
        assert set(re.findall(r"[xX]z[a-g]{4}", "\n".join(entries))) <= kept


@given(documents)
def test_reading_is_the_same_each_time(template):
    assert read_or_none(template) == read_or_none(template)


@given(documents)
def test_drafts_are_such_as_can_be_taken_in(template):
    notes = read_or_none(with_words(template))
    for draft in notes.drafts if notes else ():
        assert draft.kind in {"evidence", "skill entry", "skill", "person", "goal"}
    for draft in everything(notes.drafts) if notes else ():
        assert draft.text == draft.text.strip() != ""
        assert "\n" not in draft.text
        assert not draft.is_undated or draft.when is None
