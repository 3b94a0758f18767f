"""framework show: a framework's criteria, or one criterion, with the evidence for it."""

from itertools import groupby
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import fit_lines, print_json, print_paged
from vividmap.cli.resolve import find_item
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from vividmap.core.record import Criterion, Framework, Item, Record


@click.command("show", short_help="Show a framework or a criterion, and the evidence for it.")
@click.argument("item", metavar="ITEM")
@json_option
def show_command(item: str, as_json: bool) -> None:
    """Show a framework with its criteria by level and theme, or one criterion: what covers it, and what may.

    \b
      vividmap framework show "Product engineering"
      vividmap framework show product-engineering --json
    """
    actor = session.open_for_reading()
    from vividmap.core.record import Framework

    row = find_item(actor, item, "framework", "criterion")
    if row.kind == Framework.kind:
        show_framework(actor, row, as_json=as_json)
    else:
        show_criterion(actor, row, as_json=as_json)


def show_framework(actor: Actor, row: "Item", *, as_json: bool) -> None:
    """Print a framework: its criteria by level and theme, and how well each is covered."""
    from vividmap.core.criteria import requirements
    from vividmap.core.criteria.coverage import evaluate_coverage
    from vividmap.core.facts.facts import Facts
    from vividmap.core.record import Framework
    from vividmap.services import record_cache

    record = record_cache.load_record(actor)
    framework = record.by_id[row.id]
    assert isinstance(framework, Framework)  # noqa: S101 - the caller looked it up as one
    if as_json:
        print_json(shape_framework(record, framework))
        return
    criteria = requirements.criteria_of(record, framework)
    results = evaluate_coverage(Facts(record, today_of(actor)), criteria)
    words = {criterion.id: result.word for criterion, result in zip(criteria, results, strict=True)}
    source = [f"from {framework.source}"] if framework.source else []
    lines = [f"{framework.text} ^{framework.handle}", *source]
    for place, group in groupby(criteria, key=_describe_place):
        lines += ["", place, *(f"  ^{item.handle} {item.text} ({words[item.id]})" for item in group)]
    print_paged(fit_lines("\n".join(lines)))


def _describe_place(criterion: "Criterion") -> str:
    return " / ".join(filter(None, (criterion.level, criterion.theme))) or "without a level"


def shape_framework(record: "Record", framework: "Framework") -> dict[str, object]:
    """Return a framework with its criteria as JSON has it."""
    from vividmap.core.criteria import requirements
    from vividmap.core.names import Names
    from vividmap.formats import listing

    names = Names(record.items)
    return listing.shape(framework, names) | {
        "criteria": listing.shapes(requirements.criteria_of(record, framework), names)
    }


def show_criterion(actor: Actor, row: "Item", *, as_json: bool) -> None:
    """Print a criterion: what covers it and how well, and which entries may, each with the reason."""
    from vividmap.core.criteria.coverage import evaluate_coverage
    from vividmap.core.criteria.suggest import suggest_evidence
    from vividmap.core.facts.facts import Facts
    from vividmap.core.names import Names
    from vividmap.core.record import Criterion
    from vividmap.formats import listing
    from vividmap.services import record_cache

    record = record_cache.load_record(actor)
    criterion = record.by_id[row.id]
    assert isinstance(criterion, Criterion)  # noqa: S101 - the caller looked it up as one
    (result,) = evaluate_coverage(Facts(record, today_of(actor)), [criterion])
    offers = [(record.by_id[offer.item], offer.reasons) for offer in suggest_evidence(record, criterion)]
    if as_json:
        details = {
            "coverage": [{"word": item.word, "why": item.reason} for item in result.judgements],
            "evidence": [entry.handle for entry in result.entries],
            "suggestions": [{"entry": entry.handle, "why": list(reasons)} for entry, reasons in offers],
        }
        print_json(listing.shape(criterion, Names(record.items)) | details)
        return
    parent = record.by_id[criterion.parent].text if criterion.parent else ""
    place = " / ".join(filter(None, (parent, criterion.level, criterion.theme)))
    lines = [f"{criterion.text} ^{criterion.handle}", place]
    lines += ["", *criterion.body.split("\n")] if criterion.body else []
    lines += ["", result.summary]
    lines += [f"  {entry.when or 'undated'!s} {entry.text} ^{entry.handle}" for entry in result.entries]
    if offers:
        lines += ["", "Possible evidence, not linked:"]
    for entry, reasons in offers:
        lines += [f"  {entry.when or 'undated'!s} {entry.text} ^{entry.handle}", f"    {'; '.join(reasons)}"]
    print_paged(fit_lines("\n".join(lines)))
