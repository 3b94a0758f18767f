"""The last look at a draft before anybody reads it: what must not be told is taken out, wherever it stands.

Each section leaves out by itself what it must not tell. This does not rely on that: it goes by what is
in the draft and by what it rests on, so that no heading, no table and no section added later can leak.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from uuid import UUID

from vividmap.core.english.phrasing import count_noun, join_names
from vividmap.core.english.technologies import find_technologies
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSection,
    DraftSentence,
    DraftTable,
    Packet,
)
from vividmap.core.record import Item, Person, Record, SkillEntry
from vividmap.core.text import slug, words

_ADDRESS = lazy_pattern(
    r"\s?\(?(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>()]+\)?|\s?(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PacketGuard:
    """Takes out of drafts for some readers what they must not see.

    `shown_ids` are what the author shows although it is marked, `picked_ids` what the author chose. With
    `hides_givers` the readers stand above: who gave feedback is told only if the author picked it, or where
    a manager is quoted on the author's level.
    """

    record: Record
    shown_ids: frozenset[UUID] = frozenset()
    picked_ids: frozenset[UUID] = frozenset()
    outside: bool = False
    hides_givers: bool = False

    def guard(self, packet: Packet) -> Packet:
        """Return a packet without what its readers must not see, and with notes on it before all others."""
        sections = (
            replace(
                section,
                title=self._clean_title(section.title),
                paragraphs=tuple(self._clean_paragraphs(section)),
            )
            for section in packet.sections
        )
        clean_packet = replace(
            packet, sections=tuple(section for section in sections if section.paragraphs or section.blank)
        )
        return replace(clean_packet, notes=(*self._notes(packet, clean_packet), *packet.notes))

    @cached_property
    def _filter(self) -> ConfidentialityFilter:
        return ConfidentialityFilter(self.record, self.shown_ids, outside=self.outside)

    def _clean_paragraphs(self, section: DraftSection) -> Iterator[DraftParagraph | DraftTable]:
        for paragraph in section.paragraphs:
            theme = self._clean_title(paragraph.theme)
            if isinstance(paragraph, DraftTable):
                rows = tuple(tuple(map(self._clean_cell, row)) for row in paragraph.rows)
                rows = tuple(row for row in rows if any(cell.text for cell in row))
                head = tuple(map(self._clean_title, paragraph.head))
                yield replace(paragraph, theme=theme, head=head, rows=rows)
                continue
            sentences = tuple(map(self._without_addresses, filter(self._can_tell, paragraph.sentences)))
            if sentences:
                yield replace(paragraph, theme=theme, sentences=sentences)

    def _clean_cell(self, cell: DraftSentence) -> DraftSentence:
        cell = self._without_addresses(cell)
        return cell if self._can_tell(cell) else DraftSentence("", ())

    def _can_tell(self, sentence: DraftSentence) -> bool:
        """Return whether a sentence may be told: it rests on nothing hidden, nor names what is."""
        items = [item for source in sentence.sources if (item := self.record.by_id.get(source))]
        if any(self._filter.is_marked(item) and item.id not in self.shown_ids for item in items):
            return False
        if self.hides_givers and any(self._has_giver(item, sentence.text) for item in items):
            return False
        if self._filter.has_private_name(sentence.text):
            return False
        is_shown = bool(items) and all(item.id in self.shown_ids for item in items)
        return not self.outside or is_shown or not self._filter.has_name(sentence.text)

    def _has_giver(self, item: Item, text: str) -> bool:
        """Return whether a text names who gave the feedback of an entry that the author did not pick."""
        if not isinstance(item, SkillEntry) or item.category != "feedback" or item.id in self.picked_ids:
            return False
        givers = (self.record.by_id.get(target) for target in item.linked_ids("person"))
        day = item.when.last if item.when else None
        hidden_givers = (
            giver
            for giver in givers
            if giver is not None
            and not (day and isinstance(giver, Person) and _is_quoted_decider(giver, day, text))
        )
        names = {word for giver in hidden_givers for word in words(giver.text)}
        return not names.isdisjoint(words(text))

    def _without_addresses(self, sentence: DraftSentence) -> DraftSentence:
        if not self.outside:
            return sentence
        return replace(sentence, text=_ADDRESS.sub("", sentence.text))

    def _clean_title(self, title: str) -> str:
        """Return a title, "" for one that names what its readers must not see."""
        is_hidden = slug(title) in self._private_tags or self._filter.private_names.is_title(title)
        return "" if is_hidden or (self.outside and self._filter.has_name(title)) else title

    @cached_property
    def _private_tags(self) -> frozenset[str]:
        return frozenset(map(slug, self.record.profile.private_tags))

    def _notes(self, packet: Packet, clean_packet: Packet) -> Iterator[AuthorNote]:
        """Yield what was taken out, and confidential names that readers within the company will see."""
        counts = [
            sum(bool(sentence.text) for sentence in draft.sentences) for draft in (packet, clean_packet)
        ]
        if removed_count := counts[0] - counts[1]:
            text = f"Left out, since these readers must not see it: {count_noun(removed_count, 'sentence')}."
            yield AuthorNote(text)
        if self.outside:
            yield from self._stranger_notes(clean_packet)
            return
        spans = [
            (span.name, sentence.sources)
            for sentence in clean_packet.sentences
            for span in self._filter.find_names(sentence.text)
        ]
        names = tuple(dict.fromkeys(name for name, _ in spans))
        quotes = join_names(f"“{name}”" for name in names)
        step = f"Make sure that your readers may know of {quotes}, which you keep confidential."
        for name in names:
            sources = dict.fromkeys(source for span_name, ids in spans if span_name == name for source in ids)
            text = f"This draft contains the confidential name “{name}”: do its readers know what that is?"
            yield AuthorNote(text, tuple(sources), step=step)

    def _stranger_notes(self, packet: Packet) -> Iterator[AuthorNote]:
        """Yield the names in a draft for outsiders, of people who are on no map, say."""
        # Most drafts are read within the company, and what finds names in prose takes long to import.
        from vividmap.core.packets.disclosures import find_disclosures  # noqa: PLC0415

        text = "\n".join(sentence.text for sentence in packet.sentences)
        names = [item.text for item in find_disclosures(text, self.record) if item.kind == "name"]
        strangers = [name for name in names if not find_technologies(name)]
        if strangers:
            yield AuthorNote(f"Names in this draft, to keep or to drop: {join_names(strangers)}.")


def _is_quoted_decider(person: Person, day: date, text: str) -> bool:
    """Return whether a sentence quotes somebody who decides about the author: "Dana (manager), May: …"."""
    height = person.position(day).height
    return height in DECIDING_HEIGHTS and text.startswith(f"{person.text} ({height}), ")
