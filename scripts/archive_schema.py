"""Write the archive's JSON schema from the declared fields of the record: `make docs`."""

import json
import sys
from typing import Any

from vividmap.core import fields, positions, project_notes
from vividmap.core.handles import HANDLE
from vividmap.core.record import KINDS, MENTION_SORTS
from vividmap.core.stored_fields import stored_specs
from vividmap.core.vocabulary import HEIGHTS, PROJECT_STATES
from vividmap.formats.archive import FORMAT, VERSION

_ID = {"type": "string", "format": "uuid"}
_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_LINE = {"type": "string", "pattern": "^[^\\n\\r]*$"}
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 2**30 - 1}
_HANDLE = {"type": "string", "pattern": f"^{HANDLE}$"}


def _object(properties: dict[str, Any], required: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _field(spec: fields.Field) -> dict[str, Any]:  # noqa: C901, PLR0911 - a table of fields, one a line
    """Return the schema of one declared field."""
    match spec:
        case fields.Choice():
            return {"enum": list(spec.options)}
        case fields.DateField():
            return _DAY
        case fields.Number():
            return {"type": "integer", "minimum": spec.low, "maximum": spec.high}
        case fields.Labels() if spec.options:
            return {"type": "array", "items": {"enum": list(spec.options)}, "minItems": 1}
        case positions.Positions():
            height = {"enum": list(HEIGHTS)}
            return _list(_object({"since": _DAY, "height": height, "part": _LINE, "employer": _LINE}))
        case positions.Roles():
            role = {"since": _DAY, "until": _DAY, "title": _LINE, "employer": _LINE, "level": _LINE}
            return _list(_object(role))
        case project_notes.ProjectNotes():
            state = {"enum": list(PROJECT_STATES)}
            return _list(_object({"name": _LINE, "state": state, "summary": _LINE}, ("name",)))
        case fields.Labels() | fields.Lines():
            return _list(_LINE)
        case fields.JsonField():
            return {"type": "object"}
        case fields.LongText():
            return _TEXT
    return _LINE


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


def _item(kind: str) -> dict[str, Any]:
    mention = _object(
        {"sort": {"enum": list(MENTION_SORTS)}, "written": _LINE, "on": _DAY, "target": _ID},
        ("sort", "written"),
    )
    return _object(
        {
            "id": _ID,
            "kind": {"const": kind},
            "handle": _HANDLE,
            "version": _COUNT,
            "created_at": _MOMENT,
            "edited_at": _MOMENT,
            "parent": _ID,
            "text": _LINE,
            "body": _TEXT,
            "first": _DAY,
            "last": _DAY,
            "about": {"const": True},
            "fields": _object({name: _field(spec) for name, spec in stored_specs(kind).items()}),
            "mentions": _list(mention),
        },
        ("id", "kind", "handle", "version", "created_at", "edited_at", "text"),
        description=(KINDS[kind].__doc__ or "").split("\n")[0],
    )


def schema() -> dict[str, Any]:
    """Return the schema of an archive."""
    touched = _object(
        {
            "item": _ID,
            "handle": _HANDLE,
            "version": _COUNT,
            "before": {"$ref": "#/$defs/item"},
            "after": {"$ref": "#/$defs/item"},
        },
        ("item", "handle", "version"),
        description="An item in a change: before (absent if it was added), after (absent if it was deleted).",
    )
    change = _object(
        {
            "id": _ID,
            "device": _LINE,
            "counter": _COUNT,
            "at": _MOMENT,
            "verb": _LINE,
            "undoes": _ID,
            "touched": {"type": "array", "items": touched},
        },
        ("id", "device", "counter", "at", "verb", "touched"),
        description="One change. The order is given by counters, not by times.",
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT}, version {VERSION}",
        "description": "A whole record, including trash and history. Empty values are left out.",
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "counts": {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2},
                "checksum": {"type": "string", "pattern": "^(?:[0-9a-f]{64})?$"},
                "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
                "changes": {"type": "array", "items": change},
                "proposal_keys": {"type": "array", "items": _ID, "uniqueItems": True},
            },
            ("format", "version", "counts", "items", "changes"),
        ),
        "$defs": {"item": {"oneOf": [_item(kind) for kind in KINDS]}},
    }


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=2)
    sys.stdout.write("\n")
