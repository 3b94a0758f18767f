"""Expressions are kept beside Python's own files: the same ones, sooner, whatever happens to the file."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.patterns import all_lazy_patterns

import vividmap
from vividmap.pattern_cache import PatternCache

OF_TABLES = {"_bounded", "_matter", "privacy_phrase", "_week_words", "_starting_words", "_ending_words"}
"""Functions that make expressions of tables in the source alone."""
COLOURS = r"(?P<name>colou?rs?)|[\u4e00-\u9fff](?i:red|blue)"


def fill(path: Path, *expressions: str) -> bytes:
    cache = PatternCache(str(path))
    for expression in expressions:
        cache.compile(expression, 0)
    cache.save()
    return path.read_bytes()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept.patterns"


def test_each_expression_of_the_package_is_the_one_that_python_compiles(file):
    expressions = {(pattern._text, int(pattern._flags)) for pattern in all_lazy_patterns()}
    assert len(expressions) > 500
    cache = PatternCache(str(file))
    hints = {key: cache.find_hints(*key) for key in expressions}
    for key in expressions:
        cache.compile(*key)
    cache.save()
    kept = PatternCache(str(file))
    for text, flags in expressions:
        pattern, own = kept.compile(text, flags), re.compile(text, flags)
        assert pattern == own  # with their code
        assert (pattern.groups, pattern.groupindex) == (own.groups, own.groupindex)
        assert kept.find_hints(text, flags) == hints[text, flags]


def test_a_kept_expression_is_not_compiled_again(file, monkeypatch):
    fill(file, COLOURS)
    monkeypatch.setattr("vividmap.pattern_cache._compile", None)
    match = PatternCache(str(file)).compile(COLOURS, 0).search("of many colours")
    assert match is not None
    assert match["name"] == "colours"


@given(st.data())
def test_a_damaged_file_is_as_none(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("damaged") / "kept.patterns"
    whole = fill(file, COLOURS)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from(
            [whole[:place], whole + b"\0", whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]]
        )
    )
    file.write_bytes(damaged)
    assert PatternCache(str(file)).compile(COLOURS, 0) == re.compile(COLOURS)
    assert fill(file, COLOURS) == whole


def test_another_interpreter_takes_nothing_from_it(file, monkeypatch):
    whole = fill(file, COLOURS)
    monkeypatch.setattr(sys, "version", "4.0.0 (one day)")
    assert fill(file, "other") != whole
    assert not PatternCache(str(file))._kept[1]
    assert list(PatternCache(str(file))._kept[0]) == [("other", 0)]


def test_code_that_python_refuses_is_compiled_anew(file):
    cache = PatternCache(str(file))
    cache.compile(COLOURS, 0)
    flags, code, *rest = cache._kept[0][COLOURS, 0]
    cache._kept[0][COLOURS, 0] = (flags, b"\xff" * len(code), *rest)
    cache.save()
    assert PatternCache(str(file)).compile(COLOURS, 0) == re.compile(COLOURS)


def test_where_python_has_no_such_functions_it_compiles_as_ever(file, monkeypatch):
    monkeypatch.delattr("_sre.compile")
    monkeypatch.setattr(re, "compile", lambda text, flags: ("compiled", text, flags))
    assert PatternCache(str(file)).compile(COLOURS, 0) == ("compiled", COLOURS, 0)


def test_an_error_in_an_expression_is_pythons_own(file):
    with pytest.raises(re.error, match="unterminated"):
        PatternCache(str(file)).compile("(open", 0)


def test_what_cannot_be_written_is_not_missed(tmp_path):
    cache = PatternCache(str(tmp_path / "nowhere" / "kept.patterns"))
    assert cache.compile(COLOURS, 0) == re.compile(COLOURS)
    cache.save()
    assert not list(tmp_path.iterdir())


def test_lazy_expressions_are_the_sources_own():
    calls = [
        f"{path}:{call.lineno}"
        for path in Path(vividmap.__file__).parent.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name not in OF_TABLES
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "lazy_pattern"
    ]
    assert calls == []


def test_nothing_is_written_where_nothing_is_new(file):
    fill(file, COLOURS)
    os.utime(file, (0, 0))
    fill(file, COLOURS)
    assert file.stat().st_mtime == 0


def test_a_record_leaves_no_word_in_it(tmp_path):
    secret, environment = "Zanzibarium", {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    environment |= {"VIVIDMAP_HOME": str(tmp_path / "home")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    document = tmp_path / "record.md"
    document.write_text(
        f"# People\n\n- {secret} Alice, works with me\n\n# Impact\n\n- 2026-11-02 Moved {secret} -> 3 teams @{secret}\n"
    )
    for arguments in (
        ["import", str(document)],
        ["config", "confidential", secret],
        ["draft", "review", "--period", "2026"],
        ["draft", "promotion"],
    ):
        vividmap = Path(sys.executable).with_name("vividmap")
        told = subprocess.run([vividmap, *arguments], env=environment, check=True, capture_output=True)
        assert secret in told.stdout.decode()
    (kept,) = (tmp_path / "compiled").rglob("*.patterns")
    assert len(kept.read_bytes()) > 10_000
    assert secret.casefold().encode() not in kept.read_bytes().lower()
