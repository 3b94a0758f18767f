"""Text that others wrote: nothing hidden stays in it, no secret, and no more than its limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.untrusted_text import (
    MASK,
    clean_untrusted,
    clean_untrusted_line,
    mask_secrets,
    strip_hidden,
)

# Made here, so that nobody takes them for secrets of ours.
CODE = "aB3dE5gH7jK9" * 3
SECRETS = [
    f"ghp_{CODE}",
    f"github_pat_{CODE}",
    f"glpat-{CODE}",
    f"AKIA{'A1B2C3D4' * 2}",
    f"xoxb-{CODE}",
    f"AIza{CODE}",
    f"sk_live_{CODE}",
    f"sk-{CODE}",
    f"npm_{CODE}",
    f"pypi-{CODE}",
    f"hf_{CODE}",
    f"eyJ{CODE}.{CODE}.{CODE}",
    f"SG.{CODE}.{CODE}",
    f"-----BEGIN RSA PRIVATE KEY-----\n{CODE}\n-----END RSA PRIVATE KEY-----",
    f"-----BEGIN PRIVATE KEY-----\n{CODE}",
    CODE,
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_masked_wherever_it_stands(secret):
    assert mask_secrets(secret) == MASK
    masked = mask_secrets(f"Rotated {secret} of the bot")
    assert MASK in masked
    assert CODE not in masked
    assert masked.startswith("Rotated ")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("https://me:hunter22@db.example/x", f"https://{MASK}@db.example/x"),
        ("postgres://:hunter22@db.example", f"postgres://{MASK}@db.example"),
        (f"https://{CODE}@git.example/x", f"https://{MASK}@git.example/x"),
        ("https://a.example/x?token=abcd&y=1", f"https://a.example/x?token={MASK}&y=1"),
        ("Authorization: Bearer abcdef-123456", f"Authorization: Bearer {MASK}"),
        ("PASSWORD=hunter22 set", f"PASSWORD={MASK} set"),
        ('"api_key": "hunter22!"', f'"api_key": "{MASK}"'),
        ("the password is hunter22", f"the password is {MASK}"),
        ("the password was hunter22, now gone", f"the password was {MASK}, now gone"),
    ],
)
def test_what_is_secret_in_a_text_is_masked_and_the_rest_stays(text, masked):
    assert mask_secrets(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Moved the session cache to Redis",
        "the password is wrong again",
        "tokens: 5 a day",
        "a bearer of news",
        "commit 3f2a9c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b",
        "https://docs.example/d/1aBcD2eFgH3iJkL4mNoP5qRsT6uVwX7yZ/edit",
        "src/vividmap/core/packets/checking/VeryLongModuleNameNumber2/file",
        "user@example.org",
        "https://git.example/ledger/42",
    ],
)
def test_what_only_looks_like_a_secret_stays(text):
    assert mask_secrets(text) == text


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("plain text", "plain text"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("a\u202eb\u2066c", "abc"),
        ("bell\x07 nul\x00", "bell nul"),
        ("a\u2028b\u2029c\x85d\ve\ff", "a\nb\nc\nd\ne\nf"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("a\u3164b\u115fc\u2800d", "abcd"),
        ("ignore\u200dthis", "ignorethis"),  # no joiner between ASCII letters
        ("\u200d\u0915", "\u0915"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),  # a joiner belongs there
        ("\u0915\u200d", "\u0915"),
        ("\u0915\u200da", "\u0915a"),
        ("\u0915\u200d\u200d\u0937", "\u0915\u200d\u0937"),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("\u00e9\ufe0f", "\u00e9"),
        ("a\ufe0f", "a"),
        ("\ufe01\U000e0101x", "x"),
        ("\ue000\udcffx", "x"),
    ],
)
def test_what_a_reader_cannot_see_is_removed(text, visible):
    assert strip_hidden(text) == visible


@pytest.mark.parametrize(
    ("text", "longest", "line"),
    [
        ("Moved it", 8, "Moved it"),
        ("Moved it", 7, "Moved\u2026"),
        ("Moved  it\n now ", 40, "Moved it now"),
        ("x" * 50, 10, ""),  # it might be half a secret
        ("ab " * 30, 10, "ab ab ab\u2026"),
        ("", 5, ""),
    ],
)
def test_a_line_has_at_most_its_limit_and_says_that_it_was_cut(text, longest, line):
    assert clean_untrusted_line(text, longest) == line


def test_a_text_keeps_its_lines():
    assert clean_untrusted("one\n\ntwo\u200b", 40) == "one\n\ntwo"
    assert clean_untrusted("one\ntwo\nthree", 8) == "one\ntwo\u2026"


def test_a_secret_that_the_limit_cuts_is_not_shown_by_half():
    text = f"{'word ' * 7}{SECRETS[0]}"

    assert "ghp" not in clean_untrusted(text, 10)
    assert CODE[:6] not in clean_untrusted_line(text, 12)


@given(st.text(max_size=80), st.integers(2, 40))
def test_whatever_comes_in_is_short_and_stays_so(text, longest):
    line = clean_untrusted_line(text, longest)

    assert len(line) <= longest
    assert "\n" not in line
    assert clean_untrusted_line(line, longest) == line
