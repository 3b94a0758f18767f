"""The vocabularies of the record: each value with its label, its phrase and its question, in one table each.

Everything that names, offers or explains a value reads it here: forms, commands, patterns, check-ins and
packets. A value is stored as it is; labels, phrases and questions may change at any time.
"""

from functools import cached_property

from vividmap.core.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a vocabulary.

    `label` stands alone (in a column, a choice, a chip), `phrase` within a sentence, and `question` asks
    for it. A value without a phrase is said by its label.
    """

    value: str
    label: str
    phrase: str = ""
    question: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one field, in the order in which they are offered; those of scope from the narrowest."""

    terms: tuple[Term, ...]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Return what is stored, in order."""
        return tuple(term.value for term in self.terms)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return by value what stands alone: "Several teams"."""
        return {term.value: term.label for term in self.terms}

    @cached_property
    def phrases(self) -> dict[str, str]:
        """Return by value what stands within a sentence: "several teams"."""
        return {term.value: term.phrase or term.label for term in self.terms}

    @cached_property
    def questions(self) -> dict[str, str]:
        """Return by value the question that asks for it, for the values that have one."""
        return {term.value: term.question for term in self.terms if term.question}


NOT_SET = "Not set"
"""The label of a value that was never set."""

SCOPE = Vocabulary(
    (
        Term("team", "My team", "my team"),
        Term("teams", "Several teams", "several teams"),
        Term("org", "Organisation", "the organisation"),
        Term("beyond", "Beyond", "beyond the organisation"),
    )
)
"""How far an entry reached."""

EVIDENCE_KIND = Vocabulary(
    (
        Term(
            "decision",
            "Decision or artifact",
            "a decision or artifact that changed how something is built or run",
            "What did you decide or write that changes how something is built or run?",
        ),
        Term(
            "unblocked",
            "Unblocked or accelerated someone",
            "unblocked or accelerated someone",
            "Who did you unblock, or help to move faster?",
        ),
        Term(
            "prevented",
            "Prevented a failure",
            "prevented a failure",
            "What did not go wrong because of you?",
        ),
        Term(
            "led",
            "Led or contributed",
            "led or contributed to something with an outcome",
            "What did you lead or contribute to that has an outcome?",
        ),
    )
)
"""Which kind of impact evidence it is."""

SKILL_KIND = Vocabulary(
    (
        Term(
            "domain",
            "New domain",
            "a new domain",
            "Which domain or codebase was new to you this month?",
        ),
        Term("practice", "Practice", "deliberate practice", "What did you practise on purpose?"),
        Term("gap", "Gap acted on", "a gap acted on", "Which gap did you do something about?"),
        Term("feedback", "Feedback", "feedback", "What feedback did you get, and from whom?"),
    )
)
"""Which kind of skill development it is."""

GOAL_KIND = Vocabulary(
    (
        Term("promotion", "Promotion", "promotion"),
        Term("capability", "Capability", "capability"),
        Term("scope", "Scope", "scope"),
        Term("work", "Kind of work", "kind of work"),
    )
)
"""What a goal is about."""

GAP_HOLDER_TAG = "working-on"
"""The tag of a goal that only holds gaps: an import read them in a list that belongs to no goal."""

HEIGHT = Vocabulary(
    (
        Term("report", "Reports", "among reports"),
        Term("peer", "Peers", "among peers"),
        Term("manager", "Manager", "among managers"),
        Term("skip-level", "Skip-level", "at skip-level"),
        Term("above skip-level", "Above skip-level", "above the skip-level"),
        Term("other part", "Other part", "in other parts"),
        Term("outside", "Outside", "outside"),
    )
)
"""Where a person stands relative to the author."""

CONFIDENTIALITY_LEVEL = Vocabulary(
    (
        Term("open", "Open", "open to anyone"),
        Term("internal", "Internal", "stays inside the company"),
        Term("private", "Private", "stays with you"),
    )
)
"""Who may read an entry."""

TRUST_MARK = Vocabulary(
    (
        Term("knows my work", "Knows my work", "knows my work directly"),
        Term("would advocate", "Would advocate", "would advocate for me"),
        Term("gives feedback", "Gives feedback", "gives me steady feedback"),
    )
)
"""What makes a relationship real."""

PART = Vocabulary(
    (
        Term("led", "Led", "I led it", "Did you lead it?"),
        Term("built", "Built", "I built it", "Did you build it?"),
        Term("reviewed", "Reviewed", "I reviewed it", "Did you review it?"),
        Term("advised", "Advised", "I advised on it", "Did you advise on it?"),
    )
)
"""What the author's own part in a piece of work was."""

PROPOSED_KIND = Vocabulary(
    (
        Term("evidence", "Evidence", "evidence"),
        Term("skill entry", "Skill entry", "a skill entry"),
        Term("touchpoint", "Touchpoint", "a touchpoint"),
    )
)
"""What a candidate becomes if it is accepted as proposed."""

SCOPES = SCOPE.values
PARTS = PART.values
PROPOSED_KINDS = PROPOSED_KIND.values
EVIDENCE_KINDS = EVIDENCE_KIND.values
SKILL_KINDS = SKILL_KIND.values
GOAL_KINDS = GOAL_KIND.values
HEIGHTS = HEIGHT.values
CONFIDENTIALITY = CONFIDENTIALITY_LEVEL.values
TRUST_MARKS = TRUST_MARK.values

HEIGHTS_FROM_TOP = (
    "above skip-level",
    "skip-level",
    "manager",
    "peer",
    "report",
    "other part",
    "outside",
)
"""The heights in the order in which they are read: whoever decides comes first."""
assert set(HEIGHTS_FROM_TOP) == set(HEIGHTS)  # noqa: S101 - a new height needs its place in both orders
NO_HEIGHT = "height not set"
"""Shown if no height was set."""

OUTCOME_STATES = ("unknown", "not yet")
"""An outcome that nobody will ever know, so it is not asked for again; and one that is not known yet."""
GOAL_STATES = ("active", "reached", "dropped")
PROJECT_STATES = ("active", "paused", "done", "dropped")
CANDIDATE_STATES = ("waiting", "accepted", "attached", "merged", "dismissed")
"""What was decided about a candidate; a candidate without a state is waiting."""
GAP_STATES = ("open", "closed")
RHYTHMS = ("weekly", "monthly", "quarterly")
CHECK_IN_STATES = ("open", "done", "skipped")

SECTION_KINDS = {
    "evidence": "evidence",
    "learning": "skill entry",
    "people": "person",
    "goals": "goal",
    "gaps": "gap",
    "skills": "skill",
    "packets": "packet",
    "frameworks": "framework",
    "criteria": "criterion",
}
"""What can be listed, each with the kind of its items; projects are no items, and listed beside them."""
