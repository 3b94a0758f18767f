"""Suggestions for the criteria of the built-in ladders, held to labels made by reading three records."""

import sys
from importlib import import_module
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "scripts"))
packet_figures = import_module("packet_figures")
suggestion_figures = import_module("suggestion_figures")
RECORDS = {name: packet_figures.read_record(name) for name in packet_figures.RECORDS}


def test_each_label_names_one_entry():
    for label in suggestion_figures.read_labels():
        texts = [entry.text for entry in RECORDS[label.record].items_of(suggestion_figures.Evidence)]
        for beginning in label.shown_by:
            assert sum(text.startswith(beginning) for text in texts) == 1, beginning


def test_the_first_three_suggestions_are_right():
    figure = suggestion_figures.measure(RECORDS)
    assert figure.criteria == 61
    assert figure.right >= 0.8 * figure.suggested
    assert figure.suggested >= 2.5 * figure.criteria
    assert figure.answered >= 0.9 * figure.criteria
