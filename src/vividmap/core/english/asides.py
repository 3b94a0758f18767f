"""What people say to themselves in a note: interjections, moods, doubts, reminders, pointers to a day.

Tables of patterns, each on a text folded to small letters as it stands. They name forms, not facts: what
holds a number, a name or the verb of a deed is judged by `wording/trimming.py` before it is called talk.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import WEEKDAYS

_DONE = (
    r"done|reached|achieved|met|hit|completed?|accomplished|finished|closed|ticked off"
    r"|erreicht|geschafft|erledigt|atteint|rempli|cumplido|logrado|atingido|raggiunto|behaald|gehaald"
)
_TICKS = r"[\u2705\u2713\u2714\u2611]\ufe0f?"
_GOAL_DONE = (
    rf",? ?(?<![\w-])(?:goals?|ziel|objecti[fv]|objetivo|obiettivo|doel) ?#?\d+(?:"
    rf"(?: (?:is|was|now|all))?:? (?:{_DONE})(?: ?{_TICKS})*+(?=\s*+(?:$|[.,;:!()]))| ?{_TICKS})"
)
"""That a goal of the author's list is reached: its number says nothing to a reader."""
_MY_BAD = r",? ?(?<!is )(?<!was )(?<!['’]s )(?<![\w-])my (?:own )?bad(?=\s*+(?:$|[.,;:!)]))"

INTERJECTION = lazy_pattern(
    rf"{_GOAL_DONE}|{_MY_BAD}|(?<![\w-])(?:lol|lmao|haha+|hehe|omg|wtf|ugh+|argh+|phew|yay|woohoo|meh|oops|whew|sigh|hm+|ouch)(?![\w-])!*"
    r"|(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"  # a picture in the letters of a chat: ":tada:"
    r"|\(\s*[!?]+\s*\)|(?:^|(?<=\s))[:;]-?[()DPp/](?=\s|$)"
    # a picture, but not one that keeps two words or figures apart
    r"|(?<!\w)[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?|[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?(?!\w)"
    r"|(?<=!)!+| (?:from|of) hell\b|,? (?:of course|obviously|needless to say|believe it or not"
    r"|i am not joking|no joke)(?=[.!,;]|$)",
    re.IGNORECASE,
)
"""Single words and signs without any matter, anywhere in a text."""

EMOTICON = lazy_pattern(r"(?:^|(?<=\s))[:;]-?[()DPp/](?=\s|$)")

MOOD = lazy_pattern(
    r"\b(?:embarrass\w*|ashamed|guilty|tempted|funny (?:that|how)|not joking|never again"
    r"|expect blood|torn apart|ouch|of course it (?:was|is|did)|as (?:always|usual)|the usual|so far so good"
    r"|nobody wanted (?:this|it)|not delighted|still speaking to me|hate[sd]? (?:us|me|this|it)|loves? it"
    r"|furious|grumpy|annoyed|thankful|delighted|proud|sad|glad|tired|exhaust\w+|unpleasant|suspicious"
    r"|my (?:own )?bad|(?:what|which) (?:kills|killed|hurts|hurt) (?:us|me)"
    r"|killing (?:us|me)"
    r"|controversial|dry but|boring|felt like|feels like|my heart|slept|fingers crossed|knock on wood"
    r"|hated by \w+"
    r"|serves? (?:him|her|them|us|me) right|saves us from ourselves|too polite|scream\w*|crushed it|nailed it"
    r"|(?:hated|loved|liked|disliked|feared|resented) by"
    r"|(?:biggest|hardest|best|worst|longest|scariest|proudest|nicest) \w+ (?:i|we)(?:['’]?ve|['’]d)?"
    r"|nice\b(?! to)|wow|at last|who knew|cross my fingers|small, and nobody)\b",
    re.IGNORECASE,
)
"""How it felt."""

DOUBT = lazy_pattern(
    r"^(?:not sure|no idea|i wonder|i guess|i suppose|maybe (?:i|we|next)|for the record"
    r"|for next time|in hindsight"
    r"|honestly|to be honest|note to self|todo|to do|tbd|fixme|idea)\b|\b(?:can'?t write much"
    r"|not sure (?:it|this|any)"
    r"|write that up|some time$|let'?s see|we will see|keep looking|is not wrong|and i quote"
    r"|will still|would have taken another)\b",
    re.IGNORECASE,
)
"""Doubts and remarks of the author about the note itself."""

REMARK = lazy_pattern(
    r"^(?:told|tell) (?:them|him|her|us|everybody|everyone) so\W*$"
    r"|^[^\W\d]+(?: [^\W\d]+)?(?::| (?:said|says|asked|joked)[:,]?) ?[\"“]"
    r"(?=.*\b(?:i|you|this|it|that|he|she|they)\b)[^\"“”]*[\"”]\W*$"
    r"|^(?:(?:\w+ ){0,2}(?:said|says|asked|joked|replied|commented|told|went)\b[^\"“]*)?[\"“]"
    r"[^\"“”]*[?!][\"”]\W*$"
    r"|^[\"“][^\"“”]*[?!][\"”],? (?:asked|said|says|joked|replied|wrote|went) [^.;!?]{1,40}\W*$",
    re.IGNORECASE,
)
"""What somebody said about it, quoted, or an advice that says nothing by itself."""

