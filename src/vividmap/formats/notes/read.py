"""Any document of a user → drafts, a result for each line, and questions for its owner."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import describe_when
from vividmap.formats.notes.content import (
    has_measured_result,
    has_result,
    is_deed,
    is_feedback,
    suggest_by_content,
)
from vividmap.formats.notes.dating import Around, find_order, folded_name, split_date, year_in
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.grouping import group_lines
from vividmap.formats.notes.labels import has_label, label_table, split_label
from vividmap.formats.notes.lines import NoteLine, read_lines
from vividmap.formats.notes.making import EntryDraft, Place, ReadEntry
from vividmap.formats.notes.names import PersonName, read_name, split_names
from vividmap.formats.notes.noise import OPEN_TASK, reason_to_skip
from vividmap.formats.notes.outline import Node, read_outline, walk
from vividmap.formats.notes.questions import Answers, NotesQuestion, QuestionLine
from vividmap.formats.notes.reading import LineResult, LineUse, Reading, split_lines
from vividmap.formats.notes.references import link_references
from vividmap.formats.notes.tables import read_table
from vividmap.formats.notes.titles import NoteTitle, read_title
from vividmap.formats.notes.vocabulary import key_of
from vividmap.formats.notes.weaving import finish_reading, source_lines

_LONGEST_TAG = 60
_NARROW = 92
"""So many days at most has a document's title that dates its lines as a heading does: a quarter."""
_LONGEST_HEADING_ENTRY = 1_000
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
    around = Around(today, None, year, find_order(text))
    note_lines = read_lines(lines)
    reader = _Reader(
        lines, around, answers, {line.number: line.reason for line in note_lines if line.sort == "skip"}
    )
    root = read_outline(note_lines, around)
    reader.has_headings = any(node.sort == "heading" for node in walk(root))
    reader.children(root, Place(around, period=answers.period))
    reader.keep_single_gaps(Place(around, "goals"))
    entries, definitions = link_references(_merge_same_names(reader.entries), note_lines)
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


