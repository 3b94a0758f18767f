"""Amounts that are no gain: how it was before or elsewhere, harm, and attempts that did not work.

    last year we were 35 min down            how it was before
    competitors lost 40 % that day           what happened elsewhere
    1,100 carts lost                         harm, unless it was stopped: "no carts lost"
    shipped it to 5 %. Rolled back after …   an attempt that did not work, up to where that is said
    Learned: bring two teams                 a lesson

What got better is a gain all the same: "last year we cut it by 40 %", "recovered 300 lost carts".
"""

from itertools import pairwise

from vividmap.core.results.clauses import Clause, split_clauses
from vividmap.core.results.cues import (
    CHANGE_WORDS,
    LAUNCHED,
    LESSONS,
    NEGATIONS,
    NEVER,
    NOBODY_WORDS,
    PAST_TIMES,
    WAS,
    by_first_word,
)
from vividmap.core.results.tokens import Token, text_at, tokenize

_PAST_BY_WORD = by_first_word(PAST_TIMES)
_MARKS_OF_YEAR = frozenset("in im en nel em".split())
_ELSEWHERE = frozenset(
    "competitor competitors competitor's competitors' rival rivals competition konkurrenz konkurrent "
    "konkurrenten mitbewerber wettbewerber concurrent concurrents concurrence competidor competidores "
    "competencia "
    "concorrente concorrenti concorrência concurrenten".split()
)
_WON = frozenset("won win wins gewonnen gagné ganado ganhamos vinto".split())
_HARM_DONE = frozenset(
    "lost lose loses losing leaked exposed stolen stole infected compromised corrupted breached phished "
    "defrauded "
    "affected damaged crashed wasted verloren verlor betroffen gestohlen perdu perdus perdue perdues "
    "volé touchés "
    "perdido perdidos perdida perdidas afectados afetados robados persi perse rubati".split()
)
_HARM = frozenset(
    "outage outages incident incidents breach attack downtime bug bugs leak crash failure sev1 sev2 "
    "sev0 p0 p1 "
    "mistake error typo regression ausfall störung vorfall fehler panne incidente caída fallo queda "
    "disservizio".split()
)
_NO_HARM = (
    NEGATIONS
    | NEVER
    | NOBODY_WORDS
    | frozenset(
        "would we'd they'd i'd it'd could might hätte hätten würde aurait auraient habría teria".split()
    )
)
"""Harm that did not come about: "no carts lost", "we'd have lost 6 % of searches"."""
_COST = frozenset("cost costs costing kostete gekostet coûté costó custou costato".split())
_SUFFERERS = frozenset("us me them him her everybody everyone customers users uns nous".split())
_STOPPED = frozenset(
    "blocked stopped prevented foiled thwarted contained intercepted caught averted defused detected "
    "repelled "
    "geblockt gestoppt verhindert abgewehrt bloqué arrêté bloqueé bloqueó".split()
)
_ATTACKS = frozenset(
    "attack attacks breach intrusion exploit phishing ransomware malware fraud scam worm abuse scraping "
    "attempt "
    "attacker attackers hack angriff attaque ataque attacco ddos exfiltration".split()
)
_DEAR = frozenset("expensive costly pricey teuer cher caro costoso".split())
_FAILURES = by_first_word((
    ("rolled", "back"), ("roll", "back"), ("rolled", "it", "back"), ("rolled", "everything", "back"),
    ("roll", "it", "back"), ("reverted",), ("revert", "it"), ("reverted", "it"), ("backed", "out"),
    ("backed", "it", "out"), ("aborted",), ("abandoned",), ("abandoned", "it"), ("undone",),
    ("zurückgerollt",), ("zurückgenommen",), ("zurückgedreht",), ("retour", "arrière"), ("revertido",),
    ("annulé",), ("teruggedraaid",), ("откатили",),
))  # fmt: skip
"""That something was taken back: a failure where an attempt of the author's stands before it."""
_PLAIN_FAILURES = by_first_word((
    ("did", "not", "work"), ("didn't", "work"), ("didn’t", "work"), ("no", "effect"),
    ("no", "measurable", "effect"),
    ("switched", "it", "off"), ("turned", "it", "off"), ("shut", "it", "down"), ("killed", "it", "after"),
    ("gave", "up"), ("attempt", "failed"), ("failed", "attempt"), ("was", "rejected"), ("got", "rejected"),
    ("were", "rejected"), ("rejected", "by"), ("turned", "down", "by"), ("voted", "down"), ("shot", "down"),
    ("gescheitert",), ("fehlgeschlagen",), ("wurde", "abgelehnt"), ("abgelehnt", "von"),
    ("wieder", "abgeschaltet"),
    ("échoué",), ("rejeté", "par"), ("rejetée", "par"), ("fracasó",), ("rechazado", "por"),
    ("rechazada", "por"),
    ("falhou",), ("rejeitado", "por"), ("fallito",), ("respinto", "da"), ("mislukt",), ("afgewezen",),
))  # fmt: skip
_BEHIND_FAILURE = frozenset(
    ", . ; : ) ! after because as within by again everything all on when since the the same nach weil "
    "après parce "
    "por porque dopo na same next during".split()
)
_TRIES = frozenset(
    "experiment trial pilot attempt try launch release rollout migration versuch experimento essai "
    "prueba".split()
)
_FAILED = frozenset("failed fail failure misserfolg échec fracaso".split())
_SENTENCE_ENDS = frozenset(".;!?")
_STARTS = frozenset("and but while whereas although ( – - — , und aber et mais y pero e ma".split())
_LONGEST_LABEL = 12
_AROUND_WORDS = ".,;:!?()[]—–-"
_TODAY = frozenset("now today since heute jetzt seitdem maintenant depuis ahora agora".split())


