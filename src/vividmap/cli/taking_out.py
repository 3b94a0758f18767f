"""packet export: a packet as a file, in the form that the conversation needs."""

import os

import click

from vividmap.cli import session


@click.command("export", short_help="Write a packet to a file: PDF, Word, HTML, Markdown, text.")
@click.argument("handle", metavar="ID")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--format", "form", metavar="FORM", help="Such as pdf or txt; by FILE's ending if not said.")
@click.option("--marks", is_flag=True, help="Keep the marks, and say at the end what each leads to.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Refuse a text of more characters (txt)."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def export_command(
    handle: str, file: str, form: str | None, marks: bool, limit: int | None, force: bool
) -> None:
    """Write a packet to FILE, to be handed over: PDF, Word, HTML, Markdown, plain text, JSON Resume.

    FILE's ending says which; '-' prints it; a résumé may be .json. The marks that name entries are left out,
    and so is what was noted to you alone. The file is readable by you alone. A text that is longer than
    --limit is refused, and nothing of it is ever cut off.

    \b
      vividmap packet export 4cmb review.pdf
      vividmap packet export 4cmb - --format txt --limit 2000
    """
    ending = form or os.path.splitext(file)[1].removeprefix(".").lower()
    if not ending:
        raise click.UsageError("say the form by FILE's ending, such as review.pdf, or with --format")
    actor = session.open_record()
    from vividmap.services import taking_out

    made = taking_out.take_out(actor, handle, ending, marks=marks, limit=limit)
    if made.warning:
        session.say(f"vividmap: {made.warning}", err=True)
    session.hand_out(made.data, file, force=force)