@dataclass
class _Reader:
    lines: Sequence[str]
    around: Around
    answers: Answers
    skips: dict[int, str]
    entries: list[ReadEntry] = field(default_factory=list)
    line_results: dict[int, LineResult] = field(default_factory=dict)
    questions: list[NotesQuestion] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    touchpoints: list[ReadEntry] = field(default_factory=list)
    gaps: list[ReadEntry] = field(default_factory=list)
    has_headings: bool = False
    above_all: bool = True
    """Only the document's own title has been read so far."""

    @property
    def maker(self) -> Entries:
        return Entries(self.lines, self.skips)

    # --- headings ---------------------------------------------------------------------------------

    def children(self, node: Node, place: Place) -> None:
        """Read what stands beneath a heading, or in the document."""
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

    def _add_heading_entry(self, node: Node, title: NoteTitle, place: Place, above: Place) -> bool:
        """Read a heading that is an entry itself; return whether it is one."""
        if len(title.words) > _LONGEST_HEADING_ENTRY or title.section or title.person:
            return False
        readers = {"people": self._add_person, "goals": self._add_goal, "gaps": self._add_gap}
        reader = readers.get(place.section, self._add_work if place.kind in (Evidence, SkillEntry) else None)
        return bool(reader and reader(node, title, place, above))

    def _add_person(self, node: Node, title: NoteTitle, place: Place, above: Place) -> bool:
        name = read_name(title.remainder, strict=True) if title.remainder else None
        if (
            name is None
            or above.section != "people"
            or (node.children and suggest_by_content(node.children) == "people")
        ):
            return False
        children = [
            entry
            for child in node.children
            if child.sort == "heading"
            for entry in self._moments(child, Touchpoint, place)
        ]
        place = place._replace(tags=above.tags, undecided_date="")
        entry = self.maker.make(
            node,
            place._replace(around=place.around._replace(above=None)),
            kind=Person,
            text=title.remainder,
            children=children,
        )
        return self._add(entry, node, "does not begin with a person's name")

    def _moments(self, node: Node, kind: type[Item], place: Place) -> Iterator[ReadEntry]:
        """Yield one touchpoint or update for a heading that is a date."""
        title = read_title(node.plain.text, place.around)
        if not title.moment:
            return
        text = title.remainder or (node.children[0].plain.text if node.children else node.plain.text)
        around = place.around._replace(above=title.moment)
        if entry := self.maker.make(
            node, place._replace(around=around), kind=kind, text=text or node.plain.text
        ):
            yield entry

    def _add_goal(self, node: Node, title: NoteTitle, place: Place, above: Place) -> bool:
        if above.section != "goals" or not title.remainder:
            return False
        labels = [split_label(child.plain.text)[0] for child in node.children]
        gap_headings = [
            child
            for child in node.children
            if child.sort == "heading" and read_title(child.plain.text, place.around).section == "gaps"
        ]
        has_gaps = bool(gap_headings) or any(has_label(label, "gap") for label in labels)
        items = [child for child in node.children if child.sort == "item"]
        is_theme = bool(items) and not has_gaps and len(title.remainder.split()) <= 3
        if is_theme or (title.moment and not has_gaps):
            return False
        inner = place._replace(tags=above.tags)
        children = [entry for heading in gap_headings for entry in self._gaps_of(heading, inner)]
        children += [
            entry
            for child in node.children
            if child.sort == "heading"
            for entry in self._moments(child, Update, inner)
        ]
        entry = self.maker.make(node, inner, kind=Goal, text=title.words, children=children)
        return self._add(entry, node, "no words")

    def _gaps_of(self, heading: Node, place: Place) -> list[ReadEntry]:
        entries = []
        self._record(heading.first, heading.own_end, "heading", "section gap")
        for child in heading.children:
            if child.sort == "table":
                rows = [
                    row.entry
                    for row in read_table(child, place._replace(section="gaps"), self.maker)
                    if row.entry
                ]
                entries += rows
            elif child.sort in ("item", "text") and (
                entry := self.maker.make(child, place._replace(section="gaps"), kind=Gap)
            ):
                entries.append(entry)
        if entries:
            first = entries[0]
            entries[0] = first._replace(
                spans=((heading.first, heading.own_end, first.draft.place), *first.spans)
            )
        return entries

    def _add_gap(self, node: Node, title: NoteTitle, place: Place, above: Place) -> bool:
        has_lists = any(
            child.sort in ("item", "table", "heading")
            and not split_label(child.plain.text if child.sort != "table" else "")[0]
            for child in node.children
        )
        if above.section != "gaps" or not title.remainder or has_lists:
            return False
        if entry := self.maker.make(node, place._replace(tags=above.tags), kind=Gap, text=title.words):
            self.gaps.append(entry)
        return entry is not None

    def _add_work(self, node: Node, title: NoteTitle, place: Place, above: Place) -> bool:
        """Read a heading that is a piece of work: with its outcome, its story or its date."""
        if not title.remainder or any(child.sort in ("heading", "table") for child in node.children):
            return False
        own = [child for child in node.children if child.sort in ("item", "text")]
        labels = [label for child in own if (label := split_label(child.plain.text)[0])]
        outcomes = sum(has_label(label, "outcome") for label in labels)
        stories = len({label for label in labels if has_label(label, "story")})
        is_labelled = (outcomes == 1 or stories >= 2) and len(labels) * 2 >= len(own)
        is_closed = node.line.checked is True or bool(node.line.date_text)
        is_told_as_deed = is_deed(title.remainder) and len(title.remainder.split()) >= 3
        has_items = any(child.sort == "item" for child in own)
        is_told = (
            bool(own)
            and not has_items
            and len(own) <= 3
            and (is_told_as_deed or (title.moment is not None and len(title.remainder.split()) > 1))
            and node.is_marked
        )
        is_alone = not node.children and (is_told_as_deed or has_result(title.remainder)) and node.is_marked
        if not (
            is_labelled
            or is_closed
            or is_told
            or is_alone
            or (is_told_as_deed and has_items and node.is_marked)
        ):
            return False
        place = place._replace(
            project=above.project,
            section=above.section if above.section in ("learning", "practice") else place.section,
        )
        entry = self.maker.make(node, place, text=title.remainder)
        return self._add(entry, node, "no words")

    def _container_of_gaps(self, node: Node, title: NoteTitle, above: Place) -> None:
        """Keep gaps below a goal with the name of their heading, because each gap needs a goal."""
        if not self.gaps:
            return
        own = Node("heading", node.lines)
        place = Place(above.around, "goals")
        entry = self.maker.make(
            own, place, kind=Goal, text=title.words or node.plain.text, children=self.gaps
        )
        if entry:
            self.entries.append(entry)

    def keep_single_gaps(self, place: Place) -> None:
        """Keep the gaps that stand under no heading of gaps below a goal of their own."""
        if not self.gaps:
            return
        first = self.gaps[0]
        line = NoteLine(first.draft.place - 1, first.draft.place, "item", "Gaps")
        making = EntryDraft(self.lines, Node("item", [line]), Goal, place)
        making.adopt(self.gaps)
        entry = making.finish("Gaps", self.skips)
        self.entries.append(entry._replace(spans=entry.spans[1:]))

    def _person_of_meetings(self, node: Node, person: PersonName, place: Place) -> None:
        making = EntryDraft(
            self.lines, Node("heading", node.lines), Person, place._replace(section="people", tags=())
        )
        making.adopt(self.touchpoints)
        self.entries.append(making.finish(person.name, self.skips))

    # --- lines ------------------------------------------------------------------------------------

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
        if section == "people" and (names := split_names(text)) and len(names) > 1:
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
        if node.sort == "text" and len(node.lines) == 1 and re.fullmatch(r"<?https?://\S+>?", text):
            return "an address alone"
        return ""

    def _section_of(self, node: Node, text: str, place: Place) -> str:  # noqa: PLR0911 - a section a line
        """Return the section of one line: its heading's, unless the line itself says another."""
        section = place.section
        text = split_date(text, place.around).text
        label, value = split_label(text)
        if section in (*_OPEN_SECTIONS, "one-on-one"):
            if node.sort == "quote" or is_feedback(text):
                return "feedback"
            for table, other in (("learning", "learning"), ("gap", "gaps"), ("goal", "goals")):
                if value and has_label(label, table) and not has_label(label, "story"):
                    return other
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

    def _add(self, entry: ReadEntry | None, node: Node, reason: str) -> bool:
        if entry:
            self.entries.append(entry)
        elif reason:
            self._skip(node.first, node.end, reason)
        return entry is not None

    # --- results ----------------------------------------------------------------------------------

    def results(
        self, entries: Sequence[ReadEntry], definitions: Sequence[tuple[int, str, int]], skipped: set[int]
    ) -> tuple[LineResult, ...]:
        """Return the results of all lines."""
        for entry in entries:
            for first, end, place in entry.spans:
                self._record(first, end, "entry", "", place)
            for draft in reversed([entry.draft, *_descendants(entry.draft)]):
                self._record(draft.place - 1, draft.place, "entry", _describe_draft(draft), draft.place)
        places = {draft.place for entry in entries for draft in (entry.draft, *_descendants(entry.draft))}
        for number in skipped:
            reason = self.skips.get(number) or next(
                (self.skips[first] for first in range(number, -1, -1) if first in self.skips), ""
            )
            if number + 1 not in places:
                self._record(number, number + 1, "not imported", reason)
        for number, label, place in definitions:
            self._record(number, number + 1, "entry", f"link definition of [{label}]", place)
        return tuple(self.line_results[number] for number in sorted(self.line_results))

    def _skip(self, first: int, end: int, reason: str) -> None:
        self._record(first, end, "not imported", reason)

    def _record(self, first: int, end: int, result: LineUse, detail: str, entry: int = 0) -> None:
        for number in range(first, end):
            if self.lines[number].strip():
                self.line_results[number] = LineResult(number + 1, result, detail, entry)


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


