"""Lists of levels and themes that define an id for each, and the criteria that refer to them by it."""

from collections.abc import Container, Iterator

from vividmap.formats.frameworks.roles import role
from vividmap.formats.frameworks.tree import Map, Node, Scalar, Seq


def defined_names(tree: Node) -> dict[str, str]:
    """Return the name of each id that a criterion's level or theme refers to."""
    maps = [*_maps(tree)]
    names = {
        identifier.text.strip(): name.text.strip()
        for node in maps
        if (identifier := find_value(node, "id")) and (name := find_value(node, "name"))
    }
    references = {
        value.text.strip()
        for node in maps
        for key, value in node.pairs
        if isinstance(value, Scalar) and role(key.text) in ("level", "theme")
    }
    return {identifier: name for identifier, name in names.items() if identifier in references}


def is_definitions(value: Seq, identifiers: Container[str]) -> bool:
    """Return whether a list defines levels or themes: mappings of texts, some of whose ids are in use."""
    if not all(isinstance(item, Map) and find_value(item, "id") for item in value.items):
        return False
    flat = all(isinstance(text, Scalar) for item in value.items for _, text in _pairs(item))
    return flat and any(
        (identifier := find_value(item, "id")) is not None and identifier.text.strip() in identifiers
        for item in value.items
    )


def find_value(node: Node, name: str) -> Scalar | None:
    """Return the text of a mapping's key with this name, None if it has none."""
    pairs = ((key, value) for key, value in _pairs(node) if isinstance(value, Scalar) and value.text.strip())
    return next((value for key, value in pairs if key.text == name), None)


def _pairs(node: Node) -> Iterator[tuple[Scalar, Node]]:
    if isinstance(node, Map):
        yield from node.pairs


def _maps(node: Node) -> Iterator[Map]:
    if isinstance(node, Map):
        yield node
        for _, value in node.pairs:
            yield from _maps(value)
    elif isinstance(node, Seq):
        for item in node.items:
            yield from _maps(item)
