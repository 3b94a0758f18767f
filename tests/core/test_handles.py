"""Ids and handles."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from vividmap import spool
from vividmap.__main__ import _handle
from vividmap.core import handles

MOMENT = datetime(2026, 11, 23, 18, 49, 40, 348000, tzinfo=UTC)
ONE = UUID("01a209be-0efc-7000-ac3a-fb37df7261e7")


def test_a_handle_is_the_shortest_that_nobody_has():
    code = handles.handle_code(ONE)
    assert len(code) == 12
    assert handles.shortest_handle(ONE, set()) == code[:4]
    assert handles.shortest_handle(ONE, {code[:4], code[:5]}) == code[:6]
    every = {code[:length] for length in range(4, 13)}
    assert handles.shortest_handle(ONE, every) == f"{code}0"
    assert handles.shortest_handle(ONE, every | {f"{code}0"}) == f"{code}1"


def test_a_handle_holds_a_letter_for_a_number_is_somebody_elses_ticket():
    digits = UUID(int=ONE.int & ~((1 << 62) - 1) | (int("0010000010000110010011111", 2) << 37))
    assert handles.handle_code(digits)[:4].isdigit()
    assert re.fullmatch(handles.HANDLE, handles.shortest_handle(digits, set()))
    assert len(handles.shortest_handle(digits, set())) == 5


@pytest.mark.parametrize("text", ["7f3k", "abcd", "0wp7", "a" * 20])
def test_what_a_handle_looks_like(text):
    assert re.fullmatch(handles.HANDLE, text)


@pytest.mark.parametrize("text", ["1234", "abc", "a" * 21, "7F3K", "7f-3", "", "ünïc"])
def test_what_a_handle_does_not_look_like(text):
    assert not re.fullmatch(handles.HANDLE, text)


@pytest.mark.parametrize(
    ("text", "said"), [("7f3k", "7f3k"), ("^7F3K", "7f3k"), (" 7f3k ", "7f3k"), ("^", "")]
)
def test_a_handle_may_be_written_with_a_caret_and_in_capitals(text, said):
    assert handles.normalize(text) == said


def test_the_longer_form_that_a_capture_is_acknowledged_with_means_the_same():
    code = handles.handle_code(ONE)
    assert _handle(str(ONE)) == code[:6]
    assert code[:4] in handles.possible_handles(code[:6])
    assert handles.is_handle_of(code[:6], code[:4], ONE)
    assert handles.is_handle_of("dear", "dear", ONE)  # an imported handle has nothing to do with the id
    assert not handles.is_handle_of("x" * 6, code[:4], ONE)


@pytest.mark.parametrize("number", range(4, 12))
def test_a_capture_whose_id_begins_with_digits_is_acknowledged_with_a_form_that_finds_it(number):
    """Of a thousand ids, one begins with six digits."""
    bits = sum(5 << shift for shift in range(57, 57 - 5 * number, -5)) | 31 << 57 - 5 * number
    uid = UUID(int=ONE.int & ~((1 << 62) - 1) | bits)
    handle = handles.shortest_handle(uid, set())
    assert handle == "5" * number + "z"
    assert handle in handles.possible_handles(_handle(str(uid)))
    assert handles.is_handle_of(_handle(str(uid)), handle, uid)


def test_an_id_is_ordered_by_its_moment_and_is_a_version_7():
    early, late = handles.uuid7(MOMENT, 1 << 73), handles.uuid7(MOMENT.replace(year=2027), 1)
    assert early < late
    assert (early.version, early.variant) == (7, ONE.variant)
    assert handles.uuid7(datetime(1, 1, 1, tzinfo=UTC), 0).version == 7


@pytest.mark.parametrize(
    "random", [0, 1, (1 << 74) - 1, 1 << 73, 1 << 62, 1 << 61, 0x155_5555_5555_5555_5555]
)
def test_an_id_holds_its_moment_and_every_random_bit(random):
    uid = handles.uuid7(MOMENT, random)
    assert uid.int >> 80 == round(MOMENT.timestamp() * 1000)
    assert (uid.version, uid.variant) == (7, ONE.variant)
    assert (uid.int >> 64 & 0xFFF) << 62 | uid.int & (1 << 62) - 1 == random


def test_the_same_thing_from_the_same_place_gets_the_same_id():
    assert handles.derived_id(MOMENT, "a", "b") == handles.derived_id(MOMENT, "a", "b")
    assert handles.derived_id(MOMENT, "a", "b") != handles.derived_id(MOMENT, "ab", "")
    assert handles.derived_id(MOMENT, "a") != handles.derived_id(MOMENT.replace(day=1), "a")


def test_captures_of_one_moment_keep_their_order():
    made = [spool.new_capture("log", "x", order=order).id for order in range(5000)]
    assert made == sorted(made)
    assert {UUID(one).version for one in made} == {7}
