"""All regular expressions of the package, and the texts that make one slow if any text does."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as syntax  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import vividmap
from vividmap.core.lazy_pattern import lazy_pattern

LAZY_PATTERN: Any = lazy_pattern  # a class that the type checker takes for a function
METHODS = frozenset({"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"})

_CATEGORY = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_SPACE: " \n",
    code.CATEGORY_WORD: "a_1",
    code.CATEGORY_NOT_DIGIT: "a ",
    code.CATEGORY_NOT_SPACE: "a.",
    code.CATEGORY_NOT_WORD: " .",
}
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


class Expression(NamedTuple):
    """A pattern, where it is written, and the methods that it is called by."""

    place: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


def all_expressions() -> list[Expression]:
    """Return every pattern: those that a module holds, in whatever collection, and those written inside a call."""
    return _expressions_in([(module, ast.parse(_source(module))) for module in _modules()])


def all_lazy_patterns() -> list[Any]:
    """Return every pattern of the package that is compiled late, as it is held: not compiled."""
    held = [
        value for module in _modules() for name in vars(module) for value in _lazy_within(vars(module)[name])
    ]
    return list({id(pattern): pattern for pattern in held}.values())


def _lazy_within(value: object, depth: int = 4) -> Iterator[Any]:
    if isinstance(value, LAZY_PATTERN):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and depth:
        members = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for member in members:
            yield from _lazy_within(member, depth - 1)


def sampled_expressions(random: Random, count: int) -> list[Expression]:
    """Return the patterns of some modules, but for those that other modules may use too."""
    modules = sorted(
        (module for module in _modules() if {"re", "lazy_pattern"} & vars(module).keys()),
        key=lambda module: module.__name__,
    )
    expressions = _expressions_in(
        [(module, ast.parse(_source(module))) for module in random.sample(modules, count)]
    )
    return [expression for expression in expressions if re.search(r"[.]_\w+$|:", expression.place)]


def _expressions_in(sources: list[tuple[ModuleType, ast.Module]]) -> list[Expression]:
    public = _methods_by_name([tree for _, tree in sources])
    methods: dict[re.Pattern[str], set[str]] = defaultdict(set)
    places: dict[re.Pattern[str], str] = {}
    for module, tree in sources:
        private = _methods_by_name([tree])
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                places.setdefault(pattern, f"{module.__name__}.{name}")
                methods[pattern] |= (private if name.startswith("_") else public).get(name, METHODS)
        held = {pattern.pattern for pattern in places}
        for line, pattern, method in _written_in_calls(module, tree):
            if method != "compile" or pattern.pattern not in held:
                places.setdefault(pattern, f"{module.__name__}:{line}")
                methods[pattern] |= METHODS if method == "compile" else {method}
    return [Expression(place, pattern, frozenset(methods[pattern])) for pattern, place in places.items()]


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(vividmap.__path__, "vividmap."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def _source(module: ModuleType) -> str:
    return Path(module.__file__ or "").read_text(encoding="utf-8")


def _methods_by_name(trees: list[ast.Module]) -> dict[str, set[str]]:
    """Return the methods called on each name; a name that is also passed on is left out."""
    methods: dict[str, set[str]] = defaultdict(set)
    passed_on: set[str] = set()
    for tree in trees:
        receivers = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {*METHODS, "pattern"}:
                receivers.add(node.value)
                if isinstance(node.value, ast.Name | ast.Attribute) and node.attr in METHODS:
                    methods[_last_name(node.value)].add(node.attr)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in receivers:
                passed_on.add(node.id)
    return {name: used for name, used in methods.items() if name not in passed_on}


def _last_name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _patterns_in(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LAZY_PATTERN):
        yield re.compile(value._text, value._flags)
    elif isinstance(value, dict) and depth:
        yield from _patterns_in([*value.keys(), *value.values()], depth - 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth:
        for member in value:
            yield from _patterns_in(member, depth - 1)


def _written_in_calls(module: ModuleType, tree: ast.Module) -> Iterator[tuple[int, re.Pattern[str], str]]:
    """Yield the expressions in `re.method(…)`; parts known only at run time are replaced by "x"."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in {*METHODS, "compile"}
        ):
            text = _text(node.args[0], vars(module))
            if text is not None:
                yield node.lineno, re.compile(text), node.func.attr


def _text(node: ast.expr, names: dict[str, Any]) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, names) or "x" for part in node.values)
    try:
        value = eval(ast.unparse(node.value if isinstance(node, ast.FormattedValue) else node), names)
    except NameError:
        return None
    return value if isinstance(value, str) else None


def alphabet(pattern: re.Pattern[str]) -> str:
    """Return the characters that an expression tells apart, one or two of each class, and some others."""
    signs = dict.fromkeys(_signs(syntax.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    return "".join([*signs, *(sign for sign in " \na1" if sign not in signs)])


def _signs(tree: Any) -> Iterator[str]:
    for operation, value in tree:
        if operation in {code.LITERAL, code.NOT_LITERAL}:
            yield chr(value)
        elif operation is code.RANGE:
            yield chr(value[0])
        elif operation is code.CATEGORY:
            yield from _CATEGORY[value]
        else:
            yield from _signs_below(value)


def _signs_below(value: Any) -> Iterator[str]:
    is_part = isinstance(value, list) and value and isinstance(value[0], tuple)
    if is_part or isinstance(value, syntax.SubPattern):
        yield from _signs(value)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _signs_below(member)


def beginnings(pattern: re.Pattern[str]) -> set[str]:
    """Return the shortest texts that lead up to each part that may be repeated without end."""
    ends: set[str] = {""}
    _walk(syntax.parse(pattern.pattern, pattern.flags & ~re.DEBUG), "", ends)
    return ends


def _walk(tree: Any, before: str, ends: set[str]) -> str:
    for operation, value in tree:
        before = _after(operation, value, before, ends)
    return before


def _after(operation: Any, value: Any, before: str, ends: set[str]) -> str:
    """Return a text that matches up to the end of a part; add `before` to `ends` if the part repeats."""
    if operation in _REPEATS:
        least, most, body = value
        if most > 20:
            ends.add(before)
        return before + _walk(body, before, ends)[len(before) :] * int(least)
    if operation in {code.SUBPATTERN, code.ATOMIC_GROUP}:
        return _walk(value[3] if operation is code.SUBPATTERN else value, before, ends)
    if operation is code.BRANCH:
        return next(iter([_walk(branch, before, ends) for branch in value[1]]))  # all are walked
    return before + _sign(operation, value)


def _sign(operation: Any, value: Any) -> str:
    if operation is code.LITERAL:
        return chr(value)
    if operation is code.IN and value[0][0] is not code.NEGATE:
        return next(_signs(value), "x")
    return "x" if operation in {code.IN, code.NOT_LITERAL, code.ANY} else ""


def pumps(signs: str) -> Iterator[str]:
    """Yield each text of one and of two signs."""
    yield from signs
    yield from map("".join, product(signs, repeat=2))


def exhaust(expression: Expression, text: str) -> None:
    """Match a text with an expression in each of the ways that it is used."""
    for method in expression.methods & {"match", "fullmatch"}:
        getattr(expression.pattern, method)(text)
    if "search" in expression.methods:
        expression.pattern.search(text)
    if expression.methods - {"match", "fullmatch", "search"}:
        for _ in expression.pattern.finditer(text):
            pass
