"""A source of another package: built, installed, found by its entry point, and harmless where it is broken."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from vividmap.sources import registry
from vividmap.sources.source import SourceError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "vividmap-standup"
BROKEN = {
    "raises": ("1 / 0", "cannot be loaded (ZeroDivisionError: division by zero)"),
    "lacks": ("NAME = 'lacks'", "is not a source: it needs NAME, SUMMARY and collect(request)"),
    "renamed": ("NAME = 'other'\nSUMMARY = ''\ncollect = print", "the names have to be the same"),
    "github": (
        "NAME = 'github'\nSUMMARY = ''\ncollect = print",
        "has the name of another source and is not used",
    ),
}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The folder that the example is installed into, as pip would do it: its wheel, unpacked."""
    from hatchling.build import build_wheel

    source = tmp_path / "source"
    shutil.copytree(EXAMPLE, source)
    monkeypatch.chdir(source)
    wheel = build_wheel(str(tmp_path))
    folder = tmp_path / "installed"
    with zipfile.ZipFile(tmp_path / wheel) as archive:
        archive.extractall(folder)
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_example_is_short_and_stands_in_the_guide():
    code = (EXAMPLE / "vividmap_standup.py").read_text()
    assert len(code.splitlines()) < 50
    assert code in (ROOT / "docs" / "guide" / "sources-for-developers.md").read_text()


def test_an_installed_source_collects_like_those_of_our_own(installed, vividmap, tmp_path):
    notes = tmp_path / "standup.txt"
    notes.write_text(
        "2026-11-20 DONE Moved the cache to Redis +ledger\n2026-11-23 Talked to Dana\n2026-19-39 DONE x\n"
    )
    env = {"PYTHONPATH": str(installed)}
    assert "what is DONE in stand-up notes" in vividmap("collect", "--list", env=env).out
    assert vividmap("collect", "standup", notes, env=env).out.startswith("standup: 1 new candidate")
    assert vividmap("collect", env=env).out.startswith("standup: nothing new")
    # uninstalled, it is named, and nothing else
    gone = vividmap("collect", check=False)
    assert gone.code == 2 or "standup" in gone.err
    assert "Traceback" not in gone.err


def test_a_broken_one_is_told_and_harms_no_other(installed, monkeypatch):
    for name, (code, _) in BROKEN.items():
        (installed / f"broken_{name}.py").write_text(code)
        info = installed / f"broken_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: broken-{name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[vividmap.sources]\n{name} = broken_{name}\n")
    monkeypatch.syspath_prepend(str(installed))
    found = registry.find_sources()
    assert {"calendar", "git", "github", "gitlab", "standup"} <= found.by_name.keys()
    assert found.by_name["github"].SUMMARY
    for name, (_, sentence) in BROKEN.items():
        (problem,) = [problem for problem in found.problems if f"broken-{name}" in problem]
        assert sentence in problem
    with pytest.raises(SourceError, match="broken-raises"):
        registry.load_source("raises")
    assert registry.load_source("standup").SUMMARY == "what is DONE in stand-up notes"
    for name in (*BROKEN, "standup"):
        sys.modules.pop(f"broken_{name}", None)
        sys.modules.pop(f"vividmap_{name}", None)