HEDGE = lazy_pattern(
    r"\b(?:basically|pretty much|kind of|sort of|kinda|sorta|more or less|practically|so to speak)\b",
    re.IGNORECASE,
)
"""What makes a clause too vague to tell, where it holds no quantity."""

FILLER = lazy_pattern(
    r",? ?(?<![\w-])(?:properly,? this time|this time,? (?:properly|for real)|for real(?: this time)?"
    r"|(?:and )?(?<!\bare )(?<!\bis )(?<!\bwas )(?<!\bwere )not"
    r" (?:me|us|mine|ours|him|her|them)(?=\s*(?:[.,;)]|$))"
    r"|from the \d{1,2}(?=\s*(?:[.,;:]|$))"
    r"|with (?:an? |my |the )?(?:pencil|pen|highlighter|notebook|coffee|tea|beer|wine|headphones|music)"
    r"|over (?:coffee|lunch|beers?|dinner)|(?:literally|honestly|frankly|seriously|admittedly))(?![\w-])",
    re.IGNORECASE,
)
"""How one went about it, credit disowned, a number of things named elsewhere: beside the point everywhere."""

COST = lazy_pattern(
    r"^(?:(?:\w+ )?(?:hours?|days?|weeks?|months?) late|late\b|later than|unpopular|lost\b"
    r"|cost (?:us|me|two|three|a)\b"
    r"|delayed\b|failed\b|broke\b|(?:my |the )?first \w+ (?:of mine|i )\b)",
    re.IGNORECASE,
)
"""What a decision cost: no result to put in front."""

REMINDER = lazy_pattern(
    r"^(?:get|ask|write|keep|check|remember|find|fix|tell|try|look|need to|needs to|must|should"
    r"|have to|want to|do not"
    r"|don'?t|next (?:one|time)|next up|next in)\b(?!-)",
    re.IGNORECASE,
)
"""What the author means to do, in the imperative."""

CIRCUMSTANCE = lazy_pattern(
    r"^(?:i was )?(?:on (?:vacation|holiday|leave|pto)|on a (?:train|plane)\b.*|out sick|off sick"
    r"|sick|vacation|holidays?"
    r"|pto|\w+ weeks? off|\w+ days? off|half the team (?:is |was )?(?:on|out)\b.*|nights and weekends"
    r"|back from\b.*|(?:the )?(?:flu|covid)\b.*)$",
    re.IGNORECASE,
)
"""Where the author or the team was meanwhile: no part of what was done."""

_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_POINTER = (
    r"(?:earlier |later )?(?:today|yesterday|tomorrow|tonight)"
    rf"|(?:this|last|next) {_WEEKDAY}|this (?:morning|afternoon|evening|week|weekend|month)"
    r"|(?<=\w )(?<!my )(?<!his )(?<!her )(?<!the )(?<!our )(?<!their )last (?:night|week|weekend|month)"
    rf"|(?:by |since |until |on )(?<!black )(?<!cyber )(?<!patch ){_WEEKDAY}(?:s)?(?: (?:morning"
    rf"|afternoon|evening|night))?"
    r"|on the \d{1,2}(?:st|nd|rd|th)|right now|just now|as of now|at the moment|currently"
    r"|a (?:week|month|few (?:days|weeks|months)) ago"
    r"|(?:\d+|two|three|four|five|six) (?:days?|weeks?|months?|years?) ago"
    r"|(?:(?<=approved )|(?<=accepted )|(?<=adopted )|(?<=signed )|(?<=merged ))\d{1,2}/\d{1,2}"
    r"|(?:on|since|until|by) \d{1,2}/\d{1,2}(?!\s+of\b)"
)
DAY_POINTER = lazy_pattern(
    rf"(?P<before>,? ?)(?=\w)(?<![\w/.$€£-])(?:{_POINTER}|(?<=\w )(?<!for )now(?=[.,;:]|$)"
    rf"|^now )(?![\w/%])(?P<after>,?)",
    re.IGNORECASE,
)
"""What means something only on the day of the note."""

OPENING = lazy_pattern(
    r"^(?:and|but|so|then|also|still|anyway|well|ok|okay|turns out|obviously|basically|honestly"
    r"|actually|by the way|btw"
    r"|again)\b,? +(?=\S)",
    re.IGNORECASE,
)
"""What links a sentence to one before it, which may not stand there any more."""

ESTIMATE = lazy_pattern(
    r"\b(?:est|estimate[ds]?|estimated|roughly|approximately|approx|about|maybe|perhaps"
    r"|their (?:number|count)|counted|≈)\b",
    re.IGNORECASE,
)
"""What says how sure a number is: never left out."""

FIRST_PERSON = lazy_pattern(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b", re.IGNORECASE)

POINTING = frozenset("he she it they this that these those its their his her them here there such".split())
"""Words that need something said before them."""

WORD_NAMES = frozenset(
    "art bill will mark may rob pat hope grace joy dawn rose faith drew chase grant frank ray jack"
    " dean max sky "
    "iris ivy lily amber ruby sunny summer april june august autumn christian angel ace guy page"
    " sue nick gene "
    "rich earnest miles wade lance cliff clay penny robin victor ali sam don jo ken al ed an so my"
    " van de".split()
)
"""First names that are words, too: in small letters they are no name."""