def _descendants(draft: Draft) -> Iterator[Draft]:
    for child in draft.children:
        yield child
        yield from _descendants(child)


def _describe_draft(draft: Draft) -> str:
    details = [draft.kind]
    if draft.when or draft.is_undated:
        details.append(describe_when(draft.when))
    if undecided_date := draft.fields.get("date_as_written"):
        details.append(f"the date {undecided_date!r} is ambiguous and kept as written")
    return ", ".join(details)


def _merge_same_names(entries: Sequence[ReadEntry]) -> list[ReadEntry]:
    """Return entries with people, and goals, of the same name merged unless their fields differ."""
    alike: dict[object, list[ReadEntry]] = {}
    for number, entry in enumerate(entries):
        has_name = entry.draft.kind in (Person.kind, Goal.kind)
        key = (entry.draft.kind, fold(entry.draft.text)) if has_name else number
        group = alike.setdefault(key, [])
        agrees = all(_has_same_fields(earlier.draft, entry.draft) for earlier in group[:1])
        (group if agrees else alike.setdefault(number, [])).append(entry)
    return [_join_entries(group) for group in alike.values()]


def _has_same_fields(draft: Draft, later: Draft) -> bool:
    return not later.fields or draft.fields == later.fields


def _join_entries(group: Sequence[ReadEntry]) -> ReadEntry:
    first, *later_entries = group
    if not later_entries:
        return first
    place, moved_places = first.draft.place, {entry.draft.place for entry in later_entries}
    bodies = dict.fromkeys(entry.draft.body for entry in group if entry.draft.body)
    children = tuple(child for entry in group for child in entry.draft.children)
    draft = replace(first.draft, body="\n\n".join(bodies), children=children)
    spans = (span for entry in group for span in entry.spans)
    return ReadEntry(
        draft, tuple((first, end, place if at in moved_places else at) for first, end, at in spans)
    )
