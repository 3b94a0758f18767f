"""YAML: levels × themes in mappings, a list of criteria with their fields, or names with dimensions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vividmap.formats.frameworks.grid import parts, plain
from vividmap.formats.frameworks.roles import rank, role
from vividmap.formats.frameworks.stated import Axis, Found, Label, Leaf, Span
from vividmap.formats.frameworks.tree import Map, Node, Scalar, Seq, read_tree
from vividmap.formats.notes.blocks import Unreadable

_SHAPES = ("names with what is beneath each", "a list of criteria", "levels and themes")


def is_mapping(text: str) -> bool:
    """Tell whether a text is YAML that says more than one bullet list does."""
    try:
        tree = read_tree(text)
    except Unreadable:
        return False
    if isinstance(tree, Map):
        return any(not isinstance(value, Scalar) for _, value in tree.pairs)
    return isinstance(tree, Seq) and bool(tree.items) and all(_is_entry(one) for one in tree.items)


def read_mapping(text: str, lines: Sequence[str]) -> Found:
    """Read YAML. Raises Unreadable."""
    tree = read_tree(text)
    reader = _Reader()
    reader.top(tree)
    spans = [*reader.spans, *_between(lines)]
    return Found(
        f"YAML, {min(reader.shapes, default=_SHAPES[-1], key=_SHAPES.index)}",
        tuple(reader.leaves),
        tuple(reader.labels),
        tuple(spans),
        reader.name,
        reader.source,
    )


def _between(lines: Sequence[str]) -> Iterator[Span]:
    """Yield what lines are that hold no value: comments, and marks of the notation."""
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if said.startswith("#"):
            yield Span(number, number, "not taken", "a comment")
        elif said and not any(character.isalnum() for character in said):
            yield Span(number, number, "heading", "marks of YAML")


def _is_entry(node: Node) -> bool:
    """Tell whether a mapping states a criterion: a key is called so, and nothing is nested but lists."""
    if not isinstance(node, Map):
        return False
    flat = all(_texts(value) is not None for _, value in node.pairs)
    return flat and any(role(key.text) == "criterion" for key, _ in node.pairs)


def _texts(node: Node) -> list[Scalar] | None:
    """Return the texts of a value that is a text or a list of texts; None for what is nested deeper."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Seq):
        found = [one for one in node.items if isinstance(one, Scalar)]
        return found if len(found) == len(node.items) else None
    return None


