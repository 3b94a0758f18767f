"""Notes: a Markdown document that was never ours, as people keep them, read into drafts line by line.

What is decided here, and kept by tests/formats/test_notes.py:

- Every line that is not blank has one fate: it is in an entry, it is a heading, or it is left out with the
  reason. What is not certain is not read into a field: it stays in the entry's body.
- An entry is a bullet, a paragraph, a quotation or a row of a table. Its line is the first line, with those
  into which an editor broke it; what is beneath is its body, as written.
- A heading is a section ("Wins", "Growth areas"), a date ("Q3", "Week of 2 March"), both, or neither: then it
  is a tag of what stands beneath, and the section above it goes on. Without a section an entry is evidence.
- A heading is an entry itself where it is a name among people, where gaps stand beneath it among goals, and
  where exactly one line beneath it says the outcome.
- Text between the document's title and its first heading speaks of the document, and is left out.
- Gaps without a goal stand under one that is named as their heading is.
"""

from vividmap.formats.notes.blocks import Unreadable
from vividmap.formats.notes.read import Fate, Notes, read

__all__ = ["Fate", "Notes", "Unreadable", "read"]
