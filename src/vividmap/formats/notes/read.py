"""Any document of a user → drafts, a result for each line, and questions for its owner."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vividmap.core.record import Gap, Goal, Touchpoint
from vividmap.core.when import describe_when
from vividmap.formats.notes.content import (
    has_measured_result,
    has_result,
    is_deed,
    is_feedback,
    is_own_gap,
    suggest_by_content,
)
from vividmap.formats.notes.dating import Around, find_order, folded_name, split_date, year_in
from vividmap.formats.notes.grouping import group_lines
from vividmap.formats.notes.heading_entries import HeadingEntryReader
from vividmap.formats.notes.labels import has_label, is_gap_label, label_table, split_label
from vividmap.formats.notes.lines import read_lines
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.merging import merge_same_names
from vividmap.formats.notes.names import is_name, read_name, split_introductions, split_names
from vividmap.formats.notes.nodes import Node, walk
from vividmap.formats.notes.noise import OPEN_TASK, reason_to_skip
from vividmap.formats.notes.outline import read_outline
from vividmap.formats.notes.questions import Answers, NotesQuestion, QuestionLine
from vividmap.formats.notes.reading import Reading, split_lines
from vividmap.formats.notes.references import link_references
from vividmap.formats.notes.sentence_dates import is_log
from vividmap.formats.notes.tables import read_table
from vividmap.formats.notes.titles import NoteTitle, is_later, read_title
from vividmap.formats.notes.vocabulary import key_of
from vividmap.formats.notes.weaving import finish_reading, source_lines

_ADDRESS_ALONE = re.compile(r"(?:[^\W\d_][\w ]{0,20}: ?)?<?https?://\S+>?")
_LONGEST_TAG = 60
_NARROW = 92
"""So many days at most has a document's title that dates its lines as a heading does: a quarter."""
_AUTHOR_LABELS = frozenset(
    "author,created by,name,employee,employee name,candidate,owner,prepared by,autor,autora,auteur,naam,"
    "nom,nome,nombre,mitarbeiter,mitarbeiterin,имя,автор,сотрудник,氏名,姓名,作者,作成者".split(",")
)
_OPEN_SECTIONS = ("", "evidence", "notes", "ask")
_THEMED = ("people", "goals", "gaps", "skills", "learning", "practice", "feedback", "one-on-one", "skip")


def read(text: str, today: date, *, name: str = "", answers: Answers | None = None) -> Reading:
    """Return the drafts in any document, a result for each line, and questions about it.

    `today`, the owner's local date, gives the year of dates that have none; `name` is the file's name. Raises
    Unreadable for NUL characters, lone surrogates and more than MOST_LINES lines.
    """
    answers = answers or Answers()
    lines = split_lines(text)
    year = answers.period.first.year if answers.period else year_in(folded_name(name))
    around = Around(today, None, year, find_order(text), is_log(lines))
    note_lines = read_lines(lines)
    reader = _NotesReader(
        lines, around, answers, {line.number: line.reason for line in note_lines if line.sort == "skip"}
    )
    root = read_outline(note_lines, around)
    reader.has_headings = any(node.sort == "heading" for node in walk(root))
    reader.children(root, Place(around, period=answers.period))
    reader.keep_single_gaps(Place(around, "goals"))
    entries, definitions = link_references(merge_same_names(reader.entries), note_lines)
    reading = Reading(
        tuple(entry.draft for entry in entries), tuple(reader.questions), sources=source_lines(entries, lines)
    )
    results = reader.results(
        entries,
        definitions,
        {number for line in note_lines if line.sort == "skip" for number in range(line.number, line.end)},
    )
    return finish_reading(
        replace(reading, line_results=results), entries, reader.authors, answers, around, name
    )


