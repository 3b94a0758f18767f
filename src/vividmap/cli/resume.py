"""packet job-search, packet json-resume: a résumé drafted from the record, and taken along."""

from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.drafting import draft, drafting, read_text


@click.command("job-search")
@drafting(usual="all")
@click.option("--posting", type=click.File(encoding="utf-8"), metavar="FILE", help="A job description.")
@click.option("--variant", default="", metavar="TEXT", help="The kind of role: platform, for one.")
def job_search_command(posting: Any, variant: str, **given: Any) -> None:
    """A résumé: accomplishments as bullets under your roles, and the skills that evidence shows in use.

    It leaves the company: internal and private entries are held back, and what holds a confidential name
    (vividmap settings confidential); nobody but you is named. Notes to you say what the posting asks for and
    what of it is in the record, and whom you could ask for a referral.

    \b
      vividmap packet job-search --save
      vividmap packet job-search --variant platform > resume.md
    """
    draft("job search", given, posting=read_text(posting) if posting else "", variant=variant)


@click.command("json-resume")
@click.argument("handle", metavar="ID")
@click.argument("file", metavar="[FILE]", type=click.Path(dir_okay=False, allow_dash=True), default="-")
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def json_resume_command(handle: str, file: str, force: bool) -> None:
    """Your text of a saved résumé as JSON Resume, for any of its themes; to FILE or standard output.

    \b
      vividmap packet json-resume ID resume.json
    """
    actor = session.open_record()
    from vividmap.formats.json_resume import json_resume
    from vividmap.services import memory, packets

    saved = packets.find(actor, handle)
    if saved.what != "job search":
        raise click.UsageError(f"^{saved.handle} is no résumé but a packet for a {saved.what}")
    data = json_resume(saved.body, memory.record(actor).profile).encode()
    session.hand_out(data, file, force=force)
