"""The inbox: what a proposal may hold, how candidates are grouped, and what an accepted one becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from vividmap.core.english.phrasing import count_noun
from vividmap.core.names import Names
from vividmap.core.projects import project_key
from vividmap.core.proposals import DEFAULT_QUESTION, Proposal, is_commit_member
from vividmap.core.record import KINDS, Candidate, Evidence, Item, Touchpoint
from vividmap.core.shorthand import NameMark, ParsedLine, read_line
from vividmap.core.untrusted_text import clean_untrusted, clean_untrusted_line
from vividmap.core.vocabulary import PARTS, PROPOSED_KINDS
from vividmap.core.when import When, distance_problem, is_ahead

PROPOSE = "propose"
"""The verb of a change in which a source proposes. Nobody did it by hand, so a plain undo passes over it."""

LONGEST_TEXT = 300
LONGEST_BODY = 4_000
LONGEST_NAME = 80
LONGEST_LINK = 500
MOST_NAMES = 30
"""People, skills or links in one proposal; the rest is left out."""

ASSISTANT = "assistant"
"""The source of what an AI assistant proposes."""
MOST_WAITING = {ASSISTANT: 300}
MOST_WAITING_OTHERWISE = 10_000
"""How many candidates of one source can wait; beyond that nothing is added until some are decided."""


class BadProposal(ValueError):
    """A proposal that cannot become a candidate; one sentence says why and what to do."""


def clean_proposal(proposal: Proposal, today: date) -> Proposal:
    """Return a proposal as it may be kept: nothing hidden, secrets masked, lengths limited.

    Its key and members stay as they are: only digests of them are kept. Raises BadProposal.
    """
    if proposal.kind not in PROPOSED_KINDS:
        raise BadProposal(f"{proposal.kind!r} cannot be proposed; use one of {', '.join(PROPOSED_KINDS)}")
    if proposal.part and proposal.part not in PARTS:
        raise BadProposal(f"{proposal.part!r} is not a part; use one of {', '.join(PARTS)}, or leave it out")
    if problem := distance_problem(proposal.when, today):
        raise BadProposal(problem)
    if is_ahead(proposal.when, today):
        raise BadProposal(f"{proposal.when} is in the future; propose what has happened")
    text = clean_untrusted_line(proposal.text, LONGEST_TEXT)
    if not text:
        raise BadProposal("a proposal needs a text: one line that says what was done")
    return replace(
        proposal,
        source=clean_untrusted_line(proposal.source, LONGEST_NAME),
        text=text,
        body=clean_untrusted(proposal.body, LONGEST_BODY),
        project=clean_untrusted_line(proposal.project, LONGEST_NAME),
        people=_clean_names(proposal.people),
        skills=_clean_names(proposal.skills),
        links=_clean_links(proposal.links),
        reason=clean_untrusted_line(proposal.reason, LONGEST_TEXT),
        question=clean_untrusted_line(proposal.question, LONGEST_TEXT) or DEFAULT_QUESTION,
        proposed_by=clean_untrusted_line(proposal.proposed_by, LONGEST_NAME),
    )


def _clean_names(names: tuple[str, ...]) -> tuple[str, ...]:
    texts = (clean_untrusted_line(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    return tuple(dict.fromkeys(name for name in texts if name))


def _clean_links(links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the links that a page may show; one that is cut short would lead nowhere."""
    texts = (clean_untrusted_line(link, LONGEST_LINK) for link in links[:MOST_NAMES])
    return tuple(dict.fromkeys(link for link in texts if _is_web_address(link)))


def _is_web_address(link: str) -> bool:
    return link.lower().startswith(("https://", "http://")) and not link.endswith("…") and " " not in link


def key_digest(source: str, key: str) -> UUID:
    """Return the digest kept of a source's key or member, which identifies it and reveals nothing.

    A commit is the same for every source: what git proposed is not proposed again by a forge.
    """
    scope = "" if is_commit_member(key) else source
    content = sha256(f"{scope}\0{key}".encode("utf-8", "surrogatepass")).digest()
    return UUID(bytes=content[:16])


def generation_key(key: str, generation: int, member: str = "") -> str:
    """Return the key of the work proposed after so many decisions about a key, or of a member of it.

    Generation 0 is what was proposed first; it has the key itself.
    """
    name = f"{key}\0{generation}" if generation else key
    return f"{name}\0{member}" if member else name


def candidate_values(proposal: Proposal) -> dict[str, Any]:
    """Return the values of the candidate that a clean proposal becomes."""
    return {
        "text": proposal.text,
        "body": proposal.body,
        "when": proposal.when,
        "source": proposal.source,
        "key": key_digest(proposal.source, proposal.key).hex,
        "proposed_kind": proposal.kind,
        "project": proposal.project,
        "people": proposal.people,
        "skills": proposal.skills,
        "links": proposal.links,
        "part": proposal.part,
        "reason": proposal.reason,
        "question": "" if proposal.question == DEFAULT_QUESTION else proposal.question,
        "proposed_by": proposal.proposed_by,
        "members": _commit_digests(proposal),
    }