class TextSetbacks:
    """What in a text is no gain of its author's; asked clause by clause, in the order of `split_clauses`."""

    __slots__ = ("_attack", "_failure", "_held_group", "_held_tokens", "_is_plain", "_tokens")

    def __init__(self, tokens: list[Token]) -> None:
        words = [token.text for token in tokens]
        self._tokens = tokens
        self._is_plain = _SIGNS.isdisjoint(words)
        self._failure = 0 if self._is_plain else find_failure(words)
        self._attack = (0, 0) if self._is_plain else find_stopped_attack(words)
        self._held_group = -1
        self._held_tokens: set[int] = set()

    def is_without_gain(self, clause: Clause, words: list[str]) -> bool:
        """Return whether a clause of these words, without what stands in brackets in it, tells no gain."""
        is_held = not self._is_plain and self._is_held(clause, words)
        if is_held:
            self._held_tokens.update(range(clause.first, clause.last))
        return is_held

    def _is_held(self, clause: Clause, words: list[str]) -> bool:
        is_lesson = self._is_lesson(clause)
        is_gain = not is_lesson and not CHANGE_WORDS.isdisjoint(words)
        if is_lesson or (not is_gain and is_past_state(words)):
            self._held_group = clause.group
            return True
        if clause.first < self._failure or (clause.is_inner and clause.first in self._held_tokens):
            return True
        if is_gain:
            return False
        if clause.group == self._held_group and _TODAY.isdisjoint(words):
            return True
        first, last = self._attack
        is_attack = first < clause.first < last and (NEGATIONS | NOBODY_WORDS | NEVER).isdisjoint(words)
        return is_attack or is_setback(words) or self._is_price(clause)

    def _is_lesson(self, clause: Clause) -> bool:
        """Return whether a clause stands behind "Learned:" or "Lesson:"."""
        return (
            text_at(self._tokens, clause.first - 1) == ":"
            and text_at(self._tokens, clause.first - 2) in LESSONS
        )

    def _is_price(self, clause: Clause) -> bool:
        """Return whether a bracket says how dear something was: "too expensive (€600k a year)"."""
        return clause.is_inner and text_at(self._tokens, clause.first - 2) in _DEAR


def without_setbacks(text: str) -> str:
    """Return a text without the clauses that tell no gain; brackets stay with the clause around them."""
    if _SIGNS.isdisjoint(word.strip(_AROUND_WORDS) for word in text.casefold().split()):
        return text
    tokens = tokenize(text)
    setbacks = TextSetbacks(tokens)
    kept_parts = []
    for clause in split_clauses(text, tokens, set()):
        words = [token.text for token in tokens[clause.first : clause.last]]
        if not clause.is_inner and not setbacks.is_without_gain(clause, words):
            kept_parts.append(text[tokens[clause.first].start : tokens[clause.last - 1].end])
    return ", ".join(kept_parts)


