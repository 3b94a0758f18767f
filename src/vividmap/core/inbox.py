"""The inbox: what a proposal is allowed to hold, and by what it is known again."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from vividmap.core.proposals import DEFAULT_QUESTION, Proposal
from vividmap.core.untrusted_text import clean_untrusted, clean_untrusted_line
from vividmap.core.vocabulary import PARTS, PROPOSED_KINDS
from vividmap.core.when import distance_problem, is_ahead

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
    """Return what is kept of a key or a member of a source: it is known again by it, and says nothing."""
    content = sha256(f"{source}\0{key}".encode("utf-8", "surrogatepass")).digest()
    return UUID(bytes=content[:16])


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
    }
