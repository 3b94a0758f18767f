"""The choices beside a document: entries with their strength, criteria with what may show them, periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core import handles, search
from vividmap.core.criteria.pending_links import CriterionLink
from vividmap.core.english.dates import NotADate
from vividmap.core.facts.strength import LEVELS, StrengthLevel, strength, strength_level
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.in_full import read_in_full
from vividmap.core.packets.packet import CriterionStanding, Packet
from vividmap.core.record import Criterion, Evidence, Item, Record, by_date
from vividmap.core.text import clip
from vividmap.web import entry_rows
from vividmap.web.entry_rows import Day
from vividmap.web.prepare.packet_form import EntrySelection

MAX_OTHERS = 40
"""Entries of the period that are listed to be ticked; any other can be found by its words."""
MAX_MATCHES = 12
FIRST_CANDIDATES = 3
"""Candidates of a criterion that are shown at once; the others unfold."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry to tick: how it begins, what came of it, how strong it is, and why it was chosen.

    `number` is that of its mark in the document, 0 without one. `is_in_full` is None where nothing was left
    out of it as an aside.
    """

    handle: str
    text: str
    outcome: str
    project: str
    day: Day
    level: StrengthLevel | None
    number: int = 0
    is_ticked: bool = False
    reasons: tuple[str, ...] = ()
    is_in_full: bool | None = None

    @property
    def steps(self) -> tuple[bool, ...]:
        """Return the steps of the bar for its strength, filled or not."""
        return tuple(step < self.level.number for step in range(len(LEVELS))) if self.level else ()


@dataclass(frozen=True, slots=True)
class CandidateChoice:
    """An entry that may show a criterion; `link` names both, for the form."""

    entry: EntryChoice
    link: str


@dataclass(frozen=True, slots=True)
class CriterionChoices:
    """A criterion: how well it is covered, what shows it, and what may be linked to it."""

    handle: str
    text: str
    theme: str
    word: str
    summary: str
    shown_by: tuple[EntryChoice, ...]
    candidates: tuple[CandidateChoice, ...]
    other_candidates: tuple[CandidateChoice, ...]


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period to choose at once: as it is typed, its label, and how many entries it has."""

    text: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class ChoiceBuilder:
    """Turns items of a record into choices: as of a day, with the numbers of the marks in the document."""

    record: Record
    day: date
    numbers: Mapping[str, int]

    def entry(
        self,
        item: Item,
        *,
        is_ticked: bool = False,
        reasons: tuple[str, ...] = (),
        is_in_full: bool | None = None,
    ) -> EntryChoice:
        """Return an entry as a choice."""
        return EntryChoice(
            item.handle,
            clip(item.text, _LONGEST),
            clip(item.outcome, _LONGEST) if isinstance(item, Evidence) else "",
            getattr(item, "project", ""),
            entry_rows.format_day(item.when, self.day),
            strength_level(item) if isinstance(item, Evidence) else None,
            self.numbers.get(item.handle, 0),
            is_ticked,
            reasons,
            is_in_full,
        )

    def entries(self, ids: Iterable[UUID]) -> tuple[EntryChoice, ...]:
        """Return the items with some ids that are in the record, as choices without a tick."""
        return tuple(self.entry(self.record.by_id[uid]) for uid in ids if uid in self.record.by_id)

    def listed_entries(
        self, packet: Packet, selection: EntrySelection, choices: AuthorChoices
    ) -> tuple[EntryChoice, ...]:
        """Return the entries that the document is written around, and those that were unticked, in order."""
        reasons = {proposal.item: proposal.reasons for proposal in packet.proposals}
        ids = list(reasons)
        if selection.listed_handles:
            by_handle = {item.handle: item.id for item in self.record.items_of(Evidence)}
            ids = [by_handle[handle] for handle in selection.listed_handles if handle in by_handle]
        items = {uid: self.record.by_id[uid] for uid in ids if uid not in packet.held_back}
        in_full = read_in_full(choices, items.values())
        with_asides = {uid for note in packet.notes if note.kind == "aside" for uid in note.sources}
        return tuple(
            self.entry(
                item,
                is_ticked=uid in reasons,
                reasons=reasons.get(uid, ()),
                is_in_full=uid in in_full if uid in in_full | with_asides else None,
            )
            for uid, item in items.items()
        )

    def other_entries(self, packet: Packet, listed_entries: Sequence[EntryChoice]) -> tuple[Evidence, ...]:
        """Return the other entries of the period, the newest first."""
        listed_handles = {entry.handle for entry in listed_entries}
        held_back_ids = set(packet.held_back)
        entries = [
            entry
            for entry in self.record.items_of(Evidence)
            if entry.handle not in listed_handles
            and entry.id not in held_back_ids
            and packet.period.covers(entry.when)
        ]
        return tuple(sorted(entries, key=by_date, reverse=True))

    def criteria(
        self,
        standings: Sequence[CriterionStanding],
        offered_ids: Mapping[UUID, Sequence[UUID]],
        links: Sequence[CriterionLink],
    ) -> tuple[CriterionChoices, ...]:
        """Return the criteria with their candidates; what was offered before keeps its place."""
        return tuple(
            self._criterion(standing, offered_ids.get(standing.criterion, ()), {*links})
            for standing in standings
        )

    def _criterion(
        self, standing: CriterionStanding, offered_ids: Sequence[UUID], links: set[CriterionLink]
    ) -> CriterionChoices:
        criterion = self.record.by_id[standing.criterion]
        assert isinstance(criterion, Criterion)  # noqa: S101 - for the type checker: standings are of criteria
        pending = {entry_id for criterion_id, entry_id in links if criterion_id == criterion.id}
        possible = {*standing.candidates, *pending}
        ids = dict.fromkeys(uid for uid in (*offered_ids, *standing.candidates, *pending) if uid in possible)
        candidates = tuple(
            CandidateChoice(
                self.entry(self.record.by_id[uid], is_ticked=uid in pending),
                f"{criterion.handle} {self.record.by_id[uid].handle}",
            )
            for uid in ids
            if uid in self.record.by_id
        )
        return CriterionChoices(
            criterion.handle,
            criterion.text,
            criterion.theme,
            standing.word,
            standing.summary,
            self.entries(uid for uid in standing.entries if uid not in pending),
            candidates[:FIRST_CANDIDATES],
            candidates[FIRST_CANDIDATES:],
        )


