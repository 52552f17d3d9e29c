"""Index neighbouring words: on PostgreSQL each two words in a row become one word of the index as well."""

from alembic import op

revision = "neighbouring_words"
down_revision = "announcements"
branch_labels = None
depends_on = None

# Folded words have no mark but the `^` of those in the head; places tell which of them are neighbours.
_ADD_PAIRS = """
    UPDATE search_words SET words = words || added.pairs FROM (
        SELECT place, array_to_tsvector(array_agg(DISTINCT field || '_' || word || '_' || following)) AS pairs FROM (
            SELECT place, field, word, lead(word) OVER (PARTITION BY place, field ORDER BY at) AS following FROM (
                SELECT place, substring(lexeme FROM '^\\^?') AS field, ltrim(lexeme, '^') AS word,
                    unnest(positions) AS at
                FROM search_words, unnest(words) WHERE lexeme !~ '[=_]'
            ) AS placed
        ) AS neighbours WHERE following IS NOT NULL GROUP BY place
    ) AS added WHERE added.place = search_words.place
"""
_REMOVE_PAIRS = """
    UPDATE search_words SET words = ts_delete(words, (
        SELECT array_agg(lexeme) FROM unnest(words) WHERE strpos(lexeme, '_') > 0
    )) WHERE EXISTS (SELECT 1 FROM unnest(words) WHERE strpos(lexeme, '_') > 0)
"""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _change(_ADD_PAIRS)


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _change(_REMOVE_PAIRS)


def _change(statement: str) -> None:
    """Every row changes: its index is made anew afterwards, which is many times faster."""
    op.execute("DROP INDEX search_words_words")
    op.execute(statement)
    op.execute("CREATE INDEX search_words_words ON search_words USING gin (words) WITH (fastupdate = off)")
