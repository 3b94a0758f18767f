"""What an assistant may read: nothing withheld shows, not even as a handle or a count, unless allowed by name."""

import json
from dataclasses import replace

import pytest
from tests.assistant.planted import CALLS, SECRETS, desk_of
from tests.services.cast import take_in

from vividmap.assistant import memory
from vividmap.assistant.allowances import read_allowances
from vividmap.assistant.tool_table import TOOLS
from vividmap.assistant.visible_record import visible_record
from vividmap.core.record import Evidence, Record
from vividmap.services import record_cache

pytestmark = pytest.mark.django_db


def answers_of(desk):
    context = desk.context()
    told = {"memory": memory.write_memory(context.record, context.today)}
    calls = [(name, arguments) for name, arguments in CALLS if not name.startswith("propose")]
    return told | {f"{name} {arguments}": desk.call(name, arguments).text for name, arguments in calls}


def leaks(told):
    """Return the secrets in the answers to calls that did not name them."""
    return [
        (call, secret)
        for call, text in told.items()
        for secret in SECRETS
        if secret.lower() in text.lower() and secret.lower() not in call.lower()
    ]


def test_nothing_withheld_is_in_any_answer(alice):
    assert leaks(answers_of(desk_of(alice))) == []


WRITING_CALLS = (
    *((tool, {"text": "Paired on queues", "people": ["zelda", "omar"], "skills": ["seamstressing"], "project": "umbra"})
      for tool in ("propose_evidence", "propose_learning")),
    *(("propose_touchpoint", {"person": name, "text": "Talked about queues"}) for name in ("zelda", "omar", "z3ld")),
    *(("record_entry", {"line": line})
      for line in ("Paired with @zelda", "Paired with @z3ld", "Helped @omar !leave-for",
                   "Talked of !g0a2 and !gap2", "Spoke of Zelda")),
    ("record_entry", {"line": "Asked @omar for feedback", "section": "learning"}),
)  # fmt: skip
"""Calls with names that are withheld, which an answer could give away by resolving them."""


def test_neither_has_an_answer_of_a_tool_that_writes(alice):
    desk = desk_of(alice, read_allowances(["record"]))
    answers = {f"{name} {arguments}": desk.call(name, arguments) for name, arguments in WRITING_CALLS}
    assert [call for call, answer in answers.items() if answer.is_error] == []
    assert leaks({call: answer.text for call, answer in answers.items()}) == []
    assert {name for name, _ in (*CALLS, *WRITING_CALLS)} == {tool.name for tool in TOOLS}
    assert len(record_cache.load_record(alice).items_of(Evidence)) > 10
    assert leaks(answers_of(desk)) == []


def test_a_name_that_means_a_private_person_is_answered_as_one_that_means_nobody(alice):
    desk = desk_of(alice, read_allowances(["record"]))
    private, unknown = (
        json.loads(desk.call("record_entry", {"line": f"Paired with @{name}"}).text)["item"]
        for name in ("zelda", "zorro")
    )
    assert (private["people"], unknown["people"]) == (["zelda"], ["zorro"])
    assert private.keys() == unknown.keys()


def test_what_is_withheld_is_refused_as_what_does_not_exist_is(alice):
    desk = desk_of(alice)
    for handle in "pr1v 1nt3 w0rd c0nf t4gg b1uw 0l1k 1unc pa1r qu0u zeg1 fe3d c0rs z3ld 0mar g0a2 gap2 gap4 upd2 upd4".split():
        withheld = desk.call("show", {"item": handle})
        missing = desk.call("show", {"item": "zzzz"})
        assert withheld.is_error
        assert withheld.text.replace(handle, "zzzz") == missing.text
    assert json.loads(desk.call("search", {"query": "hush-alpha"}).text)["total"] == 0


def test_the_answers_are_those_of_a_record_without_what_is_withheld(alice, monkeypatch):
    """Counts, patterns and drafts are computed from the visible part: they cannot tell that there is more."""
    told = answers_of(desk_of(alice))
    record = record_cache.load_record(alice)
    visible = visible_record(record, read_allowances([]))
    only_visible = Record(tuple(item for item in record.items if item.id in visible.by_id))
    profile = replace(only_visible.profile, confidential=(), private_tags=())
    only_visible = Record(tuple(profile if item.id == profile.id else item for item in only_visible.items))
    monkeypatch.setattr(record_cache, "load_record", lambda _: only_visible)
    assert answers_of(desk_of(alice)) == told


@pytest.mark.parametrize(
    ("allowed", "shown", "hidden"),
    [
        ("internal", ("hush-beta", "hush-gamma"), ("hush-alpha", "hush-delta", "hush-kappa", "hush-lambda")),
        ("people", ("hush-kappa", "hush-eta", "hush-lambda"), ("hush-alpha", "hush-beta", "hush-gamma")),
        (
            "private",
            ("hush-alpha", "hush-beta", "hush-gamma", "hush-delta", "hush-kappa", "zelda quux"),
            ("7700",),
        ),
    ],
)
def test_the_owner_allows_more_by_name(alice, allowed, shown, hidden):
    desk = desk_of(alice, read_allowances([allowed]))
    told = "\n".join(text for call, text in answers_of(desk).items() if "hush" not in call).lower()
    told += desk.call("show", {"item": "t0uc"}).text
    assert [secret for secret in shown if secret not in told] == []
    assert [secret for secret in hidden if secret in told] == []


def test_a_name_in_the_notes_on_a_person_withholds_the_notes_alone(alice):
    desk = desk_of(alice)
    assert json.loads(desk.call("show", {"item": "a1rt"}).text)["item"]["people"] == ["Marek Novak (^m4rk)"]
    assert "notes" not in json.loads(desk.call("show", {"item": "m4rk"}).text)


def test_an_entry_that_becomes_private_is_withheld_at_once(alice):
    desk = desk_of(alice)
    assert "Redis" in desk.call("search", {"query": "session"}).text
    from vividmap.services.changes import entries

    entries.edit_item(alice, "7f3k", {"confidentiality": "private"})
    assert json.loads(desk.call("search", {"query": "session"}).text)["total"] == 0


def test_a_check_says_nothing_of_private_entries(alice):
    take_in(
        alice, "# Impact evidence\n- 2026-11-03 Closed the Lisbon office ^l15b\n  confidentiality: private\n"
    )
    desk = desk_of(alice)
    text = "I closed the Lisbon office in November. Bluewater went live."
    findings = json.loads(desk.call("check_text", {"text": text, "with_supported": True}).text)["findings"]
    assert findings
    assert not any(finding.get("entry") or finding.get("entries") for finding in findings)
    assert "confidential" not in {finding["kind"] for finding in findings}
    assert "private" not in " ".join(finding["why"] for finding in findings)
