"""check: any text against the record."""

from typing import IO, TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import fit_lines, print_json, print_line

if TYPE_CHECKING:
    from vividmap.core.packets.checking.findings import CheckedText, TextFinding


@click.command("check", short_help="Check a text against your record.")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--all", "show_all", is_flag=True, help="Also show the sentences that are supported, with entries."
)
@click.option(
    "--cite", "cites", is_flag=True, help="Print the text with a footnote for each sentence instead."
)
@json_option
def command(file: IO[bytes], show_all: bool, cites: bool, as_json: bool) -> None:
    """Compare a text with your record, whoever wrote it: you, a colleague or an AI assistant.

    Each number, unit, date, name, reach and cause must be in an entry or follow from one ("down 31 %" from
    "1.10 s to 760 ms"). What is not is shown with what the record says, and so are confidential names and
    sentences that rest on private entries. FILE is Markdown or plain text, '-' standard input. Nothing leaves
    your machine. Exit code 1 if anything is unsupported.

    \b
      vividmap check self-review.md
      pbpaste | vividmap check -
      vividmap check self-review.md --cite > with-sources.md
    """
    text = _read_bytes(file)
    actor = session.open_record()
    from vividmap.formats import checked_text
    from vividmap.services import record_cache
    from vividmap.services.packets import text_check

    checked = text_check.check_text(actor, text)
    if cites:
        click.echo(checked_text.cite(checked, record_cache.load_record(actor)), nl=False)
    elif as_json:
        print_json(checked_text.finding_values(checked, with_supported=show_all))
    else:
        _print_report(checked, show_all=show_all)
    if checked.findings:
        raise click.exceptions.Exit(1)


def _read_bytes(file: IO[bytes]) -> str:
    """Return the text of a file, its line ends as they are. Raises UsageError where it is not UTF-8."""
    try:
        return file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} is not UTF-8 at byte {error.start + 1}; convert it") from error


def _print_report(checked: "CheckedText", *, show_all: bool) -> None:
    from vividmap.core.english.phrasing import count_noun
    from vividmap.formats.checked_text import is_supported

    for sentence in checked.sentences:
        if show_all and is_supported(sentence):
            handles = " ".join(f"^{handle}" for handle in sentence.entries)
            _print_wrapped(f"{_place(checked.text, sentence.start)}: ok: {sentence.text} {handles}")
            for note in sentence.notes:
                _print_wrapped(f"  {note}")
        for finding in sentence.findings:
            _print_wrapped(_describe(checked.text, finding))
    wrong = sum(bool(sentence.findings) for sentence in checked.sentences)
    total = sum(not sentence.is_heading for sentence in checked.sentences)
    summary = f"{wrong} of {count_noun(total, 'sentence')} to look at." if wrong else "Nothing to correct."
    print_line(summary, err=True)


def _describe(text: str, finding: "TextFinding") -> str:
    return (
        f"{_place(text, finding.start)}: {finding.kind}: “{' '.join(finding.text.split())}”: {finding.reason}"
    )


def _place(text: str, position: int) -> str:
    """Return the line and column of a character, both counted from 1."""
    line_start = text.rfind("\n", 0, position) + 1
    return f"{text.count(chr(10), 0, position) + 1}:{position - line_start + 1}"


def _print_wrapped(line: str) -> None:
    for part in fit_lines(" ".join(line.split())):
        print_line(part)
