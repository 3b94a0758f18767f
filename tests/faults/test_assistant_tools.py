"""Whatever an assistant sends to a tool, it gets an answer within the budget or an error that it can act on."""

import json
from random import Random

import pytest
from tests.assistant.planted import RECORD, desk_of
from tests.faults.assistant_inputs import arguments_of
from tests.laws.somebody import for_a_while, somebody
from tests.support import FULL

from vividmap.assistant.allowances import read_allowances
from vividmap.assistant.answers import MAX_CHARACTERS, NOTICE
from vividmap.assistant.tool_table import MOST_WRITES, TOOLS
from vividmap.core.untrusted_text import strip_hidden
from vividmap.services import record_cache
from vividmap.services.transfer import documents

pytestmark = [pytest.mark.faults, pytest.mark.django_db]

COUNT = 5_000 if FULL else 80
_STRUCTURE = ("<system", "</tool", "<|im", "[INST]", "```", "](http")
"""What a model may take for structure: it must not be in any answer, whoever wrote it."""


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_any_arguments_are_answered_or_refused_and_the_record_stays(tool):
    dice = Random(f"{tool.name} 20261120")
    refused_count = 0
    with for_a_while():
        alice = somebody()
        plan, _ = documents.plan_import(alice, RECORD)
        documents.apply_plan(alice, plan, "import document")
        before = record_cache.load_record(alice).items
        for _ in range(0, COUNT, MOST_WRITES):  # a session has its limit, and the inbox too
            with for_a_while():
                desk = desk_of(alice, read_allowances(["record"]), client="stand-in\u202e\n")
                for _ in range(MOST_WRITES):
                    arguments = arguments_of(dice, tool.parameters)
                    answer = desk.call(tool.name, arguments)
                    assert faults_of(answer) == [], (arguments, answer)
                    refused_count += answer.is_error
                items = record_cache.load_record(alice).items
                assert {item.id for item in before} <= {item.id for item in items}
                assert [item for item in items if item in before] == list(before)
                assert items == before or tool.name == "record_entry"
    assert 0 < refused_count < COUNT  # else the arguments show nothing


def faults_of(answer):
    """Return what is wrong with an answer, whatever was asked."""
    text = answer.text
    checks = {
        "something went wrong": "Something went wrong" in text or "cannot be read now" in text,
        "a traceback": "Traceback" in text or 'File "' in text,
        "too long": len(text) > MAX_CHARACTERS,
        "hidden characters": strip_hidden(text) != text,
        "structure": any(sign in text for sign in _STRUCTURE),
        "no sentence": answer.is_error
        and not (text.strip() and text.rstrip().endswith((".", "?", "!", '"', "…"))),
        "no data": not answer.is_error and json.loads(text).get("notice") != NOTICE,
    }
    return [fault for fault, is_there in checks.items() if is_there]
