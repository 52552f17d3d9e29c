"""`handbook members import`: what an Excel sheet would do, row by row; done only when told to."""

from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from api.cli import texts
from api.cli.importing.places import find_organization
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import ExitCode, Failure, console, done, say, table
from api.kit import audit
from api.kit.db import Database
from api.rooms.members import service as members
from api.rooms.members.cards import CardKeys
from api.rooms.members.sheets import problem_list
from api.rooms.members.words import words
from api.settings import Settings

_SHOWN = 50


def import_sheet(file: Path, organization: str | None, problems: Path | None, *, apply: bool) -> None:
    """Show the counts and the bad rows; with `apply` bring the good ones in, all or none."""
    if not file.is_file():
        raise Failure(texts.NO_SUCH_FILE.format(path=file), ExitCode.BAD_FILE)
    settings = read_settings()
    with prepared(settings) as database:
        outcome = _read(settings, database, file, organization, apply=apply)
    _show(outcome)
    if problems is not None and outcome.problems:
        problems.write_bytes(
            problem_list((one.cell, one.field, one.value, one.reason, dict(one.params)) for one in outcome.problems)
        )
        say(texts.PROBLEMS_WRITTEN.format(path=problems))
    sentence = (texts.SHEET_APPLIED if apply else texts.SHEET_PREVIEWED).format(**outcome.counts())
    if outcome.bad:
        raise Failure(sentence, ExitCode.FOUND_FAULTS)
    done(sentence)


def _read(
    settings: Settings, database: Database, file: Path, organization: str | None, *, apply: bool
) -> members.Outcome:
    keys = CardKeys.of(settings)
    with database.reading() as session:
        place = find_organization(session, organization)
    columns = (TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(texts.READING_SHEET.format(rows=0), total=None)

        def told(rows: int) -> None:
            progress.update(task, description=texts.READING_SHEET.format(rows=rows))

        if not apply:
            with database.reading() as session:
                return members.preview_sheet(session, keys, file, place.id, told)
        outcome = members.apply_sheet(database, keys, file, place.id, told)
    counts: dict[str, Any] = outcome.counts()
    with database.writing() as session:
        audit.note(session, None, "members.imported", subject_kind="member_import", organization_id=place.id, **counts)
    return outcome


def _show(outcome: members.Outcome) -> None:
    """The bad rows, each with its cell and the reason in the words of the app."""
    if not outcome.problems:
        return
    said = words()["import"]
    shown = table(*texts.PROBLEM_COLUMNS)
    for one in outcome.problems[:_SHOWN]:
        head = said["heads"][one.field].removesuffix(" *")
        reason = said["reasons"][one.reason].format(**one.params)
        shown.add_row(one.cell, head, escape(one.value or ""), reason)
    console.print(shown)
    if len(outcome.problems) > _SHOWN:
        say(texts.MORE_PROBLEMS.format(more=len(outcome.problems) - _SHOWN))
