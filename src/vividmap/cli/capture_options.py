"""Help and completion of log, learn and met, which `vividmap.__main__` reads before click is loaded."""

from typing import Any

import click

from vividmap.cli.options import (
    combine,
    complete_goal,
    complete_person,
    complete_project,
    complete_skill,
    mark_options,
)
from vividmap.core.vocabulary import EVIDENCE_KINDS, SKILL_KINDS

on_date = click.option(
    "--on", metavar="DATE", help="When it was: yesterday, friday, 2026-11-20, 'March 2025'."
)
outcome = click.option("--outcome", metavar="TEXT", help="What came of it, or your best estimate.")
evidence_kind = click.option(
    "--kind",
    type=click.Choice(EVIDENCE_KINDS),
    help="Decision or artifact, unblocked someone, prevented a failure, led.",
)
skill_kind = click.option(
    "--kind", type=click.Choice(SKILL_KINDS), help="New domain, deliberate practice, gap acted on, feedback."
)
project = click.option(
    "--project", metavar="NAME", shell_complete=complete_project, help="The project it belongs to."
)
names = combine(
    click.option(
        "--skill",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_skill,
        help="A skill, added if it is new. Repeatable.",
    ),
    click.option(
        "--person",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_person,
        help="Who was part of it. Repeatable.",
    ),
    click.option(
        "--goal",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_goal,
        help="A goal or gap it serves. Repeatable.",
    ),
)
labels = combine(
    click.option("--tag", multiple=True, metavar="TAG", help="A plain tag. Repeatable."),
    click.option("--link", multiple=True, metavar="URL", help="A document or change. Repeatable."),
)
marks = mark_options
lines = click.option("--lines", is_flag=True, help="With '-': one entry per line of standard input.")


def reject_direct_call(*_: object, **__: object) -> Any:
    """Refuse to run: only help and completion of these commands come through click."""
    raise click.UsageError("entries are captured by `python -m vividmap`: run 'vividmap log TEXT'")
