"""The hook at the end of a session: at most one proposal, never an error, never a word, never for long."""

import contextlib
import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import BinaryIO, NamedTuple

from vividmap.assistant.session_end.candidate import SessionWork, build_candidate, find_work
from vividmap.assistant.session_end.transcript import SessionFacts, read_transcript
from vividmap.services.actor import Actor, today_of

SECONDS = 10
"""How long the hook may take: a client that closes waits for it."""
_MAX_INPUT = 2**20
_USUAL_LENGTH = timedelta(days=1)
"""How long a session is assumed to have lasted if its transcript has no times."""


class SessionHook(NamedTuple):
    """What a client tells of a session that has ended."""

    session_id: str
    transcript: str
    folder: str


class _TimeIsUp(BaseException):
    """The hook has taken as long as it may."""


def run_hook(stream: BinaryIO, client: str, open_actor: Callable[[], Actor]) -> None:
    """Propose the work that is worth remembering from a hook's session. Never raises, and prints nothing."""
    with contextlib.suppress(Exception, _TimeIsUp), _silence(), _time_limit():
        hook = _read_hook(stream)
        if hook is not None:
            _propose_from(hook, client, open_actor)


def _propose_from(hook: SessionHook, client: str, open_actor: Callable[[], Actor]) -> None:
    facts = read_transcript(hook.transcript)
    work = find_work(facts)
    if not work.commits and not work.titles:
        return  # the usual session: the record need not even be opened
    actor = open_actor()
    from vividmap.services.inbox.proposing import propose  # noqa: PLC0415 - Django is loaded by now

    members = _find_members(hook, facts, work)
    proposal = build_candidate(
        hook.session_id, work, members=members, folder=hook.folder, today=today_of(actor), client=client
    )
    if proposal is not None:
        propose(actor, [proposal])


def _find_members(hook: SessionHook, facts: SessionFacts, work: SessionWork) -> tuple[str, ...]:
    """Return what names the session's commits in its repository, so that git does not propose them again."""
    if not work.subjects or not os.path.isdir(hook.folder):
        return ()
    from vividmap.services.inbox.session_commits import find_session_members  # noqa: PLC0415 - as above

    began = facts.began or datetime.fromtimestamp(os.stat(hook.transcript).st_mtime, UTC) - _USUAL_LENGTH
    return find_session_members(hook.folder, began, work.ids, work.subjects)


def _read_hook(stream: BinaryIO) -> SessionHook | None:
    """Return what a client wrote to standard input; None where it is not what a hook gets."""
    values = json.loads(stream.read(_MAX_INPUT))
    if not isinstance(values, dict):
        return None
    texts = [values.get(key) for key in ("session_id", "transcript_path", "cwd")]
    session_id, transcript, folder = (text if isinstance(text, str) else "" for text in texts)
    transcript = os.path.expanduser(transcript)
    if not session_id or not transcript or not stat.S_ISREG(os.stat(transcript).st_mode):
        return None
    return SessionHook(session_id, transcript, folder)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Send what anything prints to the null device: some clients read standard output as an answer."""
    with (
        open(os.devnull, "w", encoding="utf-8") as null,
        contextlib.redirect_stdout(null),
        contextlib.redirect_stderr(null),
    ):
        yield


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """Raise _TimeIsUp after the time that the hook may take, where the system has alarms."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise _TimeIsUp

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
