"""Any document of a user → drafts, a result for each line, and questions for its owner."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.english.private_matters import is_private_topic
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Gap, Touchpoint
from vividmap.formats.notes.content import is_feedback, is_own_gap, is_own_goal
from vividmap.formats.notes.dated_lines import with_running_days
from vividmap.formats.notes.dating import Around, split_date
from vividmap.formats.notes.deeds import (
    has_change,
    has_deed,
    has_measured_result,
    has_result,
    is_deed,
    is_told_as_done,
)
from vividmap.formats.notes.document_dates import find_order, folded_name, year_in
from vividmap.formats.notes.entries import Entries
from vividmap.formats.notes.goal_lines import goals_in, split_goals
from vividmap.formats.notes.grouping import group_lines, speaker_behind
from vividmap.formats.notes.labels import has_label, is_gap_label, label_table, split_label
from vividmap.formats.notes.line_shapes import read_mails, read_separators
from vividmap.formats.notes.lines import read_lines
from vividmap.formats.notes.making import Place, ReadEntry
from vividmap.formats.notes.meeting_entries import (
    MeetingReader,
    giver_below,
    list_right_below,
    take_date,
)
from vividmap.formats.notes.meetings import is_about_partner
from vividmap.formats.notes.merging import merge_same_names
from vividmap.formats.notes.names import is_given_name, is_name, read_name, split_introductions, split_names
from vividmap.formats.notes.nodes import Node, walk
from vividmap.formats.notes.noise import OPEN_TASK, is_callout, is_instruction, reason_to_skip
from vividmap.formats.notes.outline import read_outline
from vividmap.formats.notes.private_parts import (
    find_private_parts,
    lines_of,
    place_of_parts,
    without_lines,
    without_parts,
)
from vividmap.formats.notes.questions import Answers
from vividmap.formats.notes.reading import Reading, split_lines
from vividmap.formats.notes.references import link_references
from vividmap.formats.notes.sentence_dates import is_log
from vividmap.formats.notes.strongest import with_ranking
from vividmap.formats.notes.tables import read_table
from vividmap.formats.notes.titles import is_about_document, is_day, read_section_tag, read_title
from vividmap.formats.notes.vocabulary import phrases
from vividmap.formats.notes.weaving import finish_reading, source_lines

_ADDRESS_ALONE = lazy_pattern(r"(?:[^\W\d_][\w ]{0,20}: ?)?<?https?://\S+>?")
ABOUT_DOCUMENT = "about the document"
_PARTS_OF_DETAILS = lazy_pattern(r"\s[·•|–—-]\s|[,;]\s|\t")
_MANAGER_LABELS = frozenset(
    "manager,line manager,reports to,vorgesetzter,vorgesetzte,responsable,gerente".split(",")
)
_AUTHOR_LABELS = frozenset(
    "author,reviewee,created by,name,employee,employee name,candidate,owner,prepared by,autor,autora,auteur,"
    "naam,nom,nome,nombre,mitarbeiter,mitarbeiterin,имя,автор,сотрудник,氏名,姓名,作者,作成者".split(",")
)
_OPEN_SECTIONS = ("", "evidence", "notes", "ask")


def read(
    text: str, today: date, *, name: str = "", answers: Answers | None = None, ranks_entries: bool = True
) -> Reading:
    """Return the drafts in any document, a result for each line, and questions about it.

    `today`, the owner's local date, gives the year of dates that have none; `name` is the file's name.
    Without `ranks_entries` there is no question about the strongest ones, for which each is read a second
    time. Raises Unreadable for NUL characters, lone surrogates and more than MOST_LINES lines.
    """
    answers = answers or Answers()
    lines = split_lines(text)
    year = answers.period.first.year if answers.period else year_in(folded_name(name))
    around = Around(today, None, year, find_order(text), is_log(lines))
    note_lines = read_separators(read_mails(read_lines(lines)), around)
    reader = _NotesReader(
        lines, around, answers, {line.number: line.reason for line in note_lines if line.sort == "skip"}
    )
    root = read_outline(note_lines, around)
    reader.has_headings = _has_structure(root)
    reader.children(root, Place(around, period=answers.period))
    reader.keep_single_gaps(Place(around, "goals"))
    reader.add_meetings()
    entries, definitions = link_references(merge_same_names(reader.entries), note_lines)
    reading = Reading(
        tuple(entry.draft for entry in entries),
        tuple(reader.questions),
        sources=source_lines(entries, lines),
        ratings={entry.draft.place: entry.rating for entry in entries if entry.rating},
    )
    results = reader.results(
        entries,
        definitions,
        {number for line in note_lines if line.sort == "skip" for number in range(line.number, line.end)},
    )
    reading = finish_reading(
        replace(reading, line_results=results), entries, reader.authors, answers, around, name, lines
    )
    return with_ranking(reading) if ranks_entries else reading


class _NotesReader(MeetingReader):
    """Reads headings and lines from the top down."""

    def children(self, node: Node, place: Place) -> None:
        """Read the lines below a heading, or in the document."""
        grouped = group_lines(node.children, place)
        is_form = node.sort == "heading" and not is_day(node.plain.text, place.around)
        for at, (child, here) in enumerate(with_running_days(grouped, place)):
            if child.sort == "heading":
                self.heading(child, place)
            elif child.sort == "table":
                self._table(child, place)
            elif child.sort == "code":
                self._skip(child.first, child.end, "code that is not part of an entry")
            else:
                self._entry(child, here, is_hint_place=at == 0 and is_form)

    def heading(self, node: Node, above: Place) -> None:  # noqa: C901 - one step after the other
        """Read a heading and everything below it."""
        title = read_title(node.plain.text, above.around)
        if title.section == "one-on-one" and self._add_heading_meeting(node, above):
            return
        if node.line.checked is False:
            self._skip(node.first, node.end, node.line.reason or OPEN_TASK)
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
        level = "" if is_title else _level_of_heading(node)
        project = above.project if level else project
        place = self._place_below(title, above, section, project, is_title=is_title)
        place = place._replace(confidentiality=level) if level else place
        if not is_title and self._add_heading_entry(node, title, place, above):
            return
        self._record_heading(node, title, place, project)
        if section == "skip" and above.section != "skip" and not title.person:
            self._skip(node.own_end, node.end, f"below {node.plain.text[:60]!r}")
            if not (is_about_document(title) or self.answers.heading(title.remainder or title.words)):
                self._keep_done(node, place._replace(section=""))
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

    def _add_heading_meeting(self, node: Node, above: Place) -> bool:
        """Read a line that serves as a heading, with the list right below it, as one conversation."""
        is_list = all(child.sort in ("item", "text", "quote") for child in node.children)
        if node.is_marked or not is_list:
            return False
        list_nodes = list(list_right_below(node))
        meeting_node = Node("text", node.lines, list_nodes)
        has_date = take_date(node.plain.text, above).moment or above.around.above
        if not has_date or not self._add_meeting(meeting_node, above):
            return False
        self.children(Node("document", [], node.children[len(list_nodes) :]), above)
        return True

    def _keep_done(self, node: Node, place: Place) -> None:
        """Read the lines below a heading of plans that tell what is done: "In progress", "To do"."""
        for child in node.children:
            text = split_date(child.plain.text, place.around).text
            is_task = child.line.checked is False or read_section_tag(text) is not None
            if child.sort in ("item", "text") and not is_task and is_told_as_done(text):
                self._entry(child, place, is_hint_place=False)

    def _entry(self, node: Node, place: Place, *, is_hint_place: bool) -> None:
        text = node.plain.text
        reason = self._reason(node, text, place, is_hint_place=is_hint_place)
        if reason:
            self._leave_out(node, text, place, reason)
            return
        if node.sort != "quote" and self._add_meeting(node, place):
            return
        section = self._section_of(node, text, place)
        if section == "skip":
            self._skip(node.first, node.end, "not for the record")
            return
        place = place._replace(section=section)
        if section == "people" and len(names := split_names(text) or split_introductions(text)) > 1:
            for name in names:
                self._add(self.maker.make(node, place, text=name), node, "")
            return
        if section == "goals" and (goals := goals_in(split_date(text, place.around).text)):
            self._add_goals(node, place, goals)
            return
        if tag := read_section_tag(split_date(text, place.around).text):
            text = text.replace(tag.mark, "", 1)
        text = _without_label(text, place.section)
        parts = find_private_parts(node) if place.section in _OPEN_SECTIONS else []
        entry = self._make(node, place, text, parts)
        self._keep(entry, node, text, place)
        if entry:
            for part in parts:
                self._entry(part, place_of_parts(place, entry), is_hint_place=False)

    def _make(self, node: Node, place: Place, text: str, parts: Sequence[Node]) -> ReadEntry | None:
        """Return the entry of a node and what is below it, without parts that are entries of their own."""
        giver = giver_below(text, place) or speaker_behind(node)
        if not parts:
            return self.maker.make(node, place, text=text, giver=giver)
        lines = lines_of(parts)
        maker = Entries(self.lines, {*self.skips, *lines})
        entry = maker.make(without_parts(node, parts), place, text=text, giver=giver)
        return entry and without_lines(entry, lines)

    def _keep(self, entry: ReadEntry | None, node: Node, text: str, place: Place) -> None:
        if entry and entry.draft.kind == Touchpoint.kind:
            self.touchpoints.append(entry)
            self._add_feedback_in(node, text, place)
        elif entry and entry.draft.kind == Gap.kind:
            self.gaps.append(entry)
        else:
            self._add(entry, node, "does not begin with a person's name")

    def _add_goals(self, node: Node, place: Place, text: str) -> None:
        """Add each goal of a line that states one or several: "Goals 2027: (1) … (2) …"."""
        for at, (goal, state) in enumerate(split_goals(text)):
            own_node = Node(node.sort, node.lines) if at else node
            if entry := self.maker.make(own_node, place, text=goal):
                fields = {**entry.draft.fields, **({"state": state} if state else {})}
                self.entries.append(entry._replace(draft=replace(entry.draft, fields=fields)))

    def _leave_out(self, node: Node, text: str, place: Place, reason: str) -> None:
        """Skip a line with what is below it, but for what is done below an open task, and a manager."""
        if node.line.checked is False and any(child.line.checked for child in node.children):
            self._skip(node.first, node.own_end, reason)
            self.children(node, place)
        elif not (reason == ABOUT_DOCUMENT and self._add_manager(node, text, place)):
            self._skip(node.first, node.end, reason)

    def _add_manager(self, node: Node, text: str, place: Place) -> bool:
        """Add the manager whom the details of a form name: "Reviewee: Nadia Brandt · Manager: Colm Bell"."""
        for part in _PARTS_OF_DETAILS.split(text):
            label, value = split_label(part.strip())
            if label in _MANAGER_LABELS and (name := read_name(value, strict=True)):
                place = place._replace(section="people")
                return self._add(self.maker.make(node, place, text=f"{name.name} (manager)"), node, "")
        return False

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
                self.authors.add(_PARTS_OF_DETAILS.split(split_label(text)[1])[0])
            return ABOUT_DOCUMENT
        if node.sort == "quote" and (node.line.text.startswith("[!") or is_callout(node.line.text)):
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
            and not (has_deed(text) or has_change(text) or is_feedback(text))
            and (is_instruction(text) or not is_deed(text))
        ):
            return "introduction above the first heading"
        is_alone = len(node.lines) == 1 and not node.children
        if is_alone and _ADDRESS_ALONE.fullmatch(text):
            return "an address alone"
        is_person = is_name(text) and is_given_name(text.split(maxsplit=1)[0])
        is_signature = is_alone and node.sort == "text" and place.section in _OPEN_SECTIONS and is_person
        return "a name alone" if is_signature else ""

    def _section_of(self, node: Node, text: str, place: Place) -> str:  # noqa: PLR0911 - a section a line
        """Return the section of one line: its heading's, unless the line itself says another."""
        section = place.section
        text = split_date(text, place.around).text
        if section in _OPEN_SECTIONS and (tag := read_section_tag(text)):
            return tag.section
        label, _ = split_label(text)
        is_open = place.is_asked or section in (*_OPEN_SECTIONS, "one-on-one")
        if is_open and (own_section := _section_by_words(node, text, section)):
            return own_section
        if section == "notes":
            return "evidence"  # in doubt a line is kept: its author decides about an entry, not about a gap
        if section == "one-on-one":
            is_theirs = place.person is not None and is_about_partner(text, place.person.name)
            if not is_theirs and (has_measured_result(text) or (has_result(text) and not label)):
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


