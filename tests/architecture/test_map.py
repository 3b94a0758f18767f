"""The map in docs/architecture.md: every file and folder that it names is where the map says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text()
PACKAGE = ROOT / "src" / "vividmap"
ELSEWHERE = {"docs", "tests"}
"""Folders beside the package that the page names too."""


def places_on_map():
    """The files and folders of the tree at the top of the page, from the package on."""
    tree = PAGE.split("```")[1].strip().splitlines()[1:]
    folders = [PACKAGE]
    for line in tree:
        depth = (len(line) - len(line.lstrip())) // 2
        for name in re.findall(r"[\w.]+\.py|[\w/]+/", line.split("  ")[depth]):
            place = folders[depth - 1] / name
            folders[depth:] = [place]
            yield place


def places_in_text():
    """The files and folders that the page names in backticks."""
    for name in re.findall(r"`([\w/]+(?:/|\.py))`", PAGE.split("```")[2]):
        yield ROOT / name if name.split("/")[0] in ELSEWHERE else PACKAGE / name


def exists(place):
    """Whether a place is there; a file named without its folder may be in any."""
    return place.exists() or (place.parent == PACKAGE and any(PACKAGE.rglob(place.name)))


def test_the_map_is_read_to_its_leaves():
    places = {str(place.relative_to(PACKAGE)) for place in places_on_map()}
    assert {"spool.py", "core/insights", "sources/web", "services/opening.py", "config"} <= places


@pytest.mark.parametrize(
    "place", sorted({*places_on_map(), *places_in_text()}), ids=lambda place: str(place.relative_to(ROOT))
)
def test_what_the_architecture_names_is_there(place):
    assert exists(place)


def test_every_room_is_on_the_map():
    named = {place.name for place in places_on_map()}
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    groups = {folder.name for folder in (PACKAGE / "services").iterdir() if (folder / "__init__.py").exists()}
    assert rooms | groups <= named
