"""Records full of secrets, and which of them a packet holds that it must not.

A secret is planted in every text field of every kind: in items that are private, in items that are internal, in
notes about people, and as a confidential name in every spelling. Each has a word of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.fields import Field, Labels, Lines, LongText
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest
from vividmap.core.positions import Position
from vividmap.core.record import (
    KINDS,
    Evidence,
    Gap,
    Goal,
    Item,
    Mention,
    Person,
    Profile,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
    specs,
)
from vividmap.core.text import fold
from vividmap.core.when import When

TODAY = date(2026, 11, 30)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
_KINDS = (Evidence, SkillEntry, Goal, Gap, Update, Skill, Touchpoint)
_SYLLABLES = "za zo ze vu vo xi xa qua que gri gro pli plo dru dro fli flo tru tro kni kno".split()


class PlantedSecret(NamedTuple):
    """A word that must not be told: to nobody, or to readers outside the company alone."""

    word: str
    outside_only: bool


def planted_record(seed: int, count: int) -> tuple[Record, list[PlantedSecret]]:
    """Return a record with some secrets in it among open entries."""
    random = Random(seed)
    secrets: list[PlantedSecret] = []
    items: list[Item] = list(_open_items(random))
    names: list[str] = []
    while len(secrets) < count:
        word = "".join(random.choice(_SYLLABLES) for _ in range(3)) + random.choice("mnrst")
        if any(word in secret.word or secret.word in word for secret in secrets):
            continue
        sort = random.choice(("private", "internal", "name", "notes", "words", "tag"))
        secrets.append(PlantedSecret(word, sort in ("internal", "name")))
        if sort == "name":
            names.append(random.choice((word.title(), f"Project {word.title()}", f"{word.title()} Corp.")))
            items.append(_item(random, _spell(random, word), items, ""))
        elif sort in ("words", "tag"):
            items.append(_say_private(random, _item(random, word, items, ""), is_tag=sort == "tag"))
        elif sort == "notes":
            items.append(_person(random, body=f"Thinks that {word} is over"))
        else:
            items.append(_item(random, word, items, sort))
    profile = Profile(
        id=_id(random), handle="me01", text="Alice Example", employer="Acme", confidential=tuple(names)
    )
    return Record((profile, *items)), secrets


def _spell(random: Random, word: str) -> str:
    """Return a name as people write it."""
    middle = len(word) // 2
    return random.choice(
        (
            word,
            word.upper(),
            f"{word.title()}s",
            f"{word.title()}'s",
            f"{word[:middle].title()}{word[middle:].title()}",
            f"{word[:middle]}-{word[middle:]}",
            f"project{word}",
            f"project_{word}",
            f"{word}prod",
            f"{word.title()} Corporation",
            f"https://{word}.example.com/wiki",
            f"alice@{word}.example",
        )
    )


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128))


def _handle(random: Random) -> str:
    return "".join(random.choice("bcdfghjkmnpqrtvwxz23456789") for _ in range(6))


def _when(random: Random) -> When:
    return When.day(HALF.first + timedelta(random.randrange(150)))


def _item(random: Random, word: str, items: list[Item], mark: str) -> Any:
    """Return an item with a secret in one of its texts, marked or not, linked to others."""
    kind = random.choice(_KINDS)
    fields = [
        name
        for name, spec in specs(kind.kind).items()
        if isinstance(spec, Labels | Lines) or type(spec) in (Field, LongText)
        if not getattr(spec, "options", ())
    ]
    name = random.choice(("text", "text", "body", *fields))
    empty = "" if name in ("text", "body") else specs(kind.kind)[name].empty
    item: Any = kind(
        id=_id(random),
        handle=_handle(random),
        when=_when(random),
        text=f"Something open number {random.randrange(1000)}",
        confidentiality=mark,
    )
    item = replace(item, parent=_parent(random, item, items))
    if kind in (Evidence, SkillEntry):
        targets: list[Any] = [other for other in items if isinstance(other, Skill | Goal | Person)]
        links = random.sample(targets, min(2, len(targets)))
        item = replace(
            item, mentions=tuple(Mention(target.kind, target.handle, target.id) for target in links)
        )
    if isinstance(item, Evidence):
        item = replace(item, outcome="P99 down 340 ms", scope="org", category="led")
    return replace(item, **{name: (word,) if isinstance(empty, tuple) else f"Moved {word} to Redis"})


def _say_private(random: Random, item: Any, *, is_tag: bool) -> Any:
    """Return an item whose own words or tag say that it is private, wherever they stand."""
    if isinstance(item, Skill):
        return replace(item, confidentiality="private")  # the name of a skill is not about one entry
    if is_tag and isinstance(item, Evidence | SkillEntry | Goal | Gap):
        return replace(item, tags=(*item.tags, random.choice(("private", "confidential"))))
    front = random.choice(
        ("CONFIDENTIAL: ", "Private - ", "do not share: ", "[confidential] ", "Vertraulich: ")
    )
    end = random.choice(
        (
            " (not for sharing)",
            ", told nobody yet",
            ". Keep this to myself.",
            " (private)",
            ". Ne pas diffuser!",
            " #private",
        )
    )
    name = random.choice(("text", "text", "body", "outcome"))
    if name == "body":
        return replace(item, body=f"{item.body}\n\nDon't share".strip())
    if name == "outcome" and isinstance(item, Evidence):
        return replace(item, outcome=f"{item.outcome}{end}")
    return replace(item, text=random.choice((f"{front}{item.text}", f"{item.text}{end}")))


def _parent(random: Random, item: Item, items: list[Item]) -> UUID | None:
    parents = [other.id for other in items if other.kind in KINDS[item.kind].parent_kinds]
    return random.choice(parents) if parents else None


def _person(random: Random, body: str = "") -> Person:
    height = random.choice(("manager", "peer", "outside"))
    text = f"{random.choice(('Dana', 'Ivo', 'Grace'))} Person{random.randrange(10_000)}"
    position = Position(height=height, part="Payments")
    return Person(id=_id(random), handle=_handle(random), text=text, body=body, positions=(position,))


def _open_items(random: Random) -> Iterator[Item]:
    people = [_person(random) for _ in range(3)]
    goal = Goal(id=_id(random), handle=_handle(random), text="Staff engineer", goal_kind="promotion")
    yield from (*people, goal)
    yield Gap(id=_id(random), handle=_handle(random), parent=goal.id, text="Writing that decides")
    for number in range(4):
        yield Evidence(
            id=_id(random), handle=_handle(random), when=_when(random), text=f"Moved cache number {number}",
            outcome=f"P99 down {number}0 ms", scope="teams", tags=("checkout",),
        )  # fmt: skip


def draft_all(record: Record) -> Iterator[tuple[Packet, bool]]:
    """Yield a draft of each conversation, of the 1:1 with each person; and whether its readers are outside."""
    for conversation in conversations():
        field = conversation.person_field
        people = record.items_of(Person)[:6] if field else (None,)
        for person in people:
            choices = AuthorChoices.of({field: person.id} if field and person else {})
            packet = draft_packet(
                conversation, record, PacketRequest(conversation.name, HALF, choices), TODAY
            )
            is_outside = conversation.leaves_company or bool(
                person and person.position(TODAY).height == "outside"
            )
            yield packet, is_outside


def find_leaks(record: Record, secrets: list[PlantedSecret], texts: Iterator[tuple[str, bool]]) -> list[str]:
    """Return the secrets that texts hold, in any spelling; each text with whether its readers are outside."""
    leaks = []
    for text, is_outside in texts:
        letters = "".join(character for character in fold(text) if character.isalnum())
        leaks += [
            secret.word
            for secret in secrets
            if (is_outside or not secret.outside_only) and secret.word in letters
        ]
    return leaks
