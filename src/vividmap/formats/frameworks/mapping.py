"""YAML: levels × themes in mappings, a list of criteria with their fields, or names with dimensions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vividmap.formats.frameworks.definitions import defined_names, find_value, is_definitions
from vividmap.formats.frameworks.grid import parts, plain
from vividmap.formats.frameworks.roles import rank, role
from vividmap.formats.frameworks.stated import Axis, FrameworkContents, Label, Leaf, Span
from vividmap.formats.frameworks.tree import Map, Node, Scalar, Seq, read_tree
from vividmap.formats.notes.blocks import Unreadable

_SHAPES = ("names with nested values", "a list of criteria", "levels and themes")


def is_mapping(text: str) -> bool:
    """Return whether a text is YAML with more structure than a bullet list."""
    try:
        tree = read_tree(text)
    except Unreadable:
        return False
    if isinstance(tree, Map):
        return any(not isinstance(value, Scalar) for _, value in tree.pairs)
    return isinstance(tree, Seq) and bool(tree.items) and all(_is_entry(item) for item in tree.items)


def read_mapping(text: str, lines: Sequence[str]) -> FrameworkContents:
    """Return the contents of a YAML text. Raises Unreadable."""
    tree = read_tree(text)
    reader = _MappingReader(names=defined_names(tree))
    reader.top(tree)
    spans = [*reader.spans, *_between(lines)]
    return FrameworkContents(
        f"YAML, {min(reader.shapes, default=_SHAPES[-1], key=_SHAPES.index)}",
        tuple(reader.leaves),
        tuple(reader.labels),
        tuple(spans),
        reader.name,
        reader.source,
    )


def _between(lines: Sequence[str]) -> Iterator[Span]:
    """Yield spans for the lines without values: comments and lines of punctuation."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("#"):
            yield Span(number, number, "not imported", "a comment")
        elif text and not any(character.isalnum() for character in text):
            yield Span(number, number, "heading", "YAML syntax")


def _is_entry(node: Node) -> bool:
    """Return whether a node is a criterion: a mapping with a key for that, and only texts and lists."""
    if not isinstance(node, Map):
        return False
    flat = all(_texts(value) is not None for _, value in node.pairs)
    return flat and any(role(key.text) == "criterion" for key, _ in node.pairs)


