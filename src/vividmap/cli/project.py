"""project: one project, its entries and results; rename it, merge it, describe it."""

import click

from vividmap.cli import session
from vividmap.cli.options import complete_project, json_option
from vividmap.cli.output import print_json, print_line, print_paged
from vividmap.core.vocabulary import PROJECT_STATES
from vividmap.services.actor import Actor


@click.command("project", short_help="Show, rename, merge or describe a project.")
@click.argument("name", shell_complete=complete_project)
@click.option("--rename", "new_name", metavar="NAME", help="Give it another name.")
@click.option(
    "--merge-into", "into", metavar="PROJECT", shell_complete=complete_project, help="Move its entries there."
)
@click.option("--summary", metavar="TEXT", help="What it is about, in a line; '' removes it.")
@click.option(
    "--state", type=click.Choice(["", *PROJECT_STATES]), metavar="STATE", help=f"{', '.join(PROJECT_STATES)}."
)
@json_option
def command(
    name: str,
    new_name: str | None,
    into: str | None,
    summary: str | None,
    state: str | None,
    *,
    as_json: bool,
) -> None:
    """Show a project: its entries, results, people, skills and gaps. Or change it.

    \b
      vividmap project ledger
      vividmap project ledger --summary "One journal for all payouts" --state done
      vividmap project ledger-v2 --merge-into ledger
      vividmap project ledger --rename "Ledger migration"

    An entry belongs to a project by +NAME in its line, or --project NAME. Spellings that differ in case,
    accents or hyphens are one project.
    """
    if new_name and into:
        raise click.UsageError("--rename and --merge-into are two changes; use one")
    actor = session.open_record()
    from vividmap.services.changes import projects

    if new_name or into:
        if new_name:
            count, target = projects.rename_project(actor, name, new_name), new_name
        else:
            count, target = projects.merge_projects(actor, name, into or ""), into or ""
        print_line(f"Changed the project of {count} entries to {target}. To undo: vividmap undo")
        name = target
    if summary is not None or state is not None:
        project_name = projects.describe_project(actor, name, summary=summary, state=state)
        print_line(f"Changed {project_name}. To undo: vividmap undo")
    elif not (new_name or into):
        show_project(session.open_record(), name, as_json=as_json)


def show_project(actor: Actor, name: str, *, as_json: bool) -> None:
    """Print a project with its entries, results, people, skills and goals. Raises NotFound."""
    from vividmap.cli.list_tables import shape_project
    from vividmap.core.names import Names
    from vividmap.core.project_summary import summarize_project
    from vividmap.services.errors import NotFound
    from vividmap.store import queries
    from vividmap.store.queries import project_queries

    project = project_queries.find_project(actor.owner, name.removeprefix("+"))
    if project is None:
        raise NotFound(f"there is no project {name!r}; vividmap list projects shows them")
    summary = summarize_project(project, queries.load_profile(actor.owner))
    if as_json:
        note = {"state": summary.note.state, "summary": summary.note.summary}
        print_json(shape_project(project) | note)
        return
    names = Names(queries.nameable_items(actor.owner))
    lines = [project.name + (f" ({summary.note.state})" if summary.note.state else "")]
    lines += [summary.note.summary] if summary.note.summary else []
    lines += ["", f"Entries: {len(project.entries)}"]
    lines += [f"  {entry.when or 'undated'!s:<24} {entry.text} ^{entry.handle}" for entry in project.entries]
    sections = (("People", summary.people), ("Skills", summary.skills), ("Goals and gaps", summary.goals))
    if summary.results:
        lines += ["", "Results:"]
        lines += [f"  {result.text} ^{entry.handle}" for entry, result in summary.results]
    for title, counts in sections:
        known = [(item, count) for target, count in counts if (item := names.get(target))]
        if known:
            lines += ["", f"{title}:", *(f"  {item.text} ({count})" for item, count in known)]
    print_paged(lines)
