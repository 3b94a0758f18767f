"""Which entries a résumé tells of, and as which bullets.

It leaves the company. So what is internal, private or holds a confidential name is held back, and nobody but
the author is named. Within each role a few entries are selected by the objective of `selection.py`, where
strength counts STRENGTH_FACTOR times, and the strength of an entry also counts

    8  it fits the kind of role that is wanted
    3  for each term of the posting that it covers best, up to three

and of each role the SHORTLIST entries that weigh most are considered, which bounds the work. Where the author
wants something shown that would be held back, it stands as it was written, names included.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar
from uuid import UUID

from vividmap.core.english.credit import is_led_by_other, is_mostly_others
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import join_names, quote
from vividmap.core.facts.strength import result_points
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.claims import find_themes
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.job_search.bullets import ResumeBullet, quote_bullet, write_bullet
from vividmap.core.packets.job_search.target import JobTarget
from vividmap.core.packets.job_search.weak_bullets import find_weak_bullets
from vividmap.core.packets.job_search.work_history import find_role, resume_roles
from vividmap.core.packets.own_repairs import without_own_repairs
from vividmap.core.packets.packet import AuthorNote
from vividmap.core.packets.selection import rank_by_weight, select_entries
from vividmap.core.packets.themes import group_by_theme
from vividmap.core.packets.voice import Voice
from vividmap.core.positions import Role
from vividmap.core.record import Evidence, Item, Person, Record, Skill, SkillEntry, by_date
from vividmap.core.vocabulary import SCOPES

SHORTLIST = 40
STRENGTH_FACTOR = 5
"""How much more strength counts than variety: a reader outside knows none of the projects.

