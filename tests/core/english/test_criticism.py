"""Which feedback finds fault, asks for a change or weighs its author's own case; and what praise it holds."""

import pytest

from vividmap.core.english.criticism import is_critical, praise_in


@pytest.mark.parametrize(
    "text",
    [
        "“promo case is strong on depth, thin on breadth”",
        "ich soll früher um Hilfe bitten",
        "« tu devrais déléguer davantage »",
        "My docs bury the recommendation",
        "“Sometimes decisions are made before the discussion starts.",
        "You explain too late",
        "Growth area: delegating",
        "My salary is about 9% below the band midpoint.",
        "hablas demasiado en las revisiones",
        "I could be clearer in writing",
    ],
)
def test_a_fault_or_the_authors_own_case(text):
    assert is_critical(text)
    assert praise_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "„erklärt schwierige Dinge so, dass der Vorstand sie versteht“",
        "« merci pour le doc sur les files, ça nous a évité 3 semaines »",
        "“you make hard things look boring, make sure people know they were hard”",
        "Her postmortem for 8.4 is now the template in our org.",
        "the first memo from your team I finished",
        "calm under pressure",
    ],
)
def test_praise_is_no_fault(text):
    assert not is_critical(text)
    assert praise_in(text) == text


def test_praise_before_a_fault_stays():
    assert praise_in("exceeds, but delegate more") == "exceeds"
