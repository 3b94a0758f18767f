"""The running document, or one item of it, changed in the user's editor or taken from a file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click

from vividmap.cli.editor import DraftText, find_draft, open_editor
from vividmap.cli.import_output import print_plan
from vividmap.cli.input import read_text
from vividmap.cli.output import confirm, is_terminal, print_line
from vividmap.core.record import Item
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.formats.document.read import DocumentProblem
    from vividmap.services.transfer.plans import DocumentPlan

_DOCUMENT = "document"
_MANY_DELETIONS = 5
"""More deletions than these are not agreed to by pressing Enter."""


def edit_item(actor: Actor, item: Item, source: IO[str] | None) -> None:
    """Change one item in the editor, or to the text of a file. Raises UsageError, Refused."""
    from vividmap.services.changes import entries
    from vividmap.services.transfer import documents

    if item.kind == "packet":
        raise click.UsageError(f"to edit the text of a packet: vividmap packet edit {item.handle}")
    row = entries.find_item(actor, item.handle)
    subject = f"entry-{row.handle}"
    if source is None and not is_terminal():
        raise click.UsageError(
            "there is no terminal to edit in; use --from FILE, or options such as --outcome"
        )
    draft = open_text(source, documents.entry_as_text(actor, row), subject, row.version)
    while True:
        values, problems = documents.parse_entry(actor, row, draft.text)
        if not problems:
            break
        draft = _correct(draft, problems, subject)
    with keeping_text(draft, subject):
        changed = entries.edit_item(actor, row.handle, values, version=draft.version or row.version)
    is_unchanged = changed.version == row.version
    print_line("Nothing changed." if is_unchanged else f"Changed ^{changed.handle} {changed.text}")


def edit_document(actor: Actor, source: IO[str] | None, *, yes: bool) -> None:
    """Change the whole record in the editor, or to the text of a file. Raises UsageError, Refused."""
    from vividmap.services.errors import Conflict
    from vividmap.services.transfer import documents, marked_document

    if not source and not is_terminal():
        raise click.UsageError("there is no terminal to edit in; use: vividmap edit --from FILE --yes")
    draft = open_text(source, marked_document.export_marked(actor), _DOCUMENT)
    if not draft.text.strip():
        draft.discard()
        raise click.UsageError("the document is empty, so nothing was changed; 'vividmap rm' deletes items")
    is_applied = False

    def make_plan() -> "DocumentPlan":
        return documents.plan_file_edit(actor, draft.text)

    while not is_applied:
        plan = make_plan()
        if plan.problems:
            draft = _correct(draft, plan.problems, _DOCUMENT)
            continue
        if plan.is_empty:
            _print_unapplied(plan)
            draft.discard()
            return
        try:
            with keeping_text(draft, _DOCUMENT, unless=Conflict):
                is_applied = _apply_plan(actor, plan, make_plan, yes=yes)
        except Conflict as error:
            print_line(f"{error}. Still to apply:", err=True)
    click.echo("Applied. To undo: vividmap undo")


def _print_unapplied(plan: "DocumentPlan") -> None:
    if any(step.action == "left" for step in plan.steps):
        print_plan(plan)
    click.echo("Nothing changed.")


def _apply_plan(
    actor: Actor, plan: "DocumentPlan", make_plan: "Callable[[], DocumentPlan]", *, yes: bool
) -> bool:
    """Show a plan and apply it. Raises Conflict where it has changed by the time it is confirmed."""
    from vividmap.services.transfer import documents

    print_plan(plan)
    deletions = plan.count("delete")
    is_large = deletions > _MANY_DELETIONS
    question = f"Apply these changes, with {deletions} deletions?" if is_large else "Apply these changes?"
    if not confirm(question, yes, default=not is_large):
        raise click.ClickException("nothing was changed")
    documents.apply_plan(actor, plan, "edit document", is_still_current=lambda: make_plan() == plan)
    return True


def open_text(source: IO[str] | None, text: str, subject: str, version: int = 0) -> DraftText:
    """Return the text of a file, or `text` after the user edited it, or an earlier edit of it continued."""
    if source:
        name = getattr(source, "name", "<stdin>")
        return DraftText("-" if name == "<stdin>" else str(name), read_text(source), is_from_editor=False)
    named_subject = f"{subject}-v{version}" if version else subject
    return open_editor(text, named_subject, continued=find_draft(subject, text))


@contextmanager
def keeping_text(
    draft: DraftText, subject: str, unless: type[Exception] | tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Discard a draft once the block has applied it; after a failure say where it is.

    The errors of `unless` are for the caller, who tries again.
    """
    try:
        yield
    except unless:
        raise
    except BaseException:
        print_line(f"Your text is in {draft.keep(subject)}", err=True)
        raise
    draft.discard()


def _correct(draft: DraftText, problems: "Sequence[DocumentProblem]", subject: str) -> DraftText:
    """Print the problems of a text and return it corrected in the editor. Raises UsageError elsewhere."""
    from vividmap.services.transfer import documents

    for problem in problems[:10]:
        print_line(documents.problem_text(problem), err=True)
    if len(problems) > 10:
        print_line(f"… and {len(problems) - 10} more", err=True)
    if not draft.is_from_editor or not click.confirm("Edit it again?", default=True):
        raise click.UsageError(f"nothing was changed; your text is in {draft.keep(subject)}")
    return open_editor(draft.text, subject, line=problems[0].line, continued=draft)
