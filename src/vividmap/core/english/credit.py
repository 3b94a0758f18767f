"""Words that give the credit for a piece of work to somebody else, or share it with others.

(Mostly Lena's work, I only did the payloads.)   most of it is somebody else's
done by the search team, I only reviewed         so is this
together with Oksana · my part was the bot       it is shared
"""

from vividmap.core.lazy_pattern import lazy_pattern

_NAME = r"@?[A-Z][\w.’'-]*+(?: [A-Z][\w-]*+)?"
_GROUP = (
    r"(?:the |our |their )?(?:[\w-]{2,20} ){0,2}(?:teams?|group|squad|guild|vendor|contractors?|colleagues)\b"
)
_WHO = rf"(?:{_NAME}|{_GROUP})"
_MOSTLY = r"(?i:mostly|mainly|largely|primarily|chiefly|entirely|wholly|all|almost all|nearly all|\d\d ?%)"
_WORK = (
    r"(?i:work|doing|effort|idea|project|design|code|baby|merit|achievement|show|initiative|credit|success)\b"
)
_START = r"(?:^|(?<=[(\[.;,:–—] )|(?<=[(\[.;,:–—]))"
_MADE = r"(?i:done|built|led|driven|written|designed|implemented|carried out|executed|delivered|shipped)"
_NO_OWNER = r"(?!(?:my|our|mine|because|due|thanks|for|in|on|by|of|at|with)\b)"
_NO_DATE = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday"
    r"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|EOY"
    r"|Q\d|H\d)\b)"
)
_TO = r"(?i::| (?:goes |go |belongs |is due )?to:?)"
_MOST = (
    r"(?:(?:most of|almost all of|nearly all of|all of|the bulk of)"
    r" (?:it|this|that|the (?:\w+ )?(?:work|coding|code|implementation))"
    r"|the bulk|the heavy lifting|the hard part|the actual work|the real work)\b"
)
_HELPED = (
    r"(?:did|do|review(?:ed)?|helped|wrote|added|advised|paired|watched|assisted|supported|consulted|gave"
    r"|commented|tested|contributed|signed|approved|shadowed|sat in)\b"
)
_OTHERS = r"(?!(?:I|We|He|She|It|They)\b)"
_DONE_BY = (
    rf"(?:{_MOSTLY} )?{_MADE} (?:{_MOSTLY} |almost entirely )?by (?!me\b|us\b|myself\b|[Mm]y ){_NO_DATE}"
)
_OWNER = r"[\w.@-]{2,30}(?: [\w-]{2,20}){0,2}['’]s?(?: own)?"
_MOSTLY_OTHERS = lazy_pattern(
    rf"\b(?!(?i:all )[a-z]){_MOSTLY} {_NO_OWNER}(?:the )?{_OWNER} {_WORK}"
    rf"|\b{_MOSTLY} (?:the )?{_WORK} (?:of|by) {_WHO}"
    rf"|{_START}{_MOSTLY} (?:by |thanks to )?{_NAME}(?=\s*+(?:$|[.,;)]))"
    rf"|{_START}(?i:all )?(?i:credits?)(?i: for (?:it|this|that))?{_TO} {_WHO}"
    rf"|\b{_OTHERS}(?:{_NAME}|{_GROUP}) (?:did|does|has done|wrote|built|drove) {_MOST}"
    rf"|{_START}(?:it was |this was |that was |was )?{_DONE_BY}{_WHO}"
    rf"|\b(?i:i) (?:have )?(?:only|merely) {_HELPED}"
    r"|\b(?i:not|none of it|none of this) (?:my (?:own )?(?:work|doing|idea)\b|mine\b)"
    r"|\b(?i:hauptsächlich|überwiegend|größtenteils|vor allem|im Wesentlichen) "
    r"(?:[A-ZÄÖÜ]\w++ (?:Arbeit|Verdienst|Werk)\b|(?:die Arbeit |das Verdienst |das Werk )?von [A-ZÄÖÜ])"
    r"|\b(?i:ich) habe? (?:da )?nur [^.;)]{0,40}\b(?:gemacht|beigetragen|geprüft|reviewt|geholfen)\b"
    r"|\b(?i:surtout|principalement|essentiellement) (?:le travail|l['’]œuvre|l['’]idée|le mérite)"
    r" (?:de |d['’])"
    r"|\b(?i:je) n['’]ai fait que\b"
    r"|\b(?i:sobre todo|principalmente|mayormente) (?:el )?(?:trabajo|obra|mérito) de "
)
_LED_BY_OTHER = lazy_pattern(
    rf"\b(?i:with|w/) {_NAME} (?i:leading|driving|in the lead|at the helm|in charge|(?:as )?(?:the )?lead)\b"
    rf"|\b(?i:led|driven|headed|run) by (?!me\b|us\b|[Mm]y ){_NO_DATE}{_NAME}"
    r"|\b(?i:unter (?:der )?(?:Leitung|Führung) von) [A-ZÄÖÜ]|\b(?i:sous la direction de) [A-Z]"
    r"|\b(?i:con) [A-Z]\w+ (?i:liderando|al frente)\b|\b(?i:liderado por) [A-Z]"
)
_PARTLY_OWN = lazy_pattern(
    r"\b(?i:my (?:own )?(?:part|share|bit)) (?:was|is)\b|\b(?i:mein (?:Anteil|Teil)) war\b"
    r"|\b(?i:ma part était)\b"
    rf"|\b{_NAME} (?:did|wrote|built|handled|owned|took|had) the (?:rest|others?)\b|\b{_NAME} the rest\b"
)
_SHARED = lazy_pattern(
    rf"\b(?i:together|jointly|along) with {_WHO}|^(?i:with) {_WHO}"
    rf"|\b(?i:kudos|props|shout-?out|h/t|hat tip|thanks) (?:go |goes )?to {_NAME}"
    rf"|\b{_NAME} and (?:me|I|myself)\b"
    r"|\b(?i:gemeinsam|zusammen) mit [A-ZÄÖÜ]|\b(?i:avec|junto con|junto a|insieme a|samen met) [A-Z]"
)


