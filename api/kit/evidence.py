"""Tables whose rows are evidence: the database itself refuses to change or delete them."""

from collections.abc import Iterator


def append_only(table: str, dialect: str) -> Iterator[str]:
    """Statements for a migration that guard `table` with triggers on `sqlite` or `postgresql`."""
    message = f"{table} is append-only"
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


def forget_append_only(table: str, dialect: str) -> Iterator[str]:
    """The way back: drop the guards of `table`."""
    if dialect == "sqlite":
        yield from (f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete"))
        return
    yield f"DROP TRIGGER {table}_append_only ON {table}"
    yield f"DROP FUNCTION {table}_append_only()"
