"""Words that tell whether a fragment of a note can be read as an English sentence about its author.

"Moved the cache" becomes "I moved the cache"; "Shared library", "Blocked by Legal" and "Embedded systems"
must not. So a verb is taken only from here, and only where what follows cannot make it something else.
"""

VERBS = frozenset(
    "abandoned abolished aborted accelerated accepted added addressed advised allocated amended "
    "analysed analyzed announced answered appealed approached approved arranged asked assembled "
    "assessed attended audited authored automated averted avoided backported banned batched began "
    "benchmarked bisected blocked blogged booked bought briefed brought budgeted built cached "
    "calculated calibrated canceled cancelled canvassed captured caught chaired challenged chased "
    "checked chose clarified cleaned closed coached coauthored coded codified collated collected "
    "combined committed compacted compared compiled completed composed condensed conducted configured "
    "confirmed consolidated containerised converted convinced coordinated corrected counted crafted "
    "created curated cut debugged decided decommissioned decoupled deduced deduplicated deepened "
    "defended deferred defined defused delegated deleted delivered demoed demonstrated deployed "
    "deprecated derived described designed detailed detected developed diagnosed digitised directed "
    "disabled discovered discussed dismantled disproved dissuaded distributed documented doubled "
    "drafted drew dropped drove dug edited eliminated enabled encouraged enforced escalated "
    "established estimated evaluated evangelised examined explained explored exported extended "
    "extracted facilitated fed fetched filed finalised finalized finished fixed flagged followed "
    "forked formalised found founded framed fuzzed gathered gave generalised got guided halted halved "
    "handled hardened held helped hired hosted identified implemented imported improved increased "
    "inherited initiated inspected installed instrumented integrated interviewed introduced invented "
    "investigated ironed isolated joined kept launched learned learnt lectured led left localised "
    "logged lost lowered made maintained managed mapped measured mentored merged met migrated "
    "minimised mitigated mixed modeled modelled moderated modernised monitored moved nested noticed "
    "nudged onboarded optimised optimized orchestrated organised organized outlined overhauled "
    "oversaw packaged paired parallelised parked partitioned patched persuaded picked pinned pitched "
    "planned ported practiced practised prepared presented prevented prioritised prioritized profiled "
    "programmed prompted proposed protected prototyped proved proxied pruned published pulled pushed "
    "put questioned raised ran reached read readied rebuilt recommended reconciled recorded recruited "
    "redesigned reduced refactored refused regained rehearsed reimplemented released removed renamed "
    "reorganised repaired replaced replayed replicated reported reproduced requested rescued "
    "researched reset resolved restored restricted restructured retired reviewed revised reworked "
    "rewrote rolled saved saw scaled scheduled scoped scripted secured sent separated served set "
    "shadowed shared shipped shortened showed shrank shut simplified simulated sketched slashed sold "
    "solved sorted spearheaded specified sped spent split sponsored spotted stabilised staffed staged "
    "standardised standardized started steered stopped streamlined studied submitted suggested "
    "supervised supported surfaced surveyed swapped switched talked targeted taught tended tested "
    "thought threw tightened told took tore traced tracked trained transferred transformed translated "
    "travelled triaged tried trimmed troubleshot trusted tuned turned unblocked uncovered understood "
    "undid unified unlocked unpicked untangled updated upgraded upstreamed validated verified vetted "
    "visited walked wired won wound wrapped wrote zeroed "
    "backfilled grew killed negotiated refunded renegotiated reverted shaved".split()
)
"""Past forms that take an object, of what people do and what a note can begin with."""

AMBIGUOUS = frozenset(
    "accepted approved attended automated blocked booked cached calculated capped captured closed "
    "coded collected combined committed compiled composed condensed configured credited cut defined "
    "detailed directed distributed documented established estimated extended forked formed framed "
    "generalised guided hardened held hosted inherited integrated isolated left localised logged lost "
    "managed mapped mixed nested packaged parallelised parked partitioned patched pinned planned "
    "prepared proposed protected published pulled put read recommended recorded replicated reported "
    "requested reset restricted retired revised scheduled scoped scripted secured separated served "
    "set shared shut simulated sorted split staged standardised standardized supervised supported "
    "targeted tested thought tightened tracked trained transferred translated trusted unified "
    "validated verified wound".split()
)
"""Those that may as well describe the noun that follows ("shared library"): they need an article first."""

