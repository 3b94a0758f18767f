"""Measure how things are named: `make lint` fails above the limits below.

    python scripts/naming.py [--list] [PATH ...]

`--list` prints each name to change as `path:line: name (why)`. Without paths it measures src/vividmap
and also prints the figures of the tests.
"""

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_VAGUE_SHARE = 0.02  # of the variables, and of the functions
WORST_FILES = 10

PRONOUNS = frozenset(
    """
    i me my mine myself you your yours he him his she her hers it its itself we us our ours they them
    their theirs themselves one ones this that these those some somebody someone something any anybody
    anyone anything other others another each either neither both all every everybody everyone
    everything none nobody nothing such same own several few many much more most less least enough rest
    who whom whose what whatever which whichever when where why how there here elsewhere then thus so
    """.split()
)
IRREGULAR_PARTICIPLES = frozenset(
    """
    said told found given made kept held left taken written shown seen known meant done undone gone
    lived begun brought bought built caught chosen come become cut drawn driven fallen felt fought
    forgotten got gotten grown heard hidden laid lain led lent lost paid put read risen run sent set
    shut sold sought spent spoken spread stood stuck sung sunk taught thought thrown understood unsaid
    unseen unread unknown unwritten untold withheld won worn woven broken frozen stolen born borne bound
    beaten overdue
    """.split()
)
# Nouns and domain words that only look like the words above.
NOUNS = frozenset(
    """
    bed breed creed deed embed feed need reed seed shed shred sled speed weed zed met cut read run set
    spread thought lead
    """.split()
)
# Conventional names of states: a flag, a column of a table, the value that a test expects.
CONVENTIONAL = frozenset(
    """
    allowed archived cached changed checked closed confirmed created deleted disabled edited enabled
    expected linked nested required saved selected shared updated
    """.split()
)

PREDICATE_PREFIXES = ("is_", "has_", "can_", "should_", "needs_")
PREDICATE_VERBS = frozenset(["covers", "matches", "contains"])
# Functions that do something and return whether anything was to do.
ACTIONS = frozenset(
    """
    add apply claim close confirm delete discard edit enter forget finish ingest insert link lock merge
    move open purge read redeem refuse release remove rename restore revoke run save send set start stop
    unlink update verify wait write
    """.split()
)
# Names that a library requires.
PRESCRIBED_PREDICATES = frozenset(
    ["filter", "isatty", "readable", "writable", "seekable", "has_changed", "get_auto_renew", "allow_migrate"]
)
PRESCRIBED_CLASSES = frozenset(["Meta", "Media", "Migration", "Command"])
# "module.name as other" → the reason why this import may be renamed.
RENAMED_IMPORTS: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Offender:
    """A name to change, its place, and the reason."""

    path: str
    line: int
    name: str
    reason: str

    def __str__(self) -> str:
        """Return it in the format of compilers, so that editors can open the place."""
        return f"{self.path}:{self.line}: {self.name} ({self.reason})"


@dataclass(frozen=True)
class Binding:
    """A name that is bound in a scope, at its first place there."""

    path: str
    line: int
    name: str


@dataclass(frozen=True)
class Measurement:
    """The names in a set of files, and those that break each rule."""

    variables: list[Binding]
    functions: list[Binding]
    class_count: int
    vague_variables: list[Offender]
    vague_endings: list[Offender]
    vague_functions: list[Offender]
    repeated_classes: list[Offender]
    renamed_imports: list[Offender]
    plain_predicates: list[Offender]

    @property
    def variable_share(self) -> float:
        """Return the share of variables that are a pronoun or a participle, from 0 to 1."""
        return len(self.vague_variables) / max(len(self.variables), 1)

    @property
    def function_share(self) -> float:
        """Return the share of functions that are a pronoun or a participle, from 0 to 1."""
        return len(self.vague_functions) / max(len(self.functions), 1)


def is_vague(word: str) -> bool:
    """Return whether a word is a pronoun, determiner, question word or participle."""
    if word in NOUNS or word in CONVENTIONAL:
        return False
    return word in PRONOUNS or word in IRREGULAR_PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def is_vague_name(name: str) -> bool:
    """Return whether the whole name, without the underscores around it, is a vague word."""
    word = name.strip("_").lower()
    return "_" not in word and is_vague(word)


