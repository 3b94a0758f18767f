"""Sources are found where they are, those of other packages too; a broken one harms no other."""

import sys
from datetime import date
from pathlib import Path

import pytest

from vividmap.sources import registry
from vividmap.sources.source import Collected, CollectRequest, SourceError

WEATHER = """
from vividmap.sources.source import Collected
NAME = "weather"
SUMMARY = "storms that you sat out"
def collect(request):
    return Collected()
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Install a package with one module and an entry point, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(name: str, module: str, source: str) -> None:
        (tmp_path / f"{module}.py").write_text(source)
        metadata = tmp_path / f"{module}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{name} = {module}\n")

    yield make
    for module in ("weather_source", "broken_source", "empty_source", "other_source", "false_git"):
        sys.modules.pop(module, None)


def test_a_source_of_another_package_is_found(install):
    install("weather", "weather_source", WEATHER)

    assert registry.find_sources().by_name["weather"].SUMMARY == "storms that you sat out"
    assert registry.load_source("weather").collect(CollectRequest(today=date(2026, 11, 30))) == Collected()


def test_broken_sources_are_named_and_harm_no_other(install):
    install("weather", "weather_source", WEATHER)
    install("broken", "broken_source", "raise SystemError('no wind')")
    install("empty", "empty_source", "")
    install("other", "other_source", WEATHER)
    install("git", "false_git", WEATHER.replace("weather", "git"))
    sources = registry.find_sources()

    assert {"git", "weather"} <= set(sources.by_name)
    assert "storms" not in sources.by_name["git"].SUMMARY
    assert sources.problems == (
        (
            "The source 'broken' of broken_source cannot be loaded (SystemError: no wind)."
            " Update or uninstall its package."
        ),
        (
            "The source 'empty' of empty_source is not a source: it needs NAME, SUMMARY and collect(request)."
            " Update or uninstall its package."
        ),
        "The source 'git' of false_git has the name of another source and is not used.",
        "The source 'other' of other_source calls itself 'weather'; the names have to be the same.",
    )
    with pytest.raises(SourceError, match="no wind"):
        registry.load_source("broken")


def test_an_unknown_source_is_refused_with_those_that_there_are():
    with pytest.raises(registry.UnknownSource, match=r"there is no source 'gti'; there are: .*git"):
        registry.load_source("gti")
