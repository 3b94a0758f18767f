"""Pieces of work as proposals: in the author's own words, with facts about them as the reason."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from vividmap.core.english.phrasing import count_noun, join_names
from vividmap.core.proposals import Proposal
from vividmap.core.when import When
from vividmap.sources.git.forge import pull_request_address
from vividmap.sources.git.grouping import Piece
from vividmap.sources.git.identity import Partner
from vividmap.sources.git.messages import clean_title, is_upkeep
from vividmap.sources.git.units import Unit

NAME = "git"
_MOST_SUBJECTS = 8
_MOST_PEOPLE = 6
_MOST_LINKS = 5
_LONGEST_TEXT = 200
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What proposals of one repository need to know."""

    repository: str
    settings: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    today: date
    old_areas: frozenset[str] | None = None
    """Parts of the code that the owner worked in before what is proposed; None if too little is known."""


def propose_piece(piece: Piece, setting: Setting) -> Proposal:
    """Return a piece of work as a proposal."""
    units = piece.units
    links = [pull_request_address(setting.settings, unit.number) for unit in units if unit.number]
    partners = list_partners(piece)
    title = _title_of(piece)
    return Proposal(
        source=NAME,
        key=f"piece {piece.key}",
        kind="evidence",
        text=title,
        when=span(min(unit.first for unit in units), piece.last, setting.today),
        members=piece.members,
        body="\n".join(f"- {subject}" for subject in _other_subjects(piece, title)),
        project=setting.repository,
        people=tuple(dict.fromkeys(_name_on_map(partner, setting) for partner in partners))[:_MOST_PEOPLE],
        links=tuple(dict.fromkeys(filter(None, links)))[:_MOST_LINKS],
        part="built",
        reason=_reason(piece, partners, setting),
        narrow=partial(_narrow, piece, setting),
    )


def _narrow(piece: Piece, setting: Setting, members: Collection[str]) -> Proposal | None:
    """Return the proposal for the units of a piece that have some of its commits, None for mere upkeep."""
    units = [unit for unit in piece.units if not set(members).isdisjoint(unit.members)]
    part = replace(piece, units=units, last=max(unit.last for unit in units))
    return None if part.is_upkeep or part.is_reverted else propose_piece(part, setting)


def weigh(piece: Piece) -> float:
    """Return how much a piece of work weighs against others of the same person; it is never shown."""
    work_units = [unit for unit in piece.units if not unit.is_upkeep]
    commits = sum(len(unit.members) - unit.upkeep_count for unit in work_units)
    files = sum(unit.file_count for unit in work_units)
    days = (piece.last - min(unit.first for unit in piece.units)) / 86_400
    partner_count = len({partner.name for partner in list_partners(piece)})
    weight = (
        math.sqrt(commits) + math.sqrt(min(files, 400)) / 2 + math.sqrt(min(days, 90)) / 2 + partner_count
    )
    weight += any(unit.release for unit in piece.units) + any(unit.title for unit in piece.units)
    return weight / 2 if piece.is_partly_reverted else weight


def list_partners(piece: Piece) -> list[Partner]:
    """Return who else was there, those who wrote before those who reviewed, the most often first."""
    counts = Counter(partner for unit in piece.units for partner in unit.partners)
    partners = sorted(counts, key=lambda partner: (partner.has_reviewed, -counts[partner], partner))
    by_name = {partner.name: partner for partner in reversed(partners)}
    return [partner for partner in partners if by_name[partner.name] is partner]


def span(first: int, last: int, today: date) -> When:
    """Return the days from one moment to another, none of them after today."""
    first_day, last_day = (min(_day_of(moment), today) for moment in (first, last))
    return When(min(first_day, last_day), last_day)


def areas_of(paths: Iterable[str]) -> set[str]:
    """Return the parts of the code that files are in: their first two folders."""
    return {"/".join(path.split("/")[:-1][:2]) for path in paths if "/" in path}


def _day_of(moment: int) -> date:
    try:
        return datetime.fromtimestamp(moment, UTC).date()
    except (OverflowError, ValueError, OSError):
        return date.max


