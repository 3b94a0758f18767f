"""The verbs with which a bullet of a résumé begins where a note has none: "drill #2" is "Ran drill #2".

A verb says no more than the note does: that a document was written, a drill run, a change brought about.
"""

from vividmap.core.lazy_pattern import lazy_pattern

DELIVERY_VERB = "Delivered"

ARTEFACT_VERBS = {
    noun: verb
    for verb, nouns in {
        "Wrote": "rfc memo record policy strategy doc document documents docs guide runbook handbook"
        " template plan paper spec proposal narrative narratives postmortem roadmap ladder rubric"
        " charter playbook writeup guideline guidelines",
        "Ran": "drill drills audit review test tests exercise workshop workshops offsite cutover pilot"
        " bake-off experiment survey hackathon office-hours circle training programme program"
        " rotation retrospective evaluation benchmark",
        "Gave": "talk presentation keynote demo lecture tutorial",
        "Built": "suite harness gateway scheduler dashboard dashboards tool tooling library service"
        " pipeline prototype poc plugin lane model framework sdk cli linter simulator parser"
        " scrubber alerting index platform",
        DELIVERY_VERB: "migration upgrade rollout backfill launch consolidation deprecation integration"
        " rewrite redesign onboarding adoption automation reform split renegotiation exit",
    }.items()
    for noun in nouns.split()
}
"""By what a note is about, the noun that it begins with, the verb for having made it."""

KIND_VERBS = {"led": DELIVERY_VERB, "decision": "Introduced"}
"""By the kind of an entry; the others say nothing of what was made."""

COMPLETION_WORDS = frozenset("done finished complete completed".split())
ACCEPTANCE_VERBS = frozenset("accepted adopted approved merged signed".split())
"""What others do with a piece of work: its author got it accepted."""

FRONTED_PARTICIPLES = frozenset(
    "automated avoided cancelled canceled closed consolidated cut decommissioned deleted eliminated fixed "
    "migrated moved negotiated open-sourced prevented published recovered reduced removed replaced "
    "restored retired returned saved shipped stopped unblocked upgraded".split()
)
"""Participles after what they are about, which can as well stand before it: "fee avoided", "avoided fee"."""

PAST_OF_PARTICIPLES = {
    "rewritten": "rewrote", "written": "wrote", "rebuilt": "rebuilt", "built": "built", "redone": "redid",
    "redesigned": "redesigned", "redrawn": "redrew", "rethought": "rethought", "reworked": "reworked",
    "refactored": "refactored", "overhauled": "overhauled", "drafted": "drafted", "launched": "launched",
    "introduced": "introduced", "renamed": "renamed",
}  # fmt: skip
"""Further such participles, with the past form that stands before the thing: "doc rewritten"."""

RESULT_VERBS = frozenset(
    "avoided cut doubled eliminated freed halved improved increased lowered prevented raised recovered "
    "reduced removed saved shortened tripled".split()
)
"""With which a result can begin that its author brought about."""

REMOVAL_VERBS = frozenset("axed deleted dropped eliminated killed removed".split())
"""Deeds that end a thing, unless a result says what it takes now."""

MISREAD_STARTS = {"Failed over": ("Ran failover", "Helped fail over")}
"""Deeds whose first word says the opposite to whoever reads no further: what "I" did, and what "we" did."""

SLIGHT_DEEDS = frozenset(
    "asked attended brought counted discussed listened looked met read sat saw spent spoke started thought"
    " told tried".split()
) | {"wrote down"}
"""Deeds that alone are no achievement: they make a bullet where something came of them."""

OWN_FAULT = lazy_pattern(r"\bbroke (?:everyone|everybody|everything|it all|prod|production|the build)\b")
"""What nobody tells of himself in an application."""

RESPONSE_VERB = "Led response to"
DECREASE_VERB, INCREASE_VERB = "Cut", "Raised"
