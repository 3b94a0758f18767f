"""One typography in a draft: quotation marks, percentages and large numbers, never within code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.packets.records import HALF
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, Packet
from vividmap.core.packets.typography import typeset
from vividmap.core.text import fold


def set_texts(*texts):
    sentences = tuple(DraftSentence(text, ()) for text in texts)
    section = DraftSection("Results", (DraftParagraph("", sentences, is_list=True),))
    packet = typeset(Packet(conversation="review", title="", period=HALF, sections=(section,)))
    return [sentence.text for sentence in packet.sentences]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (('Killed the "god cron".',), ["Killed the “god cron”."]),
        (('Named it `"quoted"` and "so".',), ['Named it `"quoted"` and “so”.']),
        (('A 5" screen.',), ['A 5" screen.']),
        (("Last year's peak.",), ["Last year’s peak."]),
        (("Down 82%.", "Up 31%.", "Reached 10 %."), ["Down 82%.", "Up 31%.", "Reached 10%."]),
        (("Taux de 3,1 % à 0,4 %.", "En hausse de 5%."), ["Taux de 3,1 % à 0,4 %.", "En hausse de 5 %."]),
        (("1.9 billion entries live.", "1.9 bn rows moved."), ["1.9 billion entries live.", "1.9 billion rows moved."]),
        (("1.9 bn rows moved.",), ["1.9 bn rows moved."]),
        (("Set `width: 10 %` to 82%.",), ["Set `width: 10 %` to 82%."]),
    ],
)  # fmt: skip
def test_a_draft_has_one_style(texts, said):
    assert set_texts(*texts) == said


def test_what_stands_out_goes_with_its_sentence():
    sentence = DraftSentence('Killed the "cron". Down 10 %.', (), 'Killed the "cron".')
    section = DraftSection(
        "Results",
        (
            DraftParagraph(
                "",
                (sentence, DraftSentence("Up 5%, 6%.", ())),
            ),
        ),
    )
    (first, _) = typeset(Packet(conversation="review", title="", period=HALF, sections=(section,))).sentences
    assert (first.text, first.lead) == ("Killed the “cron”. Down 10%.", "Killed the “cron”.")


PIECES = st.lists(
    st.sampled_from(('"so"', '`a "b" 5 %`', "82%", "10 %", "it's", "1.9 bn", "2 billion", "plain", '"', "'"))
)


@given(st.lists(PIECES.map(" ".join), min_size=1, max_size=3))
def test_setting_changes_no_word_and_no_code_and_setting_again_changes_nothing(texts):
    said = set_texts(*texts)
    for text, set_text in zip(texts, said, strict=True):
        assert re.findall(r"`[^`]*`", set_text) == re.findall(r"`[^`]*`", text)
        words = re.findall(r"[^\W_]+", fold(text).replace("bn", "billion"))
        assert re.findall(r"[^\W_]+", fold(set_text).replace("bn", "billion")) == words
    assert set_texts(*said) == said
