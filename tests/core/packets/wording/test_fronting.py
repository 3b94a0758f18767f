"""A long sentence is cut only where its second half is true as a sentence of its own."""

import pytest

from vividmap.core.packets.wording.fronting import front

LONG = "and this went on for as long as it took, with all that it took, until everybody could see it"


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("Led the cutover of the ledger with Ana", "moved 1.9 billion entries in one night"),
        ("Wrote the policy that six directors signed", "held the line when two launches were late"),
        ("I moved the ledger to the new cluster", "cut its cost by 30 % in the first month"),
        ("The old cluster cost too much by far", "we moved the ledger off it in one night"),
        ("Moved the ledger to the new cluster in May", "the old one was switched off in June"),
    ],
)
def test_what_the_author_did_next_may_stand_apart(head, rest):
    assert front(f"{head}, {rest} {LONG}")[1].startswith(rest)


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("Mentored Ana to mid-level: she passed her exam in June", "led the upgrade of four clusters"),
        ("Mentored Ana to mid-level – she passed her exam in June", "wrote the guide and was promoted"),
        ("Convinced the team; they moved all of it in June", "dropped their own and saved 3 weeks"),
        ("Ana and Tom moved the ledger to it", "led the upgrade of four clusters"),
        ("Led the move to the new vendor in spring", "resulting in 420k of savings"),
        ("Led the move to the new vendor in spring", "cutting the bill by 22 %"),
        ("After the second outage of that February", "I built the inventory of all of them"),
        ("While the old cluster was still running", "moved the ledger to the new one"),
        ("Conversion on mobile went up from 3.1% to 3.6%", "which Finance puts at 2.3M a year"),
        ("Led the move, resulting in 420k of savings", "a 60 % cut in load time and one place"),
    ],
)
def test_what_is_somebody_elses_or_no_sentence_stays_where_it_is(head, rest):
    assert not front(f"{head}, {rest} {LONG}")[1].startswith(rest)
