"""What a résumé tells that the employer may want to keep: its author is asked, nothing is left out."""

from collections.abc import Iterator, Sequence

from vividmap.core.english.company_facts import find_company_facts
from vividmap.core.english.phrasing import quote
from vividmap.core.packets.job_search.resume_draft import ResumeEntry
from vividmap.core.packets.packet import AuthorNote, AuthorNoteLine

_LONGEST_QUOTE = 80


def company_facts_note(resume_entries: Sequence[ResumeEntry]) -> Iterator[AuthorNote]:
    """Yield the clauses of the bullets that tell costs, discounts or findings of the employer."""
    lines = [
        AuthorNoteLine(", ".join(quote(fact, _LONGEST_QUOTE) for fact in facts), entry.item.id)
        for entry in resume_entries
        if (facts := tuple(find_company_facts(entry.bullet.text)))
    ]
    if lines:
        yield AuthorNote.listing(
            "A résumé leaves the company: may these costs, discounts and findings be told? Else reword them:",
            lines,
        )
