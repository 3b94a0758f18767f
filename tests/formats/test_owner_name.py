"""The owner whom a document names."""

import pytest

from vividmap.formats.notes.owner_name import find_owner_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brag doc – Jamie Ortiz\n\nQ1 2026", "Jamie Ortiz"),
        ("# Wins\n\nCreated by: Noor\nLast edited: June 30, 2026", "Noor"),
        ("#+TITLE: Work journal\n#+AUTHOR: Elif\n", "Elif"),
        ("Name: Alice Example\n", "Alice Example"),
        ("# Alice Example's brag document\n", "Alice Example"),
        ("Name: Payments\n", ""),
        ("Created by: me\n", ""),
        ("Author: Alice\nAuthor: Bob\n", ""),
        ("# brag 2026\n\n- Moved the cache – Redis\n", ""),
        ("Brag doc – Payments\n", ""),
        ("Manager: Dana Whitfield\n", ""),
    ],
)
def test_only_an_unmistakable_name_is_the_owners(text, name):
    assert find_owner_name(text) == name