def _texts(node: Node) -> list[Scalar] | None:
    """Return the texts of a value that is a text or a list of texts, None for deeper nesting."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Seq):
        scalars = [item for item in node.items if isinstance(item, Scalar)]
        return scalars if len(scalars) == len(node.items) else None
    return None


@dataclass
class _MappingReader:
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    name: str = ""
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each level and theme that criteria refer to by its id."""

    def top(self, tree: Node) -> None:
        """Read the whole document; texts beside nested values describe the framework itself."""
        if not isinstance(tree, Map) or _is_entry(tree):
            self._node(tree, (), "")
            return
        is_nested = any(not isinstance(value, Scalar) for _, value in tree.pairs)
        for key, value in tree.pairs:
            if is_nested and isinstance(value, Scalar):
                self._read_framework_field(key, value)
            else:
                self._pair(key, value, (), "")

    def _read_framework_field(self, key: Scalar, value: Scalar) -> None:
        key_role = role(key.text)
        if key_role == "name" and not self.name:
            self.name = plain(value.text)
            self.spans.append(Span(key.first, value.last, "heading", "name of the framework"))
        elif key_role == "source" and not self.source:
            self.source = plain(value.text)
            self.spans.append(Span(key.first, value.last, "about", "source of the framework"))
        else:
            self._about(key, value)

    def _about(self, key: Scalar, value: Scalar, of: str = "") -> None:
        if not value.text.strip():
            self.spans.append(Span(key.first, value.last, "heading", f"{key.text} is empty"))
            return
        text = f"{of}: {value.text}" if of else f"{key.text}: {value.text}"
        self.spans.append(Span(key.first, value.last, "about", of or key.text, text.strip()))

    def _pair(self, key: Scalar, value: Node, path: tuple[Label, ...], axis: Axis) -> None:
        key_role = role(key.text)
        if isinstance(value, Seq) and self.names and is_definitions(value, self.names):
            self._define(key, value)
        elif key_role == "wrapper" and not isinstance(value, Scalar):
            self.spans.append(Span(key.first, key.last, "heading", "contains the rest"))
            self._node(value, path, axis)
        elif isinstance(value, Map) and not _is_entry(value) and _find_name(value) is not None:
            self.spans.append(Span(key.first, key.last, "heading", "key of a named part"))
            self._node(value, path, axis)
        elif (
            key_role in ("level", "theme") and not isinstance(value, Scalar) and _is_wrapper(key.text, value)
        ):
            self.spans.append(Span(key.first, key.last, "heading", f"contains {key_role}s"))
            self._node(value, path, key_role)
        elif key_role == "criterion" and not isinstance(value, Scalar):
            self.spans.append(Span(key.first, key.last, "heading", "contains criteria"))
            self._node(value, path, "")
        else:
            self._node(value, (*path, self._label(key, path, axis)), "")

    def _define(self, key: Scalar, value: Seq) -> None:
        """Take in a list of levels or themes with their ids, which criteria refer to."""
        self.spans.append(Span(key.first, key.last, "heading", f"contains {key.text}"))
        for item in value.items:
            if not isinstance(item, Map):
                continue
            name = find_value(item, "name")
            for item_key, item_value in item.pairs:
                if not isinstance(item_value, Scalar):
                    continue
                if item_key.text == "id" or item_value is name:
                    label = plain(name.text) if name else item_value.text
                    self.spans.append(Span(item_key.first, item_value.last, "heading", f"defines {label!r}"))
                else:
                    self._about(item_key, item_value, plain(name.text) if name else "")

    def _label(self, scalar: Scalar, path: tuple[Label, ...], axis: Axis) -> Label:
        label = Label(plain(scalar.text), scalar.first, f"depth {len(path)}", axis)
        self.labels.append(label)
        return label

    def _node(self, node: Node, path: tuple[Label, ...], axis: Axis) -> None:
        if isinstance(node, Scalar):
            self._state(node, path)
        elif isinstance(node, Seq):
            for place, item in enumerate(node.items, 1):
                self._node(item, (*path, *self._number_labels(item, place, axis)), axis)
        elif _is_entry(node):
            self._entry(node, path, axis)
        elif (name := _find_name(node)) is not None:
            self._container(node, name, path, axis)
        else:
            for key, value in node.pairs:
                self._pair(key, value, path, axis)

    def _number_labels(self, node: Node, place: int, axis: Axis) -> Iterator[Label]:
        """Yield the position of a level without a name in a list of levels, as its label."""
        if axis == "level" and _is_entry(node) and isinstance(node, Map):
            roles_of_keys = {role(key.text) for key, _ in node.pairs}
            if not roles_of_keys & {"level", "name"}:
                yield Label(str(place), node.first, "number", "level")

    def _state(self, scalar: Scalar, path: tuple[Label, ...], body: str = "") -> None:
        for text in parts(scalar.text):
            self.leaves.append(Leaf(path, text, body, scalar.first, scalar.last))
            body = ""

    def _container(self, node: Map, name: Scalar, path: tuple[Label, ...], axis: Axis) -> None:
        """Read a mapping with a name and nested values, for example a dimension with its levels."""
        label = self._label(name, path, axis or _axis_of(node, name))
        self.shapes.append(_SHAPES[0])
        for key, value in node.pairs:
            if value is name:
                continue
            if isinstance(value, Scalar):
                self._about(key, value, label.text)
            else:
                self._pair(key, value, (*path, label), "")

    def _entry(self, node: Map, path: tuple[Label, ...], axis: Axis) -> None:
        """Read a mapping that is a criterion, with its level and themes; other values go into its body."""
        self.shapes.append(_SHAPES[1])
        stating = min(
            (key for key, value in node.pairs if role(key.text) == "criterion" and _has_text(value)),
            key=lambda key: rank(key.text),
            default=None,
        )
        if stating is None:
            self.spans.append(Span(node.first, _last(node), "not imported", "no criterion in it"))
            return
        labels, body = list(path), list[str]()
        statements: list[Scalar] = []
        for key, value in node.pairs:
            texts = _texts(value) or []
            self.spans += [Span(scalar.first, scalar.last, "within") for scalar in (key, *texts)]
            key_role = role(key.text)
            if key is stating:
                statements = texts
            elif key_role in ("level", "theme") and isinstance(value, Scalar) and value.text.strip():
                labels.append(self._label_from_pair(key, value, key_role))
            elif key_role == "name" and isinstance(value, Scalar) and value.text.strip():
                labels.append(self._label_from_pair(key, value, axis or "theme"))
            else:
                body += _body_lines(key, texts)
        for place, statement in enumerate(statements):
            self._state(statement, tuple(labels), "" if place else "\n".join(body))

    def _label_from_pair(self, key: Scalar, value: Scalar, axis: Axis) -> Label:
        text = self.names.get(value.text.strip(), value.text)
        label = Label(plain(text), value.first, f"key {key.text}", axis)
        self.labels.append(label)
        return label


def _axis_of(node: Map, name: Scalar) -> Axis:
    """Return "level" if a mapping's name is the value of its key for the level, else ""."""
    key_role = next((role(key.text) for key, value in node.pairs if value is name), "")
    return "level" if key_role == "level" else ""


def _is_wrapper(name: str, value: Node) -> bool:
    """Return whether a key such as "levels:" only describes the values below it and is not a theme."""
    return name.casefold().endswith("s") and (
        isinstance(value, Map)
        or (isinstance(value, Seq) and any(isinstance(item, Map) for item in value.items))
    )


def _find_name(node: Map) -> Scalar | None:
    """Return the name, level or theme of a mapping with nested values, None if it has none."""
    if all(isinstance(value, Scalar) for _, value in node.pairs):
        return None
    for key_role in ("name", "level", "theme"):
        for key, value in node.pairs:
            if role(key.text) == key_role and isinstance(value, Scalar) and value.text.strip():
                return value
    return None


def _has_text(value: Node) -> bool:
    return any(text.text.strip() for text in _texts(value) or ())


def _last(node: Map) -> int:
    """Return the last line of a mapping of texts and lists."""
    texts = (scalar for key, value in node.pairs for scalar in (key, *(_texts(value) or ())))
    return max((text.last for text in texts), default=node.first)


def _body_lines(key: Scalar, texts: Sequence[Scalar]) -> Iterator[str]:
    statements = [text for scalar in texts for text in parts(scalar.text)]
    if len(statements) == 1:
        yield f"- {key.text}: {statements[0]}"
    elif statements:
        yield f"- {key.text}:"
        yield from (f"  - {statement}" for statement in statements)
