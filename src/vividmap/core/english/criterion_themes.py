"""What a criterion may ask for, by the words that ask for it and the words of a work log that show it.

A ladder says "grows engineers", a log "Beatriz had her first RFC accepted": they share no word. Each line of
the table is a theme with two patterns, the ladder's and the log's. A rule of thumb over English words.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

_THEMES = (
    (
        (
            r"grow(?:s|ing)?|mentor\w*|coach\w*|pairing|teach(?:es)?|sponsors?|succession|next generation"
            r"|delegat\w+"
        ),
        (
            r"mentor\w*|coach\w*|grow(?:ing|n)?|grew|paired|promot(?:ed|ion)|promo packet|taught|interns?"
            r"|junior\w*|onboarded|sat w(?:ith|/)? (?:him|her|them)|(?:his|her|their) first"
            r"|first \w+ (?:\w+ )?by|let @?\w+ run|had (?:his|her|their) [\w-]+ (?:\w+ )?accepted"
            r"|(?:led|runs|owns) (?:his|her|their|the)? ?(?:\w+ ){0,4}(?:now|first)"
        ),
    ),
    (
        r"hir(?:es?|ing)|recruit\w*|interview\w*|candidates?",
        r"hir(?:ed|ing)|recruit\w*|interview\w*|candidates?|loops?|debriefs?|calibration",
    ),
    (
        r"(?:written|writes?|wrote) (?:it )?down|alternatives|argued again|decisions?(?= that)",
        r"decision (?:records?|memos?)|records?:|rfcs?|adrs?|memos?|polic(?:y|ies)|wrote (?:down|up)",
    ),
    (
        r"direction|strateg(?:y|ic)|vision|principles|years ahead",
        (
            r"strateg(?:y|ies)|roadmap|rfc[ -]?\d*|decision records?|records?:|polic(?:y|ies)|one way to"
            r"|long[- ]term"
        ),
    ),
    (
        r"conflict\w*|authority|aligns?|persuad\w+|agreement of|undermines|disagree\w*",
        (
            r"convinced|persuad\w+|signed by|agreed|(?:dropped|drop) their own|arguing|argument|council"
            r"|talked \S+ out of|changed (?:his|her|their) mind|stopped \w+ from|to sign|disagree\w*"
            r"|conflict\w*"
        ),
    ),
    (
        r"(?:makes?|how) (?:the )?(?:\w+ )?(?:technical )?decisions?(?! early)",
        (
            r"council|decision records?|template|decisions? made|who decides|design reviews?"
            r"|arch(?:itecture)? review"
        ),
    ),
    (
        r"costs?|spend(?:ing)?|economics|money|afford|efficien\w+",
        (
            r"[$€£]\s?\d[\d.,]*[km]?|costs?|budgets?|spend(?:ing)?|spent|tco|fees?|bills?|invoice|fte|capex"
            r"|opex|utili[sz]ation|credits"
        ),
    ),
    (
        r"run the business|executives?|its leaders|finance and law|director",
        (
            r"boards?|c[teif]o|ciso|execs?|directors?|vps?|budget|tco|cost model\w*|steering|put a number"
            r"|skip[- ]level|leadership"
        ),
    ),
    (
        r"(?:what it |is )?(?:buys|bought)(?! them)|vendors?",
        (
            r"vendors?|managed|buy|lease|build vs|vs (?:build|list)|negotiat\w+|second platform|in-house"
            r"|off[- ]the[- ]shelf"
        ),
    ),
    (
        r"stops? or redirects?|will not pay|not worth|declin\w+|turns? down|stopped making sense|not built",
        (
            r"stopped|convinced \w+ not|not to build|talked \S+ out of|aborted|cancel\w+|said no"
            r"|told them (?:no|don'?t)|dont|blocked|not spent|do we need|recommended|dropped their own"
        ),
    ),
    (
        r"retires?|retired|deprecat\w+|leaving the old|removes? (?:old|dead|unused)",
        (
            r"(?:is|are) gone|gone|retired?|deprecat\w+|old \w+ (?:off|down)|dropped|deleted|killed|decom\w*"
            r"|threw out|switched off|sunset"
        ),
    ),
    (
        r"constraint|slowed|slow|faster|toil|saves? (?:them )?(?:work|time)",
        (
            r"\d+(?:\.\d+)? ?(?:h|min|hours?|minutes?)(?: (?:at \w+ )?to|\s?->|\s?→) (?:under )?\d+|toil"
            r"|unblocked|was stuck|instead of (?:the )?\d+ (?:weeks|quarters|months)"
            r"|saved (?:\w+ ){0,2}\w* ?weeks?|faster|instead of the \d+ quarters|p9\d \d\S* (?:->|→|to) \d+"
        ),
    ),
    (
        r"failures?|reliab\w+|resilien\w+|outages?|incidents?",
        (
            r"incidents?|outages?|fail(?:ed)? ?over|failures?|alerts?|postmortems?|rollback|canary"
            r"|guardrails?|regressions?|idempoten\w+|double[ -]\w+s?|duplicates?|drill|runbooks?|load test"
            r"|retr(?:y|ies|ied)|on[- ]call|scrubber|in ci|uptime|backoff|down \d+ min"
        ),
    ),
    (
        r"class of failure|prevents?",
        (
            r"prevent\w*|in ci|canary|guardrails?|idempoten\w+ (?:keys?|code)|into a library|lib|scrubber"
            r"|before release|nightly check|one place for"
        ),
    ),
    (
        r"emergency|comes? back|coming back|lead(?:s)? to changes|serious incident",
        (
            r"postmortems?|chaired the review|review of the (?:\w+ )*(?:outage|charges|incident)|root cause"
            r"|rca|action items|\d+ actions|after the \w+ (?:failover|outage)|cleanup"
        ),
    ),
    (
        r"prepare|recovery|capacity",
        (
            r"drill|runbooks?|load test\w*|alerts?|canary|dry run|run it dry|game day|on[- ]call|rota|standby"
            r"|guardrails?"
        ),
    ),
    (
        r"migrat\w+|redesigns?|rewrites?",
        (
            r"migrat\w+|cutover|backfill|upgrades?|\d+(?:/| of )\d+ (?:\w+ )?(?:moved|done|topics)|moved"
            r"|consolidat\w+"
        ),
    ),
    (
        r"paved road|platform capability|take up|choose for|easy way|self-service",
        (
            r"golden path|template repo|into a library|gateway|adopt(?:ed|ion)|self-serv\w+|took it|on it by"
            r"|one place for|one way to|default for"
        ),
    ),
    (
        r"risks?",
        (
            r"risks?|would have been|before (?:it|go live|release|production)|caught|duplicates?|standby"
            r"|drill|leak\w*|pii|phi|fail(?:ed)? ?over|readiness|eol|nobody (?:knew|wanted)"
        ),
    ),
    (
        r"nobody own(?:s|ed)",
        r"nobody (?:owned|owns|wanted|knew|else was)|no(?:-one)? owner|unowned",
    ),
    (
        r"problem worth|no roadmap|shows its size",
        r"found|turns out|nobody had (?:looked|asked)|counted|put a number|audit|to prove|showed \S+",
    ),
    (
        r"stuck|hardest|unstuck",
        (
            r"stuck|hell|everyone (?:blamed|thought|says)|turns? out|to prove|hang|root cause|traced"
            r"|nobody can say"
        ),
    ),
    (
        r"profession|beyond the company|conferences?|open[- ]source",
        r"open[- ]?sourc\w*|paper|workshop|conference|\w+con|lightning talk|meetup|patch|upstream|stars",
    ),
    (
        r"see and steer|own spending",
        r"attribution|cost model\w*|dashboards?|audit|per team|quotas?|showback|utili[sz]ation",
    ),
    (
        r"mistakes?|candid",
        r"my (?:own )?(?:fault|code|mistake|bug|prototype)|i broke|should have (?:\w+)|:\(",
    ),
    (
        r"standards? of|standards",
        r"polic(?:y|ies)|in ci|standards?|mandat\w+|for all|\d+ ?/ ?\d+|one place for|template|handbook",
    ),
    (
        r"security|privacy",
        r"security|pii|phi|ciso|audit|leak\w*|redact\w*|vulnerab\w+|red-?team\w*|tenant isolation",
    ),
    (
        r"reviews?(?: or|,| and)|how the organi[sz]ation \w+",
        r"handbook|template|made it the default|review of|calibration",
    ),
    (
        (
            r"delivers?|ships?|leads? (?:work|a project|an initiative|the initiative|projects)|executes?"
            r"|end to end"
        ),
        r"led|shipped|launched|delivered|released|rolled out|ga|go[- ]live|completed|done(?=[.,;]| ->|$)",
    ),
    (
        r"performance|latency|scal(?:e|es|able|ability|ing)|under load",
        (
            r"p9\d|p50|latency|throughput|load test\w*|cach(?:e|ed|ing)|scal(?:e|ed|ing)|quer(?:y|ies)|n\+1"
            r"|batching"
        ),
    ),
    (
        r"quality|test(?:s|ed|ing|able)|maintainab\w+|technical debt|easier to",
        r"tests?|in ci|ci|flaky|coverage|refactor\w*|clean(?:ed)?[- ]?up|regressions?|rewrote|removed",
    ),
    (
        r"communicat\w+|presents?|audiences?|speaks?",
        r"talk|presented|explained|showed|demo|one page|memo|wrote up|announc\w+|offsite|lightning talk",
    ),
    (
        r"process(?:es)?|culture|ways of working",
        r"template|handbook|rota|retro\w*|format|guild|office hours|rituals?|on[- ]call",
    ),
    (
        r"onboarding|knowledge|documentation|documents and|depend on any one",
        (
            r"runbooks?|docs?|readme|wiki|handbook|onboarding|guide|recording|handover|office hours|wrote up"
            r"|golden path"
        ),
    ),
    (
        r"ambigu\w+|unclear|unknown",
        r"nobody (?:owned|knew|could|can)|unclear|spike|poc|prototype|turns? out|feasibility",
    ),
    (
        r"(?:customers?|clients?|merchants?|users?) (?:needs?|wants?)|customer[- ]\w+ed|needs of \w+",
        r"customers?|clients?|merchants?|users?|tickets?",
    ),
    (r"feedback", r"feedback|asked (?:me|for)|retro\w*"),
)


def _bounded(words: str) -> re.Pattern[str]:
    return lazy_pattern(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


class Theme(NamedTuple):
    """What a criterion may ask for: the ladder's words for it and those of a work log."""

    asks: re.Pattern[str]
    shows: re.Pattern[str]


class AskedTheme(NamedTuple):
    """A theme that a criterion asks for, and the words that do."""

    theme: int
    words: str


THEMES = tuple(Theme(_bounded(asks), _bounded(shows)) for asks, shows in _THEMES)


def asked_themes(text: str) -> tuple[AskedTheme, ...]:
    """Return the themes that a criterion's text asks for, that of its first words first."""
    matches = [
        (match.start(), AskedTheme(number, match.group().casefold()))
        for number, theme in enumerate(THEMES)
        if (match := theme.asks.search(text))
    ]
    return tuple(asked for _, asked in sorted(matches, key=lambda match: match[0]))


@lru_cache(maxsize=65536)
def shown_words(theme: int, text: str) -> tuple[str, ...]:
    """Return the different words of a work log that show a theme, in their order."""
    return tuple(dict.fromkeys(match.group().casefold() for match in THEMES[theme].shows.finditer(text)))
