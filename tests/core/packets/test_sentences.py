import pytest

from vividmap.core.packets.sentences import (
    enough_sentences,
    in_first_person,
    is_clause,
    is_fragment,
    is_whole,
    lower_first,
    split_sentences,
)


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


@pytest.mark.parametrize(
    ("sentence", "continued"),
    [
        ("The old one was slow.", "the old one was slow."),
        ("Nobody did.", "nobody did."),
        ("“They moved it”, she said", "“They moved it”, she said"),
        ("She moved it.", "she moved it."),
        ("Redis was slow.", "Redis was slow."),
        ("P99 fell.", "P99 fell."),
        ("Moved the cache.", "Moved the cache."),
    ],
)
def test_a_sentence_goes_on_small_where_it_begins_with_no_name(sentence, continued):
    assert lower_first(sentence) == continued


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("P99 down 340 ms", True),
        ("three teams moved (two by choice)", True),
        ("", False),
        ("P99 down 340 ms. Nobody noticed", False),
        ("P99 down (340 ms", False),
        ("決済が速くなった", False),
        ("4711", False),
        ("live since Tuesday", False),
        ("live this morning", False),
    ],
)
def test_only_one_closed_english_fragment_stands_behind_a_colon(text, is_one):
    assert is_fragment(text) is is_one


def test_a_short_first_sentence_takes_the_next_with_it():
    long = "Moved the session cache of the checkout to Redis."

    assert enough_sentences((long, "Nobody noticed.")) == (long,)
    assert enough_sentences(("Renamed it.", long, "Done.")) == ("Renamed it.", long)
    assert enough_sentences(("Renamed it.", "Done.")) == ("Renamed it.", "Done.")
    assert enough_sentences(("Renamed it.",)) == ("Renamed it.",)


@pytest.mark.parametrize(
    ("text", "is_whole_clause"),
    [
        ("I moved the date", True),
        ("they moved the date", True),
        ("Everyone was pleased", True),
        ("Dana moved the date", False),
        ("she moved the date. I stayed", False),
        ("she did it this morning", False),
        ("moved the date", False),
    ],
)
def test_a_clause_has_a_subject_that_is_no_name(text, is_whole_clause):
    assert is_clause(text) is is_whole_clause


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Ivo Petrov is the lead", True),
        ("Ivo Petrov gave me the lead", True),
        ("Ivo Petrov promoted to Staff", False),
        ("Ivo Petrov", False),
        ("Dana is the lead", False),
        ("(It was late.)", False),
    ],
)
def test_a_named_person_is_a_subject_with_a_sure_verb_alone(sentence, is_told):
    assert is_whole(sentence, ["Ivo Petrov"]) is is_told


@pytest.mark.parametrize(
    "text",
    [
        "See fig. 4 and sec. 3",
        "At approx. 3 pm",
        "Met J. Doe of Acme Inc. (est. 1999)",
        "Took it to St. Gallen",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert split_sentences(text) == (text,)


def test_a_unit_with_a_stop_ends_a_sentence():
    assert split_sentences("Down to 4 min. Nobody noticed. Took 20 ms. Done.") == (
        "Down to 4 min.",
        "Nobody noticed.",
        "Took 20 ms.",
        "Done.",
    )
