"""merge: one person, or one skill, made of two."""

import click

from vividmap.cli import session
from vividmap.cli.options import complete_item
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item


@click.command("merge", short_help="Merge a duplicate person or skill into another.")
@click.argument("duplicate", metavar="ITEM", shell_complete=complete_item)
@click.argument("into", metavar="INTO", shell_complete=complete_item)
def command(duplicate: str, into: str) -> None:
    """Merge a person into another person, or a skill into another skill.

    \b
      vividmap merge golang go
      vividmap merge "M. Oliveira" "Marta Oliveira"

    Entries of ITEM are linked to INTO, and ITEM goes to the trash. INTO keeps what it says; what it leaves
    empty comes from ITEM. A skill keeps both names.
    """
    actor = session.open_record()
    from vividmap.services.changes import people, skills

    duplicate_item = find_item(actor, duplicate, "person", "skill")
    target_item = find_item(actor, into, duplicate_item.kind)
    if duplicate_item.kind == "person":
        people.merge_people(actor, duplicate_item.handle, target_item.handle)
    else:
        skills.merge_skills(actor, duplicate_item.handle, target_item.handle)
    duplicate_label = f"^{duplicate_item.handle} {duplicate_item.text}"
    target_label = f"^{target_item.handle} {target_item.text}"
    print_line(f"Merged {duplicate_label} into {target_label}. To undo: vividmap undo")
