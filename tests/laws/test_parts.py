"""A part of the document, edited: the same as the whole edited in that part, and nothing outside it."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.histories import histories
from tests.laws.somebody import all_that, for_a_while, later, sparingly, who_did

from vividmap.services.transfer import documents
from vividmap.store import queries
from vividmap.store.queries.document import items_with_descendants

pytestmark = pytest.mark.django_db

tops = st.lists(st.integers(0, 30), min_size=1, max_size=6)
edits = st.lists(st.tuples(st.sampled_from(["reword", "delete", "add"]), st.integers(0, 30)), max_size=3)


def part_of(actor, which):
    """Return some top-level items of the document, with all that is beneath them."""
    standing = [
        item for item in queries.load_record(actor.owner).items if item.parent is None and item.kind in SHOWN
    ]
    assume(standing)
    return items_with_descendants(
        actor.owner, [standing[number % len(standing)].id for number in dict.fromkeys(which)]
    )


SHOWN = ("evidence", "skill entry", "skill", "person", "touchpoint", "goal")


def edited(text, how, handle):
    """Return a text after one edit to an entry and all that is beneath it."""
    lines = text.split("\n")
    (at,) = [number for number, line in enumerate(lines) if re.fullmatch(rf" *- .*\^{handle}", line)]
    indent = lines[at].index("-")
    beneath = re.compile(rf" {{{indent + 1}}}.*|\s*")
    end = next((n for n in range(at + 1, len(lines)) if not beneath.fullmatch(lines[n])), len(lines))
    if how == "delete":
        return "\n".join(lines[:at] + lines[end:])
    if how == "add":
        return "\n".join([*lines[:at], f"{' ' * indent}- 2026-11-19 Written anew", "", *lines[at:]])
    return "\n".join([*lines[:at], lines[at].replace(f"^{handle}", f"anew ^{handle}"), *lines[at + 1 :]])


def done(text, edits, handles):
    for how, number in edits:
        left = [handle for handle in handles if re.search(rf"\^{handle}$", text, re.MULTILINE)]
        text = edited(text, how, left[number % len(left)]) if left else text
    return text


def steps(plan):
    """Return the steps of a plan, without the lines that they are on."""
    return sorted(
        repr(
            (
                step.action,
                step.reason,
                replace(step.draft, place=0, children=()),
                sorted(step.values.items(), key=str),
            )
        )
        for step in plan.steps
    )


@pytest.mark.database  # the other tests need the same of a database
@sparingly
@given(history=histories(12), which=tops, edits=edits)
def test_an_edited_part_does_what_the_whole_document_edited_there_does(history, which, edits):
    with for_a_while():
        alice = later(who_did(history))
        part = part_of(alice, which)
        handles = [one.handle for one in part]
        base, whole = documents.export_part(alice, part), documents.export_document(alice)
        of_part = documents.plan_part_edit(alice, base, done(base, edits, handles))
        of_all = documents.plan_document_edit(alice, whole, done(whole, edits, handles))
        assert steps(of_part) == steps(of_all)
        assert [problem.message for problem in of_part.problems] == [
            problem.message for problem in of_all.problems
        ]


@sparingly
@given(history=histories(12), which=tops, edits=edits)
def test_nothing_outside_an_edited_part_is_touched(history, which, edits):
    with for_a_while():
        alice = later(who_did(history))
        part = part_of(alice, which)
        base = documents.export_part(alice, part)
        inside = {one.id for one in part}
        before = outside(alice, inside)
        plan = documents.plan_part_edit(alice, base, done(base, edits, [one.handle for one in part]))
        assume(not plan.problems)
        documents.apply_plan(alice, plan, "edit document")
        assert before.items() <= outside(alice, inside).items()


def outside(actor, inside):
    """Return the items outside a part, by id, without mentions: an added item may change what those mean."""
    said = all_that(actor)[1]
    return {
        one["id"]: (one["kind"], one["text"], one["body"], one["parent"])
        for one in said
        if one["id"] not in inside
    }


@sparingly
@given(history=histories(12), which=tops)
def test_saving_a_part_unedited_does_nothing(history, which):
    with for_a_while():
        alice = later(who_did(history))
        text = documents.export_part(alice, part_of(alice, which))
        plan = documents.plan_part_edit(alice, text, text)
        assert (plan.problems, plan.steps, plan.is_empty) == ((), (), True)


@sparingly
@given(history=histories(12), which=tops)
def test_every_line_of_a_part_is_a_line_of_the_document(history, which):
    with for_a_while():
        alice = who_did(history)
        text = documents.export_part(alice, part_of(alice, which))
        assert set(text.split("\n")) <= set(documents.export_document(alice).split("\n"))
