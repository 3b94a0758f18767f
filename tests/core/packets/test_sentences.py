import pytest

from vividmap.core.packets.sentences import in_first_person, is_clause, split_sentences


@pytest.mark.parametrize(
    ("fragment", "sentence"),
    [
        ("Moved session cache to Redis", "I moved session cache to Redis"),
        ("Found and fixed the race in the ledger", "I found and fixed the race in the ledger"),
        (
            "Paired with Tomás through his first on-call week",
            "I paired with Tomás through his first on-call week",
        ),
        ("Cut RFC 112 from 23 pages to 6", "I cut RFC 112 from 23 pages to 6"),
        ("Renamed `balances` to `balances_dead`", "I renamed `balances` to `balances_dead`"),
        ("Finally rolled out the cache to all merchants", "I finally rolled out the cache to all merchants"),
        ("Frobnicated the cache", "I frobnicated the cache"),
        ("Asked for an example", "I asked for an example"),
        ("I moved the cache", "I moved the cache"),
        ("We moved the cache", "We moved the cache"),
        ("Nobody did", "Nobody did"),
        ("The old one was slow", "The old one was slow"),
        ("Ivo Petrov asked me to review it", "Ivo Petrov asked me to review it"),
    ],
)
def test_a_fragment_that_surely_fits_gets_its_subject(fragment, sentence):
    assert in_first_person(fragment, ["Ivo Petrov"]) == sentence


@pytest.mark.parametrize(
    "fragment",
    [
        "Embedded systems course",
        "Shared library for idempotency",
        "Distributed Systems reading group",
        "Automated tests for payments",
        "Read replicas for reports",
        "Paid leave policy",
        "Cut-off times, value dates",
        "Set theory course",
        "Need a new laptop",
        "Speed up the build",
        "Thought leadership",
    ],
)
def test_what_may_be_a_noun_or_an_order_is_quoted(fragment):
    assert in_first_person(fragment) is None


@pytest.mark.parametrize(
    "fragment",
    [
        "Blocked by Legal for three weeks",
        "Asked to review the RFC",
        "Promoted to Senior",
        "Invited to speak",
        "Added to the rota",
        "Offered the lead role",
        "Held up by procurement",
        "Rolled out to all merchants",
        "Reviewed and approved by Dana",
        "Required the whole team",
    ],
)
def test_what_was_done_to_me_or_without_me_is_no_deed_of_mine(fragment):
    assert in_first_person(fragment) is None


@pytest.mark.parametrize(
    "fragment",
    [
        "Dropped the last reads this morning",
        "Session cache lives in Redis now",
        "Stopped it on Tuesday",
        "Should we have asked?",
        "Moved the (last",
        "決済キャッシュを Redis に移した",
        "Habe den Cache verschoben",
        "https://wiki.example/rfc/112",
        "I/O line is what kills us",
        "LED panel fixed",
    ],
)
def test_what_speaks_from_its_day_or_no_english_is_quoted(fragment):
    assert in_first_person(fragment) is None


def test_a_later_sentence_without_subject_may_be_about_the_thing():
    assert in_first_person("Kept the queue alive", is_first=False) is None
    assert in_first_person("Sent it back twice", is_first=False) == "I sent it back twice"


def test_only_a_later_sentence_may_point_back():
    assert in_first_person("She had three") is None
    assert in_first_person("She had three", is_first=False) == "She had three"


@pytest.mark.parametrize(
    "sentences",
    [
        ["Renamed it.", "Nobody did."],
        ["Adopted e.g. by Search, Payouts etc. and Risk.", "One page."],
        ['He said "No. Never." and left.', "Fine."],
        ["Ran `a. B.` twice.", "`toggles` is gone."],
        ["Touched it (once. Or twice.) only.", "(The certificate. Always.)"],
        ["See https://wiki.example/a.B?c=1 for pacs.008 and v1.2 of it"],
        ["Down from 1.10 s!", "12 % fewer…", "Good"],
    ],
)
def test_sentences_are_told_apart(sentences):
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


def test_an_outcome_is_a_clause_or_a_fragment():
    assert is_clause("she moved the date")
    assert not is_clause("P99 down 340 ms")
    assert not is_clause("she moved the date; Sales not delighted")
