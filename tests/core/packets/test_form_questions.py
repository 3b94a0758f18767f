"""A company's own form: its questions, each answered from the record within its number of words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import Period
from vividmap.core.packets.form_questions import (
    FormQuestion,
    count_words,
    read_questions,
    recount_answers,
)
from vividmap.core.packets.packet import AuthorNote
from vividmap.core.packets.packet_guard import PacketGuard
from vividmap.core.packets.question_topics import question_topic, question_topics
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence, Mention
from vividmap.core.text import UnreadableText
from vividmap.formats.packet import draft

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
RECORD = make.record(
    make.evidence("2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch", category="decision"),
    make.evidence("2026-10-02 Paired with Search on their index ^pa1r", category="unblocked"),
    make.evidence(
        "2026-09-09 Stopped the cutover over two odd accounts -> no refund was wrong ^st0p",
        category="prevented",
    ),
    make.skill_entry(
        "2026-08-04 Read the linearizability chapter again #consistency ^r3ad", category="practice"
    ),
)


def answers(*prompts, record=RECORD):
    packet = draft_review(record, HALF, TODAY, choose(prompts=prompts))
    return {
        one.title: " ".join(s.text for p in one.paragraphs for s in p.sentences) for one in packet.sections
    }


def notes(*prompts):
    return [one.text for one in draft_review(RECORD, HALF, TODAY, choose(prompts=prompts)).notes]


@pytest.mark.parametrize(
    ("line", "question", "words"),
    [
        ("What did you achieve? (200 words)", "What did you achieve?", 200),
        ("1. What did you achieve? - max 150 words", "What did you achieve?", 150),
        ("- Goals, at most 80 words", "Goals", 80),
        ("## What next? [up to 50 words]", "What next?", 50),
        ("Strengths (no more than 30 words)", "Strengths", 30),
        ("Comments ≤ 20 words", "Comments", 20),
        ("Anything else?", "Anything else?", 0),
        ("Describe 3 words that suit you.", "Describe 3 words that suit you.", 0),
        ("あなたの成果は何ですか。", "あなたの成果は何ですか。", 0),
    ],
)
def test_a_question_may_end_with_its_limit(line, question, words):
    assert read_questions(line) == (FormQuestion(question, words),)


def test_a_form_without_a_question_is_refused():
    with pytest.raises(UnreadableText, match="no question"):
        read_questions("  \n\n")


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("What are you most proud of?", "contribution"),
        ("What impact did you have?", "contribution"),
        ("What have you learned?", "skills"),
        ("How have you collaborated across teams?", "collaboration"),
        ("Where did you fall short, and what would you do differently?", "differently"),
        ("What are your goals for next year?", "forward"),
        ("Qu'avez-vous fait ?", ""),
    ],
)
def test_it_is_told_by_its_words_what_a_question_asks_after(question, what):
    assert question_topic(question) == what


def test_each_question_is_answered_with_what_it_asks_after():
    said = answers(
        FormQuestion("What did you prevent, and what was difficult?"),
        FormQuestion("How did you help others?"),
        FormQuestion("What did you achieve?"),
        FormQuestion("What have you learned?"),
    )
    assert [*said] == [
        "What did you prevent, and what was difficult?",
        "How did you help others?",
        "What did you achieve?",
        "What have you learned?",
    ]
    for (title, text), word in zip(
        said.items(), ("cutover", "Search", "Redis", "linearizability"), strict=True
    ):
        assert word in text, title
        others = {"cutover", "Search", "Redis"} - {word}
        assert not any(other in text for other in others), title


def test_an_answer_keeps_to_its_limit_in_whole_sentences_and_says_so():
    (text,) = answers(FormQuestion("What did you achieve?", 12)).values()
    assert 0 < count_words(text) <= 12
    assert text.endswith(".")
    assert notes(FormQuestion("What did you achieve?", 12))[0].startswith(
        f"“What did you achieve?”: {count_words(text)} of 12 words; "
    )


def test_what_nothing_answers_is_said():
    assert answers(FormQuestion("What are your goals?")) == {"What are your goals?": ""}
    assert notes(FormQuestion("What are your goals?"))[0] == (
        "“What are your goals?”: nothing in the record answers this yet."
    )


def test_an_answer_is_counted_anew_as_its_author_writes_it():
    prompts = (FormQuestion("What *did* you achieve?", 5), FormQuestion("Learned?"), FormQuestion("Why?", 9))
    text = (
        "# Mine\n\n## What \\*did\\* you achieve?\n\n- One two.[^c4ch][^tw1c]\n- three *four* five six\n\n"
        "### More\n\nseven\n\n## Learned?\n\n## Else\n\nNot counted.\n"
    )
    found = recount_answers((AuthorNote("“Why?”: 3 of 9 words."), AuthorNote("Thin months.")), text, prompts)
    assert [one.text for one in found] == [
        "“What *did* you achieve?”: 7 of 5 words: 2 too many.",
        "“Learned?”: 0 words, no limit given.",
        "“Why?”: no heading of your text says this.",
        "Thin months.",
    ]
    assert recount_answers((AuthorNote("Thin months."),), text, ()) == (AuthorNote("Thin months."),)


def test_a_draft_is_counted_as_its_text_is():
    prompts = (FormQuestion("What did you achieve?", 60), FormQuestion("What have you learned?", 40))
    packet = draft_review(RECORD, HALF, TODAY, choose(prompts=prompts))
    counts = [one.text.partition(";")[0].rstrip(".") for one in packet.notes[:2]]
    found = recount_answers((), draft(packet, RECORD), prompts)
    assert [one.text.rstrip(".") for one in found] == counts


@given(
    st.lists(
        st.builds(
            FormQuestion,
            st.sampled_from(["What did you achieve?", "Help?", "What was hard?", "Learned", "Why", "Goals?"]),
            st.integers(0, 60),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_answer_is_longer_than_it_may_be_and_no_entry_is_told_twice(prompts):
    packet = draft_review(RECORD, HALF, TODAY, choose(prompts=tuple(prompts)))
    limits = {
        one.question: max(p.words or 10**6 for p in prompts if p.question == one.question) for one in prompts
    }
    told: list[object] = []
    for section in packet.sections:
        sentences = [s for p in section.paragraphs for s in p.sentences]
        assert sum(count_words(s.text) for s in sentences) <= limits[section.title]
        told += {s.sources[0] for s in sentences if RECORD.by_id[s.sources[0]].kind == "evidence"}
    assert len(told) == len(set(told))


def test_what_nothing_answers_for_sure_is_left_empty_with_candidates_in_the_notes():
    fault = make.evidence("2026-08-01 Upgrade broke everyone for half a day, my fault ~org")
    led = make.evidence("2026-08-02 Moved the cache -> P99 down 340 ms ~teams")
    questions = (FormQuestion("What would you do differently?"), FormQuestion("What did you achieve?"))
    packet = draft_review(make.record(fault, led), HALF, TODAY, choose(prompts=questions))
    assert [(one.title, bool(one.paragraphs)) for one in packet.sections] == [
        ("What would you do differently?", False),
        ("What did you achieve?", True),
    ]
    assert packet.notes[0].text.endswith("left empty, since no entry clearly answers it; these may.")
    assert packet.notes[0].sources == (fault.id,)


def test_a_question_about_everything_does_not_take_the_one_entry_that_answers_another():
    helped = make.evidence("2026-08-01 Sat with Marcus, found he was fighting the ORM -> 5 days saved ~org")
    led = make.evidence("2026-08-02 Moved the cache -> P99 down 340 ms ~team")
    questions = (FormQuestion("What did you achieve?"), FormQuestion("How did you help others?"))
    packet = draft_review(make.record(helped, led), HALF, TODAY, choose(prompts=questions))
    assert [sentence.sources for sentence in packet.sections[1].paragraphs[0].sentences] == [(helped.id,)]


def listed(section):
    """Return whether each paragraph of a section is a list, and its theme, without duplicates."""
    return {(one.is_list, one.theme) for one in section.paragraphs}


def test_a_question_that_is_prose_question_is_answered_so_and_keeps_its_count_of_sentences():
    form = "What did you achieve? Describe it in 2-3 sentences.\nHow did you help others?"
    packet = draft_review(RECORD, HALF, TODAY, choose(prompts=read_questions(form)))
    prose, bullets = packet.sections
    sentences = [sentence.text for one in prose.paragraphs for sentence in one.sentences]
    assert sentences[0] == "I moved the cache to Redis: P99 down 340 ms."
    assert len(sentences) <= 3
    assert listed(prose) == {(False, "")}
    assert all(is_list for is_list, _ in listed(bullets))
    question = read_questions("What did you achieve?")
    everywhere = draft_review(RECORD, HALF, TODAY, choose(prompts=question, style="prose"))
    assert listed(everywhere.sections[0]) == {(False, "")}


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("What did you learn, and what would you do differently?", ["skills", "differently"]),
        ("What went well? What would you do differently?", ["contribution", "differently"]),
        ("What have you learned and what are your goals?", ["skills", "forward"]),
        ("Where did you fall short, and what would you do differently?", ["differently"]),
        ("What were your contributions, and what was their impact?", ["contribution"]),
    ],
)
def test_a_question_may_ask_for_two_things(question, topics):
    assert [*question_topics(question)] == topics


def test_every_question_stands_in_the_document_with_a_blank_where_its_author_has_to_write():
    form = "What did you learn, and what would you do differently?\nHow do you live our values?"
    packet = draft_review(RECORD, HALF, TODAY, choose(prompts=read_questions(form)))
    text = draft(PacketGuard(RECORD).guard(packet), RECORD)
    both, values = text.split("\n## ")[1:]
    assert both.startswith("What did you learn")
    assert "linearizability" in both
    assert both.rstrip().endswith("[For you to write: what would you do differently?]")
    assert values.split("\n\n")[1].strip() == "[For you to write.]"
    counts = [note.text for note in recount_answers((), text, read_questions(form))]
    assert counts[1].endswith(": 0 words, no limit given.")


def test_a_count_of_sentences_holds_for_what_comes_next_too():
    goals = [make.goal(f"Goal {number} without end", goal_kind="work") for number in range(4)]
    gaps = [make.gap(f"topic {number}", of=goal) for number, goal in enumerate(goals)]
    question = read_questions("Describe in 2-3 sentences your focus for the next half.")
    packet = draft_review(make.record(*goals, *gaps), HALF, TODAY, choose(prompts=question))
    sentences = [sentence.text for one in packet.sections[0].paragraphs for sentence in one.sentences]
    assert len(sentences) == 3
    assert all(len(split_notes(sentence)) == 1 for sentence in sentences)
    assert all(sentence.startswith("I am working on ") for sentence in sentences)


def test_prose_is_whole_sentences_in_what_was_learned_and_what_comes_next():
    rust = make.skill("Rust")
    practice = make.skill_entry(
        "2026-08-27 Ported the fee calculator; found a rounding case",
        category="practice",
        mentions=(Mention("skill", "rust", rust.id),),
    )
    domain = make.skill_entry("2026-09-22 SEPA Instant, with the rulebook", category="domain")
    goal = make.goal("Staff engineer", goal_kind="promotion", target=date(2027, 6, 30))
    gap = make.gap("cross-team influence", of=goal)
    update = make.update("2026-10-01 x", of=gap, action="one decision record a month")
    record = make.record(rust, practice, domain, goal, gap, update)
    packet = draft_review(record, HALF, TODAY, choose(style="prose"))
    assert [sentence.text for sentence in packet.sentences] == [
        "I learned about SEPA Instant, with the rulebook.",
        "In Rust, I ported the fee calculator; found a rounding case.",
        (
            "I am working towards Staff engineer by June 2027; still missing: cross-team influence"
            " (next step: one decision record a month)."
        ),
    ]


def test_a_question_about_feedback_is_answered_with_quotations_and_no_result():
    praise = make.skill_entry('2026-08-04 Rosalind: "You make the room calmer."', category="feedback")
    fault = make.skill_entry('2026-08-05 Ivo: "You explain too late."', category="feedback")
    record = make.record(*RECORD.items_of(Evidence), praise, fault)
    told = answers(FormQuestion("What feedback did you receive?"), record=record)
    assert told["What feedback did you receive?"] == '"You make the room calmer."'
    without = answers(FormQuestion("What feedback did you receive?"))
    assert without["What feedback did you receive?"] == ""


def test_what_to_do_differently_is_answered_with_what_the_record_says_of_it():
    question = FormQuestion("What would you do differently?")
    holder = make.goal("What would you do differently?", tags=("working-on",))
    asked = make.gap("I should have involved Security earlier. Their review cost us 3 weeks.", of=holder)
    told = answers(question, record=make.record(*RECORD.items_of(Evidence), holder, asked))
    assert told[question.question] == (
        "I should have involved Security earlier. Their review cost us 3 weeks."
    )
    goal = make.goal("Staff by 2027")
    gap = make.gap("delegating", of=goal)
    assert (
        answers(question, record=make.record(*RECORD.items_of(Evidence), goal, gap))[question.question] == ""
    )
