"""What the first lines of a document say of its owner: name, title, level and employer."""

import pytest

from vividmap.formats.notes.owner_details import find_owner


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (
            "# Brag doc 2026 — Ilse Vandermeer\n\nStaff Security Engineer, Platform Security, Noordbank. Manager: Jo.",
            ("Ilse Vandermeer", "Staff Security Engineer", "Staff", "Noordbank"),
        ),
        (
            "I'm Ilse Vandermeer, Staff security engineer at Noordbank.",
            ("Ilse Vandermeer", "Staff security engineer", "Staff", "Noordbank"),
        ),
        (
            "Hi, I'm Sam Ode, a senior engineer at Acme Corp. My manager is Dana.",
            ("Sam Ode", "senior engineer", "Senior", "Acme Corp"),
        ),
        (
            "Ich bin Jana Weber, Senior Softwareentwicklerin bei Contoso.",
            ("Jana Weber", "Senior Softwareentwicklerin", "Senior", "Contoso"),
        ),
        ("Je suis Luc Bernard, ingénieur chez Globex", ("Luc Bernard", "ingénieur", "", "Globex")),
        (
            "Name: Alice Example\nRole: Principal Engineer\nCompany: Acme\nLevel: L7",
            ("Alice Example", "Principal Engineer", "L7", "Acme"),
        ),
        ("Staff Engineer, Payments\n\n## Wins", ("", "Staff Engineer", "Staff", "")),
        ("Senior SRE @ Globex, Berlin", ("", "Senior SRE", "Senior", "Globex")),
        ("This is a log for engineers at work.", ("", "", "", "")),
        ("We hired a Staff Engineer at Acme.", ("", "", "", "")),
        ("# Wins\n\n- Staff Engineer, Platform, Acme", ("", "", "", "")),
        ("Pairing with the lead engineer, Sam, Acme", ("", "", "", "")),
    ],
)
def test_only_what_the_first_lines_say_is_the_owners(text, details):
    assert find_owner(text) == details
