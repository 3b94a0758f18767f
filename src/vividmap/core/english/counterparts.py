"""Words by which a note tells of somebody on whom, or against whom, its author acted: no company in the deed.

"Convinced dispatch not to build their own engine", "said no to the rewrite", "they were furious": whoever is
linked to such a note may have been argued with, or harmed.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_COUNTERPART = lazy_pattern(
    r"\b(?:convinc(?:ed|ing)|persuad(?:ed|ing)|argu(?:ed|ing|ment)s?|talked (?:\w+ ){1,5}(?:out of|into|down)"
    r"|push(?:ed|ing)? back|disagree\w*|disput\w+|debat(?:ed|es?)|fought|quarrel\w*|overruled|vetoed|refused"
    r"|declin(?:ed|ing)|rejected|turned (?:\w+ ){0,3}down|said no|told (?:them|him|her|the|everyone"
    r"|everybody)\b"
    r"|challenged|confronted|escalated|negotiat(?:ed|ion|ing)|haggled|lobbied|won (?:\w+ ){1,3}over"
    r"|stood up to"
    r"|blocked|stopped (?:them|him|her|\w+ from)|got (?:\w+ ){1,4}to (?!\d)|object(?:ed|ions?)"
    r"|resist(?:ed|ance)"
    r"|compla(?:ined|ints?)|blam(?:ed|ing)|furious|angry|annoyed|upset|hated?|apologi[sz]ed"
    r"|broke (?:their|everyone)"
    r"|against (?:their|his|her))\b",
    re.IGNORECASE,
)


def has_counterpart(text: str) -> bool:
    """Return whether a note tells of somebody against whom or on whom its author acted."""
    return _COUNTERPART.search(text) is not None
