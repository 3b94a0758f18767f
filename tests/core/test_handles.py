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
    code = handles.code(ONE)
    assert len(code) == 12
    assert handles.handle(ONE, set()) == code[:4]
    assert handles.handle(ONE, {code[:4], code[:5]}) == code[:6]
    every = {code[:length] for length in range(4, 13)}
    assert handles.handle(ONE, every) == f"{code}0"
    assert handles.handle(ONE, every | {f"{code}0"}) == f"{code}1"


def test_a_handle_holds_a_letter_for_a_number_is_somebody_elses_ticket():
    digits = UUID(int=ONE.int & ~((1 << 62) - 1) | (int("0010000010000110010011111", 2) << 37))
    assert handles.code(digits)[:4].isdigit()
    assert re.fullmatch(handles.HANDLE, handles.handle(digits, set()))
    assert len(handles.handle(digits, set())) == 5


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
    assert handles.said(text) == said


def test_the_longer_form_that_a_capture_is_acknowledged_with_means_the_same():
    code = handles.code(ONE)
    assert _handle(str(ONE)) == code[:6]
    assert code[:4] in handles.forms(code[:6])
    assert handles.means(code[:6], code[:4], ONE)
    assert handles.means("dear", "dear", ONE)  # an imported handle has nothing to do with the id
    assert not handles.means("x" * 6, code[:4], ONE)


def test_an_id_is_ordered_by_its_moment_and_is_a_version_7():
    early, late = handles.uuid7(MOMENT, 1 << 73), handles.uuid7(MOMENT.replace(year=2027), 1)
    assert early < late
    assert (early.version, early.variant) == (7, ONE.variant)
    assert handles.uuid7(datetime(1, 1, 1, tzinfo=UTC), 0).version == 7


def test_the_same_thing_from_the_same_place_gets_the_same_id():
    assert handles.derived_id(MOMENT, "a", "b") == handles.derived_id(MOMENT, "a", "b")
    assert handles.derived_id(MOMENT, "a", "b") != handles.derived_id(MOMENT, "ab", "")
    assert handles.derived_id(MOMENT, "a") != handles.derived_id(MOMENT.replace(day=1), "a")


def test_captures_of_one_moment_keep_their_order():
    made = [spool.new("log", "x", order=order).id for order in range(5000)]
    assert made == sorted(made)
    assert {UUID(one).version for one in made} == {7}