_SIGNS_OF_OTHERS = (
    "mostly", "mainly", "largely", "primarily", "chiefly", "entirely", "wholly", "(all ", ", all ", ". all ",
    "; all ", "almost all ", "nearly all ", "credit", "most of ", "all of ", "the bulk",
    "heavy lifting", "hard part", "actual work", "real work", "done by", "built by", "led by", "driven by",
    "written by", "designed by", "implemented by", "carried out by", "executed by", "delivered by",
    "shipped by", "i only ", "i merely ", "have only ", "have merely ", "not my ", "not mine", "none of ",
    "hauptsächlich",
    "überwiegend", "größtenteils", "vor allem", "im wesentlichen", " nur ", "surtout", "principal",
    "essentiellement", "fait que", "sobre todo", "mayormente",
)  # fmt: skip
_SIGNS_OF_SHARE = (
    "with ", "my part", "my share", "my bit", "my own ", "the rest", "the other", "kudos", "props", "shout",
    "h/t", "hat tip", "thanks", " and me", " and i", " and myself", "mit ", "avec ", "junto ", "insieme ",
    "samen ", "mein ", "ma part",
)  # fmt: skip
"""Without one of these in it, a text is not searched: most texts give nobody credit."""


def is_mostly_others(text: str) -> bool:
    """Return whether a text says that most of what it tells is somebody else's work."""
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS_OF_OTHERS) and bool(_MOSTLY_OTHERS.search(text))


def is_led_by_other(text: str) -> bool:
    """Return whether a text says that somebody else led what it tells: "with Ines leading"."""
    return bool(_LED_BY_OTHER.search(text))


def is_partly_own(text: str) -> bool:
    """Return whether a text says that only a part of what it tells is its author's."""
    return (
        is_mostly_others(text)
        or is_led_by_other(text)
        or (_can_share(text) and bool(_PARTLY_OWN.search(text)))
    )


def is_credit(text: str) -> bool:
    """Return whether a text says whose work it was, or who had a share in it."""
    return is_partly_own(text) or (_can_share(text) and bool(_SHARED.search(text)))


def _can_share(text: str) -> bool:
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS_OF_SHARE)
