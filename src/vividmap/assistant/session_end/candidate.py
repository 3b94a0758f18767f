"""The one piece of work that a session may be worth remembering for, in words from the session itself."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.assistant.session_end.transcript import SessionFacts
from vividmap.core.english.phrasing import count_noun
from vividmap.core.inbox import ASSISTANT
from vividmap.core.proposals import Proposal
from vividmap.core.results.line_reading import has_outcome
from vividmap.core.when import When

_COMMIT = re.compile(
    r"^\[(?P<branch>\S{1,200})(?: \(root-commit\))? (?P<id>[0-9a-f]{7,40})\] (?P<subject>.{3,300})$",
    re.MULTILINE,
)
_COMMIT_COMMAND = re.compile(
    r"\bgit\b[^\n|;&]{0,200}?\bcommit\b[^\n|;&]{0,200}?\s-[aqsvn]{0,4}m\s{0,4}"
    r"(?:\"\$\(cat <<-?'?\"?EOF'?\"?\n(?P<heredoc>[^\n]{3,300})"
    r"|\"(?P<double>[^\"$\n]{3,300})|'(?P<single>[^'\n]{3,300}))"
)
"""A commit on a command line: a quiet one prints nothing."""
_REQUEST_LINK = re.compile(r"https://[^\s\"'<>]{1,200}/(?:pull|merge_requests|pull-requests)/\d{1,9}\b")
_REQUEST_COMMAND = re.compile(r"\b(?:gh\s+pr|glab\s+mr)\s+(?P<verb>create|merge)\b")
_TITLE = re.compile(r"(?:--title|-t)[ =](?:\"(?P<double>[^\"\n]{3,200})\"|'(?P<single>[^'\n]{3,200})')")
_TRIVIAL = re.compile(
    r"(?i)^(?:wip\b|fixup!|squash!|amend!|merge (?:branch|pull|remote)|revert \"|bump\b|typo\b|fix typo|"
    r"lint\b|format\b|tmp\b|temp\b|test commit|initial commit|update (?:readme|changelog|dependencies|lock))"
)
_CONVENTIONAL = re.compile(r"^(?P<type>[a-z]{2,10})(?:\([^)]{1,40}\))?!?: (?P<rest>.+)$")
_TRIVIAL_TYPES = frozenset("chore ci style build docs test wip".split())
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NO_STATEMENT = re.compile(
    r"(?i)^\W*(?:please|can|could|would|will|should|let'?s|make|add|fix|run|check|write|use|try|why|how|what|"
    r"when|where|who|is|are|do|does|did|if|i want|i need|we need|we should)\b|\?\s*$"
)
_CHANGE_WORDS = re.compile(
    r"(?i)\b(?:from\b.+\bto\b|down|up|fewer|less|faster|slower|saved?|cut|halved|instead of|now)\b"
)
_LONGEST_STATEMENT = 240
_MOST_COMMITS = 8


@dataclass(frozen=True, slots=True)
class SessionWork:
    """What was finished in a session: commits by their subjects, merge requests by title and address.

    `subjects` and `ids` are those of all commits, also of those that are too small to tell of.
    """

    commits: tuple[str, ...]
    titles: tuple[str, ...]
    links: tuple[str, ...]
    is_merged: bool
    statements: tuple[str, ...]
    files: tuple[str, ...]
    subjects: tuple[str, ...]
    ids: tuple[str, ...]


def find_work(facts: SessionFacts) -> SessionWork:
    """Return what a session finished, in the order in which it was done."""
    printed = [match for text in facts.outputs for match in _COMMIT.finditer(text)]
    printed_subjects = [match["subject"] for match in printed]
    commits = _unique(subject.strip() for subject in printed_subjects or _find_commands(facts.commands))
    requests = [command for command in facts.commands if _REQUEST_COMMAND.search(command)]
    links = (
        _unique(link for text in facts.outputs for link in _REQUEST_LINK.findall(text)) if requests else ()
    )
    titles = (
        match["double"] or match["single"] for command in requests for match in _TITLE.finditer(command)
    )
    return SessionWork(
        commits=tuple(subject for subject in commits if not _is_trivial(subject)),
        titles=_unique(title.strip() for title in titles) if links else (),
        links=links[-3:],
        is_merged=any("merge" in _REQUEST_COMMAND.findall(command) for command in requests),
        statements=_unique(_find_statements(facts.statements)),
        files=_unique(facts.files),
        subjects=commits,
        ids=_unique(match["id"] for match in printed),
    )


def _find_commands(commands: Iterable[str]) -> Iterator[str]:
    """Yield the subjects of commits that commands made."""
    for command in commands:
        for match in _COMMIT_COMMAND.finditer(command):
            yield match["heredoc"] or match["double"] or match["single"]


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _is_trivial(subject: str) -> bool:
    conventional = _CONVENTIONAL.match(subject)
    if conventional and conventional["type"] in _TRIVIAL_TYPES:
        return True
    return bool(_TRIVIAL.match(conventional["rest"] if conventional else subject))


def _find_statements(texts: Iterable[str]) -> Iterator[str]:
    """Yield the user's sentences that tell of a change with a number: "P99 fell from 1.1 s to 760 ms"."""
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            line = " ".join(sentence.split())
            if not 12 <= len(line) <= _LONGEST_STATEMENT or _NO_STATEMENT.search(line):
                continue
            if re.search(r"\d", line) and (has_outcome(line) or _CHANGE_WORDS.search(line)):
                yield line


def build_candidate(  # noqa: PLR0913 - each says something else of the session
    session_id: str, work: SessionWork, *, members: tuple[str, ...], folder: str, today: date, client: str
) -> Proposal | None:
    """Return what a session proposes for the inbox; None where nothing was finished in it.

    `members` name its commits, as far as the repository is still there to tell.
    """
    if not work.commits and not work.titles:
        return None
    title = work.titles[-1] if work.titles else max(work.commits, key=len)
    conventional = _CONVENTIONAL.match(title)
    text = conventional["rest"] if conventional else title
    text = text[:1].upper() + text[1:]
    return Proposal(
        source=ASSISTANT,
        key=f"session:{session_id}",
        kind="evidence",
        text=text,
        when=When.day(today),
        members=members,
        body=_describe(work),
        project=os.path.basename(folder.rstrip("/\\")),
        links=work.links,
        part="built",
        reason=_reason(work),
        proposed_by=client,
    )


def _reason(work: SessionWork) -> str:
    """Return why it may matter, from what was done alone."""
    parts = []
    if work.links:
        parts.append("merged" if work.is_merged else "a merge request was opened")
    if work.commits:
        parts.append(count_noun(len(work.commits), "commit"))
    if work.files:
        parts.append(f"{count_noun(len(work.files), 'file')} changed")
    summary = ", ".join(parts)
    quotation = f" You said: “{work.statements[-1]}”" if work.statements else ""
    return f"{summary[:1].upper()}{summary[1:]}.{quotation}"


def _describe(work: SessionWork) -> str:
    lines = [f"- {subject}" for subject in work.commits[:_MOST_COMMITS]]
    if len(work.commits) > _MOST_COMMITS:
        lines.append(f"- and {count_noun(len(work.commits) - _MOST_COMMITS, 'more commit')}")
    return "\n".join(lines if len(work.commits) > 1 else [])
