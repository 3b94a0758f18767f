"""Which entries are told under which criterion."""

from tests.core import make
from vividmap.core.packets.promotion.case import assign_entries

LADDER = make.framework("Our levels ^ours")
DECIDES, GROWS, DELIVERS = (
    make.criterion(name, of=LADDER, level="Staff") for name in ("Decides", "Grows engineers", "Delivers")
)


def entry_for(handle, *criteria):
    return make.showing(make.evidence(f"2026-10-01 Moved {handle} ^{handle}"), *criteria)


def handles_by_criterion(entries, criteria):
    assignments = assign_entries(entries, criteria)
    return {item.text: " ".join(entry.handle for entry in assignments[item.id]) for item in criteria}


def test_a_criterion_takes_the_entry_that_others_need_least():
    entries = [
        entry_for("b0th", DECIDES, GROWS),
        entry_for("d3cd", DECIDES),
        entry_for("gr0w", GROWS, DELIVERS),
    ]
    assert handles_by_criterion(entries, [DELIVERS, DECIDES, GROWS]) == {
        "Delivers": "gr0w",
        "Decides": "d3cd",
        "Grows engineers": "b0th",
    }


def test_what_is_left_goes_to_the_criterion_with_the_fewest_entries():
    entries = [
        entry_for("d1aa", DECIDES),
        entry_for("d2aa", DECIDES),
        entry_for("gr0w", GROWS),
        entry_for("b0th", DECIDES, GROWS),
    ]
    assert handles_by_criterion(entries, [DECIDES, GROWS]) == {
        "Decides": "d1aa d2aa",
        "Grows engineers": "gr0w b0th",
    }
