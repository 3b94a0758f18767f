"""Many rows in one go. Django's own `bulk_create` writes the SQL anew for every few dozen rows."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

_AS_IT_IS = (models.CharField, models.TextField, models.PositiveIntegerField, models.BooleanField)
"""Fields whose values both databases take as Python has them: most of what there is to insert."""


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, in their order. Their generated keys are not read back."""
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]  # itself, not the proxy, which is asked for each value
    quote = connection.ops.quote_name
    meta = rows[0]._meta  # noqa: SLF001 - Django's documented API in spite of its name
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]

    def column(field: Any) -> list[Any]:
        values = map(attrgetter(field.attname), rows)
        prepare: Callable[..., Any] = field.get_db_prep_save
        return (
            list(values) if isinstance(field, _AS_IT_IS) else [prepare(value, connection) for value in values]
        )

    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - names of ours
            list(zip(*map(column, fields), strict=True)),
        )
