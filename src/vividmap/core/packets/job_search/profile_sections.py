"""What a résumé has of its author beside what was done: head, summary, education, languages."""

from collections.abc import Iterator

from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.job_search.work_history import resume_roles
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence
from vividmap.core.record import Profile, Record

SUMMARY, EDUCATION, CERTIFICATIONS, LANGUAGES = "Summary", "Education", "Certifications", "Languages"


def headline(record: Record, role_kind: str) -> str:
    """Return the lines beneath the name: the role, and how to get in touch."""
    profile, names = record.profile, ConfidentialityFilter(record, outside=True)
    roles = resume_roles(profile)
    title = (roles[0].title if roles else "") or role_kind or profile.level
    lines = (title, " · ".join(contact(profile)))
    return "\n".join(line for line in lines if line and not names.has_name(line))


def contact(profile: Profile) -> Iterator[str]:
    """Yield how to get in touch, links without their "https://"."""
    yield from filter(None, (profile.place, profile.email, profile.phone))
    for link in profile.links:
        yield link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def summary_section(record: Record) -> Iterator[DraftSection]:
    """Yield the summary, where there is one that can be shown."""
    yield from _section(record, SUMMARY, (record.profile.summary,), is_list=False)


def closing_sections(record: Record) -> Iterator[DraftSection]:
    """Yield education, certifications and languages."""
    profile = record.profile
    yield from _section(record, EDUCATION, profile.education)
    yield from _section(record, CERTIFICATIONS, profile.certifications)
    yield from _section(record, LANGUAGES, profile.languages)


def _section(
    record: Record, title: str, lines: tuple[str, ...], *, is_list: bool = True
) -> Iterator[DraftSection]:
    names = ConfidentialityFilter(record, outside=True)
    sentences = tuple(DraftSentence(line, ()) for line in lines if line and not names.has_name(line))
    if sentences:
        yield DraftSection(title, (DraftParagraph("", sentences, is_list=is_list),))