def _commit_digests(proposal: Proposal) -> tuple[str, ...]:
    """Return the digests of the commits of a session; a source of code tells all that belongs together."""
    if proposal.source != ASSISTANT:
        return ()
    return tuple(key_digest(ASSISTANT, member).hex for member in proposal.members if is_commit_member(member))


MOST_IN_CHECK_IN = 5
"""How many candidates the weekly check-in asks about: its ten minutes are for more than these."""
SNOOZE_DAYS = 7
"""For how long a candidate is put off where no day was named. A rule of thumb of ours."""


def snooze_day(today: date) -> date:
    """Return the day on which a candidate that is put off today is shown again."""
    return today + timedelta(days=SNOOZE_DAYS)


def is_due(candidate: Candidate, today: date) -> bool:
    """Return whether a candidate waits and is not put off beyond today."""
    is_open = candidate.state in ("", "waiting")
    return is_open and (candidate.ask_again_on is None or candidate.ask_again_on <= today)


@dataclass(frozen=True)
class CandidateGroup:
    """Candidates of one project, or those of a source without a project."""

    title: str
    key: str
    candidates: tuple[Candidate, ...]


def group_candidates(candidates: Iterable[Candidate]) -> tuple[CandidateGroup, ...]:
    """Return candidates by project, else by source, the newest work first in each group and of all groups."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=_newest_day, reverse=True):
        groups.setdefault(group_key(candidate.project, candidate.source), []).append(candidate)
    return tuple(
        CandidateGroup(group[0].project or group[0].source, key, tuple(group))
        for key, group in groups.items()
    )


def group_key(project: str, source: str) -> str:
    """Return what names the group of a candidate: "+" and its project's key, else its source."""
    return f"+{project_key(project)}" if project else source


def _newest_day(candidate: Candidate) -> tuple[date, date]:
    return (candidate.when.last, candidate.when.first) if candidate.when else (date.min, date.min)


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """What a person says when they accept a candidate; what is empty stays as proposed.

    `text` is read as shorthand where it differs from what was proposed.
    """

    outcome: str = ""
    part: str = ""
    text: str = ""
    when: When | None = None
    project: str | None = None
    kind: str = ""
    confidentiality: str = ""


class BadAcceptance(ValueError):
    """An answer that does not fit what the candidate becomes. `field` is the answer's name."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def accepted_kind(candidate: Candidate, acceptance: Acceptance) -> str:
    """Return the kind of item that a candidate becomes. Raises BadAcceptance."""
    kind = acceptance.kind or candidate.proposed_kind or Evidence.kind
    if kind not in PROPOSED_KINDS:
        raise BadAcceptance(f"{kind!r} is not one of {', '.join(PROPOSED_KINDS)}", "kind")
    for name in ("outcome", "part") if kind != Evidence.kind else ():
        if getattr(acceptance, name):
            raise BadAcceptance(f"a {kind} has no {name}; leave it out, or accept it as evidence", name)
    return kind


def accepted_values(candidate: Candidate, acceptance: Acceptance, names: Names) -> dict[str, Any]:
    """Return the values of the item that a candidate becomes. Raises BadAcceptance.

    People are linked who are on the map; a stranger's name stays with the candidate alone. A touchpoint needs
    a person, who may be pending.
    """
    kind = accepted_kind(candidate, acceptance)
    line = _read_text(candidate, acceptance, kind)
    values: dict[str, Any] = {
        "text": line.text,
        "body": candidate.body,
        "when": acceptance.when or line.when or candidate.when,
        "confidentiality": acceptance.confidentiality,
    }
    if kind == Touchpoint.kind:
        return values | _touchpoint_values(candidate, line, names)
    project = candidate.project if acceptance.project is None else acceptance.project
    values |= {
        "project": line.project or project,
        "links": candidate.links,
        "mentions": (*line.mentions, *_people_on_map(candidate, names), *_skill_marks(candidate)),
    }
    if kind == Evidence.kind:
        values |= {
            "outcome": acceptance.outcome or line.outcome,
            "scope": line.scope,
            "part": acceptance.part or candidate.part,
        }
    return values


def _read_text(candidate: Candidate, acceptance: Acceptance, kind: str) -> ParsedLine:
    """Return the entry's line: as it was proposed, word for word, or as the person wrote it."""
    text = acceptance.text.strip()
    return ParsedLine(candidate.text) if text in ("", candidate.text) else read_line(text, KINDS[kind])


