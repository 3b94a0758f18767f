"""What is read from each of several hundred sentences, line by line, as it was once checked by hand.

`python -m tests.core.readings` writes `readings.txt` anew; look at each difference before you keep it.
"""

from pathlib import Path

from tests.core.make import evidence
from vividmap.core.english.amounts import TextAmount, find_amounts
from vividmap.core.english.measures import Quantity, read_quantities
from vividmap.core.english.short_forms import spell_out
from vividmap.core.facts.strength import strength
from vividmap.core.results.reading import read_result

FOLDER = Path(__file__).parent
READINGS = FOLDER / "readings.txt"
SOURCES = (FOLDER / "sentences.txt", FOLDER.parent / "results" / "sentences.txt")


def list_sentences() -> list[str]:
    """Return the sentences of both files, without the marks of their labels."""
    lines = (line for source in SOURCES for line in source.read_text(encoding="utf-8").splitlines())
    kept_lines = (line for line in lines if line and not line.startswith("#"))
    return list(dict.fromkeys(line.replace("[[", "").replace("]]", "") for line in kept_lines))


def describe_reading(sentence: str) -> list[str]:
    """Return what is read from a sentence, a fact per line."""
    result = read_result(sentence)
    lines = [f"strength: {strength(evidence(sentence))}"]
    if result:
        value = "" if result.value is None else f" {result.value:.4g}"
        lines.append(f"result: {result.text} [{result.form} {result.measure or '-'}{value}]")
    lines += [f"quantity: {describe_quantity(quantity)}" for quantity in read_quantities(sentence)]
    lines += [f"amount: {describe_amount(amount)}" for amount in find_amounts(sentence)]
    full = spell_out(sentence)
    return lines if full == sentence else [*lines, f"in full: {full}"]


def describe_quantity(quantity: Quantity) -> str:
    """Return a quantity with its value, unit, direction and what was before."""
    before = f", before {quantity.before.value} {quantity.before.unit}" if quantity.before else ""
    return f"{quantity.text} [{quantity.value} {quantity.unit or '-'}{before}] {quantity.direction}".strip()


def describe_amount(amount: TextAmount) -> str:
    """Return an amount with its value in base units and all that is known of it."""
    rate = f" per {amount.rate}" if amount.rate else ""
    spoken = " spoken" if amount.is_spoken else ""
    hedge = f" {amount.hedge}" if amount.hedge else ""
    return f"{amount.text} [{amount.measure} {amount.value:.6g} {amount.unit or '-'}{rate}{hedge}{spoken}]"


def describe_all() -> str:
    """Return the text of `readings.txt`."""
    blocks = ("\n    ".join([sentence, *describe_reading(sentence)]) for sentence in list_sentences())
    return "\n".join(blocks) + "\n"