PHRASES: dict[str, frozenset[str]] = {
    verb: frozenset(words.split())
    for verb, words in {
        "advocated": "for", "agreed": "on to with", "aligned": "on with", "apologised": "for to",
        "applied": "for to", "argued": "against for that with",
        "asked": "about around for how what whether why", "began": "to with", "campaigned": "against for",
        "checked": "for in whether with", "chose": "to", "collaborated": "on with",
        "complained": "about to", "consulted": "for on with", "contributed": "to",
        "coordinated": "across between with", "cut": "down out", "dealt": "with",
        "decided": "against for how on that to with", "disagreed": "with", "discovered": "how that why",
        "discussed": "how whether with", "dug": "for into through", "escalated": "to",
        "experimented": "with", "explained": "how that to what why", "finished": "with", "followed": "up",
        "fought": "against for", "found": "how out that why", "gave": "away up", "got": "to",
        "helped": "to with", "insisted": "on that", "interviewed": "for with", "invested": "in",
        "joined": "in", "kicked": "off", "learned": "about from how that to why",
        "learnt": "about from how that to why", "left": "out", "listened": "to", "lobbied": "against for",
        "looked": "after at for into through", "managed": "to", "mediated": "between in", "met": "with",
        "moved": "on", "negotiated": "for with", "noticed": "how that",
        "paired": "on with", "participated": "in", "partnered": "with", "pitched": "in",
        "planned": "for to", "presented": "at in on to", "proved": "that",
        "pushed": "against back for", "put": "down off out together up", "read": "about through up",
        "refused": "to", "replied": "to", "reported": "on that to", "responded": "to",
        "said": "no that yes", "sat": "down in on through with", "served": "as on", "set": "out up",
        "showed": "how that why", "signed": "off up", "spoke": "about at on to up with",
        "started": "on to with", "stepped": "back in up", "stood": "in up", "struggled": "with",
        "studied": "for", "suggested": "how that to", "switched": "from to",
        "talked": "about through to with", "taught": "at", "tried": "out to", "understood": "how that why",
        "volunteered": "as for to", "walked": "into over through", "went": "over through",
        "worked": "across around on out through toward towards with", "wrapped": "up", "wrestled": "with",
        "wrote": "about down for to up",
    }.items()
}  # fmt: skip
"""What else than an object a verb can lead on to without being passive."""

NOT_MINE = frozenset(
    "affected allowed appeared appointed assigned awarded belonged blessed called caused contained "
    "cost crashed depended deserved elected ended existed expected failed granted handed happened "
    "included invited involved lasted named needed nominated occurred offered owned promised promoted "
    "rated recommended remained required resulted seemed selected sounded surprised tempted triggered "
    "wanted".split()
)
"""Forms in -ed whose subject is seldom the author, or whose author was the object."""

THINGS_DO = frozenset(
    "accepted added averted avoided blocked broke brought came caught confirmed cost cut decided "
    "delivered doubled dropped enabled fell finished gave got halved held helped improved increased "
    "kept led lowered made met moved needed prevented proved put raised ran reached reduced replaced "
    "resolved restored rolled said saved served set showed shut solved split started stood stopped "
    "supported switched took triggered turned went woke won worked".split()
)
"""What the cache or the rollout may have done as well: not taken for "I" after the first sentence."""

ADVERBS = frozenset(
    "afterwards again also eventually finally gradually initially jointly later mostly next partly "
    "personally quickly quietly recently slowly successfully then together".split()
)

PARTICLES = frozenset("away back down off out over up".split())

OBJECTS = frozenset(
    "a all an another any both each eight eleven enough every everybody everyone fewer five four half "
    "her him his it its many me more most my myself nine no nobody one our ourselves seven several "
    "six some somebody someone ten that the their them these this those three twelve two us".split()
)
"""What begins an object, so that what stands before it was a verb."""

PREPOSITIONS = frozenset(
    "about above across after against along among around as at because before behind below beneath "
    "between beyond by during except for from if in inside into like near of off on onto outside over "
    "past per since than through throughout till to toward towards under until up upon via when where "
    "while with within without".split()
)

FINITE = frozenset(
    "agreed are aren't asked became began brought came can can't caught chose could couldn't decided "
    "did didn't do does doesn't don't drew drove fell felt flew forgot found gave got grew had hadn't "
    "has hasn't have haven't is isn't kept knew lay left made may might must needed noticed ran rang "
    "said sang saw sent shook should shouldn't showed spoke started stopped swam thanked thought "
    "threw told took turned wanted was wasn't went were weren't will woke won't would wouldn't wrote".split()
)
"""Verb forms that make a sentence whole when they follow its subject."""

SUBJECTS = frozenset(
    "everybody everyone everything he it nobody nothing she somebody someone that there these they "
    "this those we".split()
)

POINTING_BACK = frozenset("he it she that these they this those".split())
"""Subjects that need something said before them."""


def is_past_form(word: str) -> bool:
    """Return whether a word in small letters is the past form of a deed; in "-eed" only one of VERBS."""
    return word in VERBS or (word.endswith("ed") and not word.endswith("eed"))
