"""Texts of the generated records: plausible engineering work in several languages."""

FIRST_NAMES = (
    "Priya Tomás Agnieszka Rafal Oksana Dana Inês Søren Yuki Wei Mei Arjun Lakshmi Chidi Amara Zoë Björn "
    "Łukasz Elif Mehmet Nikos Eleni Anastasia Dmitri Léa Jürgen Marta Paulo Hannah Omar Leila Farid "
    "佐藤 田中 王 李 김 Καίτη Ольга محمد"
).split()
LAST_NAMES = (
    "Natarajan Brandão Kowalska Wiśniewski Petrenko Okafor Ferreira Sørensen Tanaka Zhang Müller Weiß "
    "Yilmaz Papadopoulos Ivanova Dupont O’Neill García Lindqvist Haddad Nakamura Cohen Byrne Novák "
    "健一 花子 小明 민준 Αλεξίου Смирнова علي"
).split()
PARTS = ("Payments", "Platform", "Data", "Search", "Identity", "Mobile", "Risk", "Growth")
EMPLOYERS = ("Halden Pay", "Norlys Data", "Acme", "Fjordbank")
MET = ("on-call handover", "the ledger incident", "a design review", "the reading group", "a conference")
WORKED_ON = ("the ledger RFC", "the queue migration", "the hiring loop", "the checkout rewrite", "")
STATUS = ("weekly 1:1", "catch up when there is something", "owes me a review", "moved to another part", "")

SKILLS = (
    "distributed systems, system design, technical writing, mentoring, facilitation, observability, Rust, "
    "Go, PostgreSQL, Kafka, incident response, capacity planning, threat modelling, hiring, C++, "
    ".NET, negotiation, Kubernetes, performance, data modelling, API design, testing, accessibility, "
    "machine learning, cost control, public speaking, code review, 分散システム"
).split(", ")

GOALS = (
    "Staff engineer by the January cycle",
    "Lead something that three teams depend on",
    "Learn how the money side decides",
    "More design, less firefighting",
    "Speak at a conference outside the company",
    "Run the incident programme",
)
GAPS = (
    "Cross-team influence",
    "Writing that decides",
    "No advocate above my manager",
    "Numbers for what the platform saves",
    "Saying no early enough",
    "Depth in storage engines",
    "A second person who can run the ledger",
)
STATES = (
    "Known in my team only",
    "Two RFCs outside Payments, one adopted",
    "The skip-level asks me first now",
    "Nothing moved this quarter",
    "Wrote it down, nobody has read it",
    "Three people ask for it by name",
)
DOINGS = ("an RFC outside Payments", "a monthly brown bag", "shadowing the review board", "nothing yet", "")

DEEDS = (
    "Moved the {thing} to {tool}",
    "Wrote the decision record on {thing}",
    "Found the race in the {thing} before the rollout",
    "Led the cut-over of the {thing}, four weekends, no downtime",
    "Dropped the old {thing}; nobody noticed",
    "Took {tool} out of the {thing}",
    "Split the {thing} so that two teams can ship apart",
    "Reviewed the {thing} design and turned it round",
    "Set `max_retries=3` on the {thing} (see #4711)",
    "Mapped who depends on the {thing}",
    "Die {thing}-Umstellung abgeschlossen, größer als gedacht",
    "Перевёл {thing} на {tool}",
    "Μετέφερα το {thing} στο {tool}",
    "{thing}を{tool}へ移行した",
    "将{thing}迁移到{tool}",
    "نقلت {thing} إلى {tool}",
    "{thing} को {tool} पर ले गया",
)
DEEDS_WITH = (
    "Paired with @{person} on the {thing}",
    "Unblocked @{person}, whose {thing} had hung for a week",
    "Walked @{person} through the {thing} and its three old outages",
)
THINGS = (
    "session cache, ledger, payout rollout, login service, search index, deploy pipeline, event bus, "
    "rate limiter, invoice export, fraud call, feature flags, audit log, mobile gateway, backfill, "
    "on-call handbook, schema registry"
).split(", ")
TOOLS = ("Redis", "PostgreSQL 16", "Kafka", "S3", "Rust", "gRPC", "SQLite", "Terraform", "CockroachDB", "Go")
OUTCOMES = (
    "P99 down {n} ms",
    "{n} % fewer pages at night",
    "about {n} double payouts prevented (estimate)",
    "builds {m} min instead of {n}",
    "{m} teams dropped their own",
    "saves €{n},000 a year",
    "on-call asked for less sleep debt, and got it",
    "held {m}× last year's peak",
    "no incident since",
    "größerer Puffer, {n} ms schneller",
    "задержка меньше на {n} мс",
    "応答が {n} ms 速くなった",
)
LEARNED = (
    "Read the {tool} paper and rebuilt the log in a weekend",
    "Third week of {skill}: one exercise a day",
    "Dana: ask before proposing. Tried it twice in the {thing} review",
    "First change in the {thing} codebase, with a test that failed first",
    "Notes on {skill}, chapter {m}",
    "{tool} の内部を読んだ",
)
MOMENTS = (
    "Coffee; will review the RFC",
    "1:1 about the {thing}",
    "Lunch after the move",
    "Asked for feedback on the {thing} talk, got three points",
    "Short call on {tool}",
    "Sie fragt nach dem {thing}",
    "поговорили про {thing}",
    "昼食、{thing}の話",
)
BODIES = (
    """How I get to {n}: the batch is about {n},000 a week, 2 % of them take the fallback,
and the fallback retries once.""",
    """What was different this time:

- one question to each team
- the four answers at the top
  - even the last""",
    """```python
key = f"{{order.id}}:{{order.version}}"  # was: uuid4()
```

I wrote this as a comment a year ago.""",
    """| before | after |
|---|---|
| {n} ms | {m} ms |

Measured on *two* nights, not one.""",
    """> It was resolved with "will do".

Ask in the review how a resolved comment gets lost.""",
)
NOTES = (
    "Prefers a draft to a meeting. Kids start school in September.",
    "Would say yes to a reference; asked once, in {m} words.\n\n- likes numbers first\n- dislikes slides",
)
TAGS = ("checkout", "ledger", "latency", "on-call", "hiring", "cost", "security", "docs", "migration")