class Scope(ast.NodeVisitor):
    """Collects the names that a module, class or function binds, including inner scopes."""

    def __init__(self, path: str, variables: list[Binding], functions: list[Binding]) -> None:
        """Collect into the two lists, which inner scopes share."""
        self.path = path
        self.variables = variables
        self.functions = functions
        self.names: set[str] = set()

    def _bind(self, name: str, line: int) -> None:
        is_dunder = name.startswith("__") and name.endswith("__")
        if name in self.names or is_dunder or not name.strip("_") or name in {"self", "cls"}:
            return
        self.names.add(name)
        self.variables.append(Binding(self.path, line, name))

    def _visit_inner(self, nodes: Iterable[ast.AST], arguments: ast.arguments | None = None) -> None:
        inner = Scope(self.path, self.variables, self.functions)
        if arguments is not None:
            inner.visit(arguments)
        for node in nodes:
            inner.visit(node)

    def _visit_function(self, node: Function) -> None:
        if not (node.name.startswith("__") and node.name.endswith("__")):
            self.functions.append(Binding(self.path, node.lineno, node.name))
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._visit_inner(node.body, node.args)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Collect a function and its scope."""
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """Collect an asynchronous function and its scope."""
        self._visit_function(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Collect the fields of a class, and its methods."""
        self._visit_inner(node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Collect the parameters of a lambda."""
        self._visit_inner([node.body], node.args)

    def visit_arg(self, node: ast.arg) -> None:
        """Collect a parameter."""
        self._bind(node.arg, node.lineno)

    def visit_Name(self, node: ast.Name) -> None:
        """Collect the target of an assignment, a loop, a `with` or a comprehension."""
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id, node.lineno)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Collect `self.name = value`."""
        if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self":
            self._bind(node.attr, node.lineno)
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """Collect `except … as name`."""
        if node.name:
            self._bind(node.name, node.lineno)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        """Collect the capture of a `case`."""
        if node.name:
            self._bind(node.name, node.lineno)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        """Collect the starred capture of a `case`."""
        if node.name:
            self._bind(node.name, node.lineno)


def list_vague(bindings: Iterable[Binding]) -> list[Offender]:
    """Return the bindings whose whole name is vague."""
    return [
        Offender(item.path, item.line, item.name, "does not describe a value")
        for item in bindings
        if is_vague_name(item.name)
    ]


def list_vague_endings(bindings: Iterable[Binding]) -> list[Offender]:
    """Return the bindings of several words, the last of which is vague."""
    return [
        Offender(item.path, item.line, item.name, "its last word does not describe a value")
        for item in bindings
        if "_" in item.name.strip("_") and is_vague(item.name.strip("_").lower().rsplit("_", 1)[-1])
    ]


def list_repeated_classes(trees: dict[str, ast.Module]) -> tuple[int, list[Offender]]:
    """Return how many classes there are, and those whose name stands for more than one."""
    classes = [
        (path, node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name not in PRESCRIBED_CLASSES
    ]
    counts = Counter(node.name.strip("_") for _, node in classes)
    return len(classes), [
        Offender(path, node.lineno, node.name, f"{counts[node.name.strip('_')]} classes have this name")
        for path, node in sorted(classes, key=lambda pair: (pair[1].name.strip("_"), pair[0]))
        if counts[node.name.strip("_")] > 1
    ]


def list_renamed_imports(path: str, tree: ast.Module) -> Iterator[Offender]:
    """Yield each import that gives a name other than the one it imports."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        module = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
        for alias in node.names:
            renaming = f"{module}{alias.name} as {alias.asname}"
            if alias.asname and alias.asname != alias.name and renaming not in RENAMED_IMPORTS:
                yield Offender(path, node.lineno, renaming, "renamed import")


def is_truth(annotation: ast.expr | None) -> bool:
    """Return whether a function with this return annotation answers a yes-or-no question."""
    if isinstance(annotation, ast.Subscript):
        annotation = annotation.value
    return isinstance(annotation, ast.Name) and annotation.id in {"bool", "TypeGuard", "TypeIs"}


def list_plain_predicates(path: str, tree: ast.Module) -> Iterator[Offender]:
    """Yield each function that returns a truth value and is not named like a question."""
    for node in ast.walk(tree):
        if not isinstance(node, Function) or not is_truth(node.returns):
            continue
        name = node.name.strip("_")
        is_accepted = (
            name.startswith(PREDICATE_PREFIXES)
            or name.split("_")[0] in PREDICATE_VERBS | ACTIONS
            or name in PRESCRIBED_PREDICATES
            or (node.name.startswith("__") and node.name.endswith("__"))
        )
        if not is_accepted:
            yield Offender(path, node.lineno, node.name, "returns bool: begin with is_, has_ or can_")


def find_files(paths: Iterable[str]) -> list[Path]:
    """Return the Python files at or below the paths, without migrations, whose names Django chooses."""
    files = [
        file
        for path in paths
        for file in ([Path(path)] if path.endswith(".py") else Path(path).rglob("*.py"))
    ]
    return sorted(file for file in files if "migrations" not in file.parts)


def measure(paths: Iterable[str]) -> Measurement:
    """Return the names in the Python files below the paths, and those that break a rule."""
    trees = {str(file): ast.parse(file.read_text(encoding="utf-8"), str(file)) for file in find_files(paths)}
    variables: list[Binding] = []
    functions: list[Binding] = []
    for path, tree in trees.items():
        Scope(path, variables, functions).visit(tree)
    class_count, repeated_classes = list_repeated_classes(trees)
    return Measurement(
        variables=variables,
        functions=functions,
        class_count=class_count,
        vague_variables=list_vague(variables),
        vague_endings=list_vague_endings(variables),
        vague_functions=list_vague(functions),
        repeated_classes=repeated_classes,
        renamed_imports=[item for path, tree in trees.items() for item in list_renamed_imports(path, tree)],
        plain_predicates=[item for path, tree in trees.items() for item in list_plain_predicates(path, tree)],
    )


def format_share(offenders: list[Offender], bindings: list[Binding]) -> str:
    """Return how many of the bindings have to change, as a count and a share."""
    return f"{len(offenders)} of {len(bindings)}, {len(offenders) / max(len(bindings), 1):.1%}"


def format_summary(title: str, measurement: Measurement) -> str:
    """Return the figures of one set of files, one per line."""
    repeated_count = len(measurement.repeated_classes)
    figures = {
        "variables that are a pronoun or participle": format_share(
            measurement.vague_variables, measurement.variables
        ),
        "variables whose last word is such a word": len(measurement.vague_endings),
        "functions that are a pronoun or participle": format_share(
            measurement.vague_functions, measurement.functions
        ),
        "classes whose name is not unique": f"{repeated_count} of {measurement.class_count}",
        "renamed imports": len(measurement.renamed_imports),
        "functions returning bool without is_, has_ or can_": len(measurement.plain_predicates),
    }
    return "\n".join([title, *(f"  {label:52}{figure}" for label, figure in figures.items())])


def format_worst_files(offenders: Iterable[Offender]) -> str:
    """Return the files with the most vague variables, the worst first."""
    counts = Counter(item.path for item in offenders)
    return "\n".join(f"  {count:4} {path}" for path, count in counts.most_common(WORST_FILES))


def has_passed(measurement: Measurement) -> bool:
    """Return whether every figure is within its limit."""
    is_vague_share_low = max(measurement.variable_share, measurement.function_share) <= MAX_VAGUE_SHARE
    return is_vague_share_low and not (
        measurement.repeated_classes or measurement.renamed_imports or measurement.plain_predicates
    )


def main() -> int:
    """Print the figures, and return 1 if one is above its limit, else 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders instead of src/vividmap")
    parser.add_argument("--list", action="store_true", help="print each name to change")
    parser.add_argument("--quiet", action="store_true", help="print nothing when all is within the limits")
    options = parser.parse_args()
    measurement = measure(options.paths or ["src/vividmap"])
    if options.list:
        for offenders in (
            measurement.vague_variables,
            measurement.vague_functions,
            measurement.repeated_classes,
            measurement.renamed_imports,
            measurement.plain_predicates,
        ):
            print("".join(f"{item}\n" for item in offenders), end="")
        return 0 if has_passed(measurement) else 1
    if options.quiet and has_passed(measurement):
        return 0
    print(format_summary(", ".join(options.paths) or "src/vividmap", measurement))
    if not options.paths:
        print(format_summary("tests (shown only)", measure(["tests"])))
    print(f"most vague variables (`--list` prints each)\n{format_worst_files(measurement.vague_variables)}")
    return 0 if has_passed(measurement) else 1


if __name__ == "__main__":
    sys.exit(main())
