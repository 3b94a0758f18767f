"""Candidates, a kind of item; and what sources have proposed before.

SQLite can change the condition of a table only by copying the table, and with the old one go its triggers and
the highest number that it ever gave to a row. Both are put back: the full-text index needs the triggers, and
the change log the numbers of deleted rows.
"""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SEARCH = import_module("vividmap.store.migrations.0002_search")
_EARLIER_KINDS = (
    "check-in",
    "criterion",
    "evidence",
    "framework",
    "gap",
    "goal",
    "packet",
    "person",
    "profile",
    "skill",
    "skill entry",
    "touchpoint",
    "update",
)
_DROP_TRIGGERS = [statement for statement in _SEARCH.SQLITE_BACK if statement.startswith("DROP TRIGGER")]
_CREATE_TRIGGERS = [statement for statement in _SEARCH.SQLITE if statement.startswith("CREATE TRIGGER")]


class _SetKinds(migrations.AddConstraint):
    """Replace the condition that says which kinds an item can have."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        condition = models.Q(kind__in=sorted(kinds))
        super().__init__("itemrow", models.CheckConstraint(condition=condition, name="item_kind"))

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.remove_constraint(app_label, self.model_name_lower, self.constraint.name)
        super().state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._replace(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._replace(app_label, schema_editor, from_state, to_state)

    def _replace(self, app_label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        old_model = before.apps.get_model(app_label, "itemrow")
        new_model = after.apps.get_model(app_label, "itemrow")
        is_copied = editor.connection.vendor == "sqlite"
        highest = self._begin_copy(editor) if is_copied else None
        editor.remove_constraint(old_model, _kinds_condition(old_model))
        editor.add_constraint(new_model, _kinds_condition(new_model))
        if is_copied:
            self._end_copy(editor, highest)

    def _begin_copy(self, editor: BaseDatabaseSchemaEditor) -> int | None:
        """Drop the triggers; return the highest number that a row ever had, None if there never was a row."""
        for statement in _DROP_TRIGGERS:
            editor.execute(statement)
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'store_item'")
            row = cursor.fetchone()
        return row[0] if row else None

    def _end_copy(self, editor: BaseDatabaseSchemaEditor, highest: int | None) -> None:
        if highest is not None:
            editor.execute("DELETE FROM sqlite_sequence WHERE name = 'store_item'")
            editor.execute("INSERT INTO sqlite_sequence(name, seq) VALUES ('store_item', %s)", [highest])
        for statement in _CREATE_TRIGGERS:
            editor.execute(statement)


def _kinds_condition(model: Any) -> Any:
    constraints = model._meta.constraints  # noqa: SLF001 - Django's documented API in spite of its name
    return next(constraint for constraint in constraints if constraint.name == "item_kind")


class Migration(migrations.Migration):
    """What is proposed, beside the record."""

    dependencies = (("store", "0005_class_names"),)
    operations = (
        migrations.CreateModel(
            name="ProposalKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.UUIDField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.owner",
                    ),
                ),
            ],
            options={
                "db_table": "store_proposal_key",
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "digest"), name="proposal_key_once")
                ],
            },
        ),
        _SetKinds((*_EARLIER_KINDS, "candidate")),
    )
