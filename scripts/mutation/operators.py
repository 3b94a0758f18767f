"""The changes that can be planted in a source file, and a reproducible selection of them."""

import ast
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAX_PER_FUNCTION = 2

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Edit = tuple[str, ast.expr | ast.stmt, str]  # operator, replaced node, new source

COMPARISONS: Mapping[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutation:
    """One change: the bytes from start to end of a file, replaced."""

    path: str
    line: int
    function: str
    """The qualified name of the outermost function around it; empty at the top of a module or class."""
    operator: str
    start: int
    end: int
    before: str
    after: str
    key: str
    """The same in every run with the same seed, as long as the function does not change."""

    def apply(self, source: bytes) -> bytes:
        """Return the source with the change in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]


class Finder:
    """Walks a file and collects each change that can be planted in it."""

    def __init__(self, path: str, source: bytes) -> None:
        """Prepare for one file; `path` is relative to the project."""
        self.path = path
        self.source = source
        self.line_starts = [0]
        for line in source.splitlines(keepends=True):
            self.line_starts.append(self.line_starts[-1] + len(line))
        self.has_fields_of_tables = "/store/models" in path

    def list_edits(self) -> list[tuple[str, Edit]]:
        """Return each edit with the name of its function."""
        return list(self._walk(ast.parse(self.source), "", is_function=False))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return the start and the end of a node, in bytes."""
        assert node.end_lineno is not None  # noqa: S101 - every parsed node has its end
        assert node.end_col_offset is not None  # noqa: S101 - as above
        start = self.line_starts[node.lineno - 1] + node.col_offset
        return start, self.line_starts[node.end_lineno - 1] + node.end_col_offset

    def _walk(self, node: ast.AST, name: str, *, is_function: bool) -> Iterator[tuple[str, Edit]]:
        if isinstance(node, ast.expr | ast.stmt):
            for edit in list_node_edits(node):
                yield name if is_function else "", edit
        for child in self._list_children(node):
            if isinstance(child, Function | ast.ClassDef) and not is_function:
                inner = f"{name}.{child.name}".lstrip(".")
                yield from self._walk(child, inner, is_function=isinstance(child, Function))
            else:
                yield from self._walk(child, name, is_function=is_function)

    def _list_children(self, node: ast.AST) -> Iterable[ast.AST]:
        """Return the children of a node to change; not annotations, decorators, messages or columns."""
        if isinstance(node, Function):
            defaults = [default for default in node.args.kw_defaults if default]
            return [*node.args.defaults, *defaults, *node.body]
        if isinstance(node, ast.ClassDef):
            is_table = self.has_fields_of_tables
            return [item for item in node.body if isinstance(item, Function) or not is_table]
        if isinstance(node, ast.AnnAssign):
            return [node.value] if node.value else []
        if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert) or is_without_effect(node):
            return []
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"cast", "TypeVar", "re.compile"}:
            return node.args[1:]
        return ast.iter_child_nodes(node)


def is_without_effect(node: ast.AST) -> bool:
    """Return whether a node is only for readers and type checkers."""
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")


def list_node_edits(node: ast.expr | ast.stmt) -> Iterator[Edit]:
    """Yield the edits of one node, without those of its children."""
    for kind, list_edits in EDITORS.items():
        if isinstance(node, kind):
            yield from list_edits(node)


def edit_comparison(node: ast.Compare) -> Iterator[Edit]:
    """Yield the comparison with its boundary moved or its sense turned."""
    operator = COMPARISONS[type(node.ops[0])]
    changed = ast.Compare(left=node.left, ops=[operator, *node.ops[1:]], comparators=node.comparators)
    yield "comparison", node, ast.unparse(changed)


def edit_bool_op(node: ast.BoolOp) -> Iterator[Edit]:
    """Yield `and` for `or` and the reverse, and the expression without its last part."""
    operator = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and/or", node, f"({ast.unparse(ast.BoolOp(op=operator, values=node.values))})"
    values = node.values[:-1]
    shorter = values[0] if len(values) == 1 else ast.BoolOp(op=node.op, values=values)
    yield "drop condition", node, f"({ast.unparse(shorter)})"


def edit_arithmetic(node: ast.BinOp) -> Iterator[Edit]:
    """Yield `+` for `-` and the reverse, where no text is joined."""
    is_text = any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )
    if isinstance(node.op, ast.Add | ast.Sub) and not is_text:
        operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        changed = ast.BinOp(left=node.left, op=operator, right=node.right)
        yield "arithmetic", node, f"({ast.unparse(changed)})"


def edit_constant(node: ast.Constant) -> Iterator[Edit]:
    """Yield another truth value, the next number, or another word; prose is not changed."""
    if isinstance(node.value, bool):
        yield "constant", node, repr(not node.value)
    elif isinstance(node.value, int):
        yield "number", node, repr(node.value + 1)
    elif isinstance(node.value, str) and node.value.isidentifier():
        yield "word", node, repr(f"{node.value}_changed")


