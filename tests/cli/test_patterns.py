"""`vividmap patterns`: what a record says over time, for people and for programs."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cli.terminal import at_terminal
from tests.core import make

from vividmap.core.insights import evaluate_patterns, pattern_modules
from vividmap.core.record import Record
from vividmap.formats import patterns as written
from vividmap.services.home import sample

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
IMPORTED = datetime(2026, 11, 23, tzinfo=UTC)
THREE = "---\nvividmap: document 1\n---\n# Impact evidence\n" + "\n".join(
    f"- 2025-0{month}-10 Entry {month} ~teams ^e{month}aa" for month in (1, 2, 3)
)


def the_sample():
    """Return the sample record as an import makes it: all of it written down in one moment."""
    record = make.from_document(sample.sample_text(TODAY))
    return Record(tuple(replace(item, created_at=IMPORTED) for item in record.items))


def test_the_sample_record_is_read_as_somebody_read_it():
    record = the_sample()
    said = written.text(evaluate_patterns(record, TODAY), record)
    assert said == (HERE / "patterns_sample.txt").read_text(encoding="utf-8")


def test_what_calls_is_marked_and_its_next_step_stands_beneath_it():
    record = the_sample()
    lines = written.text(evaluate_patterns(record, TODAY, ("fading",)), record).splitlines()
    calling = [at for at, line in enumerate(lines) if line.startswith("  ! ")]
    assert calling
    assert all(lines[at + 1].startswith("    Next: ") for at in calling)


def test_five_handles_stand_beneath_a_sentence_and_the_others_are_counted():
    items = [make.evidence(f"2026-{month:02}-10 Work {month}") for month in range(1, 8)]
    record = make.record(*items)
    said = written.text(evaluate_patterns(record, TODAY, ("cadence",)), record)
    assert re.search(r"^    (\^\w+ ){5}and 2 more$", said, re.MULTILINE)


def test_the_json_has_what_is_behind_every_sentence_and_cell_by_handle():
    record = the_sample()
    shaped = json.loads(written.json_text(evaluate_patterns(record, TODAY), record, TODAY))
    assert [one["pattern"] for one in shaped] == list(pattern_modules())
    handles = {item.handle for item in record.items}
    for one in shaped:
        cells = [cell for row in (one["table"] or {"rows": []})["rows"] for cell in row]
        for said in (*one["insights"], *cells):
            assert set(said["behind"]) <= handles
    scope = next(one for one in shaped if one["pattern"] == "scope")
    assert scope["table"]["chart"] == "stack"
    assert scope["table"]["columns"][:2] == ["Quarter", "My team"]
    assert scope["table"]["rows"][0][1]["value"] == len(scope["table"]["rows"][0][1]["behind"])


def test_a_threshold_of_ones_own_is_in_the_json_beside_the_usual_one():
    record = make.record(make.profile(limits={"gap-still": 3}, thin_month=4))
    shaped = written.plain(evaluate_patterns(record, TODAY, ("gaps", "cadence")), record, TODAY)
    found = {limit["name"]: limit for one in shaped for limit in one["thresholds"]}
    assert (found["gap-still"]["value"], found["gap-still"]["usual"]) == (3, 6)
    assert (found["thin-month"]["value"], found["thin-month"]["usual"]) == (4, 2)
    assert found["fresh-days"]["value"] == found["fresh-days"]["usual"]


@pytest.mark.database
def test_an_empty_record_is_told_how_much_each_question_needs(vividmap):
    said = vividmap("patterns").out
    assert said.count("This needs") >= len(pattern_modules()) - 2
    assert "  ! " not in said
    assert all(one["insights"] == [] for one in vividmap.json("patterns"))


@pytest.mark.database
def test_some_are_asked_for_by_name_in_their_own_order(vividmap):
    vividmap("import", "-", input=THREE)
    said = vividmap("patterns", "scope", "cadence").out
    assert re.findall(r"^(\w+): ", said, re.MULTILINE) == ["cadence", "scope"]
    assert "^e3aa" in said
    assert [one["pattern"] for one in vividmap.json("patterns", "kinds")] == ["kinds"]


@pytest.mark.database
def test_a_name_that_is_none_is_refused_with_those_that_are(vividmap):
    refused = vividmap("patterns", "cadences", check=False)
    assert refused.code == 2
    assert "there is no pattern 'cadences'; use cadence, scope, kinds" in refused.err


@pytest.mark.database
def test_a_threshold_decides(vividmap):
    vividmap("import", "-", input=THREE)
    assert "This needs" not in vividmap("patterns", "cadence").out
    vividmap("config", "cadence-least", "4")
    assert "This needs at least 4 dated entries" in vividmap("patterns", "cadence").out


@pytest.mark.database
def test_a_terminal_gets_lines_that_fit_it(vividmap):
    vividmap("import", "-", input=sample.sample_text(TODAY))
    shown = at_terminal(vividmap, "patterns", "cadence", "gaps", size=(200, 72)).text
    assert "cadence: Do I record two to four entries a month?" in shown
    assert max(map(len, shown.splitlines())) <= 72


def test_the_guide_lists_every_pattern_with_its_question_in_order():
    page = (HERE.parents[1] / "docs" / "guide" / "patterns.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", page, re.MULTILINE)
    assert rows == [(name, module.QUESTION) for name, module in pattern_modules().items()]


@pytest.mark.database
def test_config_explains_every_threshold_with_its_default_and_source(vividmap):
    thresholds = [limit for module in pattern_modules().values() for limit in module.THRESHOLDS]
    text = vividmap("config", "--all").out
    shapes = {shape["name"]: shape for shape in vividmap.json("config", "--all")}
    for limit in thresholds:
        amount = written.limit_text(limit, limit.usual)
        assert f"{limit.name:<20} {amount}\n  {limit.says}\n  Source: {limit.source}\n" in text
        assert shapes[limit.name] == {
            "name": limit.name,
            "value": limit.usual,
            "default": limit.usual,
            "unit": limit.unit,
            "says": limit.says,
            "source": limit.source,
        }
