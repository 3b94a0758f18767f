"""shown: which entries a person was shown, and when."""

import pytest

pytestmark = pytest.mark.database


@pytest.fixture
def entry(vividmap):
    vividmap("add", "person", "Priya Natarajan")
    vividmap("log", "--on", "2026-11-02", "Moved the cache")
    (found,) = vividmap.json("list", "evidence")
    return found["handle"]


def surfaced(vividmap):
    document = vividmap.document()
    return [line.strip() for line in document.splitlines() if "surfaced:" in line]


def test_an_entry_is_marked_as_shown_taken_back_and_undone(vividmap, entry, today):
    said = vividmap("shown", entry, "--to", "priya")
    assert f"Shown to Priya Natarajan: ^{entry} Moved the cache" in said.out
    assert surfaced(vividmap) == [f"surfaced: @priya {today}"]
    vividmap("shown", f"^{entry}", "--to", "priya", "--on", "2026-11-05")
    assert surfaced(vividmap) == [f"surfaced: @priya {today}", "surfaced: @priya 2026-11-05"]
    said = vividmap("shown", entry, "--to", "priya", "--not", "--on", "2026-11-05")
    assert f"Not shown to Priya Natarajan: ^{entry}" in said.out
    assert surfaced(vividmap) == [f"surfaced: @priya {today}"]
    vividmap("shown", entry, "--to", "priya", "--not")
    assert surfaced(vividmap) == []
    vividmap("undo")
    assert surfaced(vividmap) == [f"surfaced: @priya {today}"]


def test_what_is_marked_already_is_said(vividmap, entry):
    vividmap("shown", entry, "--to", "priya")
    assert "Nothing to change" in vividmap("shown", entry, "--to", "priya").out


def test_who_is_not_known_is_refused_and_nothing_is_marked(vividmap, entry):
    for wrong in (
        ["zzzz", "--to", "priya"],
        [entry, "--to", "zoe"],
        [entry, "--to", "priya", "--on", "soon"],
    ):
        answer = vividmap("shown", *wrong, check=False)
        assert answer.code == 2
        assert answer.err
    assert surfaced(vividmap) == []
