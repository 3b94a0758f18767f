"""packet job-search: a résumé drafted from the record."""

from typing import Any

import click

from vividmap.cli.drafting import draft, drafting, read_text


@click.command("job-search", short_help="A résumé, and a posting held against the record.")
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
      vividmap packet export ID resume.json
    """
    draft("job search", given, posting=read_text(posting) if posting else "", variant=variant)