def is_setback(words: list[str]) -> bool:
    """Return whether a clause without a gain tells what happened elsewhere, harm that was done or a price."""
    return _is_elsewhere(words) or _is_harm(words) or not _DEAR.isdisjoint(words)


def is_past_state(words: list[str]) -> bool:
    """Return whether a clause says how things were at an earlier time: "last year it took 9 hours"."""
    start = 0
    while start < len(words) and words[start] in _STARTS:
        start += 1
    has_been = not WAS.isdisjoint(words)
    return any(
        past_width(words, at, has_been=has_been)
        for at in range(start, len(words) if has_been else min(start + 2, len(words)))
    )


def past_width(words: list[str], at: int, *, has_been: bool = False) -> int:
    """Return how many words at a place mean an earlier time, 0 for none; "in 2025" only if it `has_been`."""
    for phrase in _PAST_BY_WORD.get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    is_year = words[at] in _MARKS_OF_YEAR and at + 1 < len(words) and is_year_number(words[at + 1])
    return 2 if is_year and has_been else 0


def is_year_number(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _is_elsewhere(words: list[str]) -> bool:
    return not _ELSEWHERE.isdisjoint(words[:3]) and _WON.isdisjoint(words)


def _is_harm(words: list[str]) -> bool:
    if not _NO_HARM.isdisjoint(words):
        return False
    if not _HARM_DONE.isdisjoint(words):
        return not any(word == "down" and follower[:1].isdigit() for word, follower in pairwise(words))
    cost = next((at for at, word in enumerate(words) if word in _COST), -1)
    return cost >= 0 and (
        not _HARM.isdisjoint(words) or not _SUFFERERS.isdisjoint(words[cost + 1 : cost + 2])
    )


def find_failure(words: list[str]) -> int:
    """Return where what did not work ends among the words of a text, 0 where nothing failed."""
    end, has_attempt = 0, False
    for at, word in enumerate(words):
        is_failure = (
            at >= end
            and (_phrase_width(_PLAIN_FAILURES, words, at) or (has_attempt and _is_taken_back(words, at)))
        ) or _is_label(words, at)
        if is_failure:
            end = _sentence_end(words, at)
        has_attempt = has_attempt or word in LAUNCHED or word in _TRIES
    return end


def _is_label(words: list[str], at: int) -> bool:
    """Return whether "Failed:" begins a text."""
    return at == 0 and words[0] in _FAILED and words[1:2] == [":"]


def _is_taken_back(words: list[str], at: int) -> bool:
    width = _phrase_width(_FAILURES, words, at)
    follower = words[at + width] if at + width < len(words) else "."
    return width > 0 and follower in _BEHIND_FAILURE


def _phrase_width(table: dict[str, list[tuple[str, ...]]], words: list[str], at: int) -> int:
    """Return how many words the longest phrase of a table has that stands at a place, 0 for none."""
    widths = [
        len(phrase) for phrase in table.get(words[at], ()) if tuple(words[at : at + len(phrase)]) == phrase
    ]
    return max(widths, default=0)


def _sentence_end(words: list[str], at: int) -> int:
    """Return where the sentence that a word stands in ends."""
    return next((place for place in range(at, len(words)) if words[place] in _SENTENCE_ENDS), len(words))


def find_stopped_attack(words: list[str]) -> tuple[int, int]:
    """Return where an attack that was stopped is described: behind "Blocked an attack:"; else (0, 0)."""
    colon = next((at for at, word in enumerate(words[:_LONGEST_LABEL]) if word in (":", "—", "–", "(")), 0)
    label = words[:colon]
    if not colon or _STOPPED.isdisjoint(label) or _ATTACKS.isdisjoint(label):
        return 0, 0
    return colon, _sentence_end(words, colon)


_SIGNS = frozenset(
    (
        *_PAST_BY_WORD, *_MARKS_OF_YEAR, *_ELSEWHERE, *_HARM_DONE, *_COST, *_STOPPED, *_DEAR, *_FAILURES,
        *_PLAIN_FAILURES, *_FAILED, *LESSONS,
    )
)  # fmt: skip
"""Words of which a text holds one or more if anything in it is no gain."""
