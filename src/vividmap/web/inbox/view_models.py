"""Candidates as the pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from vividmap.core.inbox import CandidateGroup, can_have_outcome
from vividmap.core.proposals import DEFAULT_QUESTION
from vividmap.core.record import Candidate, Item
from vividmap.core.text import clip
from vividmap.core.vocabulary import PART, PROPOSED_KIND
from vividmap.web import entry_rows
from vividmap.web.entry_rows import Day

_LONGEST_LINK = 60
_LONGEST_OPTION = 80


@dataclass(frozen=True)
class PartOption:
    """One part that the author may have had, its key, and whether it is chosen."""

    value: str
    label: str
    key: str
    is_chosen: bool


@dataclass(frozen=True)
class CandidateCard:
    """One candidate; `link_texts` are its addresses, each with what a page shows of it.

    `parts` and `targets` are what a person can choose: their own part, and the entry to attach it to.
    """

    handle: str
    text: str
    body: str
    day: Day
    details: tuple[str, ...]
    reason: str
    link_texts: tuple[tuple[str, str], ...]
    question: str = DEFAULT_QUESTION
    asks_outcome: bool = True
    is_selected: bool = False
    project: str = ""
    parts: tuple[PartOption, ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    error: str = ""


@dataclass(frozen=True)
class CardGroup:
    """Candidates of one project or source; `total` are all that are due, those on other pages too."""

    title: str
    key: str
    total: int
    cards: tuple[CandidateCard, ...]


@dataclass(frozen=True)
class Selection:
    """The candidate that is selected, the entries it may belong to, and input about it that was refused."""

    handle: str
    targets: Sequence[Item] = ()
    outcome: str = ""
    part: str = ""
    text: str = ""
    error: str = ""


def card_group(group: CandidateGroup, total: int, today: date, selection: Selection) -> CardGroup:
    """Return a group as the inbox shows it, with how many are due in it."""
    cards = (candidate_card(candidate, today, selection) for candidate in group.candidates)
    return CardGroup(group.title, group.key, total, tuple(cards))


def candidate_card(candidate: Candidate, today: date, selection: Selection) -> CandidateCard:
    """Return a candidate; the one that is selected has what can be decided about it."""
    is_selected = candidate.handle == selection.handle
    return CandidateCard(
        handle=candidate.handle,
        text=selection.text if is_selected and selection.text else candidate.text,
        body=candidate.body,
        day=entry_rows.format_day(candidate.when, today),
        details=tuple(_details(candidate)),
        reason=candidate.reason,
        link_texts=tuple((link, _shorten_link(link)) for link in candidate.links),
        question=candidate.question or DEFAULT_QUESTION,
        asks_outcome=can_have_outcome(candidate),
        is_selected=is_selected,
        project=candidate.project,
        parts=_part_options(selection.part if is_selected and selection.part else candidate.part),
        targets=tuple(map(_option, selection.targets)) if is_selected else (),
        outcome=selection.outcome if is_selected else "",
        error=selection.error if is_selected else "",
    )


def check_in_cards(
    candidates: Sequence[Candidate], today: date, targets: Sequence[Item]
) -> tuple[CandidateCard, ...]:
    """Return the candidates that the weekly check-in asks about; `targets` are entries for the first."""
    selection = Selection(candidates[0].handle if candidates else "", targets)
    return tuple(candidate_card(candidate, today, selection) for candidate in candidates)


def _details(candidate: Candidate) -> Iterator[str]:
    """Yield in a word each what it would become, whom it names, and who proposed it."""
    if not can_have_outcome(candidate):
        yield PROPOSED_KIND.labels[candidate.proposed_kind].lower()
    if candidate.people:
        yield f"with {', '.join(candidate.people)}"
    if candidate.skills:
        yield f"skills: {', '.join(candidate.skills)}"
    if candidate.part:
        yield PART.labels[candidate.part].lower()
    yield f"from {candidate.source}"
    if candidate.proposed_by:
        yield f"by {candidate.proposed_by}"


def _part_options(chosen: str) -> tuple[PartOption, ...]:
    return tuple(
        PartOption(term.value, term.label, str(number), term.value == chosen)
        for number, term in enumerate(PART.terms, 1)
    )


def _option(entry: Item) -> tuple[str, str]:
    text = clip(entry.text, _LONGEST_OPTION)
    return entry.handle, f"{text} ^{entry.handle}"


def _shorten_link(link: str) -> str:
    """Return what a page shows of an address: the host and the beginning of the path."""
    parts = urlsplit(link)
    text = f"{parts.netloc}{parts.path}".rstrip("/")
    return clip(text, _LONGEST_LINK)