@dataclass
class _Reader:
    leaves: list[Leaf] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    name: str = ""
    source: str = ""

    def top(self, tree: Node) -> None:
        """Read the whole: scalars beside what is nested say something of the framework itself."""
        if not isinstance(tree, Map) or _is_entry(tree):
            self._node(tree, (), "")
            return
        is_nested = any(not isinstance(value, Scalar) for _, value in tree.pairs)
        for key, value in tree.pairs:
            if is_nested and isinstance(value, Scalar):
                self._of_the_whole(key, value)
            else:
                self._pair(key, value, (), "")

    def _of_the_whole(self, key: Scalar, value: Scalar) -> None:
        told = role(key.text)
        if told == "name" and not self.name:
            self.name = plain(value.text)
            self.spans.append(Span(key.first, value.last, "heading", "what it is called"))
        elif told == "source" and not self.source:
            self.source = plain(value.text)
            self.spans.append(Span(key.first, value.last, "about", "where it is from"))
        else:
            self._about(key, value)

    def _about(self, key: Scalar, value: Scalar, of: str = "") -> None:
        text = f"{of}: {value.text}" if of else f"{key.text}: {value.text}"
        self.spans.append(Span(key.first, value.last, "about", of or key.text, text.strip()))

    def _pair(self, key: Scalar, value: Node, path: tuple[Label, ...], axis: Axis) -> None:
        told = role(key.text)
        if told in ("level", "theme") and not isinstance(value, Scalar) and _is_wrapper(key.text, value):
            self.spans.append(Span(key.first, key.last, "heading", f"{told}s stand beneath it"))
            self._node(value, path, told)
        elif told == "criterion" and not isinstance(value, Scalar):
            self.spans.append(Span(key.first, key.last, "heading", "criteria stand beneath it"))
            self._node(value, path, "")
        else:
            self._node(value, (*path, self._label(key, path, axis)), "")

    def _label(self, said: Scalar, path: tuple[Label, ...], axis: Axis) -> Label:
        label = Label(plain(said.text), said.first, f"depth {len(path)}", axis)
        self.labels.append(label)
        return label

    def _node(self, node: Node, path: tuple[Label, ...], axis: Axis) -> None:
        if isinstance(node, Scalar):
            self._state(node, path)
        elif isinstance(node, Seq):
            for place, one in enumerate(node.items, 1):
                self._node(one, (*path, *self._numbered(one, place, axis)), axis)
        elif _is_entry(node):
            self._entry(node, path, axis)
        elif (name := _named(node)) is not None:
            self._container(node, name, path, axis)
        else:
            for key, value in node.pairs:
                self._pair(key, value, path, axis)

    def _numbered(self, node: Node, place: int, axis: Axis) -> Iterator[Label]:
        """Yield the number of a level that is in a list of levels and says not what it is called."""
        if axis == "level" and _is_entry(node) and isinstance(node, Map):
            said = {role(key.text) for key, _ in node.pairs}
            if not said & {"level", "name"}:
                yield Label(str(place), node.first, "number", "level")

    def _state(self, said: Scalar, path: tuple[Label, ...], body: str = "") -> None:
        for text in parts(said.text):
            self.leaves.append(Leaf(path, text, body, said.first, said.last))
            body = ""

    def _container(self, node: Map, name: Scalar, path: tuple[Label, ...], axis: Axis) -> None:
        """Read a mapping that has a name and more beneath it: a dimension with its levels, say."""
        label = self._label(name, path, axis)
        self.shapes.append(_SHAPES[0])
        for key, value in node.pairs:
            if value is name:
                continue
            if isinstance(value, Scalar):
                self._about(key, value, label.text)
            else:
                self._pair(key, value, (*path, label), "")

    def _entry(self, node: Map, path: tuple[Label, ...], axis: Axis) -> None:
        """Read a mapping that states a criterion, with its level and themes; all else is kept beneath it."""
        self.shapes.append(_SHAPES[1])
        stating = min(
            (key for key, value in node.pairs if role(key.text) == "criterion" and _says(value)),
            key=lambda key: rank(key.text),
            default=None,
        )
        if stating is None:
            self.spans.append(Span(node.first, _last(node), "not taken", "it states no criterion"))
            return
        labels, body = list(path), list[str]()
        stated: list[Scalar] = []
        for key, value in node.pairs:
            texts = _texts(value) or []
            self.spans += [Span(one.first, one.last, "within") for one in (key, *texts)]
            told = role(key.text)
            if key is stating:
                stated = texts
            elif told in ("level", "theme") and isinstance(value, Scalar) and value.text.strip():
                labels.append(self._own(key, value, told))
            elif told == "name" and isinstance(value, Scalar) and value.text.strip():
                labels.append(self._own(key, value, axis or "theme"))
            else:
                body += _beneath(key, texts)
        for place, one in enumerate(stated):
            self._state(one, tuple(labels), "" if place else "\n".join(body))

    def _own(self, key: Scalar, value: Scalar, axis: Axis) -> Label:
        label = Label(plain(value.text), value.first, f"key {key.text}", axis)
        self.labels.append(label)
        return label


def _is_wrapper(name: str, value: Node) -> bool:
    """Tell whether a key only says what stands beneath it ("levels:"), and is no theme that is called so."""
    return name.casefold().endswith("s") and (
        isinstance(value, Map)
        or (isinstance(value, Seq) and any(isinstance(one, Map) for one in value.items))
    )


def _named(node: Map) -> Scalar | None:
    """Return what a mapping is called that has a name, level or theme of its own and more nested beneath."""
    if all(isinstance(value, Scalar) for _, value in node.pairs):
        return None
    for wanted in ("name", "level", "theme"):
        for key, value in node.pairs:
            if role(key.text) == wanted and isinstance(value, Scalar) and value.text.strip():
                return value
    return None


def _says(value: Node) -> bool:
    return any(one.text.strip() for one in _texts(value) or ())


def _last(node: Map) -> int:
    """Return the last line of a mapping in which nothing is nested but lists."""
    texts = (one for key, value in node.pairs for one in (key, *(_texts(value) or ())))
    return max((one.last for one in texts), default=node.first)


def _beneath(key: Scalar, texts: Sequence[Scalar]) -> Iterator[str]:
    said = [text for one in texts for text in parts(one.text)]
    if len(said) == 1:
        yield f"- {key.text}: {said[0]}"
    elif said:
        yield f"- {key.text}:"
        yield from (f"  - {one}" for one in said)
