"""Headings → the section of what is beneath them: known by their words, else suggested and asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import When, describe_when
from vividmap.formats.notes.content import section_of_line, suggest_by_content
from vividmap.formats.notes.deeds import has_change
from vividmap.formats.notes.heading_entries import HeadingEntryReader
from vividmap.formats.notes.labels import has_label, split_label
from vividmap.formats.notes.making import Place
from vividmap.formats.notes.names import read_name
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.questions import NotesQuestion, QuestionLine
from vividmap.formats.notes.tables import suggest_table_section
from vividmap.formats.notes.titles import NoteTitle, is_later, is_theme
from vividmap.formats.notes.vocabulary import key_of, phrase_set

_LONGEST_TAG = 60
_NARROW = 92
"""A document title dates its lines as a heading does if its date has at most so many days: a quarter."""
_WEEK = 6
_BRACKET_BEHIND = lazy_pattern(r"(?<=\S) [(（][^()（）]{1,60}[)）]$")
"""Behind the name of a project: 'Certificate automation (project "Evergreen")', "Ledger (with Data)"."""
_NAMES_PROJECT = lazy_pattern(
    r"\b(?:project|programme?|initiative|epic|projekt|projet|proyecto|projeto|progetto|проект)\b",
    re.IGNORECASE,
)
_SECTION_WORDS = {"skip": "", "notes": "evidence", "ask": "evidence", "one-on-one": "1:1"}
"""The names of sections for people, if not the section's own name."""
_SAYING_NOTHING = ("ask", "notes", "other")
_OF_EVIDENCE = ("", "evidence", "feedback")
"""What stands below any heading of evidence: each line is read by its own words."""
_LINES = ("item", "text", "quote")
_THEMED = ("people", "goals", "gaps", "skills", "learning", "practice", "feedback", "one-on-one", "skip")


