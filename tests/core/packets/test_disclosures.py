"""What a text tells that its readers may not know, and the text without it."""

from tests.core import make
from vividmap.core.packets.disclosures import drop_disclosures, find_disclosures

RECORD = make.record(
    make.profile(name="Alice Example", employer="Acme", confidential=("Bluewater",)),
    make.person("Jess Whitmore"),
)
TEXT = """# Alice Example

- Moved the cache to Redis with Priyanka Shah at Acme. It saved $1.2M a year.
- Live for blue-water; see https://wiki.acme.example/~alice/guide or ask jess@acme.example.
"""


def test_each_name_address_link_and_amount_is_listed_once_but_for_ones_own():
    assert [(d.kind, d.text) for d in find_disclosures(TEXT, RECORD)] == [
        ("name", "Redis"),
        ("name", "Priyanka Shah"),
        ("amount", "$1.2M a year"),
        ("confidential name", "blue-water"),
        ("link", "https://wiki.acme.example/~alice/guide"),
        ("address", "jess@acme.example"),
    ]


def test_what_is_dropped_goes_with_its_sentence_and_leaves_no_empty_bullet():
    text = drop_disclosures(TEXT, ["Priyanka Shah", "blue-water"])

    assert text == "# Alice Example\n\n- It saved $1.2M a year.\n"
    assert drop_disclosures(TEXT, []) == TEXT
