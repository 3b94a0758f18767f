"""The full-text index over the search column, each database's own, kept by triggers.

The words are folded and parted in Python (core.text.words), so that both databases find the same; here
they are only indexed. A trigger, since no code path can forget it.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    # `ascii` parts words at ASCII punctuation and blanks alone; the column holds nothing but words and blanks.
    """CREATE VIRTUAL TABLE store_words
    USING fts5(words, content='store_item', content_rowid='number', tokenize='ascii')""",
    """CREATE TRIGGER store_words_insert AFTER INSERT ON store_item BEGIN
        INSERT INTO store_words(rowid, words) VALUES (new.number, new.words);
    END""",
    """CREATE TRIGGER store_words_delete AFTER DELETE ON store_item BEGIN
        INSERT INTO store_words(store_words, rowid, words) VALUES ('delete', old.number, old.words);
    END""",
    """CREATE TRIGGER store_words_update AFTER UPDATE OF words ON store_item BEGIN
        INSERT INTO store_words(store_words, rowid, words) VALUES ('delete', old.number, old.words);
        INSERT INTO store_words(rowid, words) VALUES (new.number, new.words);
    END""",
)
POSTGRESQL = (
    "ALTER TABLE store_item ADD COLUMN words_index tsvector",
    # No parser, which would part words in its own way: each word is a lexeme, its place its position
    # (16383 is the highest there is).
    """CREATE FUNCTION store_words_index() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        new.words_index := (
            SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
            FROM unnest(string_to_array(new.words, ' ')) WITH ORDINALITY AS parts(word, place)
            WHERE word <> ''
        );
        RETURN new;
    END $$""",
    """CREATE TRIGGER store_words_write BEFORE INSERT OR UPDATE OF words ON store_item
    FOR EACH ROW EXECUTE FUNCTION store_words_index()""",
    "CREATE INDEX store_words ON store_item USING gin (words_index)",
)
SQLITE_BACK = (
    "DROP TRIGGER store_words_insert",
    "DROP TRIGGER store_words_delete",
    "DROP TRIGGER store_words_update",
    "DROP TABLE store_words",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER store_words_write ON store_item",
    "DROP FUNCTION store_words_index",
    "ALTER TABLE store_item DROP COLUMN words_index",
)


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index."""
    _run(editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away."""
    _run(editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(editor: BaseDatabaseSchemaEditor, statements: dict[str, tuple[str, ...]]) -> None:
    for statement in statements[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Full-text search."""

    dependencies = (("store", "0001_record"),)
    operations = (migrations.RunPython(forwards, backwards),)
