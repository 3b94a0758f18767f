"""What holds for every bullet of a résumé: one verb in front, no clause told twice, no time of day."""

import re

from vividmap.core.english.languages import is_english
from vividmap.core.english.verbs import AMBIGUOUS, FINITE, VERBS

CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\bin the morning\b|\bon a good day\b")


def plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def assert_sound(bullet: str, source: str = "") -> None:
    """Fail where a bullet has a second verb, repeats a clause of its own or tells a time of day.

    What the source says twice itself ("Moved Moved") may stand twice.
    """
    first, second, *_ = (*bullet.split(), "", "")
    assert first[:1].isupper() or not first[:1].isalpha(), bullet
    is_said = f"{first} {second}".casefold() in source.casefold() or not is_english(bullet)
    assert is_said or second.casefold() not in (VERBS | FINITE) - AMBIGUOUS - {"led"}, bullet
    clauses = [plain(part) for part in re.split(r"[:;] ", bullet)]
    for place, clause in enumerate(clauses):
        others = [*clauses[:place], *clauses[place + 1 :]]
        is_repeated = len(clause.split()) > 1 and any(f" {clause} " in f" {other} " for other in others)
        assert not is_repeated or plain(source).count(clause) > 1, bullet
    assert not CLOCK.search(bullet), bullet
    assert bullet.count("(") == bullet.count(")"), bullet
