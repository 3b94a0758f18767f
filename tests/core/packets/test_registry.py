"""The conversations: found by their folders, and told apart by name and slug."""

from datetime import date

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import NotADate
from vividmap.core.packets.registry import conversations, find_conversation

TODAY = date(2026, 11, 23)
SLUGS = ("review", "promotion", "one-on-one", "resume")
every_conversation = pytest.mark.parametrize("conversation", conversations(), ids=lambda one: one.slug)


def test_there_are_four_in_the_order_of_the_list():
    assert tuple(conversation.slug for conversation in conversations()) == SLUGS


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("review", "review"),
        ("promotion", "promotion"),
        ("one-on-one", "one-on-one"),
        ("job search", "resume"),
    ],
)
def test_the_stored_names_stay_readable(name, slug):
    conversation = find_conversation(slug)
    assert conversation
    assert conversation.name == name
    assert find_conversation(name) is conversation


def test_any_other_word_is_no_conversation():
    assert find_conversation("job-search") is find_conversation("") is None


@every_conversation
def test_a_conversation_says_what_pages_and_commands_need(conversation):
    assert conversation.title
    assert conversation.summary.endswith(".")
    assert conversation.readers
    assert len(conversation.short_help) <= 60
    assert all(example.startswith(f"draft {conversation.slug}") for example in conversation.examples)
    options = [field.option for field in conversation.fields]
    assert len(set(options)) == len(options)


@every_conversation
def test_what_a_field_was_answered_with_is_read_back_from_text_and_from_storage(conversation):
    person, ladder = make.person("Dana Whitfield"), make.framework("Levels")
    record = make.record(person, ladder)
    texts = {"person": person.handle, "framework": ladder.handle, "prompts": "What did you do? (200 words)"}
    for field in conversation.fields:
        value = field.parse(texts.get(field.name, "Staff"), record)
        assert field.parse(field.format(value, record), record) == value
        assert choose(**{field.name: value}).answer(field) == value
        assert not field.decode(None)


@every_conversation
def test_the_usual_period_is_the_one_of_no_text(conversation):
    record, choices = make.record(make.person("Dana Whitfield")), choose()
    period = conversation.choose_period("", record, choices, TODAY)
    usual_text = conversation.usual_period_text(TODAY)
    assert not usual_text or conversation.choose_period(usual_text, record, choices, TODAY) == period
    with pytest.raises(NotADate):
        conversation.choose_period("when it was cold", record, choices, TODAY)


def test_only_what_is_for_outsiders_leaves_the_company():
    assert [conversation.slug for conversation in conversations() if conversation.leaves_company] == [
        "resume"
    ]
