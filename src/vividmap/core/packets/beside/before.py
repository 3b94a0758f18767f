"""What to do before making the ask: where the case is weak, who can speak for it, whom to ask. Notes alone.

Names of people, where they stand and whether they would advocate are here, and nowhere in a draft.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.criteria.coverage import CANNOT, NOTHING, STRONG, Coverage
from vividmap.core.criteria.suggest import Suggester
from vividmap.core.facts.circle import KNOWS, UP, by_height, ids, names, placed, stands, to_show, was_shown
from vividmap.core.facts.facts import Facts
from vividmap.core.packets.packet import Note
from vividmap.core.record import Criterion, Evidence, Person
from vividmap.core.saying import listed, quoted

_Seen = Mapping[UUID, Sequence[Evidence]]

_FEW = 4
"""People who are named one by one."""
_WORDS = (STRONG, "unseen", "brief", "narrow", "weak", "thin", "stale", NOTHING, CANNOT)
_STEPS = {
    NOTHING: "Link what shows it, or choose work that would.",
    "stale": "Look for newer work of the same sort, or say why it still holds.",
    "thin": "One may be an accident: is there a second?",
    "weak": "Say what came of it: an estimate will do.",
    "narrow": "Say who else took it up, or take the next one further.",
    "brief": "Show that it lasts: what did you do of the same sort before, or since?",
    "unseen": "Show one of these entries to somebody above you.",
}
_NOBODY = (
    "Nobody on the map stands above you, and a promotion is decided there: add your manager, and who else "
    "decides on it."
)


def standing(covered: Sequence[Coverage], what: str) -> Iterator[Note]:
    """Yield how many of what is asked for are covered how well, best first."""
    counts = Counter(one.word for one in covered)
    said = [f"{counts[word]} {word}" for word in _WORDS if counts[word]]
    if said:
        yield Note(f"Of {what}: {listed(said)}.")


def weak(covered: Sequence[Coverage], suggest: Suggester) -> Iterator[Note]:
    """Yield each that is not covered well, the weakest first, with what to do and what may show it."""
    for one in sorted(covered, key=lambda one: -_WORDS.index(one.word)):
        if one.word == CANNOT:
            yield Note(
                f"{quoted(one.asked.text)}: {one.said}. Agree on that before you ask.", (one.asked.id,)
            )
        elif one.word != STRONG:
            yield _weak(one, suggest)


def _weak(one: Coverage, suggest: Suggester) -> Note:
    found = [some.item for some in suggest.of(one.asked)] if isinstance(one.asked, Criterion) else []
    may = " These may show it and are not linked:" if found else ""
    said = f"{quoted(one.asked.text)}: {one.said}. {_STEPS[one.word]}{may}"
    return Note(said, (*(found or (one.asked.id,)),))


def speakers(facts: Facts, entries: Sequence[Evidence]) -> Iterator[Note]:
    """Yield who would speak for the case and who might, what they have seen of it, and who decides unseen.

    `entries` are what the case rests on, the strongest first.
    """
    if not entries:
        return
    seen = _seen(facts, entries)
    heights = by_height(facts)
    known = [(one, stands(facts, one)) for some in heights.values() for one in some]
    real = [one for one, stand in known if stand == "real"]
    likely = [one for one, stand in known if stand == "likely"]
    of = f"how many of its entries ({len(entries)}) each has seen"
    if real:
        blind = [one for one in real if len(seen[one.id]) < len(entries)]
        said = f"Would speak for it, and {of}: {_counts(facts, real, seen)}."
        yield Note(_and(said, to_show(entries, blind, seen) if blind else ""), ids(real[:_FEW]))
    else:
        yield Note("Nobody is marked as an advocate of yours. Ask one who knows your work, and mark it.")
    if likely:
        said = f"Might speak for it if you ask, and {of}: {_counts(facts, likely, seen)}."
        yield Note(said, ids(likely[:_FEW]))
    yield _deciding(heights, seen, entries)


def _and(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _seen(facts: Facts, entries: Sequence[Evidence]) -> _Seen:
    """Return by person the entries that name them, or were shown to them."""
    found: dict[UUID, list[Evidence]] = {one.id: [] for one in facts.people}
    for entry in entries:
        named = {*entry.linked("person")}
        shown = {one for one in entry.linked("surfaced") if was_shown(entry, one, facts.today)}
        for person in (named | shown) & found.keys():
            found[person].append(entry)
    return found


def _counts(facts: Facts, people: Sequence[Person], seen: _Seen) -> str:
    return listed((f"{placed(one, facts.today)} {len(seen[one.id]) or 'none'}" for one in people), _FEW)


def _deciding(heights: Mapping[str, Sequence[Person]], seen: _Seen, entries: Sequence[Evidence]) -> Note:
    """Return who decides on it, by height from the top, and how many of them know the work on the case."""
    there = {height: heights[height] for height in reversed(UP) if heights[height]}
    if not there:
        return Note(_NOBODY)
    blind = {
        height: [one for one in people if KNOWS not in one.real and not seen[one.id]]
        for height, people in there.items()
    }
    counts = (
        f"{height} {len(people) - len(blind[height])} of {len(people)}"
        + (f" (not yet: {names(blind[height], _FEW)})" if blind[height] else "")
        for height, people in there.items()
    )
    missing = ", ".join(height for height in UP if not heights[height])
    nobody = f"Nobody on the map stands there: {missing}. Ask who decides." if missing else ""
    unseen = [one for people in blind.values() for one in people]
    said = f"Who knows this work above you: {listed(counts)}."
    show = to_show(entries, unseen, seen) if unseen else ""
    return Note(_and(said, nobody, show), ids(unseen[:_FEW]))
