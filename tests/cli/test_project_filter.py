"""list, show and search by project."""

import pytest


@pytest.mark.database
def test_the_entries_of_a_project_are_listed_whatever_its_spelling(vividmap):
    vividmap("log", "Moved the tables -> 3 teams moved +ledger-migration")
    vividmap("log", "Wrote the runbook", "--project", "Ledger Migration")
    vividmap("learn", "Double entry +LEDGER-migration")
    vividmap("log", "Something else")

    assert len(vividmap("list", "--project", "ledger migration").out.splitlines()) == 2
    assert len(vividmap("list", "learning", "--project", "ledger-migration").out.splitlines()) == 1
    (project,) = vividmap("list", "projects").out.splitlines()
    assert project.split("\t")[::2] == ["3", "Ledger Migration"]
    unknown = vividmap("list", "--project", "legder", check=False)
    assert "there is no project 'legder'" in unknown.err


@pytest.mark.database
def test_a_project_is_shown_by_its_name_unless_an_item_has_it(vividmap):
    vividmap("log", "Moved the tables +checkout")
    vividmap("log", "Wrote the runbook #checkout-tests")
    assert vividmap("show", "Checkout").out == vividmap("project", "checkout").out
    assert vividmap.json("show", "checkout") == vividmap.json("project", "checkout")
    vividmap("add", "goal", "Checkout")
    assert "Moved the tables" not in vividmap("show", "checkout").out
    assert vividmap("show", "+checkout").out == vividmap("project", "checkout").out
    assert "there is no project '+chekout'" in vividmap("show", "+chekout", check=False).err
    assert "no item has the handle or name 'chekout'" in vividmap("show", "chekout", check=False).err


@pytest.mark.database
def test_a_search_is_narrowed_to_a_project(vividmap):
    vividmap("log", "Wrote the runbook +Ledger-Migration")
    vividmap("log", "Wrote another runbook")
    vividmap("learn", "A runbook is practice --project Ledger", "--project", "ledger migration")
    assert len(vividmap.json("search", "runbook")) == 3
    assert len(vividmap.json("search", "runbook", "--project", "ledger migration")) == 2
    assert (
        "there is no project 'legder'"
        in vividmap("search", "runbook", "--project", "legder", check=False).err
    )
