"""Two verbs at once: each reads under the write lock, so it finds what the one before it wrote."""

import ast
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from tests.services.cast import somebody, take_in

import vividmap.services
from vividmap.services.actor import Actor
from vividmap.services.changes import bulk, entries, linking, people, shown_to, skills
from vividmap.services.changes.write_lock import write_transaction
from vividmap.services.errors import NotFound
from vividmap.services.reminders import due
from vividmap.services.transfer import documents
from vividmap.store import item_rows
from vividmap.store.models import Change

RECORD = """
# Impact evidence

- 2026-11-20 Moved the cache #redis @tomas ^c4ch

# Skill development

- 2026-11-21 Read the Raft paper #raft ^raf7

# Relationship map

- Priya Natarajan ^p9qd
- Priya N ^p8qd
"""
THEIRS = ("theirs",)

VERBS: dict[str, Callable[[Actor], object]] = {
    "edit": lambda actor: entries.edit_item(actor, "c4ch", {"outcome": "mine"}),
    "edit several": lambda actor: entries.edit_items(
        actor, ["c4ch"], lambda row: {"tags": (*row.fields.get("tags", ()), "mine")}
    ),
    "delete": lambda actor: entries.delete_item(actor, "c4ch"),
    "tag": lambda actor: bulk.tag_entries(actor, ["c4ch"], "mine"),
    "link": lambda actor: bulk.link_entries_to("skill")(actor, ["c4ch"], "mine"),
    "delete several": lambda actor: bulk.delete_entries(actor, ["c4ch"]),
    "show": lambda actor: shown_to.mark_shown(actor, ["c4ch"], "p9qd", None),
    "outcome": lambda actor: due.answer_outcome(actor, "c4ch", "mine"),
    "merge skills": lambda actor: skills.merge_skills(actor, "redis", "raft"),
    "merge people": lambda actor: people.merge_people(actor, "p8qd", "p9qd"),
    "link a name": lambda actor: linking.link_name(actor, "tomas", "p9qd"),
}


def run_beside(
    actor: Actor, verb: Callable[[Actor], object], meanwhile: Callable[[], object]
) -> list[object]:
    """Run a verb in another thread that begins while this one has the write lock; return what it raised."""
    raised: list[object] = []

    def second() -> None:
        try:
            verb(actor)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with write_transaction(actor.owner):
        thread.start()
        time.sleep(0.1)  # by now it has read what it should not read so early
        meanwhile()
    thread.join(20)
    assert not thread.is_alive()
    return raised


@pytest.mark.django_db(transaction=True)
def test_a_verb_keeps_what_was_changed_while_it_waited():
    for name, verb in VERBS.items():
        alice = somebody(name)
        take_in(alice, RECORD)
        meanwhile = partial(entries.edit_item, alice, "c4ch", {"tags": THEIRS})
        assert run_beside(alice, verb, meanwhile) == [], name
        if item_rows.by_handle(alice.owner, "c4ch") is None:
            entries.restore_item(alice, "c4ch")
        row = item_rows.by_handle(alice.owner, "c4ch")
        assert row is not None
        assert "theirs" in row.fields["tags"], name


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_deletions_finds_nothing_to_delete():
    alice = somebody("alice")
    take_in(alice, RECORD)
    (error,) = run_beside(
        alice, lambda actor: entries.delete_item(actor, "c4ch"), lambda: entries.delete_item(alice, "c4ch")
    )
    assert isinstance(error, NotFound)
    assert "It is in the trash" in str(error)
    assert Change.objects.filter(owner=alice.owner, verb="delete evidence").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_imports_adds_nothing():
    alice = somebody("alice")
    notes = "# Work\n\n- 2026-11-20 Moved the cache\n- 2026-11-21 Wrote the plan\n"
    plan, _ = documents.plan_import(alice, notes)
    again, _ = documents.plan_import(alice, notes)
    assert documents.apply_plan(alice, plan, "import notes").count("add") == 2
    assert documents.apply_plan(alice, again, "import notes").is_empty
    assert Change.objects.filter(owner=alice.owner).count() == 1


def test_no_verb_reads_before_its_turn():
    """A function that opens a change set holds the write lock throughout, or opens the set first of all."""
    early = {
        f"{path.name}: {function.name}"
        for path in Path(vividmap.services.__file__).parent.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and _reads_early(function)
    }
    assert early == set(EARLY)


EARLY = {
    "entries.py: add_item": "adds a new item",
    "sample.py: remove_sample": "looks whether there is a sample at all",
    "purging.py: purge_target": "refuses for want of room on the disk before it reads anything",
    "spool_ingest.py: _insert_captures": "looks whether there is anything to ingest",
}
"""Functions that open a change set after other statements, and why this loses no change of others."""


def _reads_early(function: ast.FunctionDef) -> bool:
    decorators = {decorator.id for decorator in function.decorator_list if isinstance(decorator, ast.Name)}
    body = [statement for statement in function.body if not _is_docstring(statement)]
    opens = [index for index, statement in enumerate(body) if _opens_turn(statement)]
    return "takes_turn" not in decorators and bool(opens) and opens[0] > 0


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _opens_turn(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.With):
        return False
    calls = [item.context_expr for item in statement.items]
    names = {call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}
    return bool(names & {"open_change_set", "write_transaction"})
