"""Tools that write: proposals for the inbox, and, where the owner allows it, entries of the record."""

from datetime import date
from hashlib import sha256
from typing import Any

from vividmap.assistant.arguments import Arguments, Parameter, ToolRefused
from vividmap.assistant.item_lookup import shape_item
from vividmap.assistant.tool import Tool, ToolContext
from vividmap.core.english.dates import NotADate, parse_date
from vividmap.core.inbox import ASSISTANT, LONGEST_BODY, LONGEST_LINK, LONGEST_NAME, LONGEST_TEXT
from vividmap.core.proposals import DEFAULT_QUESTION, Proposal, ProposedKind
from vividmap.core.record import Record
from vividmap.core.text import fold
from vividmap.core.untrusted_text import clean_untrusted_line
from vividmap.core.vocabulary import PARTS
from vividmap.core.when import When
from vividmap.services import record_cache
from vividmap.services.capture import web_capture
from vividmap.services.changes import write_lock
from vividmap.services.inbox.proposing import propose

_VERBS = {"evidence": "log", "learning": "skill"}
_WAITS_HINT = "It waits in the user's inbox and is not in the record. The user decides: vividmap inbox."
_AS_PROPOSED = "Outcome, as it was proposed:"
_KNOWN_HINT = "This was proposed before, and is not proposed again. Do not try again in other words."


def _propose(context: ToolContext, kind: ProposedKind, arguments: Arguments) -> dict[str, Any]:
    period = _read_date(arguments["date"], context.today)
    text, outcome = arguments["text"], arguments.get("outcome", "")
    people = (arguments["person"],) if "person" in arguments else arguments["people"]
    proposal = Proposal(
        source=ASSISTANT,
        key=_key(kind, period, f"{text} {outcome}"),
        kind=kind,
        text=text,
        when=period,
        body="\n\n".join(
            filter(None, (outcome and f"{_AS_PROPOSED} {outcome}", arguments.get("details", "")))
        ),
        project=arguments.get("project", "").lstrip("+"),
        people=tuple(name.lstrip("@") for name in people),
        skills=tuple(name.lstrip("#") for name in arguments.get("skills", ())),
        links=arguments.get("links", ()),
        part=arguments.get("part", ""),
        reason=arguments.get("why", ""),
        question=f"{DEFAULT_QUESTION} The assistant says: {outcome}" if outcome else DEFAULT_QUESTION,
        proposed_by=context.client,
    )
    result = propose(context.actor, [proposal])
    if result.problems:
        raise ToolRefused(result.problems[0])
    return (
        {"result": "proposed", "then": _WAITS_HINT}
        if result.added
        else {"result": "known", "then": _KNOWN_HINT}
    )


def _read_date(text: str, today: date) -> When:
    """Return the date that a text means, today for "". Raises ToolRefused."""
    try:
        return parse_date(text, today) if text else When.day(today)
    except NotADate as error:
        raise ToolRefused(
            f"'date' {error}. Examples: 2026-11-20, yesterday, 2026-11-02..2026-11-14."
        ) from error


def _key(kind: str, period: When, text: str) -> str:
    """Return what a proposal is known by: the same words of the same date are the same proposal."""
    return sha256(f"{kind}\0{period}\0{' '.join(fold.__wrapped__(text).split())}".encode()).hexdigest()


