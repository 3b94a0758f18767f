"""What counts as the same text, in any script, and what is refused."""

import pytest

from vividmap.core.text import (
    LONGEST_WORD,
    MOST_WORDS,
    UnreadableText,
    clean,
    clean_line,
    fold,
    has_word,
    slug,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Priya", "priya"),
        ("MÜLLER", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Søren", "soren"),
        ("Łukasz", "lukasz"),
        ("Đorđe", "dorde"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ısı", "isi"),
        ("Œuvre", "oeuvre"),
        ("Þóra Æ", "thora ae"),
        ("Ναύπλιο", "ναυπλιο"),
        ("Ёлка й", "елка и"),
        ("ＡＢＣ１", "abc1"),
        ("ﬁne", "fine"),
        ("①②", "12"),
        ("山田 太郎", "山田 太郎"),
        ("ｶﾞ", "ガ"),  # a voiced sound mark makes another letter; it is not an accent
        ("각", "각"),
        ("नि", "नि"),  # a vowel sign is not an accent
        ("محمد", "محمد"),
        ("🚀", "🚀"),
    ],
)
def test_case_accents_and_width_do_not_count(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Priya Natarajan", "priya-natarajan"),
        ("Tomás Brandão", "tomas-brandao"),
        ("O’Brien, Máire", "o-brien-maire"),
        ("System design", "system-design"),
        ("system-design", "system-design"),
        ("C#", "c#"),
        ("C++", "c++"),
        (".NET", "net"),
        ("Node.js", "node.js"),
        ("Ask the team...", "ask-the-team"),
        ("  spaces   everywhere ", "spaces-everywhere"),
        ("snake_case", "snake-case"),
        ("CI/CD", "ci-cd"),
        ("山田 太郎", "山田-太郎"),
        ("Ольга Ковальчук", "ольга-ковальчук"),
        ("नमस्ते", "नमस्ते"),
        ("🚀", "🚀"),
        ("???", "???"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_name_is_written_in_a_mark(name, mark):
    assert slug(name) == mark


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moved the cache -> P99 down 340 ms", "moved the cache p99 down 340 ms"),
        ("snake_case, CamelCase; kebab-case", "snake case camelcase kebab case"),
        ("Müller’s Straße", "muller s strasse"),
        ("https://wiki.example/RFC-112", "https wiki example rfc 112"),
        ("双重支付", "双 重 支 付"),
        ("缓存P99延迟", "缓 存 p99 延 迟"),
        ("東京タワー", "東 京 タ ワ ー"),
        ("ภาษาไทย", "ภ า ษ า ไ ท ย"),
        ("Ёлки-палки", "елки палки"),
        ("한국어 회의", "한국어 회의"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("#rust @priya !goal ~teams ^7f3k", "rust priya goal teams 7f3k"),
        ("🚀 launch 🚀", "launch"),
        ("'\";--()*:&|!<->", ""),
        ("", ""),
    ],
)
def test_words_to_search_by(text, found):
    assert " ".join(words(text)) == found


def test_a_word_and_a_text_count_only_so_far():
    assert words("x" * 1000) == ["x" * LONGEST_WORD]
    assert len(words("a " * (MOST_WORDS + 5))) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\n\n  \none\n \ntwo\n\n", "one\n\ntwo"),
        ("  indented stays", "  indented stays"),
        ("\ttabbed\t", "\ttabbed\t"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_text_is_made_clean(text, cleaned):
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  one  ", "one"),
        ("one\ntwo", "one two"),
        ("one \r\n  two\rthree\n", "one two three"),
        ("a  b", "a  b"),
        ("", ""),
    ],
)
def test_a_line_is_one_line(text, line):
    assert clean_line(text) == line


@pytest.mark.parametrize(("text", "why"), [("a\0b", "NUL"), ("a\ud800b", "not valid Unicode at character 2")])
def test_what_no_database_can_keep_is_refused(text, why):
    for cleaner in (clean, clean_line):
        with pytest.raises(UnreadableText, match=why):
            cleaner(text)


@pytest.mark.parametrize(
    ("text", "word", "is_held"),
    [
        ("On Standby", "stand", True),
        ("(Standby)", "standby", True),
        ("understand", "stand", False),
        ("understand the standby", "stand", True),
        ("A warm standby", "warm stand", True),
        ("Grösser als", "größer", False),
        ("Größer als", "grösser", True),
        ("キャッシュを移行した", "移行", True),
        ("Nothing", "stand", False),
    ],
)
def test_a_text_has_a_word_where_one_of_its_words_begins_with_it(text, word, is_held):
    assert has_word(text, word) is is_held
