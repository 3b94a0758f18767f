"""How much an entry deserves to be told of a record: its strength, and what the record itself asks for.

    strength of the entry (`facts/strength.py`), and if it says what came of it (`has_outcome`)
    + AIM_POINTS     it is linked to a goal that is pursued, or to an open gap of one
    + ABOVE_POINTS   somebody above the author asked for it, spoke of it or took it further
    + GROWTH_POINTS  somebody else was promoted, or took over what the author had
    + RISK_POINTS    it kept security or privacy

The points are rules of thumb of ours. An entry that asks for something and has come to nothing yet gets none.
"""

import re
from uuid import UUID

from vividmap.core.english.essentials import GROWTH
from vividmap.core.english.worded_outcomes import is_heard_talk
from vividmap.core.facts.active_goals import list_active_goals, list_open_gaps
from vividmap.core.facts.people_named import PeopleNames
from vividmap.core.facts.relationships import DECIDING_HEIGHTS
from vividmap.core.facts.strength import max_strength, strength
from vividmap.core.first_names import first_word
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.selection import has_told_outcome
from vividmap.core.record import Evidence, Person, Record

AIM_POINTS, ABOVE_POINTS, GROWTH_POINTS, RISK_POINTS = 2, 3, 4, 2
_RISK = lazy_pattern(
    r"\b(?:security|vulnerabilit\w+|cve-\d+|breach|pii|phi|gdpr|privacy|leak(?:ed|ing|s)?"
    r"|sicherheitslücken?|datenschutz"
    r"|dsgvo|faille|rgpd|vulnerabilidad\w*|vulnerabilità|beveiligingslek)\b",
    re.IGNORECASE,
)
_TAKEN_UP = lazy_pattern(
    r"[^.;!?]{0,25}?(?::? [\"“«„]|\b(?:asked|asks|wants?|wanted|requested|presented|adopted|approved"
    r"|forwarded|signed"
    r"|uses?|used|quotes?|quoted|shared|took|picked|backed|funded|read|said|says|wrote|called|bat um"
    r"|fragte|genehmigte"
    r"|übernahm|a demandé|a validé|a présenté|pidió|aprobó|presentó)\b)(?! (?:what|why|how|whether|if"
    r"|when)\b)",
    re.IGNORECASE,
)
"""What follows the name of somebody above the author who asked for work, praised it or passed it on."""
_ASKED_BY = lazy_pattern(
    r"\b(?:(?:asked|requested|adopted|approved|signed|presented|funded|backed) by|at the request of|for"
    r"|to)\s@?$",
    re.IGNORECASE,
)
_NEAR = 60


class TellingWeight:
    """Weighs the entries of one record."""

    def __init__(self, record: Record) -> None:
        goals = list_active_goals(record)
        gaps = (gap for goal in goals for gap in list_open_gaps(goal, record))
        self.aim_ids: frozenset[UUID] = frozenset(item.id for item in (*goals, *gaps))
        people = list(record.items_of(Person))
        above = [
            person
            for person in people
            if any(position.height in DECIDING_HEIGHTS for position in person.positions)
        ]
        self._above = {person.id: person for person in above}
        self._names = PeopleNames(above, people)
        # By entry: a draft weighs each several times.
        self._points: dict[UUID, int] = {}
        self._weights: dict[UUID, int] = {}

    def __call__(self, entry: Evidence) -> int:
        """Return how much an entry deserves to be told."""
        if entry.id not in self._weights:
            points = self._asked_points(entry)
            told_points = points if points and self.has_outcome(entry) else 0
            self._weights[entry.id] = strength(entry) + told_points
        return self._weights[entry.id]

    def most(self, entry: Evidence) -> int:
        """Return how much an entry weighs at most, without reading it for what came of it."""
        return max_strength(entry) + self._asked_points(entry)

    def _asked_points(self, entry: Evidence) -> int:
        """Return the points for what the record asks for."""
        if entry.id not in self._points:
            text = f"{entry.text} {entry.outcome}"
            self._points[entry.id] = (
                AIM_POINTS * self.is_for_aim(entry)
                + ABOVE_POINTS * self._is_taken_up(entry)
                + GROWTH_POINTS * bool(GROWTH.search(text))
                + RISK_POINTS * bool(_RISK.search(text))
            )
        return self._points[entry.id]

    def is_for_aim(self, entry: Evidence) -> bool:
        """Return whether an entry is linked to a goal that is pursued, or to an open gap of one."""
        return any(target in self.aim_ids for target in entry.linked_ids("goal"))

    def has_outcome(self, entry: Evidence) -> bool:
        """Return whether an entry says what came of it, by a quantity or in words, or who took it up."""
        text = f"{entry.text} {entry.outcome}"
        is_said = bool(entry.strong) or has_told_outcome(entry) or is_heard_talk(text)
        return is_said or self._is_quoted(entry)

    def _is_quoted(self, entry: Evidence) -> bool:
        return any(character in entry.text for character in '"“«„') and self._is_taken_up(entry)

    def _is_taken_up(self, entry: Evidence) -> bool:
        """Return whether somebody above the author asked for the work, spoke of it or took it further."""
        text = f"{entry.text} {entry.outcome}"
        mentions = {mention.target: mention.name for mention in entry.mentions if mention.sort == "person"}
        for person_id in {*self._names.find(text), *(self._above.keys() & mentions.keys())}:
            full_name = self._above[person_id].text
            names = filter(None, (full_name, first_word(full_name), mentions.get(person_id)))
            if any(_is_taken_up_by(name, text) for name in names):
                return True
        return False


def _is_taken_up_by(name: str, text: str) -> bool:
    """Return whether a text says of somebody, where it first names them, that they asked or took it up."""
    place = text.find(name)
    before = text[max(place - _NEAR, 0) : place]
    return place >= 0 and bool(_TAKEN_UP.match(text, place + len(name)) or _ASKED_BY.search(before))
