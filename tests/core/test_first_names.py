"""Who is known by the first name alone, and where that is asked: one rule for all."""

from datetime import date

import pytest

from tests.core import make
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.first_names import first_name_key, unique_first_names
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.private_names import PrivateNames
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.formats.notes.read import read

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (("Priya Natarajan", "Dana Whitfield"), {"priya", "dana"}),
        (("Tomás Brandão", "Tomas Novák"), set()),
        (("Anna Berg", "Anna-Lena Fischer"), set()),
        (("Dana Whitfield", "Dana Whitfield"), set()),
        (("Dana Whitfield", "Dana"), set()),
        (("J. Smith", "J. R. Hall"), set()),
        (("佐藤 純", "佐々木 健"), {"佐藤", "佐々木"}),
        (("D'Arcy Wu", "", "  "), {"d'arcy"}),
    ],
)
def test_a_first_name_that_one_person_has_is_theirs_whatever_its_accents(names, keys):
    assert unique_first_names(names) == keys


def test_an_initial_is_no_first_name():
    assert first_name_key("J. Smith") == ""
    assert first_name_key("Zoë") == "zoe"


def counts_of(line, *names):
    """Return what the notes to a promotion say of who was named in an entry."""
    people = [make.person(name, trust_marks=("would advocate",)) for name in names]
    record = make.record(*people, make.evidence(line))
    notes = draft_promotion(record, ALL_TIME, TODAY).notes
    return next(note.text for note in notes if note.text.startswith("Would speak for it"))


def test_an_entry_names_nobody_by_a_first_name_that_two_people_have():
    line = "2026-11-02 Moved the queue, Tomas was surprised -> 9 brokers gone"
    assert "Tomas Novák 1" in counts_of(line, "Tomas Novák", "Dana Whitfield")
    assert "Tomas Novák none" in counts_of(line, "Tomas Novák", "Tomás Brandão")


def test_a_private_first_name_is_found_in_a_text_unless_somebody_else_has_it():
    ann, other = make.person("Anna-Lena Fischer"), make.person("Tomás Brandão")
    names = PrivateNames(make.record(ann, other), [ann])
    assert names.is_in("Anna helped")
    assert not PrivateNames(make.record(ann, make.person("Anna Berg")), [ann]).is_in("Anna helped")
    initial = make.person("J. Smith")
    assert not PrivateNames(make.record(initial), [initial]).is_in("plan J. is on")


def test_a_full_name_rests_on_an_entry_with_the_first_name_if_nobody_else_has_it():
    entry = make.evidence("2026-11-02 Moved the queue with Priya ^qu3u")
    priya, namesake = make.person("Priya Natarajan"), make.person("Priya Rao")
    text = "I moved the queue with Priya Natarajan.[^qu3u]\n"
    assert not findings(text, priya, entry)
    assert findings(text, priya, namesake, entry)


def findings(text, *items):
    return [finding for finding in check_text(text, make.record(*items)).findings if finding.kind == "name"]


def names_in(document):
    """Return the people to whom an imported line is linked."""
    (entry,) = (draft for draft in read(document, TODAY).drafts if draft.kind == "evidence")
    return [mark.name for mark in entry.mentions if mark.sort == "person"]


def test_a_document_introduces_a_first_name_only_where_one_person_has_it():
    done = "# Accomplishments\n- 2026-11-02: Moved the queue. Bea liked it -> 3 pages fewer\n"
    assert names_in(f"# People\n- Béa Tan, peer\n{done}") == ["Bea"]
    assert names_in(f"# People\n- Béa Tan, peer\n- Bea Lee, peer\n{done}") == []
