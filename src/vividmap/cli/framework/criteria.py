"""framework add, framework link, framework unlink: criteria, and the evidence for them."""

import click

from vividmap.cli import session
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item, find_items


@click.command("add", short_help="Add a criterion to a framework.")
@click.argument("framework", metavar="FRAMEWORK")
@click.argument("text", metavar="TEXT")
@click.option("--level", default="", metavar="LEVEL", help="The criterion's level.")
@click.option("--theme", default="", metavar="THEME", help="The criterion's theme.")
def add_command(framework: str, text: str, level: str, theme: str) -> None:
    """Add a criterion to a framework.

    \b
      vividmap framework add "Product engineering" "Mentors senior engineers." --level Staff
    """
    actor = session.open_record()
    from vividmap.services.changes import framework_criteria

    parent = find_item(actor, framework, "framework")
    row = framework_criteria.add_criterion(actor, parent.handle, text, level, theme)
    print_line(f"Added ^{row.handle} {row.text}")


@click.command("link", short_help="Link evidence to a criterion.")
@click.argument("criterion", metavar="CRITERION")
@click.argument("evidence", metavar="ENTRY...", nargs=-1, required=True)
def link_command(criterion: str, evidence: tuple[str, ...]) -> None:
    """Link evidence to a criterion: each ENTRY shows that it is met.

    \b
      vividmap framework link "Leads work that spans several teams" 7f3k k3j2
    """
    _change_links(criterion, evidence, is_linking=True)


@click.command("unlink", short_help="Unlink evidence from a criterion.")
@click.argument("criterion", metavar="CRITERION")
@click.argument("evidence", metavar="ENTRY...", nargs=-1, required=True)
def unlink_command(criterion: str, evidence: tuple[str, ...]) -> None:
    """Unlink evidence from a criterion.

    \b
      vividmap framework unlink "Leads work that spans several teams" 7f3k
    """
    _change_links(criterion, evidence, is_linking=False)


def _change_links(criterion: str, evidence: tuple[str, ...], *, is_linking: bool) -> None:
    actor = session.open_record()
    from vividmap.services.changes import framework_criteria

    handle = find_item(actor, criterion, "criterion").handle
    entries = [row.handle for row in find_items(actor, evidence, "evidence")]
    rows = (framework_criteria.link_evidence if is_linking else framework_criteria.unlink_evidence)(
        actor, handle, entries
    )
    for row in rows:
        print_line(f"{'Linked' if is_linking else 'Unlinked'} ^{row.handle} {row.text}")
    if not rows:
        print_line(f"Nothing to change: {'all were already' if is_linking else 'none was'} linked.")
