"""packet writer, packet polish: a paragraph worded anew by a writer of one's own choice."""

import json
from typing import TYPE_CHECKING

import click

from vividmap.cli import session

if TYPE_CHECKING:
    from vividmap.services.writer import Worded


@click.command("writer", short_help="Choose the model that may word a paragraph anew.")
@click.option("--url", metavar="URL", help="Where it is: http://127.0.0.1:11434/v1.")
@click.option("--model", metavar="NAME", help="Which model, as it is called there.")
@click.option("--key-from", default="", metavar="VARIABLE", help="The environment variable with the key.")
@click.option("--forget", is_flag=True, help="Have none any more.")
def writer_command(url: str | None, model: str | None, key_from: str, forget: bool) -> None:
    """Choose who may word a paragraph anew: any endpoint that speaks OpenAI's chat completions.

    None is chosen unless you choose one, and none is ever asked unless you ask. Without options: which it is.

    \b
      vividmap packet writer --url http://127.0.0.1:11434/v1 --model llama3
    """
    session.open_record()
    from vividmap.services import writer

    if forget:
        session.say("Forgotten." if writer.forget() else "There was none.")
    elif url or model:
        if not (url and model):
            raise click.UsageError("say both --url and --model")
        chosen = writer.choose(url, model, key_from)
        session.say(f"Chosen: {chosen.model} at {chosen.url}")
    else:
        known = writer.known()
        session.say(f"{known.model} at {known.url}" if known else "None is chosen.")


@click.command("polish", short_help="Have a paragraph worded anew by a model of your choice.")
@click.argument("handle", metavar="ID")
@click.argument("number", type=int, metavar="[N]", required=False)
@click.option("--yes", "-y", is_flag=True, help="Send it without asking.")
@click.option("--accept", is_flag=True, help="Take the wording without asking, if nothing is wrong with it.")
def polish_command(handle: str, number: int | None, yes: bool, accept: bool) -> None:
    """Have paragraph N of a packet worded anew by your writer, look at what changed, and take it or leave it.

    What would be sent is shown first. A number, a name or a date that the paragraph's entries do not hold is
    marked, and such a wording is not taken. Without N: the paragraphs, with their numbers.
    """
    actor = session.open_record()
    from vividmap.core.packets.kept import polish
    from vividmap.services import packets, writer

    saved = packets.find(actor, handle)
    found = polish.paragraphs(saved.body)
    if number is None:
        for place, paragraph in enumerate(found, 1):
            session.say(f"{place:>3}  {paragraph}")
        return
    if not 0 < number <= len(found):
        raise click.UsageError(f"N is a number from 1 to {len(found)}; without it the paragraphs are listed")
    question = writer.question(actor, saved.handle, found[number - 1])
    session.say("This would be sent:", err=True)
    session.say(json.dumps(question.body, ensure_ascii=False, indent=2), err=True)
    if not session.confirmed("Send it?", yes):
        return
    worded = writer.ask(question)
    _show(worded)
    if worded.faults:
        raise click.UsageError("it holds what the entries do not, so it is not taken; nothing was changed")
    if session.confirmed("Take it?", accept):
        writer.accept(actor, saved.handle, worded.paragraph, worded.wording, version=saved.version)
        session.say(f"Changed ^{saved.handle}")


def _show(worded: "Worded") -> None:
    from vividmap.core.packets.kept import drafts

    for line in drafts.compare(drafts.unmarked(worded.paragraph), worded.wording):
        session.say(f"{line.sign} {line.text}")
    for fault in worded.faults:
        session.say(f"! {fault.said}: a {fault.what} that is in none of its entries")