How far an entry reached counts twice: what only one team saw says less to others.
"""
MAX_LEFT_OUT = 8
"""How many entries the note on what was left out lists at most."""
NEWEST_SIZES, EARLIER_SIZES = (4, 10), (2, 4)
"""Bullets of the newest role that has any, and of those before it: a page or two."""

_Tellable = TypeVar("_Tellable", bound=Item)


class ResumeEntry(NamedTuple):
    """An entry of a résumé, and its bullet."""

    item: Evidence
    bullet: ResumeBullet


_WEIGHTY_RESULT = 3


def _reach(entry: Evidence) -> int:
    """Return how far an entry with a weighty result reached; 0 for any other."""
    has_weight = bool(entry.scope) and result_points(entry) >= _WEIGHTY_RESULT
    return SCOPES.index(entry.scope) + 1 if has_weight else 0


class ResumeDraft:
    """What may be shown of a record, and the bullet of each entry."""

    def __init__(self, record: Record, period: Period, choices: AuthorChoices) -> None:
        self._period, self._choices = period, choices
        self._confidentiality = ConfidentialityFilter(record, choices.shown_ids, outside=True)
        self._order = {item_id: position for position, item_id in enumerate(choices.chosen_ids)}
        entries: list[Evidence | SkillEntry] = [*record.items_of(Evidence), *record.items_of(SkillEntry)]
        held_back_entries = [entry for entry in entries if self._confidentiality.is_held_back(entry)]
        held_back_ids = {entry.id for entry in held_back_entries}
        self.held_back = sorted(self._of_period(held_back_entries), key=by_date)
        self.tellable = sorted(
            (entry for entry in entries if entry.text.strip() and entry.id not in held_back_ids), key=by_date
        )
        tellable_of_period = self._of_period(self.tellable)
        self.evidence = [entry for entry in tellable_of_period if isinstance(entry, Evidence)]
        self.practice = [entry for entry in tellable_of_period if isinstance(entry, SkillEntry)]
        self.skills = self._tellable(record.items_of(Skill))
        self.people = self._tellable(record.items_of(Person))
        undated_entries = [
            entry for entry in self.tellable if entry.when is None and entry.id not in self._order
        ]
        self.target = JobTarget(
            record, choices, [*self.evidence, *self.practice], self.held_back, undated_entries
        )
        self.naming_entries: list[Evidence] = []
        self._deedless_entries: list[Evidence] = []
        self._credited_entries: list[Evidence] = []
        self._left_out_entries: list[Evidence] = []
        self._weak_entries: list[Evidence] = []
        self._roles = resume_roles(record.profile)
        self._record, self._voice = record, Voice(record, period)
        self._anonymous_voice = AnonymousVoice(record, period)

    def _of_period(self, entries: Iterable[_Tellable]) -> list[_Tellable]:
        """Return the entries of the period, and those chosen, whatever their date."""
        return [
            entry
            for entry in entries  # an entry without a date is of no role
            if (entry.when and self._period.covers(entry.when)) or entry.id in self._order
        ]

    def _tellable(self, items: Iterable[_Tellable]) -> list[_Tellable]:
        """Return what may be told, oldest first: the order of the record plays no part."""
        return sorted(filter(self._confidentiality.can_tell, items), key=by_date)

    def entries_by_role(self) -> dict[Role | None, list[Evidence]]:
        """Return the entries to select from by role, the newest first; None for what is of no role."""
        groups: dict[Role | None, list[Evidence]] = {role: [] for role in self._roles}
        for entry in self.evidence:
            if not self._order or entry.id in self._order:
                groups.setdefault(find_role(entry, self._roles), []).append(entry)
        return groups

    def select(self, entries: Sequence[Evidence], *, is_newest: bool = True) -> list[ResumeEntry]:
        """Return the entries of a role that serve best, the strongest projects first; or those chosen."""
        if self._order:
            return list(self._chosen_entries(entries))
        shown_ids = self._choices.shown_ids
        shortlist = self._strongest(without_own_repairs(entries, shown_ids), SHORTLIST)
        shortlist += [entry for entry in entries if entry.id in shown_ids and entry not in shortlist]
        bullets = {entry.id: bullet for entry in shortlist if (bullet := self._write_bullet(entry))}
        candidates = [entry for entry in shortlist if entry.id in bullets]
        weak = [entry for entry in find_weak_bullets(candidates, bullets) if entry.id not in shown_ids]
        self._weak_entries += weak
        candidates = [entry for entry in candidates if entry not in weak]
        weights = {entry.id: self.target.weight(entry) for entry in candidates}
        best_entries = select_entries(
            candidates,
            self._period,
            find_themes(candidates, self._record),
            lambda entry: STRENGTH_FACTOR * (weights[entry.id] + _reach(entry)),
            NEWEST_SIZES if is_newest else EARLIER_SIZES,
        )
        ids = {entry.id for entry in best_entries}.union(shown_ids)
        selected = [entry for entry in candidates if entry.id in ids]
        selected.sort(key=lambda entry: (-weights[entry.id], by_date(entry)))
        self._note_left_out(candidates, ids, weights)
        return [
            ResumeEntry(entry, bullets[entry.id])
            for _, group in group_by_theme(selected, self._record)
            for entry in group
        ]

    def _strongest(self, entries: Iterable[Evidence], count: int) -> list[Evidence]:
        """Return the entries that weigh most, `count` at most."""
        ranking = rank_by_weight(entries, self.target.weight, self.target.max_weight)
        return list(islice(ranking, count))

    def _note_left_out(
        self, candidates: Sequence[Evidence], selected_ids: Collection[UUID], weights: Mapping[UUID, int]
    ) -> None:
        """Remember the entries that weigh as much as the weakest selected one of a role, but did not fit."""
        min_weight = min((weights[item_id] for item_id in weights.keys() & selected_ids), default=0)
        omitted = (entry for entry in candidates if entry.id not in selected_ids)
        self._left_out_entries += [entry for entry in omitted if weights[entry.id] >= min_weight]

    def _chosen_entries(self, entries: Sequence[Evidence]) -> Iterator[ResumeEntry]:
        for entry in sorted(entries, key=lambda entry: self._order[entry.id]):
            if bullet := self._write_bullet(entry, is_chosen=True):
                yield ResumeEntry(entry, bullet)

    def _write_bullet(self, entry: Evidence, *, is_chosen: bool = False) -> ResumeBullet | None:
        """Return an entry's bullet, None where it has none; then the entry is noted for its author."""
        if entry.id in self._choices.shown_ids:
            return write_bullet(entry, self._voice) or quote_bullet(entry, self._voice)
        is_others = any(map(is_mostly_others, (entry.text, entry.outcome))) or is_led_by_other(entry.text)
        if not is_chosen and is_others:
            self._credited_entries.append(entry)
            return None
        bullet = write_bullet(entry, self._anonymous_voice)
        if bullet is None and is_chosen:
            bullet = quote_bullet(entry, self._anonymous_voice)
        if bullet is None:
            text = self._anonymous_voice.words(entry, entry.text)
            is_naming = self._anonymous_voice.has_person_name(text)
            (self.naming_entries if is_naming else self._deedless_entries).append(entry)
        return bullet

    def left_out_notes(self) -> Iterator[AuthorNote]:
        """Yield the entries that weigh as much as those of the résumé, and why they are not in it."""
        entries = self._strongest(self._left_out_entries, MAX_LEFT_OUT)
        if entries:
            yield AuthorNote(
                "As strong as some of those above, and left out: the role has no more room, or its project,"
                " skill or kind is already covered. To swap one, choose the entries yourself.",
                tuple(entry.id for entry in entries),
            )

    def weak_notes(self) -> Iterator[AuthorNote]:
        """Yield the entries that say how long a text is, or where another bullet begins, and no result."""
        if ids := tuple(entry.id for entry in self._strongest(self._weak_entries, MAX_LEFT_OUT)):
            yield AuthorNote(
                "Left out, since they tell a length or the baseline of another bullet and no result: say"
                " what became of them.",
                ids,
            )

    def deedless_notes(self, resume_entries: Sequence[ResumeEntry]) -> Iterator[AuthorNote]:
        """Yield the entries that weigh as much as those of the résumé, and have no deed for a bullet."""
        min_weight = min((self.target.weight(entry.item) for entry in resume_entries), default=0)
        if ids := tuple(
            entry.id for entry in self._deedless_entries if self.target.weight(entry) >= min_weight
        ):
            yield AuthorNote(
                "Strong enough, but no bullet can be made of them as they are. Begin with what you did,"
                " then the measure: “Moved the cache to Redis -> P99 down 340 ms”.",
                ids,
            )

    def credited_notes(self) -> Iterator[AuthorNote]:
        """Yield the entries that give the credit to somebody else, and so are no bullets of the author's."""
        if self._credited_entries:
            yield AuthorNote(
                "Mostly somebody else's work by your own words, and so no bullets: log your part as an entry"
                " of its own, or choose them yourself.",
                tuple(entry.id for entry in self._credited_entries),
            )

    def held_back_notes(self) -> Iterator[AuthorNote]:
        """Yield what is held back, by the reason for it."""
        marked_entries = [entry for entry in self.held_back if self._confidentiality.is_marked(entry)]
        yield from author_notes.held_back_note(marked_entries, "they are private or internal")
        confidential = [entry for entry in self.held_back if entry not in marked_entries]
        yield from author_notes.held_back_note(confidential, "they contain a name that you keep confidential")
        if self.naming_entries:
            entries = self._strongest(self.naming_entries, author_notes.MAX_QUOTED)
            quotes = join_names([quote(entry.text, 60) for entry in entries])
            yield AuthorNote(
                f"No bullets, since they need somebody's name: {quotes}. Reword them without it, as in"
                " “Onboarded two engineers”, or show them.",
                tuple(entry.id for entry in entries),
            )
