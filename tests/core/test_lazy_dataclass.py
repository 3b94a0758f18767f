"""Frozen dataclasses whose methods are compiled later."""

from vividmap.core.lazy_dataclass import dataclass


def test_a_class_without_a_docstring_gets_its_name_for_one():
    @dataclass(frozen=True)
    class Place:
        row: int

    # The standard library's is its signature, and to find that takes longer than all else about the class.
    assert Place.__doc__ == "Place"