def find_entries(query: str, record: Record, away: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the entries that have all words of a query, or its handle, the strongest first."""
    terms, handle = search.parse_query(query), handles.normalize(query)
    if not terms:
        return ()
    skipped_handles = set(away)
    first = terms[0].words[0]
    matches = [
        entry
        for entry in record.items_of(Evidence)
        if entry.handle not in skipped_handles
        and (entry.handle == handle or _contains(f"{entry.text} {entry.outcome}", first, terms))
    ]
    return tuple(sorted(matches, key=lambda entry: (-strength(entry), entry.handle))[:MAX_MATCHES])


def _contains(text: str, first: str, terms: Sequence[search.SearchTerm]) -> bool:
    # Most entries lack the first word altogether, which is cheaper to see; accents are left to the search.
    return (first in text.casefold() or not text.isascii()) and search.contains_terms(text, terms)


def period_choices(
    conversation: Conversation, current: str, record: Record, choices: AuthorChoices, day: date
) -> tuple[PeriodChoice, ...]:
    """Return the periods to choose at once, each with how many entries it has."""
    whens = [entry.when for entry in record.items_of(Evidence)]
    usual = conversation.usual_period_text(day)
    periods = []
    other_periods = (
        ("last-30-days", "last-90-days") if conversation.find_period else ("last-12-months", "all")
    )
    for text in dict.fromkeys((usual, *other_periods)):
        try:
            period = conversation.choose_period(text, record, choices, day)
        except NotADate:  # the record has nothing yet to find the usual period by
            continue
        count = sum(map(period.covers, whens))
        periods.append(PeriodChoice(text, _period_label(text), count, text == current))
    return tuple(periods)


def _period_label(text: str) -> str:
    labels = {"": "since you last met", "all": "all time"}
    return labels.get(text, text.replace("-", " ") if text.startswith("last-") else text)
