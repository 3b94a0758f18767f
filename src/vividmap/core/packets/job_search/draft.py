"""The draft of a résumé: accomplishments as bullets by role, skills in use; beside it, whom to ask."""

from collections.abc import Iterator, Sequence
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import join_names
from vividmap.core.packets import author_notes
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.draft_questions import draft_questions
from vividmap.core.packets.job_search.company_notes import company_facts_note
from vividmap.core.packets.job_search.fields import ROLE_KIND
from vividmap.core.packets.job_search.open_skills import OpenSkills
from vividmap.core.packets.job_search.profile_sections import (
    closing_sections,
    contact,
    headline,
    summary_section,
)
from vividmap.core.packets.job_search.referrals import referral_notes
from vividmap.core.packets.job_search.resume_draft import ResumeDraft, ResumeEntry
from vividmap.core.packets.job_search.skills_section import ResumeSkills, SkillLimits
from vividmap.core.packets.job_search.work_history import NO_ROLE, resume_roles, role_heading
from vividmap.core.packets.own_repairs import own_repairs_note
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSection,
    DraftSentence,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.reasons import own_reasons
from vividmap.core.packets.voice import Voice
from vividmap.core.positions import Role
from vividmap.core.record import Evidence, Record

NAME = "job search"
EXPERIENCE, EARLIER, SKILLS = "Experience", "Earlier roles", "Skills"
_NO_BETTER = "nothing else about this role says more"

_WorkHistory = Sequence[tuple[Role | None, list[ResumeEntry]]]


def draft_resume(record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES) -> Packet:
    """Return a résumé from a period; beside it what a posting asks for, and whom to ask.

    Entries that the author chose may be of any date, and stand in the author's order within their role.
    """
    resume = ResumeDraft(record, period, choices)
    history: list[tuple[Role | None, list[ResumeEntry]]] = []
    for role, entries in resume.entries_by_role().items():
        history.append((role, resume.select(entries, is_newest=not any(group for _, group in history))))
    resume_entries = [entry for _, group in history for entry in group]
    selected = [entry.item for entry in resume_entries]
    told_ids = frozenset(entry.id for entry in selected)
    limits = SkillLimits(told_ids, OpenSkills(record, [*resume.evidence, *resume.practice]))
    skills = ResumeSkills(resume.skills, resume.evidence, resume.practice, resume.target, limits)
    sections = (
        *summary_section(record),
        *_sections(history, skills.paragraphs(), has_entries=bool(resume_entries)),
        *closing_sections(record),
    )
    return Packet(
        conversation=NAME,
        title=_title(record, choices.answer(ROLE_KIND).strip()),
        period=period,
        proposals=tuple(_proposals(selected, resume, is_chosen=bool(choices.chosen_ids))),
        heading=record.profile.text or "Résumé",
        subtitle=headline(record, choices.answer(ROLE_KIND).strip()),
        sections=sections,
        notes=(
            *_missing_notes(record, resume.evidence, period),
            *_empty_role_notes(history),
            *resume.target.notes(),
            *_rewording_notes(resume_entries),
            *company_facts_note(resume_entries),
            *author_notes.outcome_gaps(selected),
            *author_notes.longer_notes(selected),
            *resume.left_out_notes(),
            *resume.weak_notes(),
            *resume.deedless_notes(resume_entries),
            *resume.credited_notes(),
            *own_repairs_note(resume.evidence, {entry.id for entry in selected}),
            *author_notes.strong_left_out(resume.evidence, selected),
            *draft_questions(sections, Voice(record, period)),
            *skills.notes(),
            *referral_notes(resume.people, resume.tellable, record, resume.target.companies, today),
            *author_notes.undated_entries(record, Period(period.first, period.last, "")),
            *resume.held_back_notes(),
        ),
        held_back=tuple(entry.id for entry in (*resume.held_back, *resume.naming_entries)),
        tables=tuple(resume.target.tables()),
        outside=True,
    )


def _title(record: Record, role_kind: str) -> str:
    title = ", ".join(filter(None, ("Résumé", record.profile.text)))
    return f"{title}: {role_kind}" if role_kind else title


def _sections(
    history: _WorkHistory, skills: tuple[DraftParagraph, ...], *, has_entries: bool
) -> Iterator[DraftSection]:
    if has_entries:
        has_roles = any(role for role, _ in history)
        paragraphs = (
            _role_paragraph(role, entries, has_roles=has_roles) for role, entries in history if entries
        )
        yield DraftSection(EXPERIENCE, tuple(paragraphs))
    earlier = [role for role, entries in history if role and not entries]
    if earlier and has_entries:
        lines = tuple(DraftSentence(role_heading(role), ()) for role in earlier)
        yield DraftSection(EARLIER, (DraftParagraph("", lines, is_list=True),))
    if skills:
        yield DraftSection(SKILLS, skills)


def _role_paragraph(role: Role | None, entries: Sequence[ResumeEntry], *, has_roles: bool) -> DraftParagraph:
    theme = role_heading(role) if role else NO_ROLE if has_roles else ""
    sentences = tuple(DraftSentence(entry.bullet.text, (entry.item.id,)) for entry in entries)
    return DraftParagraph(theme, sentences, is_list=True)


def _proposals(
    selected: Sequence[Evidence], resume: ResumeDraft, *, is_chosen: bool
) -> Iterator[EntryProposal]:
    for entry in selected:
        reasons = (*resume.target.reasons(entry), *own_reasons(entry, resume.evidence))
        yield EntryProposal(entry.id, ("you chose it", *reasons) if is_chosen else reasons or (_NO_BETTER,))


def _missing_notes(record: Record, evidence: Sequence[Evidence], period: Period) -> Iterator[AuthorNote]:
    """Yield what a résumé needs and the record does not have."""
    if not evidence:
        yield AuthorNote(
            f"There is no evidence of {period.name} that can be shown. Log what you remember, with its date:"
            ' vividmap log --on 2025-03 "what I did -> what came of it".'
        )
    if not record.profile.text:
        command = 'vividmap config name "Your Name"'
        yield AuthorNote(
            f"Your name is not in the record, and so not in the résumé. Add it: {command}.",
            step=f"Put your name on it: {command}.",
        )
    if not any(contact(record.profile)):
        command = "vividmap config email you@example.com"
        yield AuthorNote(
            f"The résumé does not say how to reach you. Add it: {command}; also phone, place and links.",
            step=f"Say how to reach you: {command}.",
        )
    if not resume_roles(record.profile):
        yield AuthorNote(
            "None of your roles is in the record, so the bullets have no headings. Add them:"
            ' vividmap add role "Senior Engineer" --employer Acme --since 2024-03, or in the settings.'
        )


def _empty_role_notes(history: _WorkHistory) -> Iterator[AuthorNote]:
    """Yield the roles of which nothing is told."""
    if headings := [role_heading(role) for role, entries in history if role and not entries]:
        yield AuthorNote(f"{join_names(headings)}: no bullets, since the record has nothing to show.")


def _rewording_notes(resume_entries: Sequence[ResumeEntry]) -> Iterator[AuthorNote]:
    verbless_ids = tuple(entry.item.id for entry in resume_entries if not entry.bullet.has_verb)
    first_person_ids = tuple(entry.item.id for entry in resume_entries if entry.bullet.is_first_person)
    if verbless_ids:
        yield AuthorNote("They do not begin with what you did: put a verb in front.", verbless_ids)
    if first_person_ids:
        text = "They say “my” or “we”, which a résumé does not: reword them."
        yield AuthorNote(text, first_person_ids)
