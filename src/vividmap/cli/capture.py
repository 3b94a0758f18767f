"""log, skill, touch: their help and completion. The door takes them before the command line is loaded."""

from collections.abc import Callable
from typing import Any

import click

_SCOPES = click.Choice(["team", "teams", "org", "beyond"])
_EVIDENCE = click.Choice(["decision", "unblocked", "prevented", "led"])
_SKILL = click.Choice(["domain", "practice", "gap", "feedback"])

_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "on": click.option("--on", metavar="DATE", help="When: yesterday, friday, 2026-11-20, 'March 2025'."),
    "outcome": click.option("--outcome", metavar="TEXT", help="What came of it, or your best estimate."),
    "scope": click.option("--scope", type=_SCOPES, help="How far it reached."),
    "skill": click.option(
        "--skill", multiple=True, metavar="NAME", help="A skill; made when it is new. Repeatable."
    ),
    "person": click.option("--person", multiple=True, metavar="NAME", help="Who was part of it. Repeatable."),
    "goal": click.option(
        "--goal", multiple=True, metavar="NAME", help="A goal or gap that it serves. Repeatable."
    ),
    "tag": click.option("--tag", multiple=True, metavar="LABEL", help="A plain label. Repeatable."),
    "link": click.option("--link", multiple=True, metavar="URL", help="An artefact. Repeatable."),
}


def _options(*names: str) -> Callable[[Any], Any]:
    def add(command: Any) -> Any:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return add


_LINES = click.option("--lines", is_flag=True, help="With '-': one entry a line of standard input.")


def _through_the_door(*_: object, **__: object) -> None:
    """Only help and completion come here: `vividmap.__main__` has taken the rest."""
    raise click.UsageError("captures are taken at the door: run 'vividmap log TEXT'")


@click.command("log", short_help="Keep a piece of evidence, in one line.")
@click.argument("text", nargs=-1, metavar="[TEXT…]")
@_options("on", "outcome", "scope")
@click.option(
    "--kind", type=_EVIDENCE, help="Decision or artifact, unblocked someone, prevented a failure, led."
)
@_options("skill", "person", "goal", "tag", "link")
@_LINES
def log_command(**given: object) -> None:
    """Keep a piece of evidence: what you did, and what came of it if you know yet.

    \b
      vividmap log "Stopped the payout rollout; the idempotency key was missing"
      vividmap log "Moved the cache to Redis -> P99 down 340 ms ~teams #system-design @priya"
      vividmap log --on friday --kind decision "Wrote the record that ended the queue debate"
      git log --format=%s -5 | vividmap log - --lines
      vividmap log                     (opens $EDITOR)

    Nothing but the text is needed. It returns when the line is safe on the disk. What follows the first line
    of a longer text is free Markdown. '--' ends the options.
    """
    _through_the_door(given)


@click.command("skill", short_help="Keep an entry about a skill you are building.")
@click.argument("text", nargs=-1, metavar="[TEXT…]")
@_options("on")
@click.option(
    "--kind", type=_SKILL, help="New domain, deliberate practice, a gap acted on, feedback worked in."
)
@_options("skill", "person", "goal", "tag", "link")
@_LINES
def skill_command(**given: object) -> None:
    """Keep an entry about a skill: about what you will be able to do, not what you did.

    \b
      vividmap skill "Rebuilt a Raft log from the paper #distributed-systems"
      vividmap skill --kind feedback --person dana "Ask before proposing #facilitation"
    """
    _through_the_door(given)


@click.command("touch", short_help="Keep a moment of contact with a person.")
@click.argument("whom", metavar="PERSON")
@click.argument("text", nargs=-1, metavar="[TEXT…]")
@_options("on", "skill", "person", "goal")
@_LINES
def touch_command(**given: object) -> None:
    """Keep a moment of contact with a person: a handle, a name, or a first name that only one person bears.

    \b
      vividmap touch priya "Coffee; she will review the RFC"
      vividmap touch "Marta Oliveira" --on "12 June" "Lunch after the move"

    A name that is not known, or could be two people, waits in 'vividmap pending'.
    """
    _through_the_door(given)
