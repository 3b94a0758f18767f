"""Lines → a tree: what stands beneath what, and which lines serve as headings without being marked so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.dated_lines import (
    has_dated_deed,
    is_dated_entry,
    is_dated_text,
    is_entry_of_its_own,
    open_headings_at,
)
from vividmap.formats.notes.dating import Around, read_date
from vividmap.formats.notes.deeds import is_whole_deed
from vividmap.formats.notes.grouping import is_speaker
from vividmap.formats.notes.item_headings import BOLD_LINE, PROJECT_LEVEL, read_item_headings
from vividmap.formats.notes.labels import label_table, split_label
from vividmap.formats.notes.line_shapes import (
    LINE_AT_MOST,
    is_above_longer_text,
    is_document_title,
    is_question,
    is_sentence,
    is_telling,
    level_below_week,
    read_questions,
)
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.meetings import is_about_meeting
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.nodes import Node, NodeSort
from vividmap.formats.notes.noise import is_form_blank
from vividmap.formats.notes.plain import to_plain
from vividmap.formats.notes.text_headings import TextHeading, is_list
from vividmap.formats.notes.titles import NoteTitle, has_form_number, is_only_place, is_theme, read_title
from vividmap.formats.notes.wrapping import LineWrapping

_CAPITALS = lazy_pattern(r"[^a-zа-яё\d]*[A-ZА-ЯЁÄÖÜ]{3}[^a-zа-яё]*")
_ENDS = (".", "!", ";", ",", "。", "！", "…", "”", '"', "»", ")", "%")
_QUESTION = lazy_pattern(r"[?？][\s*]{0,3}(?:[(（\[][^()（）\[\]]{1,80}[)）\]])?[\s*:]{0,3}$")
"""The end of a question, with what a form says behind it: "(required)", "(visible only to you and HR)"."""
_DEEPEST = 30
"""Anything nested deeper is read as on this level."""
_WORDS_OF_LABEL = 7
_IN_ONE_LINE = ("people", "goals", "gaps", "learning", "feedback")
_WITHOUT_PROJECTS = ("goals", "gaps", "feedback", "learning", "skills", "skip")
_TOP, _BELOW_TOP = 7, 8


@dataclass
class _Builder:
    """The tree of nodes while it is built from lines."""

    lines: Sequence[NoteLine]
    around: Around
    root: Node = field(default_factory=lambda: Node("document"))
    headings: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    previous: Node | None = None
    orders: dict[str, int] = field(default_factory=dict)
    is_after_rule: bool = False
    has_numbered_heading: bool = False
    """Whether a question of a form was read with a number: a line with the next number is one too."""

    def build(self) -> Node:
        self.headings = [self.root]
        self.wrapping = LineWrapping(self.lines, self.around)
        for at, line in enumerate(self.lines):
            following = self.lines[at + 1] if at + 1 < len(self.lines) else None
            self._place(at, line, following)
        return self.root

    def _is_lead_in(self, line: NoteLine, following: NoteLine | None, plain: str) -> bool:
        """Return whether a sentence only leads in to the list right beneath: "notes to go with the above"."""
        return (
            following is not None
            and following.sort == "item"
            and not following.after_blank
            and line.after_blank
            and not line.indent
            and not is_telling(plain)
            and not plain.endswith(_ENDS)
        )

    def _is_head_of_group(self, at: int, line: NoteLine, title: NoteTitle, plain: str) -> bool:
        """Return whether a line of plain text stands alone over a group of lines, as its heading.

        The group has two lines at least, unless the words of the heading say what it holds: what stands alone
        among others that stand alone is a paragraph.
        """
        group = [below for below in self.lines[at + 1 : at + 3] if below.sort in ("text", "item")]
        if not group or not line.after_blank or not group[0].after_blank or line.indent:
            return False
        is_group = len(group) > 1 and not group[1].after_blank
        says_what = bool(title.section or title.suggestion or is_theme(title))
        return (
            len(plain.split()) <= _WORDS_OF_LABEL
            and (plain[:1].isupper() or not plain[:1].isascii())
            and not any(character.isdigit() for character in plain)
            and not is_telling(plain)
            and (is_group or says_what)
            and not (read_name(plain, strict=True) and not says_what)
        )

    def _place(self, at: int, line: NoteLine, following: NoteLine | None) -> None:
        if line.sort == "skip":
            self.is_after_rule = line.reason == "a horizontal rule"
            return
        if (
            self.is_after_rule
            and line.sort == "text"
            and label_table(split_label(line.text)[0]) in ("text", "story")
        ):
            # Labelled lines below a rule no longer belong to the heading above it.
            self.headings = self.headings[: 1 + sum(node.level == 1 for node in self.headings[1:2])]
            self.items.clear()
        self.is_after_rule = False
        if line.sort == "heading":
            self._open(Node("heading", [line], level=line.level))
        elif line.sort == "row":
            self._row(line)
        elif line.sort == "item" and self._is_numbered_heading(line, following):
            plain = to_plain(line.text).text
            level = self._rank("section", line)
            self.has_numbered_heading = True
            self._open(Node("heading", [line._replace(text=plain)], level=level, is_marked=False))
        elif line.sort == "item":
            self._item(line)
        elif line.sort == "text":
            self._text(at, line, following)
        else:
            self._other(line)

    def _text(self, at: int, line: NoteLine, following: NoteLine | None) -> None:
        if self._is_date_of_message(line):
            self._other(line)
        elif self.wrapping.is_continuation(self.previous, line):
            assert self.previous is not None  # noqa: S101 - it continues the one above
            self.previous.lines.append(line)
        elif label := self._section_label(line):
            level = self._rank("section", line)
            self._open(Node("heading", [line._replace(text=label)], level=level, is_marked=False))
            value = line.text[line.text.index(line.text.split(":", 1)[1]) :].strip()
            self.previous = Node("text", [line._replace(text=value)])
            self.headings.pop().children.append(self.previous)
        elif heading := self._heading_in_text(at, line, following):
            self._open(heading)
        else:
            self._other(line)

    def _open(self, node: Node) -> None:
        node.level = level_below_week(node, self.headings, self.around)
        while len(self.headings) > 1 and self.headings[-1].level >= node.level:
            self.headings.pop()
        self.headings[-1].children.append(node)
        self.headings.append(node)
        self.items.clear()
        self.previous = node

    def _row(self, line: NoteLine) -> None:
        table = self.previous if self.previous and self.previous.sort == "table" and line.level != 1 else None
        if table is None:
            table = Node("table", [line])
            if not line.indent:
                self.items.clear()  # a table right below a bullet is no part of it
            self._below_items(line).append(table)
            self.previous = table
        else:
            table.lines.append(line)

    def _is_numbered_heading(self, line: NoteLine, following: NoteLine | None) -> bool:
        """Return whether a numbered line is the question of a form, or a section, over what follows."""
        if not line.is_ordered or line.indent or following is None or line.checked is not None:
            return False
        if following.sort == "item" and following.is_ordered and not following.indent:
            return False
        text = to_plain(line.text).text
        if text.endswith(("?", "？")) or (line.after_blank and is_question(text)):
            return len(text.split()) > 2 or not text.isascii()
        is_next_question = (
            self.has_numbered_heading and line.after_blank and len(text.split()) <= _WORDS_OF_LABEL
        )
        is_short = len(text) <= LINE_AT_MOST
        return is_short and (
            (is_next_question and not text.endswith(_ENDS)) or is_only_place(read_title(text, self.around))
        )

    def _item(self, line: NoteLine) -> None:
        node = Node("item", [line])
        while self.items and self.items[-1].line.indent >= line.indent:
            self.items.pop()
        del self.items[_DEEPEST:]
        is_part = not self.items and not line.after_blank and is_dated_text(self.previous, self.around)
        if is_part and self.previous and line.indent > self.previous.line.indent:
            self.items.append(self.previous)
        target = self.items[-1].children if self.items else self.headings[-1].children
        target.append(node)
        self.items.append(node)
        self.previous = node

    def _other(self, line: NoteLine) -> None:
        sort: NodeSort = line.sort if line.sort in ("quote", "code") else "text"
        if sort == "quote" and self.previous and self.previous.sort == "quote" and not line.after_blank:
            self.previous.children.append(Node("text", [line]))
            return
        if sort == "text":
            self.headings = open_headings_at(line, self.headings, self.around)
        node = Node(sort, [line])
        self._below_items(line).append(node)
        self.previous = node

    def _below_items(self, line: NoteLine) -> list[Node]:
        """Return the list for something that is not an item: that of an item above, or of the heading."""
        if (
            line.sort == "code"
            and self.previous is not None
            and self.previous.sort in ("item", "text", "code")
        ):
            owner = self.items[-1] if self.items else self.headings[-1].children[-1]
            return owner.children
        is_attached = not line.after_blank and self.previous is not None and self.previous.sort != "heading"
        if self.items and is_entry_of_its_own(line, self.items[0], self.around):
            self.items.clear()
            return self.headings[-1].children
        while self.items and line.after_blank and self.items[-1].line.indent >= line.indent:
            self.items.pop()
        while len(self.items) > 1 and self.items[-1].line.indent >= line.indent > 0:
            self.items.pop()
        if self.items and (is_attached or line.indent > self.items[-1].line.indent):
            return self.items[-1].children
        if (
            line.indent
            and not line.after_blank
            and self.previous is not None
            and self.previous.sort == "text"
            and line.indent > self.previous.line.indent
        ):
            return self.previous.children
        self.items.clear()
        return self.headings[-1].children

    def _section_label(self, line: NoteLine) -> str:
        """Return the label of a line that is a section in one line: "want: to lead the move"; else ""."""
        label, value = split_label(line.text)
        is_plain = line.after_blank and not line.indent and value and not label_table(label)
        is_plain = is_plain and not is_form_blank(line.text)
        if not is_plain or len(label.split()) > _WORDS_OF_LABEL or not line.text[:1].isalpha():
            return ""
        title = read_title(label, self.around)
        section = title.section or title.suggestion
        return label if section in _IN_ONE_LINE and not title.person and not title.moment else ""

    def _is_date_of_message(self, line: NoteLine) -> bool:
        """Return whether a line is the date of the message whose speaker stands right above."""
        above = self.previous
        return (
            above is not None
            and not line.after_blank
            and above.sort == "text"
            and read_date(line.text, self.around) is not None
            and is_speaker(above.raw)  # last, because it joins all lines of the text above
        )

    def _heading_in_text(self, at: int, line: NoteLine, following: NoteLine | None) -> Node | None:
        """Return a heading for a line that serves as one: a date, a section, bold text, `I did:`."""
        text = line.text
        if len(text) > LINE_AT_MOST + 60 or (line.indent and self.items):
            return None
        is_bold = bool(BOLD_LINE.fullmatch(text))
        plain = to_plain(text).text
        level = self._level(at, line, following, plain, is_bold=is_bold)
        if not level:
            return None
        return Node("heading", [line._replace(text=plain)], level=level, is_marked=False)

    def _level(
        self, at: int, line: NoteLine, following: NoteLine | None, plain: str, *, is_bold: bool
    ) -> int:
        """Return the level of a text line as a heading, 0 if it is none."""
        if plain.endswith((",", "，")):
            return 0
        is_entry = (is_bold and has_form_number(plain)) or has_dated_deed(plain, self.around)
        if at == 0 and not is_entry and is_document_title(line, following):
            return 1
        if not is_list(following) and is_about_meeting(plain, self.previous, self.around):
            return 0
        announces = plain.endswith((":", "\uff1a")) and is_list(following)
        if len(plain) > LINE_AT_MOST:
            return PROJECT_LEVEL + 1 if announces and len(plain) <= LINE_AT_MOST + 60 else 0
        heading = TextHeading(at, line, following, plain, read_title(plain, self.around), is_bold, announces)
        level = self._level_of_label(heading)
        if level is None:
            level = self._level_of_announcement(heading)
        return self._level_of_words(heading) if level is None else level

    def _level_of_label(self, heading: TextHeading) -> int | None:
        """Return the level of a date, a section or a label; 0 for a value with its label; None for others."""
        line, plain, title = heading.line, heading.plain, heading.title
        label, value = split_label(plain)
        if value and label_table(label) and not title.moment:
            return 0
        if is_dated_entry(plain, title, line, heading.following, self.around):
            return 0
        if is_only_place(title) and not (title.person and not line.after_blank):
            if title.section in ("people", "notes", "other", "evidence") and self._is_among_projects():
                return PROJECT_LEVEL
            return self._rank("date" if title.moment or title.undecided_date else "section", line)
        return 0 if value else None

    def _level_of_announcement(self, heading: TextHeading) -> int | None:
        """Return the level of a question, or of a line that leads in to what is below it; None for others."""
        line, following, plain, title = heading.line, heading.following, heading.plain, heading.title
        is_question = bool(_QUESTION.search(plain)) and following is not None and len(plain.split()) > 2
        if is_question and (line.after_blank or has_form_number(plain)):
            return self._rank("section", line)
        if heading.is_bold and following is not None and find_privacy_mark((plain,)):
            return self._rank("section", line)
        if heading.announces or (heading.is_bold and following is not None and heading.is_short):
            is_section = title.section or (heading.announces and line.after_blank and title.suggestion)
            return self._rank("section" if is_section else "project", line)
        if self._is_lead_in(line, following, plain):
            return self._rank("project", line)
        return None

    def _level_of_words(self, heading: TextHeading) -> int:
        """Return the level of a line that only its words and its place make a heading, 0 if they do not."""
        line, following, plain, title = heading.line, heading.following, heading.plain, heading.title
        bare = title.remainder if title.moment and title.remainder else plain
        if bare.endswith(_ENDS) or not heading.is_short or following is None:
            return 0
        is_section = title.section and (line.after_blank or heading.at == 0) and len(plain.split()) <= 5
        if is_section or self._is_head_of_group(heading.at, line, title, plain):
            return self._rank("section", line)
        if _CAPITALS.fullmatch(plain) and len(plain.split()) <= 6 and line.after_blank:
            return self._rank("section" if title.section else "project", line)
        introduces = is_list(following) and not (
            is_sentence(plain) and (line.after_blank is False or is_telling(plain))
        )
        introduces = introduces and not (following.after_blank and is_whole_deed(plain))
        if introduces and (line.after_blank or self.previous is None or self.previous.sort == "heading"):
            return self._rank("section" if line.after_blank and title.suggestion else "project", line)
        if is_above_longer_text(line, following, plain) and not any(c.isdigit() for c in bare):
            return self._rank("section" if title.section else "project", line)
        return 0

    def _is_among_projects(self) -> bool:
        """Return whether the headings open here are a date with projects beneath it, none of them marked."""
        levels = [node.level for node in self.headings if node.level >= _TOP and not node.is_marked]
        return "date" in self.orders and levels[:1] == [self.orders["date"]] and PROJECT_LEVEL in levels

    def _is_below_theme(self) -> bool:
        """Return whether the open section, not marked as one, is one without projects, such as goals."""
        section = next((node for node in reversed(self.headings) if node.level == _TOP), None)
        if section is None or section.is_marked:
            return False
        return read_title(section.plain.text, self.around).section in _WITHOUT_PROJECTS

    def _rank(self, sort: str, line: NoteLine) -> int:
        """Return the level of a heading by what it says: a section in a week, or weeks in a section."""
        is_apart = line.after_blank or line.text.endswith((":", "："))
        if sort == "project" and not (is_apart and self._is_below_theme()):
            return PROJECT_LEVEL
        sort = "section" if sort == "project" else sort
        above = self.previous
        if (
            above
            and above.sort == "heading"
            and not above.is_marked
            and above.level == _TOP
            and self.orders.get(sort) is None
        ):
            self.orders[sort] = _BELOW_TOP
        if sort in self.orders:
            other = "section" if sort == "date" else "date"
            has_other = any(
                node.level == _TOP and node.lines and not node.is_marked for node in self.headings
            )
            return self.orders[sort] if has_other or self.orders.get(other) else _TOP
        self.orders[sort] = _TOP
        return _TOP


def read_outline(lines: Sequence[NoteLine], around: Around) -> Node:
    """Return the document as a tree."""
    root = _Builder(read_questions(lines), around).build()
    return read_item_headings(root, around)
