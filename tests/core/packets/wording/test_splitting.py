"""Where the sentences, clauses and spliced clauses of a note end."""

import pytest

from vividmap.core.packets.wording.splitting import split_clauses, split_notes, split_spliced


@pytest.mark.parametrize(
    "clauses",
    [
        ("moved the cache", "nobody noticed"),
        ("one", "two", "three"),
        ("moved it (first a; then b)", "done"),
        ('he said "no; never"', "we stayed"),
        ("ran `a; b`", "twice"),
        ("no semicolon at all",),
    ],
)
def test_clauses_end_at_semicolons_outside_of_brackets_and_quotation_marks(clauses):
    assert split_clauses("; ".join(clauses)) == clauses
    assert split_clauses(f"; {' ;'.join(clauses)};") == clauses


@pytest.mark.parametrize(
    "sentences",
    [
        ("moved it.", "nobody noticed.", "good"),
        ("moved it!", "then slept"),
        ("Cut it (by 40 %).", "it held"),
        ('"you write it."', "ok then"),
        ("took 3 wks. or so", "Then slept"),
        ("see e.g. the wiki", "Done"),
        ("moved it (first a. then b) in May",),
        ("v1.2 of node.js",),
    ],
)
def test_a_note_may_begin_its_sentences_small(sentences):
    text = " ".join(sentences)

    assert "".join(split_notes(text)).replace(" ", "") == text.replace(" ", "")
    if sentences[-1][0].islower() and "wks" not in text:
        assert split_notes(text) == sentences


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("the region failed, we moved over", ("the region failed", "we moved over")),
        ("I asked, they agreed, nobody paid", ("I asked", "they agreed", "nobody paid")),
        ("it broke, I quickly fixed it", ("it broke", "I quickly fixed it")),
        ("when the region failed, we moved over", ("when the region failed, we moved over",)),
        ("because it broke, I fixed it", ("because it broke, I fixed it",)),
        ("a table (slow, it had no index) of payouts", ("a table (slow, it had no index) of payouts",)),
        ("red, green and blue", ("red, green and blue",)),
    ],
)
def test_commas_alone_join_whole_clauses(sentence, clauses):
    assert split_spliced(sentence) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "Abrechnungslauf von 6 Std. auf 35 Min. verkürzt",
        "z. B. zwei Teams, bzw. die Abt. Zahlung hat Nr. 5 übernommen",
        "ca. 5 Mio. Datensätze umgezogen, inkl. Archiv",
        "Ran e.g. the drill for approx. 5 hrs. on site",
        "le service, p.ex. la file, env. 3 équipes",
    ],
)
def test_an_abbreviation_ends_no_sentence_in_any_of_the_languages(text):
    assert split_notes(text) == (text,)


def test_a_unit_after_its_number_may_end_a_sentence():
    assert split_notes("Lauf in 35 Min. Danach Pause") == ("Lauf in 35 Min.", "Danach Pause")
