"""demo: a sample record in a temporary home."""

import contextlib
import glob
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from typing import TextIO

import click

from vividmap.cli import session
from vividmap.cli.commands import load_command
from vividmap.cli.output import print_line
from vividmap.cli.web import no_open_option, serve

_PREFIX = "vividmap-demo-"
_LOCK = "demo.lock"
"""A file that a running demo keeps locked."""

_PERIOD = "last-6-months"
"""The period of the review: a half-year that began last week would hold next to nothing."""

_PAGES = (
    "Patterns: what the record shows over time, the entries behind it, and one next step",
    "Check-in: 10 minutes a week, 20 a month, 60 a quarter, with what to ask yourself",
    "Prepare:  review, promotion, 1:1 and résumé; a promotion case against a framework's criteria",
)
"""Pages that a list of entries does not lead to, a line each."""

_COMMANDS = (
    'vividmap log "Said no to a second flag system -> two teams dropped theirs ~teams @dana"',
    "vividmap list --period last-90-days",
    'vividmap search "idempotency key"',
    "vividmap show marta",
    "vividmap patterns | less",
    "vividmap checkin weekly",
    "vividmap framework import --ladder product-engineering",
    "vividmap draft promotion | less",
    "vividmap document | less",
    "vividmap edit",
)


@click.command("demo", short_help="Try a sample record in a temporary home.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A fixed port (default: a free one).")
@no_open_option
@click.option("--no-serve", is_flag=True, help="Print the packet and exit; do not serve the page.")
def command(port: int, no_open: bool, no_serve: bool) -> None:
    """Load the sample record into a temporary home, draft a review from it, serve the page until Ctrl-C.

    \b
      vividmap demo
      vividmap demo --no-serve
    """
    with _temporary_home() as home:
        os.environ["VIVIDMAP_HOME"] = home
        os.environ.pop("VIVIDMAP_DATABASE_URL", None)
        from vividmap.services.home import bootstrap

        bootstrap.load_django(bootstrap.SETTINGS_MODULE if no_serve else "vividmap.config.web")
        _load_sample()
        _print_review()
        _print_hints(home, has_pages=not no_serve)
        sys.stdout.flush()
        if not no_serve:
            serve(port, no_open=no_open)


@contextlib.contextmanager
def _temporary_home() -> Iterator[str]:
    """Yield a home that is gone afterwards, however the demo ends: a killed one is removed by the next."""
    with contextlib.ExitStack() as stack:
        with _uninterrupted():  # from here on the stack knows what to remove
            _remove_leftovers()
            home = tempfile.mkdtemp(prefix=_PREFIX)
            stack.callback(_remove, home)
        with open(os.path.join(home, _LOCK), "w", encoding="ascii") as lock:
            _has_locked(lock)
            yield home


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back signals that end the demo during the block; after it, each ends the demo as Ctrl-C does."""
    endings = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, endings)
    try:
        for ending in endings:
            signal.signal(ending, signal.default_int_handler)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _remove(home: str) -> None:
    with _uninterrupted():
        shutil.rmtree(home, ignore_errors=True)


def _remove_leftovers() -> None:
    """Remove the homes of demos that were killed: nobody holds their locks any more."""
    for home in glob.glob(os.path.join(glob.escape(tempfile.gettempdir()), f"{_PREFIX}*")):
        with contextlib.suppress(OSError):
            if os.path.islink(home) or not os.access(home, os.W_OK):
                continue
            with open(os.path.join(home, _LOCK), encoding="ascii") as lock:
                is_left = _has_locked(lock)
            if is_left:
                shutil.rmtree(home)


def _has_locked(file: TextIO) -> bool:
    """Lock a file until it is closed; return False where another process has locked it, or none can be."""
    try:
        import fcntl  # not everywhere

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _load_sample() -> None:
    actor = session.open_record()
    from vividmap.services.actor import date_at
    from vividmap.services.home import sample
    from vividmap.services.transfer import documents
    from vividmap.store import queries

    today = date_at(actor.now, sample.TIME_ZONE)
    plan, _ = documents.plan_import(actor, sample.sample_text(today))
    documents.apply_plan(actor, plan, "import document")
    counts = queries.count_by_kind(actor.owner)
    listing = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if kind != "profile")
    print_line(f"The sample record of {queries.load_profile(actor.owner).text}: {listing}.\n")


def _print_review() -> None:
    click.echo(f"$ vividmap draft review --period {_PERIOD}\n")
    load_command("draft").main(["review", "--period", _PERIOD], standalone_mode=False)


def _print_hints(home: str, *, has_pages: bool) -> None:
    click.echo("\nThis home is deleted when the demo ends. To look around, in another terminal:\n")
    print_line(f"  export VIVIDMAP_HOME={home}")
    click.echo(f'  export PATH="{os.path.dirname(sys.executable)}:$PATH"')
    for example in _COMMANDS:
        print_line(f"  {example}")
    if has_pages:
        click.echo("\nOn the pages:\n")
        for page in _PAGES:
            print_line(f"  {page}")
    click.echo("")
