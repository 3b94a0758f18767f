"""How somebody who is named took it: a remark about a person, and nothing that came of the work."""

from vividmap.core.lazy_pattern import lazy_pattern

_NAME = r"(?:(?:and|but|even|finally|only) )*(?!I\b|We\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_HELPERS = r"(?: (?:even|finally|only|just|actually|has|have|had|is|was|still))*"
_VERBS = (
    r"read (?:past|it|this|that|all of it)|laugh\w*|smil\w+|grinn\w+|cheer\w+|clapp\w+|cried|sigh\w+|swore"
    r"|yawn\w+|nodd\w+|shrugg\w+|winc\w+|groan\w+|grumbl\w+|complain\w*|sulk\w+|panick\w+|freaked out"
    r"|fell asleep|went quiet|rolled (?:his|her|their) eyes"
    r"|stopped (?:laughing|complaining|calling|joking|yelling|sighing)"
    r"|(?:did not|didn['’]t) (?:even |once )?(?:laugh|complain|yell|like|hate|cry|sigh|swear)"
    r"|owes me|bought me|hugged|high-?fived|hates? it|loves? it|likes? it|jokes?|calls it"
)
_MOODS = (
    r"(?:so |very |not |pretty )?(?:happy|unhappy|thrilled|furious|speechless|quiet|impressed|surprised"
    r"|shocked|grumpy|nice about it|over the moon)"
)
NAMED_REACTION = lazy_pattern(rf"^{_NAME}{_HELPERS} (?:{_VERBS}|{_MOODS})\b")
