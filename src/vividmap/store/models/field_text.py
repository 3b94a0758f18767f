"""A kind's own field as an expression of Django's, for indexes."""

from typing import Any

from django.db import models


class FieldText(models.Func):
    """The text of a field in `fields`, as `store.sql.stored_field` writes it: reads then use the index."""

    arity = 1
    output_field = models.TextField()
    template = "json_extract(%(expressions)s, '$.%(key)s')"

    def __init__(self, column: str, *, key: str) -> None:
        super().__init__(column, key=key)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the SQL and its values for PostgreSQL, which has an operator for it."""
        return self.as_sql(compiler, connection, template="(%(expressions)s ->> '%(key)s')", **context)
