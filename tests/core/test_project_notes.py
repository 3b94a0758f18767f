"""What is said of projects as a whole: one note a project, in document, archive and form."""

import pytest

from tests.core import make
from vividmap.core.fields import BadField
from vividmap.core.project_notes import ProjectNote, ProjectNotes
from vividmap.core.record import Record
from vividmap.formats.document.read import read
from vividmap.formats.document.write import write

FIELD = ProjectNotes("project")
LEDGER = ProjectNote("Ledger migration", "done", "Replaced five payout tables, and two jobs")
SEARCH = ProjectNote("Search", "", "One index for all")
ACCESS = ProjectNote("Access", "paused")


def test_notes_on_several_projects_survive_the_document():
    owner = make.profile(projects=(LEDGER, SEARCH, ACCESS))

    text = write(Record((owner,)))
    back = read(text, make.BORN.date())

    assert text.count("\nproject: ") == 3
    assert back.problems == ()
    assert back.profile is not None
    assert back.profile.fields["projects"] == owner.projects


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Ledger migration, done, Replaced five payout tables, and two jobs", LEDGER),
        ("Search, -, One index for all", SEARCH),
        ("Search,,One index for all", SEARCH),
        ("Access, paused", ACCESS),
        ("Access ,paused,", ACCESS),
    ],
)
def test_a_line_is_a_name_a_state_and_a_summary(line, note):
    assert FIELD.read([line]) == (note,)
    assert FIELD.read(FIELD.write((note,))) == (note,)
    assert FIELD.from_json(FIELD.to_json((note,))) == (note,)


def test_nothing_empty_is_written():
    assert FIELD.write((ACCESS, SEARCH)) == ["Access, paused", "Search, -, One index for all"]
    assert FIELD.to_json((ACCESS,)) == [{"name": "Access", "state": "paused"}]


def test_a_project_has_one_note_and_the_last_one_counts():
    assert FIELD.check([ACCESS, ProjectNote("access", "done")]) == (ProjectNote("access", "done"),)
    assert FIELD.check([ProjectNote("Access")]) == ()


@pytest.mark.parametrize("line", [", done", "Access, nonsense, summary", "  , paused, x"])
def test_a_note_without_a_name_or_with_an_unknown_state_is_refused(line):
    with pytest.raises(BadField):
        FIELD.read([line])


def test_a_name_with_a_comma_is_refused():
    with pytest.raises(BadField, match="without a comma"):
        FIELD.check([ProjectNote("Ledger, migration", "done")])
