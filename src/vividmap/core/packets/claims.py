"""Claims: the entries that a packet tells, grouped by what they belong to, each group under a heading.

Entries belong together by their project, or else by a tag, or else by a word that few entries of the record
share ("Kafka", "RFC-88", "warm standby"). What shares nothing is grouped by its kind. A heading is made of
words that stand in the entries beneath it, so that a tag which only its author knows never becomes one, and
neither does a goal or a gap.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.essentials import PREVENTION
from vividmap.core.english.reach import has_reach_words
from vividmap.core.english.subjects import WRITTEN_WORK
from vividmap.core.english.technologies import find_technologies
from vividmap.core.facts.strength import strength
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.months import describe_months, has_other_month
from vividmap.core.packets.rare_terms import Labels, RareTerms, whole_name
from vividmap.core.packets.scope_phrase import heading_scope
from vividmap.core.packets.selection import has_told_outcome
from vividmap.core.packets.voice import title_case
from vividmap.core.record import Evidence, Record, by_date
from vividmap.core.text import words

MAX_CLAIMS = 5
_MIN_SHARING = 2
"""How many entries of a group must share a term with another entry for it to join the group."""
_KIND_TITLES = {
    "prevented": "Failures prevented",
    "handled": "Reliability and risk",
    "decision": "Decisions and written work",
    "led": "Projects and deliveries",
    "unblocked": "Helping others",
    "": "Further results",
}
_FURTHER_WORK = "Further work"
"""The title of those of which one states no result."""
_ONLY_TITLE = "Results"
_MIN_ORDINARY = 3
"""From so many entries on, an ordinary word may be what they are about."""
_MAX_UNGROUPED = 5
"""Up to so many entries stand in one list if nothing but their kind groups them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Entries on one theme, the strongest first; `is_project` where more than their kind connects them."""

    theme: str
    entries: tuple[Evidence, ...]
    is_project: bool

    @property
    def scope(self) -> str:
        """Return the scope that all entries share, "" where their scopes differ."""
        scopes = {entry.scope for entry in self.entries}
        return next(iter(scopes)) if len(scopes) == 1 else ""

    @property
    def scope_in_heading(self) -> str:
        """Return the scope as the heading says it: what several entries share, unless they mostly say it."""
        saying = [entry for entry in self.entries if has_reach_words(f"{entry.text} {entry.outcome}")]
        is_said = 2 * len(saying) > len(self.entries) or self.entries[0] in saying
        return "" if is_said or len(self.entries) == 1 else heading_scope(self.scope)

    def heading(self, period: Period) -> str:
        """Return the heading: the theme, the scope that all entries of it share, and the months.

        Without months where an entry tells of others: "from 31 % in December to 67 % in September".
        """
        moments = [entry.when for entry in self.entries]
        texts = (f"{entry.text} {entry.outcome}" for entry in self.entries)
        months = "" if has_other_month(texts, moments) else describe_months(moments, period)
        comma = "," if self.is_project else ""
        theme = f"{self.theme}{comma} {self.scope_in_heading}" if self.scope_in_heading else self.theme
        return f"{theme} ({months})" if months else theme


def group_claims(entries: Sequence[Evidence], record: Record) -> tuple[Claim, ...]:
    """Return entries as claims, MAX_CLAIMS at the most, the strongest first."""
    themes = _heading_themes(entries, find_themes(entries, record))
    groups: _Groups = defaultdict(list)
    for entry in sorted(entries, key=by_date):
        theme = themes.get(entry.id)
        groups[(True, theme) if theme else (False, kind_to_tell(entry))].append(entry)
    if groups.keys() >= {(False, "handled"), (False, "prevented")}:
        groups[False, "handled"] += groups.pop((False, "prevented"))
    if groups and len(entries) <= _MAX_UNGROUPED and not themes:
        groups = {(False, ""): list(chain.from_iterable(groups.values()))}
    claims = [_claim(is_project, name, group) for (is_project, name), group in _merge(groups).items()]
    if len(claims) == 1 and not claims[0].is_project:
        return (replace(claims[0], theme=_ONLY_TITLE),)
    return tuple(sorted(claims, key=_place))


def _heading_themes(entries: Sequence[Evidence], themes: Mapping[UUID, str]) -> Mapping[UUID, str]:
    """Return the themes that say enough as headings, by entry.

    An ordinary word that only two entries share ("scheduler") may be about two things; a project, a tag, a
    name and what more entries share are one.
    """
    counts = Counter(themes.values())
    unclear = {
        themes[entry.id]
        for entry in entries
        if entry.id in themes
        and counts[themes[entry.id]] < _MIN_ORDINARY
        and _is_ordinary_word(themes[entry.id], entry)
    }
    filed_names = {name for entry in entries for name in (_project(entry), *map(title_case, entry.tags))}
    return {id_: theme for id_, theme in themes.items() if theme not in unclear - filed_names}


def _is_ordinary_word(theme: str, entry: Evidence) -> bool:
    """Return whether a theme is one word that an entry writes in small letters, and no technology."""
    is_small = theme.casefold() in f"{entry.text} {entry.outcome}"
    return theme.isalpha() and is_small and not find_technologies(theme)


def _place(claim: Claim) -> tuple[object, ...]:
    """Return the key by which claims are sorted: the strongest first, what shares nothing last."""
    return (
        claim.theme in (_KIND_TITLES[""], _FURTHER_WORK),
        -strength(claim.entries[0]),
        by_date(claim.entries[0]),
    )


def kind_to_tell(entry: Evidence) -> str:
    """Return the kind whose heading an entry may stand under, "" for a decision without written work.

    What was prevented and only tells of something handled well, such as a failover, is "handled".
    """
    text = f"{entry.text} {entry.outcome}"
    if entry.category == "prevented" and not PREVENTION.search(text):
        return "handled"
    return "" if entry.category == "decision" and not WRITTEN_WORK.search(text) else entry.category


def order_claims(entries: Sequence[Evidence], record: Record) -> tuple[Claim, ...]:
    """Return entries as claims in the order that their author gave them."""
    positions = {entry.id: place for place, entry in enumerate(entries)}
    claims = [
        Claim(
            claim.theme, tuple(sorted(claim.entries, key=lambda entry: positions[entry.id])), claim.is_project
        )
        for claim in group_claims(entries, record)
    ]
    return tuple(sorted(claims, key=lambda claim: positions[claim.entries[0].id]))


_Groups = dict[tuple[bool, str], list[Evidence]]


def _merge(groups: _Groups) -> _Groups:
    """Return the groups with the weakest kinds in one, until there are no more than MAX_CLAIMS."""
    claim_groups: _Groups = dict(groups)
    other_key = (False, "")
    while len(claim_groups) > MAX_CLAIMS:
        weakest = min(
            (key for key in claim_groups if key != other_key),
            key=lambda key: (key[0], max(map(strength, claim_groups[key]))),
        )
        claim_groups[other_key] = [*claim_groups.get(other_key, []), *claim_groups.pop(weakest)]
    return claim_groups


def _claim(is_project: bool, name: str, group: Iterable[Evidence]) -> Claim:  # noqa: FBT001
    entries = tuple(sorted(group, key=lambda entry: (-strength(entry), not entry.outcome, by_date(entry))))
    title = name if is_project else _KIND_TITLES[name]
    if title == _KIND_TITLES[""] and not all(map(has_told_outcome, entries)):
        title = _FURTHER_WORK
    return Claim(title, entries, is_project)


def find_themes(entries: Sequence[Evidence], record: Record) -> Mapping[UUID, str]:
    """Return by entry what it shares with another of the entries: a project, a tag or a rare term."""
    shared: dict[UUID, str] = {}
    for entry in entries:
        if entry_project := _project(entry):
            shared[entry.id] = entry_project
    terms = RareTerms(entries, record)
    for labels, is_label in ((_tags_in_text(entries), lambda _: True), (terms.labels, terms.is_rare)):
        shared |= _cover([entry for entry in entries if entry.id not in shared], labels, is_label)
    return shared | _join_groups(entries, shared, terms)


def _join_groups(
    entries: Sequence[Evidence], shared: Mapping[UUID, str], rare_terms: RareTerms
) -> dict[UUID, str]:
    """Return, for each entry that shares nothing, the group of which two entries share a term with it."""
    members: dict[str, list[Evidence]] = defaultdict(list)
    for entry in entries:
        if entry.id in shared:
            members[shared[entry.id]].append(entry)
    joined_themes: dict[UUID, str] = {}
    labels = rare_terms.labels
    for entry in entries:
        if entry.id in shared:
            continue
        keys = sorted(labels[entry.id], key=len, reverse=True)
        shared_keys = {
            theme: [[key for key in keys if key in labels[member.id]] for member in group]
            for theme, group in members.items()
        }
        max_counts = [(sum(map(bool, keys)), theme) for theme, keys in shared_keys.items()]
        best = (_MIN_SHARING, "")
        for max_count, theme in sorted(max_counts, reverse=True):
            # Checking whether a key is rare is slow, so only groups that can still be the best are checked.
            if (max_count, theme) < best:
                break
            count = max_count
            for member_keys in filter(None, shared_keys[theme]):
                count -= not any(map(rare_terms.is_rare, member_keys))
                if (count, theme) < best:
                    break
            best = max(best, (count, theme))
        if best[1]:
            joined_themes[entry.id] = best[1]
    return joined_themes


def _project(entry: Evidence) -> str:
    return title_case(entry.project.replace("-", " ").replace("_", " "))


def _cover(entries: Sequence[Evidence], labels: Labels, is_label: Callable[[str], bool]) -> dict[UUID, str]:
    """Return by entry its label: first the one that most share, then of the rest, as long as two share one.

    `is_label` returns whether a key may be a label; it may be slow, so it is called for few keys.
    """
    shared: dict[UUID, str] = {}
    remaining = [entry for entry in entries if labels.get(entry.id)]
    while True:
        counts = Counter(key for entry in remaining for key in labels[entry.id])
        ranking = sorted(
            (key for key, count in counts.items() if count > 1),
            key=lambda key: (counts[key], key.count(" "), len(key), key),
            reverse=True,
        )
        best = next(filter(is_label, ranking), None)
        if best is None:
            return shared
        group = [entry for entry in remaining if best in labels[entry.id]]
        remaining = [entry for entry in remaining if best not in labels[entry.id]]
        spelling = min((labels[entry.id][best] for entry in group), key=_plainness)
        title = title_case(whole_name(spelling, [entry.text for entry in group]))
        shared |= dict.fromkeys((entry.id for entry in group), title)


def _plainness(spelling: str) -> tuple[bool, str]:
    return spelling.islower(), spelling


def _tags_in_text(entries: Sequence[Evidence]) -> Labels:
    """Return by entry its tags whose words stand in the text of an entry that bears them."""
    visible = {
        tag
        for entry in entries
        for tag in entry.tags
        if set(words(tag.replace("-", " "))) <= set(words(f"{entry.text} {entry.outcome}"))
    }
    return {
        entry.id: {tag: tag.replace("-", " ") for tag in entry.tags if tag in visible} for entry in entries
    }


def claim_entries(claims: Iterable[Claim]) -> Iterator[Evidence]:
    """Yield the entries of claims, in the order in which they are told."""
    for claim in claims:
        yield from claim.entries
