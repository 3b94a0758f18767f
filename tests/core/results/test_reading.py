"""How well results are found, on labelled sentences: a test that fails lists the misses."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.results.reading import Result, read_result

MIN_RECALL, MIN_PRECISION, MIN_CLAUSES = 0.9, 0.95, 0.85
_FILE = Path(__file__).with_name("sentences.txt")


class Labelled(NamedTuple):
    text: str
    clause: str


class Figures(NamedTuple):
    recall: float
    precision: float
    clauses: float
    misses: tuple[str, ...]


def labelled() -> list[Labelled]:
    sentences = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            clause = line[line.index("[[") + 2 : line.index("]]")] if "[[" in line else ""
            sentences.append(Labelled(line.replace("[[", "").replace("]]", ""), clause))
    return sentences


def overlap(sentence: Labelled, result: Result) -> float:
    """Return the share of the characters of both clauses that they have in common, from 0 to 1."""
    start = sentence.text.index(sentence.clause)
    end = start + len(sentence.clause)
    both = min(end, result.end) - max(start, result.start)
    return max(both, 0) / (max(end, result.end) - min(start, result.start))


def measure() -> Figures:
    positives = [sentence for sentence in labelled() if sentence.clause]
    negatives = [sentence for sentence in labelled() if not sentence.clause]
    results = {sentence: read_result(sentence.text) for sentence in labelled()}
    hits = [
        sentence for sentence in positives if (result := results[sentence]) and overlap(sentence, result) > 0
    ]
    close = [s for s in hits if (result := results[s]) and overlap(s, result) >= 0.5]
    false = [sentence for sentence in negatives if results[sentence]]
    misses = [f"missed: {s.text}" for s in positives if s not in hits]
    misses += [f"clause: {s.text} -> {results[s]}" for s in hits if s not in close]
    misses += [f"false: {s.text} -> {results[s]}" for s in false]
    found = sum(results[sentence] is not None for sentence in results)
    return Figures(len(hits) / len(positives), len(hits) / found, len(close) / len(hits), tuple(misses))


def test_results_are_found_in_labelled_sentences():
    figures = measure()

    assert figures.recall >= MIN_RECALL, figures.misses
    assert figures.precision >= MIN_PRECISION, figures.misses
    assert figures.clauses >= MIN_CLAUSES, figures.misses


@pytest.mark.parametrize(
    ("text", "form", "kind", "value"),
    [
        ("cut recon from 41 min to 55 s", "change", "share", 0.9776),
        ("saved about $10k a month", "quantity", "money", 120_000.0),
        ("killed it, ~€1.2M/yr saved", "quantity", "money", 1_200_000.0),
        ("seen by 1,200 users", "quantity", "people", 1200.0),
        ("3 teams moved over", "quantity", "teams", 3.0),
        ("support tickets down 64%", "quantity", "share", 0.64),
        ("restored in 38 min", "quantity", "time", 2280.0),
        ("17 jobs gone", "quantity", "count", 17.0),
        ("wrote the guide, they use it now", "consequence", "", None),
    ],
)
def test_a_result_has_a_form_and_a_size_to_compare_by(text, form, kind, value):
    result = read_result(text)

    assert result is not None
    assert (result.form, result.measure, result.value) == (form, kind, value)


def test_a_number_of_thousands_of_digits_is_read_like_any_text():
    line = "P99 down " + "9" * 13_000

    result = read_result(line)

    assert result is None or result.text in line


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_the_clause_stands_in_it(text):
    result = read_result(text)

    assert result is None or text[result.start : result.end] == result.text != ""


@pytest.mark.parametrize(
    "text",
    [
        "Resolví la caída del pago en 18 minutos",
        "Storing bij betalingen in 22 minuten opgelost",
        "Incidente de pagamentos resolvido em 27 min",
        "Перевёл счета на новую базу без простоя",
        "Sus dos servicios ya las llevan solos",
        "we turned the old cluster off, 52k a month",
        "patched the retry storm before it hit customers",
        "feature flag rolled back, MTTR 31 min",
        "accessibility score 61 to 94",
    ],
)
def test_results_are_read_in_other_languages_and_without_a_currency(text):
    assert read_result(text) is not None


@pytest.mark.parametrize("text", ["3 services down 47 min", "Dropping it in two months"])
def test_an_outage_of_several_services_and_a_plan_are_no_results(text):
    assert read_result(text) is None


@pytest.mark.parametrize(
    "text", ["On call from 9 to 5", "On-call Mon from 9 to 5", "Office hours from 10 to 12"]
)
def test_times_of_day_are_no_change(text):
    assert read_result(text) is None


@pytest.mark.parametrize(
    "text", ["dispatch API down 47 min", "checkout was down for 3 hours", "API down 2d after the push"]
)
def test_how_long_something_was_down_is_no_result(text):
    assert read_result(text) is None


@pytest.mark.parametrize("text", ["start-up down 4 min", "toil down 3 h a week", "checkout down 340 ms"])
def test_less_of_what_takes_time_is_a_result(text):
    assert read_result(text) is not None


def test_pages_of_the_one_on_call_are_a_change():
    assert read_result("On-call pages from 14 to 3") is not None


def setbacks() -> list[tuple[str, str]]:
    lines = _FILE.with_name("setbacks.txt").read_text(encoding="utf-8").splitlines()
    notes = [line for line in lines if line and not line.startswith("#")]
    return [
        (line.replace("[[", "").replace("]]", ""), line.partition("[[")[2].partition("]]")[0])
        for line in notes
    ]


@pytest.mark.parametrize(("text", "clause"), setbacks())
def test_how_it_was_what_others_cost_harm_and_failed_attempts_are_no_results(text, clause):
    result = read_result(text)

    assert (result.text if result else "") == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Said no to the platform (3 quarters of work for 1 use case), proposed a cache", None),
        ("Declined the rewrite (2 years for 1 team)", None),
        ("Rejected the vendor's offer ($400k a year), kept ours", None),
        ("Abgelehnt: eigener Broker (9 Monate für 2 Teams)", None),
        ("Kickoff with Hannah re: Airflow 1→2 move", None),
        ("Kickoff of the Postgres 12 -> 16 migration", None),
        ("Django 4 -> 5 upgrade planned", None),
        ("I found that 1.4 s of that was the SDK", None),
        ("Cold start was 4.8 s in January and is 2.1 s", "Cold start was 4.8 s in January and is 2.1 s"),
        ("Errors were 3% in May and are now 0.4%", "Errors were 3% in May and are now 0.4%"),
        ("Hannah backed it. ML shipped w/ the cache in 5 wks", "ML shipped w/ the cache in 5 wks"),
        ("Shipped the fix in 2 days", None),
        # what came of it all the same
        ("Rejected the rewrite (saved 2 quarters)", "Rejected the rewrite (saved 2 quarters)"),
        ("Stopped the rollout (1,200 double payouts prevented)", "Stopped the rollout (1,200 double payouts prevented)"),
        ("pages 31 -> 8 after the move", "pages 31 -> 8 after the move"),
        ("alerts 9 -> 4", "alerts 9 -> 4"),
    ],
)  # fmt: skip
def test_what_was_not_done_a_version_and_a_part_of_what_was_told_are_no_results(text, clause):
    result = read_result(text)
    assert (result and result.text) == clause
