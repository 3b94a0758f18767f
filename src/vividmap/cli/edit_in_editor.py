"""The running document, or one item of it, changed in the user's editor or taken from a file."""

from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING

import click

from vividmap.cli.editor import open_editor, save_draft
from vividmap.cli.import_output import print_plan
from vividmap.cli.input import read_text
from vividmap.cli.output import confirm, is_terminal, print_line
from vividmap.core.record import Item
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.formats.document.read import DocumentProblem
    from vividmap.services.transfer.plans import DocumentPlan

_ITEM_DRAFT = "entry.md"
_DOCUMENT_DRAFT = "document.md"


def edit_item(actor: Actor, item: Item, source: IO[str] | None) -> None:
    """Change one item in the editor, or to the text of a file. Raises UsageError, Refused."""
    from vividmap.services.changes import entries
    from vividmap.services.errors import Refused
    from vividmap.services.transfer import documents

    if item.kind == "packet":
        raise click.UsageError(f"to edit the text of a packet: vividmap packet edit {item.handle}")
    row = entries.find_item(actor, item.handle)
    text = read_text(source) if source else _open_editor(documents.entry_as_text(actor, row))
    while True:
        values, problems = documents.parse_entry(actor, row, text)
        if not problems:
            break
        text = _correct(text, problems, source, _ITEM_DRAFT)
    try:
        changed = entries.edit_item(actor, row.handle, values, version=row.version)
    except Refused:
        print_line(f"Your text is in {_locate_text(source, text, _ITEM_DRAFT)}", err=True)
        raise
    is_unchanged = changed.version == row.version
    print_line("Nothing changed." if is_unchanged else f"Changed ^{changed.handle} {changed.text}")


def edit_document(actor: Actor, source: IO[str] | None, *, yes: bool) -> None:
    """Change the whole record in the editor, or to the text of a file. Raises UsageError, Refused."""
    from vividmap.services.errors import Conflict
    from vividmap.services.transfer import documents

    if not source and not is_terminal():
        raise click.UsageError("there is no terminal to edit in; use: vividmap edit --from FILE --yes")
    base = documents.export_document(actor)
    text = read_text(source) if source else open_editor(base)
    is_applied = False

    def make_plan() -> "DocumentPlan":
        return documents.plan_document_edit(actor, base, text)

    while not is_applied:
        plan = make_plan()
        if plan.problems:
            text = _correct(text, plan.problems, source, _DOCUMENT_DRAFT)
            continue
        if plan.is_empty:
            click.echo("Nothing changed.")
            return
        try:
            is_applied = _apply_plan(actor, plan, make_plan, yes=yes)
        except Conflict as error:
            print_line(f"{error}. This is left to apply:", err=True)
        except BaseException:
            print_line(f"Your text is in {_locate_text(source, text, _DOCUMENT_DRAFT)}", err=True)
            raise
    click.echo("Applied. To undo: vividmap undo")


def _apply_plan(
    actor: Actor, plan: "DocumentPlan", make_plan: "Callable[[], DocumentPlan]", *, yes: bool
) -> bool:
    """Show a plan and apply it. Raises Conflict where it has changed by the time it is confirmed."""
    from vividmap.services.transfer import documents

    print_plan(plan)
    if not confirm("Apply these changes?", yes):
        raise click.ClickException("nothing was changed")
    documents.apply_plan(actor, plan, "edit document", is_still_current=lambda: make_plan() == plan)
    return True


def _open_editor(text: str) -> str:
    if not is_terminal():
        raise click.UsageError(
            "there is no terminal to edit in; use --from FILE, or options such as --outcome"
        )
    return open_editor(text)


def _correct(text: str, problems: "Sequence[DocumentProblem]", source: IO[str] | None, draft: str) -> str:
    """Print the problems of a text and return it corrected in the editor. Raises UsageError elsewhere."""
    from vividmap.services.transfer import documents

    for problem in problems[:10]:
        print_line(documents.problem_text(problem), err=True)
    if len(problems) > 10:
        print_line(f"… and {len(problems) - 10} more", err=True)
    if source or not click.confirm("Edit it again?", default=True):
        raise click.UsageError(f"nothing was changed; your text is in {_locate_text(source, text, draft)}")
    return open_editor(text, line=problems[0].line)


def _locate_text(source: IO[str] | None, text: str, draft: str) -> str:
    """Return where a text that was not applied is: in its file, or in a draft that is saved now."""
    file = getattr(source, "name", "<stdin>") if source else "<stdin>"
    return save_draft(text, draft) if file == "<stdin>" else str(file)