def _people_on_map(candidate: Candidate, names: Names) -> tuple[NameMark, ...]:
    return tuple(
        NameMark("person", name) for name in candidate.people if names.resolve("person", name) is not None
    )


def _skill_marks(candidate: Candidate) -> tuple[NameMark, ...]:
    return tuple(NameMark("skill", name) for name in candidate.skills)


def _touchpoint_values(candidate: Candidate, line: ParsedLine, names: Names) -> dict[str, Any]:
    written = [mark for mark in line.mentions if mark.sort == "person"]
    people = [*written, *(NameMark("person", name) for name in candidate.people)]
    if not people:
        raise BadAcceptance("a touchpoint needs a person; write @name in its text", "text")
    person = next((mark for mark in people if names.resolve("person", mark.name) is not None), people[0])
    parent = names.resolve("person", person.name)
    on_map = [mark for mark in people if mark != person and names.resolve("person", mark.name) is not None]
    mentions = (*(mark for mark in line.mentions if mark.sort != "person"), *on_map, *_skill_marks(candidate))
    if parent is None:
        return {"mentions": (person, *mentions)}
    return {"parent": parent, "mentions": mentions}


def grown_values(candidate: Candidate, proposal: Proposal, *, is_merged: bool) -> dict[str, Any]:
    """Return a waiting candidate's values after its work has grown; one made of several keeps its text."""
    values = candidate_values(proposal) | {"key": candidate.key}
    if not is_merged:
        return values
    return {
        "when": spanned((candidate.when, proposal.when)),
        **{name: joined((getattr(candidate, name), values[name])) for name in JOINED_FIELDS},
    }


def extended_values(candidate: Candidate, proposal: Proposal) -> dict[str, Any]:
    """Return a waiting candidate's values after its source has proposed more of the same work by itself."""
    return merged_values((candidate, Candidate(**candidate_values(proposal))))


def merged_values(candidates: Sequence[Candidate]) -> dict[str, Any]:
    """Return the values of the first candidate after the others were merged into it.

    It keeps its text and gets the other texts as lines beneath it, all names and links, and the whole time.
    """
    first, others = candidates[0], candidates[1:]
    notes = [first.body, *("\n\n".join(filter(None, (f"- {other.text}", other.body))) for other in others)]
    return {
        "body": "\n\n".join(filter(None, notes)),
        "when": spanned([candidate.when for candidate in candidates]),
        "project": next((candidate.project for candidate in candidates if candidate.project), ""),
        **{name: joined(getattr(candidate, name) for candidate in candidates) for name in JOINED_FIELDS},
    }


JOINED_FIELDS = ("people", "skills", "links")


def joined(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the values of several lists, each once."""
    return tuple(dict.fromkeys(value for values in lists for value in values))


def spanned(moments: Iterable[When | None]) -> When | None:
    """Return the time from the first to the last day of several; None for none."""
    dated = [moment for moment in moments if moment is not None]
    if not dated:
        return None
    first, last = min(moment.first for moment in dated), max(moment.last for moment in dated)
    return When(first, last, any(moment.about for moment in dated))


MOST_SUGGESTED = 5


def suggest_entries(candidate: Candidate, newest: Sequence[Item]) -> list[Item]:
    """Return the entries that a candidate most likely belongs to, of some that are the newest first.

    First those that share a link with it, then those of its project, then those of its days.
    """

    def rank(entry: Item) -> tuple[bool, bool, bool]:
        is_linked = not set(candidate.links).isdisjoint(getattr(entry, "links", ()))
        project = getattr(entry, "project", "")
        is_of_project = bool(project) and project_key(project) == project_key(candidate.project)
        return not is_linked, not is_of_project, not _is_near(entry.when, candidate.when)

    return sorted(newest, key=rank)[:MOST_SUGGESTED]


def _is_near(moment: When | None, other_moment: When | None) -> bool:
    """Return whether at most a week lies between two times."""
    if moment is None or other_moment is None:
        return False
    gap = max(moment.first, other_moment.first) - min(moment.last, other_moment.last)
    return gap.days <= SNOOZE_DAYS


def can_have_outcome(candidate: Candidate) -> bool:
    """Return whether a candidate is asked what changed because of it: learning and a contact are not."""
    return candidate.proposed_kind in ("", Evidence.kind)


def describe_step(count: int) -> str:
    """Return what the weekly check-in says of the candidates that wait."""
    asked = f"; here are {MOST_IN_CHECK_IN} of them" if count > MOST_IN_CHECK_IN else ""
    question = "Is it worth keeping?" if count == 1 else "Which are worth keeping?"
    return f"{describe_waiting(count)}{asked}. {question}"


def describe_waiting(count: int) -> str:
    """Return "1 candidate waits", "12 candidates wait"."""
    return f"{count_noun(count, 'candidate')} {'waits' if count == 1 else 'wait'}"
