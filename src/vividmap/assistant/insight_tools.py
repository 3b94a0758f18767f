"""Tools that compute: patterns, checkin_agenda, draft, check_text."""

from collections.abc import Iterator
from typing import Any

from vividmap.assistant.answers import page_answer, part_answer
from vividmap.assistant.arguments import Arguments, Parameter, ToolRefused
from vividmap.assistant.item_lookup import find_item, handles_of
from vividmap.assistant.tool import OFFSET, Tool, ToolContext
from vividmap.core import checkins, insights
from vividmap.core.checkins import calendar
from vividmap.core.checkins.agenda import Step
from vividmap.core.english.dates import NotADate
from vividmap.core.insights import PatternResult
from vividmap.core.packets import drafting
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.registry import conversations, find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.packets.request_fields import RequestField
from vividmap.core.record import Record
from vividmap.core.text import UnreadableText
from vividmap.formats.brief import write_brief
from vividmap.formats.checked_text import finding_values
from vividmap.services.packets import text_check

_MOST_BEHIND = 5
_LONGEST_ANSWER = 20_000


def _run_patterns(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    results = insights.evaluate_patterns(context.record, context.today, arguments["names"])
    return page_answer(
        "patterns",
        results,
        lambda result: _shape_pattern(result, context.record),
        offset=arguments["offset"],
        limit=len(results),
        narrow_by="names",
    )


def _shape_pattern(result: PatternResult, record: Record) -> dict[str, Any]:
    values = {
        "name": result.name,
        "question": result.question,
        "needs": result.pattern.needs,
        "insights": [
            {
                "says": insight.statement,
                "next": insight.next_step,
                "to_act_on": insight.is_actionable,
                "behind": handles_of(insight.behind, record, _MOST_BEHIND),
            }
            for insight in result.pattern.insights
        ],
    }
    return {key: value for key, value in values.items() if value}


def _run_agenda(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    rhythm, profile = arguments["rhythm"], context.record.profile
    period = calendar.period_of(rhythm, context.today, profile)
    if arguments["period"]:
        stated_period = calendar.read_period(rhythm, arguments["period"], context.today, profile)
        if stated_period is None:
            raise ToolRefused(f"'period' is not a {rhythm} period. Examples: 2026-W46, 2026-10, 2026-Q3.")
        period = stated_period
    agenda = checkins.agenda(context.record, context.today, rhythm, period)
    head = {"rhythm": rhythm, "period": period.name, "minutes": agenda.minutes}
    return page_answer(
        "steps",
        agenda.steps,
        lambda step: _shape_step(step, context.record),
        offset=arguments["offset"],
        limit=len(agenda.steps),
        narrow_by="a shorter rhythm",
        extra=head,
    )


def _shape_step(step: Step, record: Record) -> dict[str, Any]:
    about = [
        " ".join(filter(None, (about.name[:160], *handles_of([about.item], record, 1), about.says[:160])))
        for about in step.about[:10]
    ]
    values = {
        "title": step.title,
        "prompt": step.prompt,
        "about": about,
        "more_about": max(0, len(step.about) - len(about)),
        "patterns": [insight.statement for insight in step.insights],
    }
    return {key: value for key, value in values.items() if value}


def _run_draft(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    conversation = find_conversation(arguments["conversation"])
    assert conversation is not None  # noqa: S101 - for the type checker: the options are the conversations
    request = _read_request(context, conversation, arguments)
    packet = drafting.draft_packet(conversation, context.record, request, context.today)
    brief = write_brief(packet, context.record, request)
    head = {
        "conversation": conversation.title,
        "period": request.period.name,
        "then": "Write from these facts alone, cite the marks, and check the result with check_text.",
    }
    narrow_by = "period"
    return part_answer("brief", brief.text, arguments["offset"], narrow_by, extra=head)


def _read_request(context: ToolContext, conversation: Conversation, arguments: Arguments) -> PacketRequest:
    """Return what is asked for. Raises ToolRefused for an answer that the conversation does not take."""
    fields = {field.option: field for field in conversation.fields}
    for parameter in _conversation_parameters():
        if arguments[parameter.name] and parameter.name not in map(_parameter_name, fields):
            field_names = ", ".join(map(_parameter_name, fields))
            raise ToolRefused(
                f"A {conversation.title} takes no {parameter.name!r}; it takes {field_names}, period."
            )
    answers = {
        field: _read_field(context, field, arguments[_parameter_name(option)])
        for option, field in fields.items()
        if arguments[_parameter_name(option)]
    }
    choices = AuthorChoices.of(answers | _usual_person(context, conversation, answers))
    if conversation.find_period and conversation.find_period(context.record, choices, context.today) is None:
        raise ToolRefused('Name the person whom the 1:1 is with. Example: "with": "priya"')
    try:
        period = conversation.choose_period(arguments["period"], context.record, choices, context.today)
    except NotADate as error:
        raise ToolRefused(f"'period' {error}. Examples: 2026-H2, 2026-Q3, last-90-days.") from error
    return PacketRequest(conversation.name, period, choices)


def _usual_person(
    context: ToolContext, conversation: Conversation, answers: dict[RequestField[Any], Any]
) -> dict[RequestField[Any], Any]:
    """Return whom the conversation is with if nobody is named, where the record tells; else nothing."""
    field, find_period = conversation.person_field, conversation.find_period
    if field is None or field in answers or find_period is None:
        return {}
    if find_period(context.record, AuthorChoices(), context.today) is None:
        return {}
    (handle, _), *_ = field.options(context.record, context.today)  # the default is first
    return {field: field.parse(handle, context.record)}


def _read_field(context: ToolContext, field: RequestField[Any], text: str) -> Any:
    if field.item_kind:
        text = find_item(context.record, text, field.item_kind).handle
    try:
        return field.parse(text, context.record)
    except UnreadableText as error:
        raise ToolRefused(f"{_parameter_name(field.option)!r}: {error}.") from error


def _parameter_name(option: str) -> str:
    return option.replace("-", "_")


def _conversation_parameters() -> tuple[Parameter, ...]:
    return tuple({parameter.name: parameter for parameter in _declared_parameters()}.values())


def _declared_parameters() -> Iterator[Parameter]:
    """Yield a parameter for each field that a conversation declares."""
    for conversation in conversations():
        for field in conversation.fields:
            yield Parameter(
                name=_parameter_name(field.option),
                description=f"{conversation.title}: {field.option_help}",
                options=field.words,
                longest=_LONGEST_ANSWER if field.widget == "text" else 300,
            )


def _run_check(context: ToolContext, arguments: Arguments) -> dict[str, Any]:
    checked = text_check.check_against(context.record, arguments["text"])
    findings = finding_values(checked, with_supported=arguments["with_supported"])
    wrong = sum(bool(sentence.findings) for sentence in checked.sentences)
    total = sum(not sentence.is_heading for sentence in checked.sentences)
    return page_answer(
        "findings",
        findings,
        _shape_finding,
        offset=arguments["offset"],
        limit=len(findings) or 1,
        narrow_by="checking a part of the text",
        extra={"sentences": total, "sentences_to_correct": wrong},
    )


def _shape_finding(finding: dict[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in finding.items() if value not in (None, "", [])}
    values["text"] = finding["text"][:300]
    return values


INSIGHT_TOOLS = (
    Tool(
        name="patterns",
        title="Patterns of the record",
        description="What the record says over time: gaps, fading contacts, scope, outcomes and more.",
        run=_run_patterns,
        parameters=(
            Parameter(
                name="names",
                type="strings",
                description="Only these patterns.",
                options=tuple(insights.pattern_modules()),
            ),
            OFFSET,
        ),
    ),
    Tool(
        name="checkin_agenda",
        title="Agenda of a check-in",
        description="What a weekly, monthly or quarterly check-in would ask now. It starts nothing.",
        run=_run_agenda,
        parameters=(
            Parameter(name="rhythm", description="Which.", options=checkins.KINDS, default="weekly"),
            Parameter(
                name="period", description="The period, the current one if left out.", example="2026-W46"
            ),
            OFFSET,
        ),
    ),
    Tool(
        name="draft",
        title="Facts for a conversation",
        description=(
            "The facts for a performance review, promotion case, résumé or 1:1, each with its handle, and the"
            " rules for writing them up. Write from these facts alone, then call check_text."
        ),
        run=_run_draft,
        parameters=(
            Parameter(
                name="conversation",
                description="Which conversation.",
                options=tuple(conversation.slug for conversation in conversations()),
                is_required=True,
                example="review",
            ),
            Parameter(name="period", description="2026-H2, 2026-Q3 or last-90-days.", example="2026-H2"),
            *_conversation_parameters(),
            OFFSET,
        ),
    ),
    Tool(
        name="check_text",
        title="Check a text against the record",
        description=(
            "Compare any text with the record: each number, date, name, reach and cause must be in an entry."
            " Returns what is not, with what the record says. Correct the text and check it again."
        ),
        run=_run_check,
        parameters=(
            Parameter(
                name="text",
                description="Markdown or plain text.",
                is_required=True,
                longest=text_check.MAX_CHARACTERS,
                example="Moved the session cache to Redis; P99 down 340 ms.",
            ),
            Parameter(
                name="with_supported",
                type="boolean",
                description="Also list what is supported, with handles.",
            ),
            OFFSET,
        ),
    ),
)
