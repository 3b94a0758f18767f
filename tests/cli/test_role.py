"""add role: the roles of one's own, each ending where the next begins."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database


def test_a_role_ends_the_one_before(vividmap, today):
    vividmap("add", "role", "Engineer", "--since", "2021-05-03", "--employer", "Norlys", "--level", "mid")
    vividmap("add", "role", "Senior Engineer", "--since", "2024-03", "--level", "Senior")
    assert vividmap("add", "role", "Senior Engineer", "--employer", "Acme").out.splitlines() == [
        "role: 2021-05-03..2024-02-29 Engineer, Norlys, mid",
        f"role: 2024-03-01..{today.fromordinal(today.toordinal() - 1)} Senior Engineer, Norlys, Senior",
        f"role: {today}.. Senior Engineer, Acme, Senior",
    ]
    settings = vividmap.json("config")
    assert (settings["employer"], settings["level"]) == ("Acme", "Senior")


def test_a_role_of_long_ago_changes_nothing_of_today(vividmap):
    vividmap("add", "role", "Staff", "--since", "2025-01", "--employer", "Acme", "--level", "Staff")
    vividmap("add", "role", "Engineer", "--since", "2020-02-01", "--employer", "Norlys", "--level", "mid")
    done = vividmap("add", "role", "Senior", "--since", "2022-06-01", "--employer", "Norlys")
    assert done.out.splitlines() == [
        "role: 2020-02-01..2022-05-31 Engineer, Norlys, mid",
        "role: 2022-06-01..2024-12-31 Senior, Norlys",
        "role: 2025-01-01.. Staff, Acme, Staff",
    ]
    settings = vividmap.json("config")
    assert (settings["employer"], settings["level"]) == ("Acme", "Staff")


def test_a_role_of_the_same_day_replaces(vividmap):
    vividmap("add", "role", "Stafff", "--since", "2025-01-01")
    assert vividmap("add", "role", "Staff", "--since", "2025-01-01").out == "role: 2025-01-01.. Staff\n"


def test_a_title_may_hold_a_comma(vividmap):
    done = vividmap("add", "role", "Principal Engineer, ML Platform", "--since", "2025-01-01")
    assert done.out == 'role: 2025-01-01.. "Principal Engineer, ML Platform"\n'


def test_bad_input_is_refused(vividmap):
    refused(
        vividmap,
        [
            (["add", "role", ""], "a role needs a title"),
            (["add", "role", "Staff", "--since", "whenever"], "--since 'whenever' is not a date"),
            (["add", "role", "list"], "'list' is a command, not a role"),
            (["add", "role", "help"], "'help' is a command, not a role"),
        ],
    )
