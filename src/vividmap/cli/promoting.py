"""packet promotion: the case for a level, held against the criteria as the company states them."""

from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.drafting import draft, drafting

if TYPE_CHECKING:
    from uuid import UUID


@click.command("promotion", short_help="The case for a promotion, criterion by criterion.")
@click.option("--framework", metavar="ID", default="", help="Whose criteria; else those with most evidence.")
@click.option(
    "--level", metavar="LEVEL", default="", help="Whose criteria; else those of the level your goal names."
)
@click.option(
    "--for",
    "whom",
    type=click.Choice(["committee", "manager"]),
    default="committee",
    show_default=True,
    help="A case in full, or one page.",
)
@drafting(usual="last-24-months")
def promotion_command(framework: str, level: str, whom: str, **given: Any) -> None:
    """The case for a promotion: the strongest evidence for each criterion of a level, and the matrix.

    The notes to you say how well each criterion is covered (strong, thin, stale, nobody above peers can
    testify …) and what to do about it before you ask, who would speak for you and what they have seen.
    Without a framework it is written around the gaps of your goal.

    \b
      vividmap packet promotion --level Staff > case.md
      vividmap packet promotion --for manager --save
    """
    draft("promotion", given, framework=_framework(framework), level=level.strip(), variant=whom)


def _framework(handle: str) -> "UUID | None":
    if not handle:
        return None
    actor = session.open_record()
    from vividmap.services import entries

    return entries.find(actor, handle, "framework").uid