def _title_of(piece: Piece) -> str:
    """Return the title of the largest pull request, else the subject that says most of what was done."""
    titled_units = [unit for unit in piece.units if unit.title and not is_upkeep(unit.title)]
    if titled_units:
        return _shorten(max(titled_units, key=lambda unit: (len(unit.members), unit.file_count)).title)
    words = Counter(
        word for unit in piece.units for subject in unit.subjects for word in set(_words(subject))
    )
    subjects = [
        (not is_upkeep(subject), _telling(subject, words, unit), -unit.last, subject)
        for unit in piece.units
        for subject in unit.subjects
    ]
    return _shorten(clean_title(max(subjects)[-1]))


def _telling(subject: str, words: Mapping[str, int], unit: Unit) -> float:
    """Return how much of a piece of work a subject says: by the words that others share, and by its files."""
    shared = [words[word] - 1 for word in set(_words(subject))]
    size = math.sqrt(min(unit.file_count / len(unit.members), 40))
    return sum(shared) / (len(shared) + 3) + size


def _words(subject: str) -> list[str]:
    return _WORD.findall(subject.lower())


def _shorten(title: str) -> str:
    return title if len(title) <= _LONGEST_TEXT else f"{title[: _LONGEST_TEXT - 1].rpartition(' ')[0]}…"


def _other_subjects(piece: Piece, title: str) -> list[str]:
    titles = [unit.title for unit in piece.units if unit.title]
    titles += [clean_title(subject) for unit in piece.units for subject in unit.subjects]
    other_titles = [
        text for text in map(_shorten, dict.fromkeys(titles)) if text != title and not is_upkeep(text)
    ]
    left_out_count = len(other_titles) - _MOST_SUBJECTS
    return [*other_titles[:_MOST_SUBJECTS], *([f"and {left_out_count} more"] if left_out_count > 0 else [])]


def _name_on_map(partner: Partner, setting: Setting) -> str:
    """Return what the map calls somebody, else their name in the repository."""
    return setting.people.get(partner.email) or setting.people.get(partner.name.lower()) or partner.name


def _reason(piece: Piece, partners: list[Partner], setting: Setting) -> str:
    facts = list(_facts(piece, partners, setting))
    text = ", ".join(facts)
    return f"{text[:1].upper()}{text[1:]}."


def _facts(piece: Piece, partners: list[Partner], setting: Setting) -> Iterator[str]:
    """Yield facts about a piece of work, the size first."""
    units = piece.units
    commit_count = len(piece.members)
    first, last = min(unit.first for unit in units), piece.last
    yield f"{count_noun(commit_count, 'commit')}{_duration(timedelta(seconds=last - first).days)}"
    paths = {path for unit in units for path in unit.paths}
    folder_count = len({path.rpartition("/")[0] for path in paths})
    file_count = max(len(paths), *(unit.file_count for unit in units))
    if file_count >= 10:
        yield f"{file_count} files in {count_noun(folder_count, 'folder')}"
    authors = [partner.name for partner in partners if not partner.has_reviewed]
    reviewers = [partner.name for partner in partners if partner.has_reviewed]
    if authors:
        yield f"written with {join_names(authors, 3)}"
    if reviewers:
        yield f"reviewed by {join_names(reviewers, 3)}"
    if releases := sorted({unit.release for unit in units if unit.release}):
        yield f"in release {join_names(releases, 2)}"
    if setting.old_areas is not None and (area := _new_area(units, setting.old_areas)):
        yield f"your first work in {area} in half a year or more"
    if piece.is_partly_reverted:
        yield "part of it was reverted later"


def _duration(days: int) -> str:
    if days < 2:
        return ""
    if days < 14:
        return f" over {days + 1} days"
    return f" over {round(days / 7)} weeks" if days < 70 else f" over {round(days / 30)} months"


def _new_area(units: list[Unit], old_areas: frozenset[str]) -> str:
    counts = Counter(area for unit in units for path in unit.paths for area in areas_of([path]))
    area, count = counts.most_common(1)[0] if counts else ("", 0)
    return area if area and area not in old_areas and count * 2 >= sum(counts.values()) else ""
