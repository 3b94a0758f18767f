"""Which words of a note can name what it is about: terms, and the words that are too general to be one."""

import re
from collections.abc import Container, Iterator
from itertools import islice

from vividmap.core.english.verbs import ADVERBS, FINITE, OBJECTS, PARTICLES, PREPOSITIONS, SUBJECTS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern

_WORD = lazy_pattern(r"(?<!\w)[^\W\d_](?:[\w.-]*\w)?")
SUBJECT_WORDS = 10
MIN_NOUN = 7
"""Letters from which a word in small letters can be a subject by itself."""
MIN_OPENING = 4
"""Letters from which a word can be one that has its capital from the beginning of a sentence."""

GENERAL = frozenset(
    """about across action actions adoption after again against ahead alert alerts also and answer api
    approach arch area around average back backend based batch because bigger board bottleneck budget
    bug bugs build business call calls case cases change changes check clean client close closed code
    comment comments common company complete conference config cost costs council current customer
    customers cycle daily dashboard dashboards data date day days deadline decision decisions default
    design designs developer developers discussion doc document documents domain done down draft early
    effort email end engineer engineering engineers entire entries entry error errors estimate europe
    event events every example exercise existing experience extra failure failures feature features
    feedback final finding findings first fix fixed flow follow form format forward four full general
    global good group growth guide half handbook head help high hour hours idea impact improvement
    incident incidents including individual initial initiative input internal interview interviews issue
    issues item items job jobs join key kickoff kind large last late latency lead leader leaders
    learning level library line lines list live load local long low main major manager many market
    material meeting meetings memo merge merged message messages metric metrics migration minutes mode
    model models module month months more morning move much need needs network new next night note notes
    number numbers office once online only open option options order org organisation organization
    original other others outage outcome outcomes over own page pages paper part parts people per
    percent performance period phase place plan planning plans platform point points policy post
    postmortem pr practice presentation previous price problem problems process product production
    products progress project projects proposal question questions quarter quick rate ready real record
    records reference regular release releases request requests required research result results review
    reviews risk road roadmap role rollout root round rule rules run same scale schedule scope second
    section senior series server service services session sessions setup shared short side single site
    size small software solution source spec sprint staff staging standard start state status step steps
    story strong stuff style subject success suite summary support survey system systems table talk
    target task tasks team teams template term test testing tests thing things third this three ticket
    tickets time times today together tool tooling tools top topic topics total track traffic training
    two type under unit update updates upgrade upgrades usage use user users using value values vendor
    version volume way ways week weekly weeks whole wide with work workflow workshop world write written
    year years zero january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 h1 h2 p50 p90 p95 p99
    est internally somebody something someone anybody anything everybody everything instead without
    within another several whatever different difference important because whether through during
    between before behind themselves himself herself myself directly recently finally already actually
    another merchants""".split()
)
"""Words that stand in too many notes to say what one is about."""

WRITTEN_WORK = lazy_pattern(
    r"\b(?:records?|rfcs?|adrs?|memos?|polic(?:y|ies)|strateg(?:y|ies)|proposals?|designs?|docs?|documents?"
    r"|papers?|specs?|specifications?|standards?|guide\w*|principles?|handbook|runbooks?|playbook"
    r"|post-?mortems?|plans?|roadmaps?|charter|schema|one-pager|template|checklist|decid\w+|decisions?|chose"
    r"|adopt\w+|approv\w+|wrote|written|publish\w+|reject\w+|recommend\w*|said (?:no|yes)"
    r"|talked \w+(?: \w+)? (?:out of|into)|agreed|veto\w*)\b|\brfc-?\d",
    re.IGNORECASE,
)
"""What a decision or a written piece of work speaks of."""

_MEASURE = lazy_pattern(r"p\d{2,3}|lcp|inp|cls|ttfb|fcp|mttr|mttd|qps|rps|tps|nps")
"""What is measured, of whatever entry."""
_FUNCTION_WORDS = VERBS | FINITE | OBJECTS | PARTICLES | PREPOSITIONS | SUBJECTS | ADVERBS


def find_terms(text: str, known_terms: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield what a note may be about: its key for comparing, and as it is written.

    A term is a word with a capital or a digit in it that no sentence begins with by chance ("Kafka",
    "RFC-88"), a long noun in small letters, one of `known_terms`, or two words side by side ("warm
    standby"). Only the first SUBJECT_WORDS words are read: what a note is about stands at its beginning.
    """
    previous: tuple[str, str, int] | None = None
    for match in islice(_WORD.finditer(text), SUBJECT_WORDS):
        spelling, key = match[0], match[0].casefold().removesuffix("'s")
        is_content = _is_content(key)
        if is_content and (key in known_terms or _can_stand_alone(spelling, text, match.start())):
            yield key, spelling
        if is_content and previous and text[previous[2] : match.start()] in (" ", "-"):
            yield f"{previous[0]} {key}", f"{previous[1]} {spelling}"
        previous = (key, spelling, match.end()) if is_content else None


def _is_content(key: str) -> bool:
    if len(key) < 2 or key in GENERAL or key in _FUNCTION_WORDS or _MEASURE.fullmatch(key):
        return False
    return not key.endswith(("ing", "ly", "ed")) or any(map(str.isdigit, key))


def _can_stand_alone(spelling: str, text: str, start: int) -> bool:
    has_sign = any(map(str.isupper, spelling[1:])) or any(map(str.isdigit, spelling))
    is_opening = start == 0 or text[:start].rstrip()[-1:] in ".!?:;(\"“'"
    if has_sign or (spelling[:1].isupper() and not is_opening):
        return True
    return len(spelling) >= MIN_NOUN or (spelling[:1].isupper() and len(spelling) >= MIN_OPENING)