def edit_not(node: ast.UnaryOp) -> Iterator[Edit]:
    """Yield what is negated, without its `not`."""
    if isinstance(node.op, ast.Not):
        yield "drop not", node, f"({ast.unparse(node.operand)})"


def edit_branches(node: ast.IfExp) -> Iterator[Edit]:
    """Yield a conditional expression with its branches swapped."""
    changed = ast.IfExp(test=node.test, body=node.orelse, orelse=node.body)
    yield "swap branches", node, f"({ast.unparse(changed)})"


def edit_call(node: ast.Call) -> Iterator[Edit]:
    """Yield the smallest for the largest, all for any, and the reverse."""
    if isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        yield "swap function", node.func, FUNCTIONS[node.func.id]


def edit_filter(node: Comprehension) -> Iterator[Edit]:
    """Yield the removal of each condition of a comprehension."""
    for generator in node.generators:
        for condition in generator.ifs:
            yield "drop filter", condition, "True"


def edit_test(node: ast.If) -> Iterator[Edit]:
    """Yield the opposite of what an `if` tests."""
    yield from edit_condition(node.test)


def edit_condition(node: ast.expr) -> Iterator[Edit]:
    """Yield the opposite of a condition; comparisons and `not` have their own edits."""
    is_negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    if not is_negated and not isinstance(node, ast.Compare) and ast.unparse(node) != "TYPE_CHECKING":
        yield "negate", node, f"(not ({ast.unparse(node)}))"


def edit_slice(node: ast.Subscript) -> Iterator[Edit]:
    """Yield a slice that begins or ends one later, and the last item for the first."""
    if not isinstance(node.ctx, ast.Load):
        return
    if isinstance(node.slice, ast.Slice):
        for limit in (node.slice.lower, node.slice.upper):
            if limit is not None and not isinstance(limit, ast.Constant):
                yield "slice", limit, f"{ast.unparse(limit)} + 1"
    elif isinstance(node.slice, ast.Constant) and node.slice.value == 0:
        yield "slice", node.slice, "-1"


def edit_return(node: ast.Return) -> Iterator[Edit]:
    """Yield a return of nothing, or of the opposite."""
    if node.value is not None:
        if not isinstance(node.value, ast.Constant | ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield "return", node.value, "None"
        elif not isinstance(node.value, ast.Constant):
            yield "return", node.value, f"not ({ast.unparse(node.value)})"


def drop_statement(node: ast.stmt) -> Iterator[Edit]:
    """Yield the removal of a statement."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        yield "drop statement", node, "pass"


# What each kind of node can be changed to.
EDITORS: Mapping[Any, Callable[[Any], Iterator[Edit]]] = {
    ast.Compare: edit_comparison,
    ast.BoolOp: edit_bool_op,
    ast.UnaryOp: edit_not,
    ast.BinOp: edit_arithmetic,
    ast.Constant: edit_constant,
    ast.IfExp: edit_branches,
    ast.If: edit_test,
    ast.Subscript: edit_slice,
    ast.Call: edit_call,
    Comprehension: edit_filter,
    ast.Return: edit_return,
    ast.AugAssign | ast.Continue | ast.Expr: drop_statement,
}


def list_mutations(path: str, source: bytes, seed: int) -> list[Mutation]:
    """Return each change that can be planted in a file."""
    finder = Finder(path, source)
    mutations: list[Mutation] = []
    occurrences: Counter[tuple[str, ...]] = Counter()
    for function, (operator, node, after) in finder.list_edits():
        start, end = finder.span(node)
        before = source[start:end].decode()
        identity = (path, function, operator, before, after)
        occurrences[identity] += 1
        digest = hashlib.sha256(repr((seed, *identity, occurrences[identity])).encode()).hexdigest()
        key = digest[:16]
        mutations.append(Mutation(path, node.lineno, function, operator, start, end, before, after, key))
    return mutations


def is_valid(source: bytes) -> bool:
    """Return whether Python can read the source."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def choose_mutations(
    mutations: Iterable[Mutation], sources: Mapping[str, bytes], count: int
) -> list[Mutation]:
    """Return `count` changes, from each operator in turn, at most two per function."""
    by_operator: dict[str, list[Mutation]] = {}
    for mutation in sorted(mutations, key=lambda item: item.key, reverse=True):
        by_operator.setdefault(mutation.operator, []).append(mutation)
    chosen_mutations: list[Mutation] = []
    per_function: Counter[tuple[str, str]] = Counter()
    while len(chosen_mutations) < count and any(by_operator.values()):
        for operator in sorted(by_operator):
            if not by_operator[operator] or len(chosen_mutations) == count:
                continue
            mutation = by_operator[operator].pop()
            place = (mutation.path, mutation.function)
            if per_function[place] < MAX_PER_FUNCTION and is_valid(mutation.apply(sources[mutation.path])):
                per_function[place] += 1
                chosen_mutations.append(mutation)
    return chosen_mutations