def _run_propose_evidence(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    return _propose(context, "evidence", arguments)


def _run_propose_learning(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    return _propose(context, "skill entry", arguments)


def _run_propose_touchpoint(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    return _propose(context, "touchpoint", arguments)


def _run_record_entry(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    line = clean_untrusted_line(arguments["line"], LONGEST_TEXT)
    if arguments["date"]:
        line = f"{_read_date(arguments['date'], context.today)} {line}"
    item_id = web_capture.save_capture(_VERBS[arguments["section"]], line)
    web_capture.ingest(context.actor, write_lock.PATIENCE)
    item = record_cache.load_record(context.actor).by_id.get(item_id)
    if item is None:
        raise ToolRefused("The entry is saved, and will be read when the record is free again.")
    record = context.load_record()
    # If it is withheld (it links to a private person, say), names stay as written and reveal nothing.
    readable_record = record if item.id in record.by_id else Record(())
    return {
        "result": "recorded",
        "item": shape_item(item, readable_record),
        "then": "To undo: vividmap undo.",
    }


_TEXT = Parameter(
    name="text",
    description="One line: what the user did. In their words where you can.",
    is_required=True,
    longest=LONGEST_TEXT,
    example="Moved the session cache to Redis",
)
_DATE = Parameter(name="date", description="When; today if left out.", example="2026-11-20", longest=40)
_REASON = Parameter(
    name="why", description="Why it may matter, in one sentence. Facts only.", longest=LONGEST_TEXT
)
_DETAILS = Parameter(name="details", description="Context for the user, as Markdown.", longest=LONGEST_BODY)
_PROJECT = Parameter(name="project", description="The project it belongs to.", longest=LONGEST_NAME)
_PEOPLE = Parameter(name="people", type="strings", description="Who was involved.", longest=LONGEST_NAME)
_SKILLS = Parameter(name="skills", type="strings", description="Skills it shows.", longest=LONGEST_NAME)
_LINKS = Parameter(
    name="links", type="strings", description="Web addresses of the work.", longest=LONGEST_LINK
)
_INBOX = "It goes to the user's inbox, never straight into the record. One call for one piece of work."

PROPOSING_TOOLS = (
    Tool(
        name="propose_evidence",
        title="Propose a piece of evidence",
        description=(
            "Propose something the user did that mattered: a decision, someone unblocked, a failure"
            f" prevented, a result. Not tickets, commits or hours. {_INBOX}"
        ),
        run=_run_propose_evidence,
        parameters=(
            _TEXT,
            Parameter(
                name="outcome",
                description="What changed because of it, with its number. Leave it out if you do not know.",
                longest=LONGEST_TEXT // 2,
                example="checkout P99 down 340 ms",
            ),
            _DATE,
            _PROJECT,
            _PEOPLE,
            _SKILLS,
            _LINKS,
            Parameter(name="part", description="The user's own part in it.", options=PARTS),
            _REASON,
            _DETAILS,
        ),
        required_allowance="propose",
    ),
    Tool(
        name="propose_learning",
        title="Propose a skill entry",
        description=f"Propose something the user learned, practised or was told as feedback. {_INBOX}",
        run=_run_propose_learning,
        parameters=(_TEXT, _DATE, _PROJECT, _PEOPLE, _SKILLS, _LINKS, _REASON, _DETAILS),
        required_allowance="propose",
    ),
    Tool(
        name="propose_touchpoint",
        title="Propose a touchpoint",
        description=f"Propose that the user was in touch with a person, and about what. {_INBOX}",
        run=_run_propose_touchpoint,
        parameters=(
            Parameter(
                name="person",
                description="Whom the user was in touch with.",
                is_required=True,
                longest=LONGEST_NAME,
                example="Priya Natarajan",
            ),
            _TEXT,
            _DATE,
            _LINKS,
            _REASON,
        ),
        required_allowance="propose",
    ),
    Tool(
        name="record_entry",
        title="Add an entry to the record",
        description=(
            "Add an entry to the record at once. Only when the user asks for exactly this; else propose it."
        ),
        run=_run_record_entry,
        parameters=(
            Parameter(
                name="line",
                description=(
                    "The entry: text, then optional marks: -> outcome, ~team ~teams ~org ~beyond, #skill,"
                    " @person, !goal, +project."
                ),
                is_required=True,
                longest=LONGEST_TEXT,
                example="Moved the session cache to Redis -> P99 down 340 ms ~teams #redis @priya",
            ),
            Parameter(name="section", description="Where.", options=tuple(_VERBS), default="evidence"),
            _DATE,
        ),
        required_allowance="record",
        is_idempotent=False,
    ),
)
