"""What must not be told, and to whom; every declared field of every kind is covered."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core import record as records
from vividmap.core.english.dates import ALL_TIME, Period
from vividmap.core.fields import (
    Choice,
    DateField,
    Field,
    JsonField,
    Labels,
    Lines,
    LongText,
    Number,
    declare,
)
from vividmap.core.item_marks import describe_mark, is_private, item_texts
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.limits import Limits
from vividmap.core.packets.confidentiality import (
    ConfidentialityFilter,
    chosen_entries,
    held_back_entries,
)
from vividmap.core.positions import Position, Positions, Role, Roles
from vividmap.core.project_notes import ProjectNote, ProjectNotes
from vividmap.core.record import KINDS, Evidence, Item, Mention, specs
from vividmap.core.time_zone import TimeZone

SECRET = "Project Falcon"
ME = make.profile(confidential=(SECRET,))
OPEN = make.evidence("2026-09-01 Moved the cache")
INTERNAL = make.evidence("2026-09-02 Moved the ledger", confidentiality="internal")
PRIVATE = make.evidence("2026-09-03 Whom I would let go", confidentiality="private")
NAMED = make.evidence("2026-09-04 Shipped project-falcon")

_VALUES = {
    Field: SECRET,
    LongText: f"first\n{SECRET}",
    Lines: ("first", SECRET),
    JsonField: {"step": [{"answer": SECRET}]},
    Positions: (Position(employer=SECRET),),
    Roles: (Role(title=SECRET),),
    ProjectNotes: (ProjectNote("ledger", summary=SECRET),),
}
_WITHOUT_TEXT = (Choice, DateField, Number, Limits, TimeZone)


def text_fields(kind):
    """The fields that can hold a text, with a value that holds the name."""
    for name, spec in specs(kind).items():
        if isinstance(spec, Labels) and not spec.options:
            yield name, (SECRET,)
        elif type(spec) in _VALUES:
            yield name, _VALUES[type(spec)]
        else:
            assert isinstance(spec, (*_WITHOUT_TEXT, Labels)), f"say what {name} of {kind} can hold"


CASES = [(kind, name, value) for kind in KINDS for name, value in text_fields(kind)]


@pytest.mark.parametrize(("kind", "name", "value"), CASES, ids=[f"{kind}-{name}" for kind, name, _ in CASES])
def test_a_confidential_name_in_any_declared_field_is_held_back(kind, name, value):
    item = KINDS[kind](id=OPEN.id, text="Something", **{name: value})
    confidentiality = ConfidentialityFilter(make.record(ME), outside=True)
    assert confidentiality.is_held_back(item)
    assert not confidentiality.is_held_back(replace(item, **{name: specs(kind)[name].empty}))


@pytest.mark.parametrize("entry", [replace(OPEN, text=SECRET), replace(OPEN, body=SECRET)])
def test_so_is_one_in_the_text_or_the_notes(entry):
    assert ConfidentialityFilter(make.record(ME), outside=True).is_held_back(entry)


WORDED_KINDS = ("evidence", "skill entry", "touchpoint", "goal", "gap", "update")


@pytest.mark.parametrize("kind", WORDED_KINDS)
def test_words_in_any_text_of_an_item_hold_it_back(kind):
    for name in ("text", "body", *_line_fields(kind)):
        values: dict[str, Any] = {"text": "Moved the cache", name: "Moved it (not for sharing)"}
        item = KINDS[kind](**values)
        assert not ConfidentialityFilter(make.record(ME)).can_tell(item), name
        opened = replace(item, confidentiality="open")
        assert ConfidentialityFilter(make.record(ME)).can_tell(opened), name


def _line_fields(kind):
    return [name for name, spec in specs(kind).items() if type(spec) in (Field, LongText)]


@pytest.mark.parametrize("tag", ["private", "Confidential", "vertraulich"])
def test_a_tag_or_a_skill_called_private_holds_an_entry_back(tag):
    confidentiality = ConfidentialityFilter(make.record(ME))
    assert not confidentiality.can_tell(replace(OPEN, tags=(tag,)))
    assert not confidentiality.can_tell(replace(OPEN, mentions=(Mention("skill", tag),)))
    assert not confidentiality.can_tell(replace(OPEN, text=f"{OPEN.text} #{tag}"))
    assert confidentiality.can_tell(replace(OPEN, mentions=(Mention("skill", "private-cloud"),)))


def test_words_that_keep_an_entry_within_the_company_hold_it_back_outside_alone():
    entry = replace(OPEN, text="Internal only: cut the bill by 40%")
    assert ConfidentialityFilter(make.record(ME)).can_tell(entry)
    assert not ConfidentialityFilter(make.record(ME), outside=True).can_tell(entry)


def test_the_authors_own_mark_counts_for_more_than_words():
    entry = replace(OPEN, text="Cut the bill by 40% (not for sharing)")
    assert is_private(entry)
    assert not is_private(replace(entry, confidentiality="internal"))
    assert describe_mark(entry) == "private (“not for sharing”)"
    assert describe_mark(replace(entry, confidentiality="private")) == "private"
    assert describe_mark(replace(entry, confidentiality="open")) == ""


def test_what_the_words_of_a_goal_hold_back_is_held_back_with_all_below_it():
    goal = make.goal("Leave for a competitor (told nobody yet)")
    update = make.update("2026-09-01 Two interviews", of=goal)
    confidentiality = ConfidentialityFilter(make.record(ME, goal, update))
    assert not any(map(confidentiality.can_tell, (goal, update)))


def test_notes_on_a_person_do_not_hide_the_person():
    person = make.person("Zelda Ray", body="Told me in confidence that she leaves")
    assert ConfidentialityFilter(make.record(ME)).can_tell(person)


def test_a_text_field_that_is_new_is_covered(monkeypatch):
    @dataclass(frozen=True, kw_only=True, slots=True, repr=False)
    class Award(Item):
        kind: ClassVar[str] = "award"
        citation: str = declare(Field("citation"))

    monkeypatch.setitem(records.KINDS, "award", Award)
    assert SECRET in item_texts(Award(text="Prize", citation=SECRET))


def test_a_link_to_what_is_called_by_a_confidential_name_is_held_back():
    skill = make.skill("Falcon tooling")
    linked = replace(OPEN, mentions=(Mention("skill", "tooling", skill.id),))
    me = replace(ME, confidential=("Falcon",))
    assert ConfidentialityFilter(make.record(me, skill), outside=True).is_held_back(linked)
    assert not ConfidentialityFilter(make.record(me, skill)).is_held_back(linked)


@pytest.mark.parametrize(
    ("outside", "tellable"), [(False, [OPEN, INTERNAL, NAMED]), (True, [OPEN])], ids=["inside", "outside"]
)
def test_readers_outside_may_be_told_less(outside, tellable):
    entries = [OPEN, INTERNAL, PRIVATE, NAMED]
    record, choices = make.record(ME, *entries), choose(chosen=tuple(entry.id for entry in entries))
    confidentiality = ConfidentialityFilter(record, outside=outside)
    assert [entry for entry in entries if confidentiality.can_tell(entry)] == tellable
    assert chosen_entries(record, choices, confidentiality) == tuple(tellable)
    withheld = held_back_entries(record, [Evidence], ALL_TIME, choices, confidentiality)
    assert withheld == [entry for entry in entries if entry not in tellable]


def test_what_the_author_shows_is_told_all_the_same_and_nothing_without_a_text():
    entries = [OPEN, INTERNAL, PRIVATE, NAMED]
    shown = [entry.id for entry in entries]
    confidentiality = ConfidentialityFilter(make.record(ME, *entries), shown, outside=True)
    assert all(map(confidentiality.can_tell, entries))
    assert not confidentiality.can_tell(replace(OPEN, text=" "))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"profile"}))
def test_an_item_of_any_kind_can_be_private_or_internal(kind):
    private, internal = (KINDS[kind](text="x", confidentiality=level) for level in ("private", "internal"))
    inside, outside = (ConfidentialityFilter(make.record(ME), outside=is_out) for is_out in (False, True))
    assert not inside.can_tell(private)
    assert not outside.can_tell(private)
    assert inside.can_tell(internal)
    assert not outside.can_tell(internal)


def test_what_belongs_to_a_private_item_is_private():
    goal = make.goal("Leave for a competitor", confidentiality="private")
    gap = make.gap("System design", of=goal)
    update = make.update("2026-09-01 Two interviews", of=gap)
    confidentiality = ConfidentialityFilter(make.record(ME, goal, gap, update))
    assert not any(map(confidentiality.can_tell, (goal, gap, update)))


def test_an_entry_of_another_period_is_not_held_back_unless_it_was_chosen():
    record = make.record(ME, PRIVATE)
    confidentiality = ConfidentialityFilter(record)
    year = Period(date(2025, 1, 1), date(2025, 12, 31), "2025")
    assert held_back_entries(record, [Evidence], year, choose(), confidentiality) == []
    chosen = choose(chosen=(PRIVATE.id,))
    assert held_back_entries(record, [Evidence], year, chosen, confidentiality) == [PRIVATE]


ZELDA = make.person("Zelda Quux", confidentiality="private")
RUST = make.skill("Rust", aliases=("rustlang",), confidentiality="private")
GOAL = make.goal("Leave for Umbra", confidentiality="private")


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Paired with Zelda Quux on it", True),
        ("ZELDA-QUUX's team waits less", True),
        ("Ask zelda.quux@acme.example", True),
        ("The branch zeldaquux/cache", True),
        ("Zelda asked for it", True),
        ("A zelda of work", False),
        ("Zeldas are games", False),
        ("Wrote it in Rust.", True),
        ("rustlang meetup", True),
        ("Trust the rusty pipe", False),
        ("Whether to leave for Umbra", True),
        ("Leave for lunch", False),
    ],
)
def test_what_is_private_is_known_by_its_name_in_plain_words(text, is_named):
    confidentiality = ConfidentialityFilter(make.record(ME, ZELDA, RUST, GOAL))
    assert confidentiality.has_private_name("Something else", text) is is_named
    shown = ConfidentialityFilter(make.record(ME, ZELDA, RUST, GOAL), (ZELDA.id, RUST.id, GOAL.id))
    assert not shown.has_private_name(text)


def test_a_first_name_that_somebody_else_has_too_names_nobody():
    record = make.record(ME, ZELDA, make.person("Zelda Ray"))
    assert not ConfidentialityFilter(record).has_private_name("Zelda asked for it")
    assert ConfidentialityFilter(record).has_private_name("Zelda Quux asked for it")
