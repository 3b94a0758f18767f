"""web, demo: the page on this machine."""

import importlib
import os
import sys
import tempfile

import click

from vividmap.cli import session

_PAGES = (
    "Patterns: what the record says over time, the entries behind it, and one next step",
    "Check-in: 10 minutes a week, 20 a month, 60 a quarter, with what there is to ask",
    "Prepare:  review, promotion, 1:1 and job search; the promotion against a framework's criteria",
)
"""What the pages have to look at that a list of entries does not lead to, a line each."""
_SERVER = "vividmap.config.server"
"""By name, since nothing but Django imports `config`: this is where a room is started."""


@click.command("web", short_help="Serve the page on this machine.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="A fixed port; the calendar feed's or a free one otherwise."
)
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
def web_command(port: int | None, no_open: bool) -> None:
    """Serve your record as a page on this machine alone, until Ctrl-C.

    The printed address holds a token that opens the door once; then a cookie does. A calendar feed
    ('vividmap calendar --feed') is served along with it.
    """
    from vividmap.services import feed

    chosen = feed.port() if port is None else port
    _serve(chosen, open_browser=not no_open and session.is_terminal())


def _serve(port: int, *, open_browser: bool) -> None:
    from vividmap.services import start

    start.django("vividmap.config.web")
    server = importlib.import_module(_SERVER)
    server.serve(port=port, open_browser=open_browser, announce=click.echo)


@click.command("demo", short_help="Look at a sample record, gone afterwards.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="A fixed port; any free one if not said."
)
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
@click.option("--no-serve", is_flag=True, help="Print the packet and end.")
def demo_command(port: int, no_open: bool, no_serve: bool) -> None:
    """Load the sample record into a throw-away home, run the main job on it, serve the page until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="vividmap-demo-") as home:
        os.environ["VIVIDMAP_HOME"] = home
        os.environ.pop("VIVIDMAP_DATABASE_URL", None)
        from vividmap.services import start

        start.django("vividmap.config.web" if not no_serve else start.SETTINGS)
        _load_sample()
        _print_review()
        _print_hints(home, with_pages=not no_serve)
        sys.stdout.flush()
        if not no_serve:
            _serve(port, open_browser=not no_open and session.is_terminal())


def _load_sample() -> None:
    actor = session.open_record()
    from vividmap.services import documents, sample
    from vividmap.store import queries

    plan, _ = documents.plan_import(actor, sample.text())
    documents.apply(actor, plan, "import document")
    counts = queries.counts(actor.owner)
    said = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if kind != "profile")
    session.say(f"The sample record of {queries.profile(actor.owner).text}: {said}.\n")


def _print_review() -> None:
    click.echo("$ vividmap packet review --period 2026-H2\n")
    from vividmap.cli.drafting import review_command

    review_command.main(["--period", "2026-H2"], standalone_mode=False)


def _print_hints(home: str, *, with_pages: bool) -> None:
    click.echo("\nThis home is thrown away at the end. To look around in it, in another terminal:\n")
    session.say(f"  export VIVIDMAP_HOME={home}")
    click.echo(f'  export PATH="{os.path.dirname(sys.executable)}:$PATH"')
    for command in (
        'vividmap log "Said no to a second flag system -> two teams dropped theirs ~teams @dana"',
        "vividmap list --period last-90-days",
        'vividmap search "idempotency key"',
        "vividmap person show marta",
        "vividmap patterns | less",
        "vividmap checkin weekly",
        "vividmap framework import --ladder product-engineering",
        "vividmap packet promotion | less",
        "vividmap document | less",
        "vividmap edit",
    ):
        session.say(f"  {command}")
    if with_pages:
        click.echo("\nOn the pages:\n")
        for page in _PAGES:
            session.say(f"  {page}")
    click.echo("")
