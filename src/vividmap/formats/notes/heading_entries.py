"""Headings that are entries themselves: a person, a goal, a gap, a piece of work."""

from collections.abc import Iterator
from dataclasses import replace

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, SkillEntry, Touchpoint, Update
from vividmap.core.vocabulary import GAP_HOLDER_TAG
from vividmap.formats.notes.content import suggest_by_content
from vividmap.formats.notes.deeds import has_result, is_deed
from vividmap.formats.notes.labels import has_label, merge, split_label
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.making import EntryDraft, Place, ReadEntry
from vividmap.formats.notes.names import PersonName, read_name, read_rest
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.reader_state import ReaderState
from vividmap.formats.notes.tables import read_table
from vividmap.formats.notes.titles import NoteTitle, read_title

_LONGEST_HEADING_ENTRY = 1_000


class HeadingEntryReader(ReaderState):
    """Reads the headings of a document that are entries themselves."""

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
        self._record(heading.first, heading.own_end, "heading", "section gaps")
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
        place = Place(above.around, "goals", tags=(GAP_HOLDER_TAG,))
        name = title.words or node.plain.text
        name = "Gaps" if name.endswith(("?", "？")) else name  # a question of a form is no name
        entry = self.maker.make(own, place, kind=Goal, text=name, children=self.gaps)
        if entry:
            self.entries.append(entry)

    def keep_single_gaps(self, place: Place) -> None:
        """Keep the gaps that are not under a heading of gaps: beside those that are, else below a goal."""
        if not self.gaps:
            return
        for at, entry in enumerate(self.entries):
            if GAP_HOLDER_TAG in entry.draft.fields.get("tags", ()):
                children = (*entry.draft.children, *(gap.draft for gap in self.gaps))
                spans = (*entry.spans, *(span for gap in self.gaps for span in gap.spans))
                draft = replace(entry.draft, children=children)
                self.entries[at] = entry._replace(draft=draft, spans=spans)
                return
        first = self.gaps[0]
        line = NoteLine(first.draft.place - 1, first.draft.place, "item", "Gaps")
        making = EntryDraft(self.lines, Node("item", [line]), Goal, place._replace(tags=(GAP_HOLDER_TAG,)))
        making.adopt(self.gaps)
        entry = making.finish("Gaps", self.skips)
        self.entries.append(entry._replace(spans=entry.spans[1:]))

    def _person_of_meetings(self, node: Node, person: PersonName, place: Place) -> None:
        making = EntryDraft(
            self.lines, Node("heading", node.lines), Person, place._replace(section="people", tags=())
        )
        making.adopt(self.touchpoints)
        fields, remainder = read_rest(person.details)
        merge(making.values, fields)
        if remainder:
            making.notes.append(remainder)
        self.entries.append(making.finish(person.name, self.skips))