def _level_of_heading(node: Node) -> str:
    """Return who may read what is below a heading, by its words; "" where they do not say it."""
    title = node.plain.text
    if mark := find_privacy_mark((title,)):
        return mark.level
    return "private" if is_private_topic(title, [child.raw for child in walk(node) if child.lines]) else ""


def _has_structure(root: Node) -> bool:
    """Return whether text below the title only introduces what follows: more headings, or a list."""
    sorts = Counter(node.sort for node in walk(root))
    return sorts["heading"] > 1 or (sorts["heading"] == 1 and sorts["item"] + sorts["table"] > 0)


def _section_by_words(node: Node, text: str, section: str) -> str:
    """Return the section that a line says of itself, "" if it says none."""
    label, value = split_label(text)
    if node.sort == "quote" or is_feedback(text):
        return "feedback"
    if goals_in(text):
        return "goals"
    for table, label_section in (("learning", "learning"), ("gap", "gaps"), ("goal", "goals")):
        if value and has_label(label, table) and not has_label(label, "story"):
            return label_section
    if value and is_gap_label(label):
        is_of_partner = section == "one-on-one" and phrases("headings").get(label) != "gaps"
        return "feedback" if is_of_partner else "gaps"
    if is_own_gap(text):
        return "gaps"
    return "goals" if is_own_goal(text) else ""


def _without_label(text: str, section: str) -> str:
    """Return a line without a label that only says its section: "Gap: …"."""
    label, value = split_label(text)
    tables = {"gaps": "gap", "goals": "goal", "learning": "learning"}
    table = tables.get(section)
    says_section = has_label(label, table) or phrases("headings").get(label) == section if table else False
    return value if value and says_section and label_table(label) != "story" else text
