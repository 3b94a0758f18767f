"""Which entries of a document look strongest: by the strength that drafts sort by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vividmap.core.facts.strength import points_of
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence
from vividmap.core.shorthand import Draft
from vividmap.formats.notes.deeds import has_result
from vividmap.formats.notes.questions import NotesQuestion, QuestionLine
from vividmap.formats.notes.reading import Reading

MOST_STRONGEST = 10
_TICKED, _FEWEST = 5, 4
_REACH = lazy_pattern(
    r"\b(?:teams?|orgs?|company|customers?|every|all of|vp|cto|ceo|director|adopted|accepted|prevent\w*"
    r"|avoid\w*|led|owned|launched|saved|outage|incident|revenue|security)\b|équipe|kunden|clientes|клиент|全社",
    re.IGNORECASE,
)
_PREVENTED = lazy_pattern(
    r"\b(?:prevented|averted|stopped (?:it|an?|the)|blocked|caught|verhindert|évité|evitado|evitei|evité)\b"
    r"|\b(?:0|zero|no|keine?|aucune?|sin|cero|zéro) (?:[^\W\d_]{3,14} ){0,2}"
    r"(?:incidents?|findings?|downtime|outages?|pages|data|errors?|ausf[aä]lle?|vorf[aä]lle?|befunde|pannes?|incidentes?)\b",
    re.IGNORECASE,
)
_OF_OTHERS = lazy_pattern(
    r"\W*(?:he|she|they|it|you|er|sie|il|elle|él|ella|ele|ela)(?:['’]\w+)?\s"
    r"|.*\b(?:mostly|mainly) \w+['’]s work\b|.*\bI only (?:reviewed|did|helped)\b",
    re.IGNORECASE,
)
_FAILED = lazy_pattern(
    r"\b(?:failed|rejected|rolled back|my (?:bad|mistake|fault)|no effect|too (?:slow|late|expensive)|ugh"
    r"|gescheitert|abgelehnt|zurückgerollt|mein fehler|échoué|refusé|rechazad[oa]|fracas[oó]|rejeitad[oa])\b",
    re.IGNORECASE,
)
_MONEY = lazy_pattern(r"[€$£¥₹]\s?\d|\d\s?[kMm]?\s?(?:[€$£¥₹]|(?:EUR|USD|GBP|CHF)\b)")
_DOUBTED, _PREVENTION_POINTS = 4, 3


def with_ranking(reading: Reading) -> Reading:
    """Return a reading with a question about the strongest entries, if there are enough."""
    question = _strongest_question(reading.drafts, reading.ratings)
    return replace(reading, questions=(*reading.questions, *question))


def with_strength(draft: Draft, strongest: frozenset[int]) -> Draft:
    """Return a draft, marked as strong if its line was picked."""
    if draft.kind != Evidence.kind or draft.place not in strongest:
        return draft
    return replace(draft, fields={**draft.fields, "strong": "picked at import"})


def strength(draft: Draft) -> float:
    """Return how strong an entry looks: what came of it, what it prevented; less if it failed."""
    outcome = str(draft.fields.get("outcome", ""))
    words = f"{draft.text} {outcome}"[:1_000]
    points = float(points_of(draft.text, outcome))
    points += _PREVENTION_POINTS * bool(_PREVENTED.search(words))
    points -= _DOUBTED * (bool(_OF_OTHERS.match(words)) + bool(_FAILED.search(draft.text[:200])))
    # Between equals: one of money, that states what came of it, reaches far, and is told in a sentence.
    points += 0.2 * has_result(words) + 0.1 * min(len(_REACH.findall(words)), 3)
    points += 0.3 * bool(_MONEY.search(words))
    return points + 0.05 * (len(words.split()) >= 8)


def _strongest_question(drafts: Sequence[Draft], ratings: Mapping[int, float]) -> Iterator[NotesQuestion]:
    evidence = [draft for draft in drafts if draft.kind == Evidence.kind and draft.place]
    if len(evidence) < _FEWEST:
        return
    ranking = sorted(evidence, key=lambda draft: (-ratings.get(draft.place, 0), -strength(draft)))
    ranking = ranking[:MOST_STRONGEST]
    highest = ratings.get(ranking[0].place, 0)
    rated_highest = sum(ratings.get(draft.place, 0) == highest for draft in ranking) if highest else 0
    suggestion = ",".join(str(draft.place) for draft in ranking[: max(rated_highest, _TICKED)])
    lines = tuple(
        QuestionLine(draft.place, draft.text) for draft in sorted(ranking, key=lambda draft: draft.place)
    )
    yield NotesQuestion("strongest", "", "", suggestion, lines, len(evidence))
