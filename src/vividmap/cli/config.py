"""config: your profile, your own thresholds, and the model that may rewrite paragraphs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import fit_lines, is_terminal, print_json, print_line, print_paged
from vividmap.core.insights.cadence import THIN_MONTH
from vividmap.core.record import Profile, specs
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.facts.threshold import Threshold
    from vividmap.services.changes.settings import ThresholdSetting

PROFILE_FIELDS = {"name": "text"} | {
    name.replace("_", "-"): name
    for name in specs("profile")
    if name not in {"roles", "limits", "import_headings", "projects"}
}
"""The profile's settings: their keys, and the fields that hold them."""

WRITER_FIELDS = {"llm-url": "url", "llm-model": "model", "llm-key-from": "key_from"}
"""Settings of the model that `packet polish` asks; they are kept in the home and not in the record."""

_DEFAULTS = {
    "time-zone": "this machine's",
    "week-starts": "monday",
    "fiscal-month": "1",
    "thin-month": str(THIN_MONTH.usual),
}
_DESCRIPTIONS = {
    "name": "Your name, as it appears in packets.",
    "level": "Your current level, such as Senior.",
    "employer": "Your current employer.",
    "time-zone": "Your time zone, such as Europe/Lisbon.",
    "week-starts": "The first day of your week.",
    "fiscal-month": "The month in which the fiscal year starts, 1 to 12.",
    "confidential": "Names, separated by semicolons; what contains one stays out of a résumé.",
    "email": "Your e-mail address, for the top of a résumé.",
    "phone": "Your phone number, for the top of a résumé.",
    "place": "Where you live, for the top of a résumé: Lisbon, Portugal.",
    "links": "Addresses for the top of a résumé, separated by semicolons.",
    "summary": "Two or three sentences at the top of a résumé.",
    "education": "Degrees, separated by semicolons: MSc Computer Science, University of Porto, 2009 – 2014.",
    "certifications": "Certifications, separated by semicolons.",
    "languages": "Languages, separated by semicolons: English (fluent).",
    "private-tags": "Tags that no packet shows as a heading, separated by semicolons.",
    "llm-url": "The address of the model that may rewrite a paragraph: http://127.0.0.1:11434/v1.",
    "llm-model": "The name of the model at that address.",
    "llm-key-from": "The environment variable that holds the key, if it needs one.",
}


