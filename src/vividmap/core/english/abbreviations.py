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
_SPELLINGS_BY_WORD = {word: frozenset(line.split()) - {word} for line in _SPELLINGS for word in line.split()}


def spellings(word: str) -> frozenset[str]:
    """Return other spellings of a folded word: "pg" is also "postgres" and "postgresql"."""
    return _SPELLINGS_BY_WORD.get(word, frozenset())
