import pytest

from vividmap.core.english.phrasing import quote


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Moved the cache", "“Moved the cache”"),
        ("Moved the cache,", "“Moved the cache,”"),
        ("Moved the cache, with nobody awake", "“Moved the cache…”"),
        ("Moved the cache; nobody was awake", "“Moved the cache…”"),
        ("Moved the cache. Nobody was awake", "“Moved the cache…”"),
        ("Moved the cache – nobody was awake", "“Moved the cache…”"),
        ("Moved the cache (nobody was awake)", "“Moved the cache…”"),
        ("Who moved it all? Nobody was awake", "“Who moved it all?…”"),
        ("------------------------------", "“-------------------…”"),
        ("Cut without any.blanks.in.it.at.all", "“Cut without…”"),
        ("移动了缓存，没有人醒着，因为已是深夜，也没有人知道", "“移动了缓存，没有人醒着，因为已是深夜…”"),
        ("Said  “no”\tto it", "“Said ‘no’ to it”"),
    ],
)
def test_a_long_text_is_cut_after_a_word_and_its_sign_is_left_out(text, says):
    assert quote(text, 20) == says


@pytest.mark.parametrize("longest", range(2, 40))
def test_what_is_quoted_is_a_beginning_and_no_longer_than_it_may_be(longest):
    text = "Moved the cache, the queue - and (last) all: of it."
    said = quote(text, longest)[1:-1]
    assert len(said) <= longest
    assert text.startswith(said.removesuffix("…"))
    assert said.removesuffix("…")
