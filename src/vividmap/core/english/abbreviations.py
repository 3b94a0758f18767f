"""Short and long spellings of one thing, as engineers write them."""

_SPELLINGS = (
    "pg postgres postgresql",
    "k8s kubernetes",
    "es elasticsearch",
    "js javascript",
    "ts typescript",
    "tf terraform",
    "gh github",
    "gha actions",
    "bq bigquery",
    "gcp google",
    "aws amazon",
    "otel opentelemetry",
    "db database",
    "ms microsoft",
    "oss open",
    "lm llm",
    "eng engineering",
    "mgmt management",
    "infra infrastructure",
    "sec security",
    "promo promotion",
)
_ENDED_WITH_STOP = """
    e.g. i.e. etc. vs. approx. ca. cf. dr. mr. mrs. ms. st. no. nr. resp. incl. excl. est. fig. sec. secs.
    min. mins. max. avg. dept. inc. ltd. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. hr. hrs.
    al. vol. pp. ver.
    std. stdn. sek. tsd. mio. mrd. bzw. abt. usw. usf. ggf. evtl. inkl. exkl. zzgl. vgl. sog. bspw. bzgl. ggü.
    lt. insb. mind. tel. str. z.b. d.h. u.a. o.ä. i.d.r. z.t. u.u. v.a.
    env. p.ex. mn. éd. núm. pág. p.ej. aprox. ecc. bijv. o.a. d.w.z. m.b.t.
"""
ABBREVIATIONS = frozenset(_ENDED_WITH_STOP.split())
"""Words that end with a full stop and no sentence, in English and in the languages that notes are kept in."""


def has_abbreviation_at_end(text: str) -> bool:
    """Return whether a text ends with an abbreviation, which ends no sentence: "in 35 Min."."""
    last_word = text.rstrip().rpartition(" ")[2].lstrip("([\"“„'")
    return last_word.casefold() in ABBREVIATIONS


_SPELLINGS_BY_WORD = {word: frozenset(line.split()) - {word} for line in _SPELLINGS for word in line.split()}


def spellings(word: str) -> frozenset[str]:
    """Return other spellings of a folded word: "pg" is also "postgres" and "postgresql"."""
    return _SPELLINGS_BY_WORD.get(word, frozenset())
