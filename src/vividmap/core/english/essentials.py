"""Words by which a sentence says what its reader must know: who agreed, the cause, what was found."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

AGREEMENT = lazy_pattern(
    r"\b(?:sign(?:ed|s)?(?:[ -]?off)?|approv\w+|agreed|adopt\w+|accept\w+|back(?:ed|s) by|sponsor\w*"
    r"|endors\w+|mandat\w+|funded|requested by|asked for (?:it|the|a)|presented (?:it|this)"
    r"|now (?:uses?|runs?|owns?))\b",
    re.IGNORECASE,
)
"""Who stands behind it."""

CAUSE = lazy_pattern(
    r"\b(?:because|due to|caused by|the cause\b|root cause|the reason|it turned out|turns out"
    r"|came from|comes from|in spite of|despite|instead of|so that)\b",
    re.IGNORECASE,
)
"""Why it was so."""

FOUND_CAUSE = lazy_pattern(
    r"^(?:(?:but|and|so|then|actually|in fact),? )?(?:it|that|this) (?:was|were|had been)"
    r"(?: (?:really|actually|just|only|all))? (?:us|me|them|an?|the|my|our|their|his|her|one|two)\b"
    r"(?! (?:very |really )?(?:good|great|nice|long|hard|tough|busy|quiet|fun|bad|mess|lot|win|success"
    r"|week|day|pleasure)\b)",
    re.IGNORECASE,
)
"""What was behind something: "It was a unit change at the vendor", "it was us"."""

MISBELIEF = lazy_pattern(
    r"(?:^|, |; )(?:and |but )?"
    r"(?:everyone|everybody|people|they all|we all|most people|the whole team|half the team)"
    r" (?:first |all |just |had )?(?:thought|assumed|blamed|suspected|believed|guessed)\b"
    r"[^,;.!?\d]{0,80}(?=[.!]?$)",
    re.IGNORECASE,
)
"""What others took for the cause, at the end of a sentence: "everyone blamed the carriers"."""

DECISION = lazy_pattern(
    r"(?<!should have )(?<!could have )(?<!would have )\b(?:advised|declined|decided|refused|rejected"
    r"|recommended|vetoed|cancell?ed|reverted|killed|escalated|pushed back|said (?:no|yes) to"
    r"|turned (?:it|them|him|her) down)\b",
    re.IGNORECASE,
)
"""That somebody decided: a clause that says so is no mood, however it felt."""

FINDING = lazy_pattern(
    r"^(?:i |we )?(?:found|discovered|traced|proved|showed|caught|measured|uncovered|identified|learned)\b"
    r"|\b(?:was|were|had been) (?:wrong|missing|broken|corrupt|lost)\b",
    re.IGNORECASE,
)
"""What was found."""

OWNERSHIP = lazy_pattern(
    r"\b(?:i (?:broke|caused|missed|muted|introduced|approved|owned?|led|was (?:wrong|ic|on call))"
    r"|my (?:own )?(?:bug|code|change|fault|mistake|doing)|(?:mine|me)(?=[,;.)]|$))",
    re.IGNORECASE,
)
"""Whose it was."""

OWNER = lazy_pattern(
    r"(?:by |just |only |it was |that was )?(?:me|us|mine|ours|myself"
    r"|my (?:own )?(?:bug|code|change|commit|doing|fault|mistake))(?!\w)",
    re.IGNORECASE,
)
"""How a bracket begins that says whose doing something was: "it took nine days for anyone (me) to notice"."""

_OTHERS = (
    r"(?:teams?|squads?|groups?|departments?|companies|everybody|everyone|others|hiring|finance|product)"
)
INFLUENCE = lazy_pattern(
    rf"\b{_OTHERS} (?:\w+ )?(?:dropped|adopted|took (?:it|this|over)|moved|switched|follow(?:ed|s)?|used?"
    r"|uses|asked for|copied|made it|signed)\b"
    r"|\b(?:adopted|used|followed|signed|approved|copied) (?:by|across|in)\b|\bthe default\b",
    re.IGNORECASE,
)
"""That others changed what they do because of it."""

GROWTH = lazy_pattern(
    r"\b(?:got (?:his|her|their) first|up for (?:senior|staff|principal|promotion)"
    r"|promoted to|now (?:owns?|leads?|runs?))\b",
    re.IGNORECASE,
)
"""What became of somebody whom the author helped: a result without a number."""

PREVENTION = lazy_pattern(
    r"\b(?:prevent(?:ed|s)|avert(?:ed|s)|avoid(?:ed|s)|stopp(?:ed|ing)|block(?:ed|s)|caught|catch(?:es)?"
    r"|revert(?:ed|ing)|abort(?:ed|ing)|vetoed|said no to|would have|pushed back on"
    r"|(?:talked|argued) (?:\w++ ){1,4}out of"
    r"|before (?:it|they|he|she) (?:went|could|was|were|got|reached|shipped|hit)"
    r"|before (?:the )?(?:go[ -]live|release|launch|rollout|customers?)"
    r"|(?:0|zero|no) (?:\w++ )?(?:broken|broke|lost|left|incidents?|outages?|leaks?|dup\w*|errors?))\b",
    re.IGNORECASE,
)
"""That something bad did not happen: not that it was handled well."""

REACHED_MANY = lazy_pattern(
    r"\b(?:customers|merchants|clients|users|developers|teams|hospitals|partners)\b"
    r"|\b(?:bank|company|organi[sz]ation|group|site|org)-wide\b"
    r"|\ball (?:the )?(?:engineers|repos|repositories)\b",
    re.IGNORECASE,
)
"""That something reached others than the author's team, where no scope says so."""

SAVED_MONEY = lazy_pattern(
    r"\b(?:sav(?:es?|ed|ing)|avoid(?:s|ed)|refunded|cut|down|fewer|less|up|earn(?:s|ed)|worth|revenue"
    r"|conversion|cheaper)\b[^.;$€£]{0,60}[$€£]\s?\d"
    r"|[$€£]\s?\d[^.;$€£]{0,40}\b(?:saved|avoided|refunded|less|cheaper|not spent|cancelled)\b",
    re.IGNORECASE,
)
"""That money was saved or earned, and not only spoken of."""

MEASURED_CHANGE = lazy_pattern(
    r"(?<!\S)[^\s\d]*+\d\S*+ (?:\w++ )?(?:->|→|to) [$€£]?\d|\d(?:->|→)\d|\b(?:up|down) [$€£]?\d"
)
"""That an amount became another."""
