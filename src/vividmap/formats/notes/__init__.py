"""Notes: any document of a user → drafts, with a result for each line, and questions for its owner.

Decisions, checked by tests/formats/test_notes*.py and measured by `make foreign`:

- Each line that is not blank has one result: part of an entry, a heading, or not imported, with the
  reason.
  Text whose meaning is uncertain is not read into a field: it stays in the entry's body.
- An entry is a bullet, a line, a quotation, a block of labelled lines or a row of a table. A bullet beneath
  it that states a result is its outcome; what else is beneath is its body, unchanged.
- A heading is a section ("Wins", "Ziele"), a date ("Q3", "KW 24") or both. Over bullets, any other heading
  names a project. What it may be besides is suggested from its words and lines, and asked.
- A heading is an entry itself if it is a name among people, a goal among goals, or a piece of work that is
  closed, labelled or told beneath it.
- Open tasks, placeholders, empty labels, instructions of forms and introductions are not imported. In doubt a
  line is kept: one that tells a deed or a change is an entry whatever it begins with, and a heading that says
  nothing ("Other") decides nothing. Below a heading of plans, what is told as done is kept.
- A date is a line's own, else its heading's, else that of the document's title or the answered period.
- Gaps without a goal are put below a goal with the name of their heading, tagged "working-on".
"""

from vividmap.formats.notes.questions import Answers, NotesQuestion, QuestionLine
from vividmap.formats.notes.read import read
from vividmap.formats.notes.reading import LineResult, Reading, Unreadable

__all__ = ["Answers", "LineResult", "NotesQuestion", "QuestionLine", "Reading", "Unreadable", "read"]
