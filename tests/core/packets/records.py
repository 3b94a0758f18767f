"""Records as hypothesis makes them, for the laws of the conversations, and what an item of them holds.

Every private text of a record holds SECRET, and every body and status: none of them may be in a packet.
"""

import re
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.vocabulary import CONFIDENTIALITY, EVIDENCE_KINDS, SCOPES, SKILL_KINDS
from vividmap.core.when import When, describe_when, month_name

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
PEOPLE = (
    "Priya Natarajan",
    "Tomás Brandão",
    "Tomas Novák",
    "佐藤 純",
    "Ελένη Παπαδάκη",
    "Zoë",
    "Oksana K. Kovalenko",
)
SECRET = "zebra-crossing 4711"

WORDS = st.sampled_from(
    "Moved moved the a cache Shared Led Paired with by to that She He I We nobody Nobody was found and Found "
    "it Queues: 340 ms 12 % $1.2M 3× 1,200 \uff11\uff12 ٣٤٠ P99 P99. e.g. RFC 112 three teams half of this "
    "now. morning done. Done! why? `code` (open ) “ ” \u2018 … — -> {0} {day} % [^x] 決済 移した。 Καλά "
    "Priya Tomas @priya @tomas-brandao @tomas @zoë #redis #system-design !staff !cross-team (@priya) see "
    'below ; : 02:10 28th https://x.example/a.b?c=1 \\ "'.split()
)
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
DAYS = st.integers(0, 183).map(lambda days: HALF.first + timedelta(days)) | st.integers(-200, 400).map(
    lambda days: HALF.first + timedelta(days)
)
WHENS = st.one_of(
    DAYS.map(When.day),
    st.none(),
    DAYS.map(When.day),
    st.tuples(DAYS, st.integers(0, 70), st.booleans()).map(
        lambda x: When(x[0], x[0] + timedelta(x[1]), x[2])
    ),
)


def entries(kind, whats, **more):
    fields = {"when": WHENS, "category": st.sampled_from(("", *whats))}
    fields |= {"confidentiality": st.sampled_from(("", "", "", *CONFIDENTIALITY)), "body": st.just(SECRET)}
    return st.builds(_entry, st.just(kind), LINES, st.fixed_dictionaries(fields | more))


def _entry(maker, line, fields):
    private = fields["confidentiality"] == "private"
    return maker(f"{line} {SECRET}" if private else line, **fields)


OUTCOMES = st.one_of(st.just(""), LINES)
EVIDENCE = entries(
    make.evidence,
    EVIDENCE_KINDS,
    outcome=OUTCOMES,
    scope=st.sampled_from(("", *SCOPES)),
    strong=OUTCOMES,
    tags=st.lists(st.sampled_from(("ledger", "sql queries")), max_size=2, unique=True).map(tuple),
)
SKILLS = entries(make.skill_entry, SKILL_KINDS)


@st.composite
def records(draw):
    people = [make.person(name, body=SECRET, status=SECRET) for name in PEOPLE]
    goals = [
        make.goal(
            name, goal_kind=draw(st.sampled_from(("", "promotion", "work"))), target=draw(st.none() | DAYS)
        )
        for name in ("Staff by 2027", "Less on-call")
    ]
    gaps = [make.gap(name, of=goals[0]) for name in ("Cross team", "Pages: 7")]
    updates = [
        make.update(
            draw(LINES),
            of=draw(st.sampled_from([*goals, *gaps])),
            when=day,
            gap=draw(OUTCOMES),
            action=draw(OUTCOMES),
        )
        for day in draw(st.lists(WHENS, max_size=4))
    ]
    many = draw(
        st.lists(EVIDENCE, min_size=draw(st.integers(0, 8)), max_size=9, unique_by=lambda one: one.id)
    )
    skills = draw(st.lists(SKILLS, max_size=4, unique_by=lambda one: one.id))
    unique = {one.id: one for one in (*people, *goals, *gaps, *updates, *many, *skills)}
    return make.record(*unique.values())


_TEXTS = ("outcome", "gap", "action", "strong", "level", "theme", "cannot_be_met")


def held(item, record):
    """Everything that an item holds, with the names of what it links to and the dates in words."""
    texts = [item.text, *(getattr(item, name, "") for name in _TEXTS)]
    texts += getattr(item, "tags", ())
    texts.append(item.body if item.kind == "packet" else "")
    for mention in item.mentions:
        texts += [
            mention.name,
            mention.name.title(),
            record.by_id[mention.target].text if mention.target else "",
        ]
    dates = (item.when and item.when.first, item.when and item.when.last, getattr(item, "target", None))
    days = [day for day in dates if day]
    texts.append(describe_when(item.when) if item.when else "")
    return " ; ".join([*texts, *(f"{day.day} ; {month_name(day).replace(' ', ' ; ')}" for day in days)])


_COUNT = re.compile(r"\b(?P<count>\d+)(?= (?:of \d+ criteri|criteri|repeatedly\b|more\b))")


def without_counts(sentence):
    """Return what a sentence says without its counts; assert that none exceeds the items that it rests on."""
    counts = [int(match["count"]) for match in _COUNT.finditer(sentence.text)]
    assert all(count <= len(set(sentence.sources)) for count in counts), sentence
    return _COUNT.sub("", sentence.text) if len(sentence.sources) > 1 else sentence.text