class _NotesReader(HeadingEntryReader):
    """Reads headings and lines from the top down."""

    def children(self, node: Node, place: Place) -> None:
        """Read the lines below a heading, or in the document."""
        grouped = group_lines(node.children, place)
        for at, child in enumerate(grouped):
            if child.sort == "heading":
                self.heading(child, place)
            elif child.sort == "table":
                self._table(child, place)
            elif child.sort == "code":
                self._skip(child.first, child.end, "code that is not part of an entry")
            else:
                self._entry(child, place, is_hint_place=at == 0 and node.sort == "heading")

    def heading(self, node: Node, above: Place) -> None:  # noqa: C901 - one step after the other
        """Read a heading and everything below it."""
        title = read_title(node.plain.text, above.around)
        if node.line.checked is False:
            self._skip(node.first, node.end, "an open task")
            return
        if (
            above.section == "one-on-one"
            and above.person is None
            and title.remainder
            and (name := read_name(title.remainder, strict=True))
        ):
            title = title._replace(person=name, remainder="")
        is_title = self.above_all and node.level == 1
        self.above_all = False
        section, project = self._section_below(node, title, above, is_title=is_title)
        place = self._place_below(title, above, section, project, is_title=is_title)
        if not is_title and self._add_heading_entry(node, title, place, above):
            return
        self._record_heading(node, title, place, project)
        if section == "skip" and above.section != "skip" and not title.person:
            self._skip(node.own_end, node.end, f"below {node.plain.text[:60]!r}")
            return
        outer_touchpoints, outer_gaps = self.touchpoints, self.gaps
        if title.person:
            self.touchpoints = []
        elif place.person and place.section == "one-on-one" and title.moment and title.remainder:
            own = Node("heading", node.lines)
            if entry := self.maker.make(own, place, text=title.remainder):
                self.touchpoints.append(entry)
        if place.section == "gaps" and above.section != "gaps":
            self.gaps = []
        self.children(node, place)
        if place.section == "gaps" and above.section != "gaps":
            self._container_of_gaps(node, title, above)
            self.gaps = outer_gaps
        if title.person:
            self._person_of_meetings(node, title.person, place)
            self.touchpoints = outer_touchpoints

    def _section_below(  # noqa: PLR0911 - the surest sign first
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
            return (title.section if title.section not in ("ask", "notes") else ""), ""
        own = [child for child in node.children if child.sort != "heading"]
        content = suggest_by_content(own)
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
            return title.section, ""
        if not title.remainder and not title.section:
            return above.section, above.project
        if above.section in _THEMED and title.section != "ask":
            return above.section, above.project
        return self._suggested_section(node, title, above, content, project)

    def _suggested_section(
        self, node: Node, title: NoteTitle, above: Place, content: str, project: str
    ) -> tuple[str, str]:
        """Return the section that words and content suggest, and ask if it is not plain."""
        by_words = "" if title.section else title.suggestion
        has_own_lines = any(child.sort in ("item", "text", "quote") for child in node.children)
        suggestion = content or by_words or "evidence"
        if (
            by_words in ("goals", "gaps", "feedback", "learning")
            and content in ("", "goals", "gaps", "evidence")
            and (content != "evidence" or len(title.words.split()) > 3)
        ):
            suggestion = by_words
        if has_own_lines and (title.section == "ask" or suggestion != "evidence" or not content):
            self._ask(node, title, suggestion)
        if suggestion == "evidence":
            return above.section or "", project
        return suggestion, ""

    def _ask(self, node: Node, title: NoteTitle, suggestion: str) -> None:
        """Ask what is under a heading, once for all headings with the same words."""
        subject = title.remainder or title.words
        key = key_of(subject)
        below = [
            QuestionLine(inner.first + 1, inner.plain.text)
            for inner in node.children
            if inner.sort in ("item", "text", "quote")
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
        around = above.around._replace(above=moment, year=title.year or above.around.year)
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
            is_below_title=is_title,
        )

    def _record_heading(self, node: Node, title: NoteTitle, place: Place, project: str) -> None:
        kind = place.note_section.kind.kind if place.note_section else ""
        readings = [
            f"section {kind}" if kind and (title.section or place.section) else "",
            f"date {describe_when(title.moment)}" if title.moment else "",
            f"ambiguous date {title.undecided_date!r}" if title.undecided_date else "",
            f"project {project}" if project and title.remainder else "",
        ]
        self._record(
            node.first, node.own_end, "heading", "; ".join(filter(None, readings)) or "no section or date"
        )

    def _entry(self, node: Node, place: Place, *, is_hint_place: bool) -> None:
        text = node.plain.text
        reason = self._reason(node, text, place, is_hint_place=is_hint_place)
        if reason:
            if node.line.checked is False and any(child.line.checked for child in node.children):
                self._skip(node.first, node.own_end, reason)
                self.children(node, place)
            else:
                self._skip(node.first, node.end, reason)
            return
        section = self._section_of(node, text, place)
        if section == "skip":
            self._skip(
                node.first,
                node.end,
                "a note that says neither work nor feedback"
                if place.section == "notes"
                else "not for the record",
            )
            return
        place = place._replace(section=section)
        if section == "people" and len(names := split_names(text) or split_introductions(text)) > 1:
            for name in names:
                self._add(self.maker.make(node, place, text=name), node, "")
            return
        entry = self.maker.make(node, place, text=_without_label(text, place.section))
        if entry and entry.draft.kind == Touchpoint.kind:
            self.touchpoints.append(entry)
        elif entry and entry.draft.kind == Gap.kind:
            self._keep_gap(entry, node, place)
        else:
            self._add(entry, node, "does not begin with a person's name")

    def _keep_gap(self, entry: ReadEntry, node: Node, place: Place) -> None:
        goals = [at for at, known in enumerate(self.entries) if known.draft.kind == Goal.kind]
        if place.is_below_title or not goals:
            self.gaps.append(entry)
            return
        self.gaps.append(entry)

    def _reason(self, node: Node, text: str, place: Place, *, is_hint_place: bool) -> str:
        """Return why a line is not imported, "" if it may be."""
        label = split_label(text)[0]
        if (
            place.is_below_title
            and self.has_headings
            and node.sort == "text"
            and label
            and has_label(label, "about")
        ):
            if label in _AUTHOR_LABELS:
                self.authors.add(split_label(text)[1])
            return "about the document"
        if node.sort == "quote" and node.line.text.startswith("[!"):
            return "a callout of the document"
        is_aim = node.line.checked is False and place.section in ("goals", "gaps")
        reason = reason_to_skip(node, text, is_hint_place=is_hint_place)
        if not reason and (undated := split_date(text, place.around)).moment and undated.text != text:
            reason = reason_to_skip(node, undated.text)
        if reason and not (is_aim and reason == OPEN_TASK):
            return reason
        is_intro = place.is_below_title and self.has_headings and self.entries == [] and node.sort == "text"
        if (
            is_intro
            and place.section in ("", "evidence")
            and not split_date(text, place.around).moment
            and not is_deed(text)
            and not is_feedback(text)
        ):
            return "introduction above the first heading"
        is_alone = len(node.lines) == 1 and not node.children
        if is_alone and _ADDRESS_ALONE.fullmatch(text):
            return "an address alone"
        is_signature = is_alone and node.sort == "text" and place.section in _OPEN_SECTIONS and is_name(text)
        return "a name alone" if is_signature else ""

    def _section_of(self, node: Node, text: str, place: Place) -> str:  # noqa: PLR0911 - a section a line
        """Return the section of one line: its heading's, unless the line itself says another."""
        section = place.section
        text = split_date(text, place.around).text
        label, value = split_label(text)
        if section in (*_OPEN_SECTIONS, "one-on-one"):
            if node.sort == "quote" or is_feedback(text):
                return "feedback"
            for table, other in (("learning", "learning"), ("gap", "gaps"), ("goal", "goals")):
                if value and (has_label(label, table)) and not has_label(label, "story"):
                    return other
            if is_own_gap(text) or (value and is_gap_label(label)):
                return "gaps"
        if section == "notes":
            return (
                "evidence"
                if is_deed(text) or has_result(text) or split_date(text, place.around).moment
                else "skip"
            )
        if section == "one-on-one":
            if has_measured_result(text) or (has_result(text) and not label):
                return "evidence"
            return "one-on-one" if place.person else "notes"
        if section == "people" and not read_name(text) and is_deed(text):
            return "evidence"
        return section

    def _table(self, node: Node, place: Place) -> None:
        self._record(node.first, node.lines[0].end, "heading", "table header")
        for line in node.lines[1:]:
            if line.level == 2:
                self._record(line.number, line.end, "heading", "table header")
        for row in read_table(node, place, self.maker):
            if row.entry and row.entry.draft.kind == Gap.kind:
                self.gaps.append(row.entry)
            elif row.entry:
                self.entries.append(row.entry)
            else:
                self._skip(row.line.number, row.line.end, row.reason)


def _project_name(node: Node, title: NoteTitle) -> str:
    """Return the name of a project in a heading; "" for a sentence that only leads in to its list."""
    label, value = split_label(title.remainder)
    name = value if value and has_label(label, "project") else title.remainder
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


def _without_label(text: str, section: str) -> str:
    """Return a line without a label that only says its section: "Gap: …"."""
    label, value = split_label(text)
    tables = {"gaps": "gap", "goals": "goal", "learning": "learning"}
    table = tables.get(section)
    return value if table and value and has_label(label, table) and label_table(label) != "story" else text