class HeadingSectionReader(HeadingEntryReader):
    """Decides what each heading holds, and asks where it is not sure."""

    def _section_below(  # noqa: C901, PLR0911 - the surest sign first
        self, node: Node, title: NoteTitle, above: Place, *, is_title: bool
    ) -> tuple[str, str]:
        """Return the section below a heading, and the project that it names."""
        answer = self.answers.heading(title.remainder or title.words)
        project = _project_name(node, title)
        if answer:
            self._ask(node, title, answer)
            return ("evidence", project) if answer == "project" else (answer, "")
        if title.person:
            return "one-on-one", ""
        if is_title:
            if title.remainder:
                self.authors.update(_author_in(title.words))
            return (title.section if title.section not in _SAYING_NOTHING else ""), ""
        own_lines = list(_own_lines(node))
        content = suggest_by_content(own_lines)
        if (
            title.section == "people"
            and content in ("evidence", "feedback", "goals", "gaps")
            and above.section != "people"
        ):
            self._ask(node, title, content)
            return (content, project if content == "evidence" else "")
        if title.section in ("skip", "ask") and is_later(title, above.around.above):
            self._ask(node, title, "goals")
            return "goals", ""
        if title.section and title.section != "ask":
            is_other = title.section == "other"
            return self._section_of_others(node, title, above) if is_other else (title.section, "")
        if not title.remainder and not title.section:
            return above.section, above.project
        if above.section in _THEMED and title.section != "ask":
            return above.section, above.project
        if is_theme(title):
            return above.section, ""
        return self._suggested_section(node, title, above, content, project)

    def _section_of_others(self, node: Node, title: NoteTitle, above: Place) -> tuple[str, str]:
        """Return the section below "Other": that of the heading above, unless all its lines say another."""
        sections = [section_of_line(child) for child in _own_lines(node) if child.sort in _LINES]
        is_alike = len(sections) > 1 and len(set(sections)) == 1
        if is_alike and above.section in ("", "evidence", "notes") and sections[0] not in _OF_EVIDENCE:
            self._ask(node, title, sections[0])
            return sections[0], ""
        return above.section, above.project

    def _suggested_section(
        self, node: Node, title: NoteTitle, above: Place, content: str, project: str
    ) -> tuple[str, str]:
        """Return the section that words and content suggest, and ask if it is not plain."""
        names_project = bool(_NAMES_PROJECT.search(title.remainder))
        by_words = "" if title.section or names_project else title.suggestion
        own_lines = list(_own_lines(node))
        tables = [child for child in own_lines if child.sort == "table"]
        has_own_lines = bool(tables) or any(child.sort in _LINES for child in own_lines)
        content = content or next(filter(None, (suggest_table_section(table) for table in tables)), "")
        suggestion = content or by_words or "evidence"
        if (
            by_words in ("goals", "gaps", "feedback", "learning")
            and not (by_words == "learning" and _has_change_below(own_lines))
            and content in ("", "goals", "gaps", "evidence")
            and (content != "evidence" or len(title.words.split()) > 3)
        ):
            suggestion = by_words
        is_plain = suggestion == "evidence" and by_words in ("", "evidence")
        is_plain = is_plain and (content == "evidence" or names_project)
        if has_own_lines and (title.section == "ask" or not is_plain):
            self._ask(node, title, suggestion)
        if suggestion == "evidence":
            return above.section or "", project
        return suggestion, ""

    def _ask(self, node: Node, title: NoteTitle, suggestion: str) -> None:
        """Ask what is under a heading, once for all headings with the same words."""
        subject = title.remainder or title.words
        key = key_of(subject)
        own_lines = list(_own_lines(node))
        below = [
            QuestionLine(inner.first + 1, inner.plain.text) for inner in own_lines if inner.sort in _LINES
        ]
        below += [
            QuestionLine(row.number + 1, next(filter(None, row.cells), ""))
            for table in own_lines
            if table.sort == "table"
            for row in table.lines[1:]
            if row.level != 2 and any(row.cells)
        ]
        for at, question in enumerate(self.questions):
            if question.sort == "heading" and question.key == key:
                self.questions[at] = replace(
                    question, count=question.count + len(below), lines=(*question.lines, *below)[:3]
                )
                return
        self.questions.append(
            NotesQuestion("heading", key, subject, suggestion, tuple(below[:3]), len(below))
        )

    def _place_below(
        self, title: NoteTitle, above: Place, section: str, project: str, *, is_title: bool
    ) -> Place:
        says_when = bool(title.moment or title.undecided_date)
        is_narrow = title.moment is not None and (title.moment.last - title.moment.first).days <= _NARROW
        moment = title.moment if says_when and (not is_title or is_narrow) else above.around.above
        is_below_day = _is_day_or_week(moment) and not is_title if says_when else above.around.is_below_day
        around = above.around._replace(
            above=moment, year=title.year or above.around.year, is_below_day=is_below_day
        )
        tags: tuple[str, ...] = () if title.section else above.tags
        if (
            section in ("people", "goals", "gaps", "learning", "practice")
            and title.remainder
            and not is_title
            and above.section == section
        ):
            tags = (*tags, title.remainder) if len(title.remainder) <= _LONGEST_TAG else tags
        if section == "goals" and "gap" in key_of(title.words):
            tags = (*tags, "gap")
        return above._replace(
            around=around,
            section=section,
            undecided_date=title.undecided_date if says_when else above.undecided_date,
            tags=tags,
            project=project,
            title_moment=title.moment if is_title else above.title_moment,
            person=title.person or above.person,
            is_asked=section != title.section and (section != above.section or above.is_asked),
            is_below_title=is_title,
        )

    def _record_heading(self, node: Node, title: NoteTitle, place: Place, project: str) -> None:
        section = place.section if place.note_section else ""
        readings = [
            f"section {_SECTION_WORDS.get(section, section)}" if section else "",
            f"date {describe_when(title.moment)}" if title.moment else "",
            f"ambiguous date {title.undecided_date!r}" if title.undecided_date else "",
            f"project {project}" if project and title.remainder else "",
        ]
        self._record(
            node.first, node.own_end, "heading", "; ".join(filter(None, readings)) or "no section or date"
        )


def _has_change_below(nodes: Sequence[Node]) -> bool:
    """Return whether a line states a change that came of work: what is learned is not told so."""
    return any(has_change(node.plain.text) for node in nodes if node.sort in _LINES)


def _is_day_or_week(moment: When | None) -> bool:
    return moment is not None and (moment.last - moment.first).days <= _WEEK


def _own_lines(node: Node) -> Iterator[Node]:
    """Yield the lines of a heading, and of the "Answer:" of a question, but not of headings below it."""
    for child in node.children:
        if child.sort != "heading":
            yield child
        elif key_of(child.plain.text) in phrase_set("headings", "answer"):
            yield from _own_lines(child)


def _project_name(node: Node, title: NoteTitle) -> str:
    """Return the name of a project in a heading; "" for a sentence that only leads in to its list."""
    label, value = split_label(title.remainder)
    name = value if value and has_label(label, "project") else _BRACKET_BEHIND.sub("", title.remainder)
    is_sentence = len(name.split()) > 7 or name.endswith(("?", "？")) or len(name) > _LONGEST_TAG
    return "" if is_sentence or not name else name


def _author_in(title: str) -> Iterator[str]:
    """Yield the name of the author in a document's title: "Brag doc – Jamie Ortiz", "Sam's wins"."""
    if owner := re.match(r"(?P<name>[^\W\d_]{2,20})['’]s\s", title):
        yield owner["name"]
    for part in re.split(r"(?<!\s)\s++[–—|-]\s+|,\s+|:\s+|['’]s\b|\bby\b|\bvon\b|\bde\b", title):
        name = read_name(part.strip(), strict=True)
        if name and len(name.name.split()) >= 2 and not name.details:
            yield name.name
