"""Quotation marks mean exactly these words: in every draft, whatever a note quotes."""

import re

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose
from vividmap.core.english.quotations import keep_quotations, substitute_outside_quotations
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest
from vividmap.core.positions import Position

DANA = make.person("Dana Whitfield", positions=(Position(height="manager"),))
ROUGH_WORDS = st.sampled_from(
    "execs w/ w/o ppl 600ms 4.2s→600ms 5/wk ~40 82% 10 % 1.9 bn lol (!!) today on Tuesday, dana in Dec Nov 10 "
    "since March est. saves i cant dont sev1 cut sad but great. the we my own hated moved it; never again".split()
)
QUOTES = st.lists(ROUGH_WORDS, min_size=1, max_size=12).map(" ".join)
PLAIN_WORDS = st.lists(
    st.sampled_from("Moved the ledger with people in 600 ms 82% done 1.9 billion rows and 40 teams".split()),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(QUOTES, PLAIN_WORDS, PLAIN_WORDS, st.sampled_from(('"{}"', "“{}”")))
def test_quoted_words_stand_in_every_draft_as_they_were_written(quoted, before, after, marks):
    quotation = marks.format(quoted)
    entry = make.evidence(
        f"{before} {quotation} {after}", when=make.evidence("2026-09-03 a").when, scope="org"
    )
    result = make.evidence(before, outcome=f"{after}: {quotation}", when=entry.when, scope="beyond")
    told = make.skill_entry(f"@dana: {quotation} {after}", category="feedback", when=entry.when)
    gap = make.skill_entry(f"{before}, {quotation}", category="practice", when=entry.when)
    record = make.record(DANA, entry, result, told, gap)
    for conversation in conversations():
        packet = draft_packet(
            conversation, record, PacketRequest(conversation.name, HALF, choose(person=DANA.id)), TODAY
        )
        for sentence in packet.sentences:
            note(sentence.text)
            for words in re.findall(r"“([^“”]*)”", sentence.text):
                assert words.removesuffix(".") == quoted.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a “a.” a", "b “a.” b"),
        ('a `a` and "a" «a» „a“', 'b `a` bnd "a" «a» „a“'),
        ("a \U000f0000 “a”", "b \U000f0000 “a”"),
        ("a", "b"),
        ('"" a', '"" b'),
    ],
)  # fmt: skip
def test_all_but_what_is_quoted_is_changed(text, changed):
    assert keep_quotations(text, lambda visible: visible.replace("a", "b")) == changed
    assert substitute_outside_quotations(re.compile("a"), lambda _: "b", text) == changed
