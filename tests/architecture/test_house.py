"""The rules of the house that a linter does not know."""

import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]

# spelled in pieces, so that this file keeps its own rule
REGISTRIES = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))
]
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "root")]
LEFT_OVER = "|".join(["TO" + "DO", "FIX" + "ME"])


@cache
def ours() -> list[Path]:
    """Every file that is or will be committed, but what others wrote."""
    ignored = [line.rstrip("/") for line in text(ROOT / ".gitignore").splitlines()]
    skipped = [*ignored, ".git", "vendor"]
    paths = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not any(map(partial(fnmatch, name), skipped))]
        paths += [Path(folder, name) for name in names if not any(map(partial(fnmatch, name), skipped))]
    return sorted(paths)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in ours()
        for number, line in enumerate(text(path).splitlines(), 1)
        if found.search(line)
    ]


def test_imports_point_inwards():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ["core", "paths", "spool", "status"])
def test_the_inner_rooms_need_the_standard_library_alone(room):
    graph = grimp.build_graph("vividmap", include_external_packages=True, cache_dir=None)
    inside = {f"vividmap.{room}"} | graph.find_descendants(f"vividmap.{room}")
    imported = set().union(*map(graph.find_modules_directly_imported_by, inside))
    roots = {module.partition(".")[0] for module in imported} - {"vividmap"}
    assert roots <= sys.stdlib_module_names


def test_no_source_file_is_longer_than_400_lines():
    # not the stylesheet: there is one, and it is read by its headings
    sources = [path for path in ours() if path.suffix in {".html", ".js", ".py"}]
    lengths = {path.relative_to(ROOT): len(text(path).splitlines()) for path in sources}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


@pytest.mark.parametrize("address", REGISTRIES)
def test_no_file_names_a_package_registry(address):
    assert lines_with(re.escape(address)) == []


@pytest.mark.parametrize("path", MACHINE_PATHS)
def test_no_file_names_a_path_of_one_machine(path):
    assert lines_with(rf"(?<![\w.}}]){path}") == []


def test_nothing_is_left_for_later():
    # Not in documents, nor in the reader of notes: what people keep has marks and headings of that name.
    others = ("tests/", "docs/", "src/vividmap/formats/notes/")
    found = [line for line in lines_with(rf"\b({LEFT_OVER})\b") if not line.startswith(others)]
    assert found == []
