"""A text that quotes an erased entry loses those sentences, and no others."""

import pytest

from vividmap.core.packets.erasing import ErasedWords, erase_from_json, erase_from_text

ERASED = ErasedWords.of(
    {"7f3k"},
    ["Moved the session cache to Redis", "P99 down 340 ms", "Other", "Böse Überraschung im März"],
    ["Priya"],
)
TEXTS = {
    "In November I moved it.[^7f3k] I led the review.[^x2b9]": "[erased] I led the review.[^x2b9]",
    "- I moved the session cache to Redis. It held.": "- [erased] It held.",
    "We moved our Session Cache over to redis last year!": "[erased]",
    "| 2026 | cut: p99 DOWN 340 ms |": "| [erased]",
    "Thanks to Priya. Other teams followed.": "[erased] Other teams followed.",
    "BÖSE ÜBERRASCHUNG IM MÄRZ": "[erased]",
    "One.[^7f3k] Two.[^7f3k] Three.": "[erased] Three.",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_what_quotes_it_goes(text, expected):
    assert erase_from_text(text, ERASED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Heading\n\nThe cache of another team moved. Others did too.\n",
        "  - Redis is  a database.   Two blanks stay.",
        "A mark of another.[^7f3kx2b9]",
    ],
)
def test_the_rest_stays_as_it_is_written(text):
    assert erase_from_text(text, ERASED) == text


def test_json_is_searched_in_its_strings():
    said = {"said": [{"step": "priorities", "text": "Tell of P99 down 340 ms", "items": ["01a2"]}], "n": 3}
    expected = {"said": [{"step": "priorities", "text": "[erased]", "items": ["01a2"]}], "n": 3}
    assert erase_from_json(said, ERASED) == expected
