"""Words in which people note what they want to get better at: weaknesses, plans, feelings, the case itself.

Tables of patterns; what is done about them stands in `packets/gap_topics.py`.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern

NEED = lazy_pattern(r"^(?:need|needs|missing|lacking|want)(?:s|ed)? (?:an? )?", re.IGNORECASE)
DEFICIT = lazy_pattern(
    r"(?:i(?:['’]m| am) )?(?:still )?(?:(?:too|really|pretty|quite|rather|so|very) )?"
    r"(?:(?:not (?:so |very |that |too )?(?:good|great|strong|confident)|bad|poor|weak|terrible"
    r"|awful|horrible|lousy"
    r"|slow) (?:at|in|with|on)"
    r"|(?:i )?(?:struggl(?:e|ing)|have trouble) with"
    r"|(?:need|want|have) to (?:get|be|become) (?:better|good) (?:at|in|with)|need to (?:improve|work on)"
    r"|get(?:ting)? better (?:at|in|with)|improv(?:e|ing) (?:my |on )?|work(?:ing)? on(?: my)?"
    r"|(?:a )?lack of|not enough|too little)\s+(?=\S)",
    re.IGNORECASE,
)
"""What says that a topic is a weakness, before the topic itself."""
TOPIC_END = lazy_pattern(
    r"(?<!\s)\s++(?:->|→|=>|⇒|[-–—]++)\s++|[:;…]\s++|\.\.++\s*+|(?<!\s)\s*+\("
    r"|(?:,|(?<!\s))\s++(?:because|since|although|though"
    r"|but|as (?:i|we|in)|so|which|where"
    r"|when|e\.?g\b\.?|i\.?e\b\.?)(?!\w)\s*+",
    re.IGNORECASE,
)
PLAN_LABEL = lazy_pattern(
    r"(?:(?:the )?plan|next(?: steps?)?|doing|actions?|fix|idea)(?: is to\b|(?: is)?\s*[:=–—-])\s*"
    r"|(?:->|→|=>|⇒)\s*",
    re.IGNORECASE,
)
PLAN_START = lazy_pattern(
    r"(?:will|going to|plan(?:ning)? to|starting|from [A-Z]\w+ on|(?:take|give|lead|read|pair"
    r"|present|write|join|run|start"
    r"|finish|do|learn|practi[sc]e|build|shadow|hand|book|attend|volunteer|set up) \w+)\b",
    re.IGNORECASE,
)
CAMPAIGN = lazy_pattern(
    r"\b(?:packet|promo(?:tion)? (?:case|doc\w*|packet)|second voice|voices?|advocates?|sponsors?|vouch\w*"
    r"|calibration|committee|panel|who (?:would|will|could) speak|speak(?:s|ing)? for me|brag\w*"
    r"|perf review|self-assessment|self-review|raise|counter-?offer|recruiters?"
    r"|interviews? (?:at|with) [A-Z])\b",
    re.IGNORECASE,
)
"""How somebody prepares the case itself: for the author and those in on it."""
PRIVATE = lazy_pattern(
    r"\b(?:impost[eo]r\w*|burn(?:ed|t|ing)?[- ]?out|anxi\w+|stress\w*|panic\w*|temper|ego|procrastinat\w*"
    r"|perfectionis\w*|laz(?:y|iness)|jealous\w*|envy|fears?|shy\w*|insecur\w*|self-?esteem"
    r"|therap\w+|health"
    r"|politics|gossip\w*|complain\w*"
    r"|(?:conflicts?|fights?|fighting|argu\w+|tensions?|friction|trust|relationships?|issues?|dealing"
    r"|getting (?:on|along)) (?:with|between) (?!(?:stakeholders|customers|clients|vendors"
    r"|partners|others)\b)\w+)\b",
    re.IGNORECASE,
)
"""What concerns somebody's feelings, health or a quarrel."""
NEGATIVE = lazy_pattern(
    r"\b(?:nobody|nothing|never|no one|none|not yet|have not|haven't|hasn't|didn't|don't|doesn't"
    r"|can't|cannot"
    r"|only dared)\b",
    re.IGNORECASE,
)
STATE = lazy_pattern(
    r"\b(?:(?:only|mostly|mainly|hardly|barely) (?:known|seen|visible|used|in|at|within)|known only"
    r"|so far|not known"
    r"|bisher|bislang|noch|nur|kein(?:e[mnrs]?)?|nicht|kaum|fehlt|pas (?:encore|de|d['’]|assez)|aucune?"
    r"|jamais"
    r"|seulement|uniquement|todavía|aún|ningun[oa]?|ningún|sólo|solo en|nunca|sin|ancora|nessun[oa]?|soltanto"
    r"|ainda|apenas|nenhuma?|nog|alleen|geen|nooit|slechts|ich|je|yo|eu|ik|não|hat|habe|haben|wurden?"
    r"|war|waren)\b"
    r"|\b(?:j|n)['’]\w|\bn[eo]n? (?:ho|sé|puedo|tengo|so|posso|sais|peux)\b|\ba (?:été|pris|eu|fait"
    r"|\w{2,}é)\b",
    re.IGNORECASE,
)
"""How things stand so far, where a topic would say what is wanted: "bisher nur in meinem Bereich bekannt"."""
EXCESS = lazy_pattern(
    r"\btoo (?!\w+ing\b)\w+|\bzu (?!\w+(?:e[rl])?n\b)\w+|\btrop\b|\bdemasiad[oa]s?\b|\btropp[oaie]\b"
    r"|\bdemais\b|\bte veel\b",
    re.IGNORECASE,
)
"""A fault, where a topic would say what to get better at: "estimations trop optimistes"."""
POINTING = lazy_pattern(
    r"\bone\b(?=\s*(?:[.,;:!?)]|$))|\b(?:it|(?<!\w )that|that(?! [a-z]+s\b)|them|they|this|these"
    r"|those|him|her|he|she)\b",
    re.IGNORECASE,
)
REMARK_START = lazy_pattern(
    r"(?:too|so|very|quite|just|only|hardly|barely|rather|no longer|honestly|who|why|same|as"
    r"|meant|hop(?:ed|ing)"
    r"|wanted|planned|tr(?:y|ied|ying) (?:to|not)|on hold|paused|zero|no (?:time|energy|progress"
    r"|luck|idea)|people"
    r"|everybody|everyone|somebody|someone|afraid|scared|ashamed|shy|unsure|stuck|lazy"
    r"|keep\w* \w+ing)\b(?!-)",
    re.IGNORECASE,
)
"""How a remark to oneself begins, where a need or a deed would name a thing."""
RELATIVE = lazy_pattern(
    r"(?<=\w) (?:that |which )?(?:i|we|others|people|anyone|anybody|everyone|everybody|the team"
    r"|somebody else) can \w+",
    re.IGNORECASE,
)
"""A relative clause that says which: "runbooks others can use"."""
