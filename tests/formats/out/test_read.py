"""What an author wrote, as a document: every block, its marks, its language, and no depth left out."""

from typing import Any

import pytest
from tests.formats.out.whole import WHOLE, WORDS

from vividmap.formats import packet
from vividmap.formats.out import read, scripts
from vividmap.formats.out.document import (
    Code,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    block_texts,
)


def parsed(body: str, sources: dict[str, str] | None = None) -> Any:
    return read.document(body, "My packet", sources)


def plain(*said):
    return tuple(Run(one) if isinstance(one, str) else one for one in said)


def test_every_kind_of_block_is_read():
    document = parsed(WHOLE, WORDS)
    assert document.title == "Self-assessment: every kind of block"
    assert [type(one) for one in document.blocks] == [
        *(Heading, Heading, Paragraph, Listing, Listing, Quote, Code, Table, Rule, Heading, Paragraph)
    ]
    assert [one.depth for one in document.blocks if isinstance(one, Heading)] == [1, 2, 1]
    said = document.blocks[2].content
    assert said[:3] == (Run("I moved the cache."), Mark((1,)), Run(" P99 is "))
    assert said[5:7] == (Mark((1, 2)), Run(" See "))
    assert said[7] == Run("the record", link="https://wiki.example/adr/31")
    assert [one.first for one in document.blocks if isinstance(one, Listing)] == [None, 5]
    assert [(one.number, one.handle) for one in document.sources] == [(1, "c4ch"), (2, "tw1c")]


def test_marks_are_left_out_unless_their_sources_are_given():
    assert read.document("So.[^c4ch] And[^tw1c] so.", "x").blocks == (Paragraph(plain("So. And so.")),)
    one = read.document("So.[^c4ch] And[^tw1c] so.", "x", {"tw1c": "Why"})
    assert one.blocks == (Paragraph(plain("So. And", Mark((1,)), " so.")),)


@pytest.mark.parametrize(
    ("body", "depths"),
    [
        ("### a\n\n##### b\n\n### c\n\n# d", [1, 2, 1, 1]),
        ("# Title\n\n### a\n\n###### b\n\n## c\n\n### d", [1, 2, 1, 2]),
    ],
)
def test_no_depth_of_heading_is_left_out(body, depths):
    assert [one.depth for one in parsed(body).blocks] == depths


def test_a_text_without_a_title_of_its_own_is_called_as_the_packet_is_and_shows_none():
    document = read.document("Just\x07 this.", "My\npacket")
    assert (document.title, document.headline) == ("My packet", ())
    assert document.blocks == (Paragraph(plain("Just\ufffd this.")),)


def test_links_lead_to_the_web_and_nowhere_else():
    said = parsed(
        "[a](https://a.example) [b](file:///etc/passwd) [c](ftp://c) ![d](https://d.example/d.png)"
    ).blocks[0]
    assert [(one.text, one.link) for one in said.content] == [
        ("a", "https://a.example"),
        (" [b](file:///etc/passwd) c ", ""),
        ("d", "https://d.example/d.png"),
    ]


@pytest.mark.parametrize(
    ("said", "language", "left"),
    [
        ("Moved the cache", "en", False),
        ("", "en", False),
        ("Перенёс кэш в Redis", "ru", False),
        ("Μετέφερα", "el", False),
        ("会话缓存迁移到 Redis", "zh", False),
        ("セッションを移した 佐藤", "ja", False),
        ("세션 캐시", "ko", False),
        ("“نقلت” the cache to Redis", "en", True),
        ("נקל Redis", "en", True),
        (
            "Results: Vertrag mit dem Anbieter neu verhandelt, der Umzug ist für alle Teams fertig",
            "de",
            False,
        ),
        ("Results: migration vers Kafka pour les équipes, avec une équipe de deux", "fr", False),
        ("Talk in Los Angeles, El Paso and the Müller review", "en", False),
    ],
)
def test_a_script_says_its_language_and_its_direction(said, language, left):
    assert (scripts.language(said), scripts.is_right_to_left(said)) == (language, left)


def test_what_was_noted_to_the_author_is_no_part_of_a_text():
    text = f"# Mine\n\nWords.\n\n{packet._SOURCES}\n\n[^c4ch]: x\n\n{packet._NOTES}\n\n- weak\n"
    assert packet.without_notes(text) == "# Mine\n\nWords.\n\n"
    assert (
        packet.without_notes("## Sources\n\nMy own.\n\n---\n\nRest.")
        == "## Sources\n\nMy own.\n\n---\n\nRest."
    )


@pytest.mark.parametrize("rule", ["---", "***", "-----", "---\n\n"])
def test_a_rule_that_only_parted_the_notes_is_no_part_of_a_text(rule):
    assert packet.without_notes(f"# Mine\n\nWords.\n\n{rule}\n") == "# Mine\n\nWords.\n"
    assert packet.without_notes(f"Words.\n\n{rule}\n\n{packet._SOURCES}\n\n[^c4ch]: x\n") == "Words.\n"
    assert packet.without_notes("Words.\n\nA heading\n---\n") == "Words.\n\nA heading\n---\n"
    assert packet.without_notes("Words.\n\n---\n\nMore.\n") == "Words.\n\n---\n\nMore.\n"


def test_emphasis_within_emphasis_is_shown_to_a_depth_and_its_words_always():
    deep = "*" * 2_000 + "word" + "*" * 2_000

    document = read.document(f"Before {deep} behind", "Review")

    assert "word" in "".join(block_texts(document.blocks))


def test_a_row_of_a_table_numbers_each_source_once():
    text = "| When | What |\n| --- | --- |\n| May[^c4ch] | Moved it[^c4ch][^tw1c] |\n| June[^c4ch] | Went |\n"
    (table,) = read.document(text, "x", {"c4ch": "Why", "tw1c": "How"}).blocks
    assert isinstance(table, Table)
    numbers = [
        [piece.numbers for cell in row for piece in cell if isinstance(piece, Mark)] for row in table.rows
    ]
    assert numbers == [[(1,), (2,)], [(1,)]]
