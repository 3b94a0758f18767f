"""Notes: any Markdown document of a user → drafts, with a result for each line.

Decisions, checked by tests/formats/test_notes.py:

- Each line that is not blank has one result: part of an entry, a heading, or not imported, with the reason.
  Text whose meaning is uncertain is not read into a field: it stays in the entry's body.
- An entry is a bullet, a paragraph, a quotation or a row of a table. Its text is the first line, including
  continuation lines from an editor's hard wrap; the rest is its body, unchanged.
- A heading is a section ("Wins", "Growth areas"), a date ("Q3", "Week of 2 March") or both. Otherwise it
  becomes a tag of the entries below, and the section above continues. Without a section an entry is evidence.
- A heading is an entry itself if it is a name among people, if it has gaps below it among goals, or if
  exactly one line below it gives the outcome.
- Text between the document's title and its first heading describes the document and is not imported.
- Gaps without a goal are put below a goal with the name of their heading.
"""

from vividmap.formats.notes.blocks import Unreadable
from vividmap.formats.notes.read import LineResult, Notes, read

__all__ = ["LineResult", "Notes", "Unreadable", "read"]
