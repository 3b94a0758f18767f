"""The forms of the settings, made from the profile's declared fields."""

from collections.abc import Mapping
from typing import Any

from vividmap.core.fields import BadField, Choice, Field, Lines
from vividmap.core.positions import Role
from vividmap.core.record import Profile, specs
from vividmap.core.text import UnreadableText, clean_line
from vividmap.web.items.forms import FormField

_NAME = Field("name")
_OTHER_FORMS = ("limits", "roles")
_SORTS = {Choice: "choice", Lines: "text"}
_LABELS = {
    "week_starts": "week starts (empty is Monday)",
    "confidential": "confidential names",
    "private_tags": "private tags",
    "email": "e-mail",
    "certifications": "certifications",
    "languages": "languages",
    "links": "links",
}
_HINTS = {
    "text": "as shown in exports",
    "time_zone": "for example Europe/Lisbon; empty uses the time zone of this machine",
    "fiscal_month": "a month from 1 to 12; empty is 1",
    "thin_month": "a month with fewer pieces of evidence than this is called thin; empty is 2",
    "confidential": "customers and code names, one per line; entries that contain one stay out of a résumé",
    "private_tags": "one per line; no packet shows one as a heading",
    "place": "for a résumé: Lisbon, Portugal",
    "links": "for a résumé, one per line: https://github.com/you",
    "summary": "two or three sentences at the top of a résumé",
    "education": "one per line: MSc Computer Science, University of Porto, 2009 – 2014",
    "certifications": "one per line",
    "languages": "one per line: English (fluent)",
}


def profile_fields() -> dict[str, Field]:
    """Return the fields of the form by their names; roles and thresholds have forms of their own."""
    return {"text": _NAME} | {
        name: spec for name, spec in specs("profile").items() if name not in _OTHER_FORMS
    }


def profile_values(profile: Profile) -> dict[str, str]:
    """Return the values of a profile as the form shows them."""
    return {name: "\n".join(spec.write(getattr(profile, name))) for name, spec in profile_fields().items()}


def form_fields(values: Mapping[str, str], wrong: Mapping[str, str]) -> list[FormField]:
    """Return the fields with their values and errors."""
    return [
        FormField(
            name=name,
            label=_LABELS.get(name, spec.label),
            sort=_SORTS.get(type(spec), "line"),
            value=values.get(name, ""),
            options=spec.options if isinstance(spec, Choice) else (),
            hint=_HINTS.get(name, ""),
            error=wrong.get(name, ""),
        )
        for name, spec in profile_fields().items()
    ]


def parse_values(texts: Mapping[str, str], profile: Profile) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values in which a form differs from a profile, and the errors by field.

    What it does not ask for stays.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, spec in profile_fields().items():
        if name not in texts:
            continue
        try:
            lines = texts[name].splitlines() if spec.repeats else [clean_line(texts[name])]
            value = spec.read(lines) if any(lines) else spec.empty
        except (BadField, UnreadableText) as error:
            wrong[name] = f"{error}."
            continue
        if value != getattr(profile, name):
            values[name] = value
    return values, wrong


def parse_roles(text: str) -> tuple[Role, ...]:
    """Return the roles in lines of text. Raises BadField, UnreadableText."""
    lines = [line for line in text.splitlines() if line.strip()]
    roles: tuple[Role, ...] = specs("profile")["roles"].read(lines)
    return roles


def role_lines(profile: Profile) -> str:
    """Return the roles as lines that can be edited."""
    return "\n".join(specs("profile")["roles"].write(profile.roles))
