"""list: the items of one section, filtered."""

from typing import Any

import click

from vividmap.cli.options import (
    goal_option,
    json_option,
    limit_option,
    person_option,
    project_option,
    range_options,
    scope_option,
    skill_option,
    tag_option,
)
from vividmap.core.vocabulary import EVIDENCE_KINDS, GOAL_KINDS, SECTION_KINDS, SKILL_KINDS

_KINDS = tuple(dict.fromkeys(EVIDENCE_KINDS + SKILL_KINDS + GOAL_KINDS))
_STATES = ("active", "reached", "dropped", "open", "closed")
_SECTIONS_BY_KIND = {kind: section for section, kind in SECTION_KINDS.items()} | {"project": "projects"}


class _Section(click.Choice[str]):
    """The name of a section; the kind of its items, "person", stands for it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(_SECTIONS_BY_KIND.get(value, value), param, ctx)


@click.command("list", short_help="List entries, people, goals and the rest.")
@click.argument("section", type=_Section([*SECTION_KINDS, "projects"]), default="evidence")
@limit_option()
@range_options
@skill_option
@person_option
@goal_option
@project_option
@scope_option
@click.option("--kind", metavar="KIND", type=click.Choice(_KINDS), help=f"{', '.join(_KINDS)}.")
@tag_option
@click.option("--state", type=click.Choice(_STATES), help="The state of goals and gaps.")
@click.option("--no-outcome", is_flag=True, help="Evidence with no outcome yet.")
@json_option
def command(section: str, as_json: bool, **values: Any) -> None:
    """List a section, the newest first; evidence if none is named.

    \b
      vividmap list --period 2026-H2 --scope org
      vividmap list learning --skill rust
      vividmap list goals --state active
      vividmap list --project ledger
      vividmap list projects

    In a pipe it prints one line per item, with tabs between the columns; the handle comes first.
    """
    from vividmap.cli import (
        list_items,  # loads the record's classes, which completing these options does not need
    )

    list_items.print_list(section, list_items.ListOptions(**values), as_json=as_json)
