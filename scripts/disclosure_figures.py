"""Figures of the list before an export, for `make packets`: what is missed, what is noise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from vividmap.core.packets.disclosures import find_disclosures
from vividmap.core.record import Person, Record
from vividmap.core.text import fold, words

ROOT = Path(__file__).resolve().parent.parent
KNOWN = ROOT / "tests" / "core" / "packets" / "kept" / "names.txt"
FOREIGN = ROOT / "tests" / "foreign" / "developed"


class ListedNames(NamedTuple):
    """What lists of names hold: all names, those that are none, people of the text, and those missed."""

    listed: int
    noise: tuple[str, ...]
    people: int
    missed: tuple[str, ...]


def measure_drafts(drafts: Iterable[tuple[str, Record]]) -> ListedNames:
    """Return what the lists of some drafts hold, by the people on the map and the names labelled by hand."""
    known = {fold(line) for line in KNOWN.read_text(encoding="utf-8").splitlines()}
    listed, people = 0, 0
    noise: list[str] = []
    missed: list[str] = []
    for text, record in drafts:
        names = [item.text for item in find_disclosures(text, record) if item.kind == "name"]
        full_names = {fold(person.text) for person in record.items_of(Person)}
        listed += len(names)
        noise += [name for name in names if fold(name) not in full_names | known]
        there = [person.text for person in record.items_of(Person) if person.text in text]
        people += len(there)
        missed += [name for name in there if name not in names]
    return ListedNames(listed, tuple(noise), people, tuple(missed))


def measure_foreign() -> ListedNames:
    """Return what the lists of foreign documents hold, each read as it is, with nobody on the map.

    People are those labelled in them; they may be listed as names or among the other capitals.
    """
    people = _labelled_people((FOREIGN / "expected.txt").read_text(encoding="utf-8"))
    listed, count = 0, 0
    noise: list[str] = []
    missed: list[str] = []
    for document, names in people.items():
        items = find_disclosures((FOREIGN / document).read_text(encoding="utf-8"), Record(()))
        told_words = {word for item in items for word in words(" ".join(item.forms))}
        name_words = {word for name in names for word in words(name)}
        shown = [item.text for item in items if item.kind == "name"]
        listed += len(shown)
        noise += [name for name in shown if name_words.isdisjoint(words(name))]
        count += len(names)
        missed += [name for name in names if words(name)[0] not in told_words]
    return ListedNames(listed, tuple(noise), count, tuple(missed))


def _labelled_people(expected: str) -> Mapping[str, list[str]]:
    """Return the people named in each document."""
    people: dict[str, list[str]] = {}
    for block in re.split(r"^== ", expected, flags=re.MULTILINE)[1:]:
        names = [
            name
            for match in re.finditer(r"\bp=(.+?)(?: \w=|$)", block, re.MULTILINE)
            for name in match[1].split(";")
        ]
        people[block.split("\n", 1)[0].strip()] = list(dict.fromkeys(name.strip() for name in names))
    return people


def describe(drafts: Iterable[tuple[str, Record]]) -> Iterator[tuple[str, str]]:
    """Yield how many names are listed, how many of them are none, and how many people are missed."""
    for label, figures in (("drafts", measure_drafts(drafts)), ("foreign documents", measure_foreign())):
        count = len(figures.noise)
        yield f"export, {label}: names listed, of them none", f"{figures.listed}, {count}"
        yield f"export, {label}: people missed", f"{len(figures.missed)} of {figures.people}"