def complete_key(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the keys that begin with a text, with what they are."""
    items = [CompletionItem(key, help=text) for key, text in _DESCRIPTIONS.items()]
    items += [CompletionItem(limit.name, help=limit.says) for limit in _list_thresholds()]
    return [item for item in items if item.value.startswith(incomplete)]


@click.command("config", short_help="Show or change settings.")
@click.argument("key", required=False, shell_complete=complete_key)
@click.argument("value", required=False)
@click.option("--all", "is_all", is_flag=True, help="Explain every setting, with defaults and thresholds.")
@json_option
def command(key: str | None, value: str | None, is_all: bool, as_json: bool) -> None:
    """Show the settings, or one of them, or change one ('' resets it).

    Profile: name, level, employer, time-zone, week-starts, fiscal-month, thin-month, confidential,
    private-tags. Résumé: email, phone, place, links, summary, education, certifications, languages.
    Rewriting by a model (packet polish): llm-url, llm-model, llm-key-from. Every other key is a threshold
    that decides what the patterns say; --all explains them.

    \b
      vividmap config
      vividmap config time-zone Europe/Lisbon
      vividmap config confidential "Meridian; Project Falcon"
      vividmap config gap-still 3
      vividmap config gap-still ""
      vividmap config --all
    """
    if is_all and key is not None:
        raise click.UsageError("--all takes no KEY")
    if key is not None:
        _refuse_unknown(key)
    actor = session.open_record()
    if is_all:
        _print_all(actor, as_json=as_json)
    elif key is None:
        _print_overview(actor, as_json=as_json)
    elif key in PROFILE_FIELDS:
        _run_profile(actor, key, value, as_json=as_json)
    elif key in WRITER_FIELDS:
        _run_writer(key, value, as_json=as_json)
    else:
        _run_threshold(actor, key, value, as_json=as_json)


def _list_thresholds() -> "list[Threshold]":
    from vividmap.core import insights
    from vividmap.core.criteria import coverage

    return [*insights.list_thresholds(), *coverage.THRESHOLDS]


def _refuse_unknown(key: str) -> None:
    """Refuse a key that is no setting, with similar ones. A threshold of another version can be reset."""
    import difflib

    keys = [*_DESCRIPTIONS, *(limit.name for limit in _list_thresholds())]
    if key in keys or _is_old_threshold(key):
        return
    similar = difflib.get_close_matches(key, keys, n=2)
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "'vividmap config --all' lists them."
    raise click.UsageError(f"there is no setting {key[:60]!r}. {hint}")


def _is_old_threshold(key: str) -> bool:
    actor = session.open_record()
    from vividmap.store import queries

    return key in queries.load_profile(actor.owner).limits


def _print_overview(actor: Actor, *, as_json: bool) -> None:
    from vividmap.store import queries

    profile = queries.load_profile(actor.owner)
    if as_json:
        print_json(_profile_values(profile) | _writer_values() | {"thresholds": profile.limits})
        return
    for key, value in (_profile_values(profile) | _writer_values()).items():
        print_line(f"{key:<14} {_to_text(value) or _describe_default(key)}")
    for name, limit in profile.limits.items():
        print_line(f"{name:<14} {limit}")
    for line in specs("profile")["roles"].lines(profile.roles):
        print_line(line)


def _describe_default(key: str) -> str:
    return f"({_DEFAULTS.get(key, 'not set')})"


def _profile_values(profile: Profile) -> dict[str, Any]:
    return {key: getattr(profile, field) for key, field in PROFILE_FIELDS.items()}


def _writer_values() -> dict[str, Any]:
    from vividmap.services.packets import llm_rewriter

    options = llm_rewriter.load_options()
    return {key: getattr(options, field) for key, field in WRITER_FIELDS.items()}


def _to_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _run_profile(actor: Actor, key: str, value: str | None, *, as_json: bool) -> None:
    from vividmap.services.changes import settings
    from vividmap.store import queries

    if value is None:
        profile = queries.load_profile(actor.owner)
    else:
        field = PROFILE_FIELDS[key]
        profile = settings.change_settings(actor, {field: _read_value(field, value)})
    _print_value(key, _profile_values(profile)[key], as_json=as_json)


def _read_value(field: str, value: str) -> str | list[str]:
    """Return what a field takes: the text, or its parts between semicolons if the field holds several."""
    spec = specs("profile").get(field)
    return value.split(";") if spec and spec.repeats else value


def _run_writer(key: str, value: str | None, *, as_json: bool) -> None:
    from vividmap.services.packets import llm_rewriter

    if value is not None:
        llm_rewriter.change_option(WRITER_FIELDS[key], value)
    _print_value(key, _writer_values()[key], as_json=as_json)


def _print_value(key: str, value: object, *, as_json: bool) -> None:
    if as_json:
        print_json({key: value})
    else:
        print_line(_to_text(value) or (_describe_default(key) if is_terminal() else ""))


def _run_threshold(actor: Actor, key: str, value: str | None, *, as_json: bool) -> None:
    from vividmap.services.changes import settings
    from vividmap.store import queries

    profile = (
        queries.load_profile(actor.owner) if value is None else settings.set_thresholds(actor, {key: value})
    )
    setting = settings.list_thresholds(profile).get(key)
    if setting is None:
        print_line(f"{key} is reset.")
    elif as_json:
        print_json(_shape_threshold(setting))
    else:
        print_line("\n".join(fit_lines("\n".join(_describe_threshold(setting)))))


def _print_all(actor: Actor, *, as_json: bool) -> None:
    from vividmap.services.changes import settings
    from vividmap.store import queries

    profile = queries.load_profile(actor.owner)
    thresholds = settings.list_thresholds(profile)
    values = _profile_values(profile) | _writer_values()
    values = {key: value for key, value in values.items() if key not in thresholds}
    if as_json:
        shapes = [
            {"name": key, "value": value, "default": _DEFAULTS.get(key, ""), "says": _DESCRIPTIONS[key]}
            for key, value in values.items()
        ]
        print_json([*shapes, *map(_shape_threshold, thresholds.values())])
        return
    lines: list[str] = []
    for key, value in values.items():
        lines += [f"{key:<20} {_to_text(value) or _describe_default(key)}", f"  {_DESCRIPTIONS[key]}"]
    for setting in thresholds.values():
        lines += _describe_threshold(setting)
    print_paged(fit_lines("\n".join(lines)))


def _describe_threshold(setting: "ThresholdSetting") -> Iterator[str]:
    from vividmap.formats import patterns

    limit = setting.threshold
    default = "" if setting.own_value is None else f" (default {limit.usual})"
    yield f"{limit.name:<20} {patterns.limit_text(limit, setting.value)}{default}"
    yield f"  {limit.says}"
    yield f"  Source: {limit.source}"


def _shape_threshold(setting: "ThresholdSetting") -> dict[str, Any]:
    limit = setting.threshold
    return {
        "name": limit.name,
        "value": setting.value,
        "default": limit.usual,
        "unit": limit.unit,
        "says": limit.says,
        "source": limit.source,
    }
