"""Speaking to the person at the terminal: one console, one way to refuse, and what each exit code means."""

import sys
from collections.abc import Collection
from enum import IntEnum
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from api.kit.errors import AppError

from api.cli import texts

_WIDE = 120

console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)


class ExitCode(IntEnum):
    """What a script that calls `handbook` may decide by. 2 is Typer's own for a wrong command line."""

    FOUND_FAULTS = 1
    REFUSED = 3
    BAD_FILE = 4
    NO_DATABASE = 5


class Failure(Exception):
    """The command cannot go on: a sentence from the catalogue and the exit code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def refuse(error: Failure) -> None:
    """Say on standard error why the command stops."""
    Console(stderr=True, highlight=False).print(f"[bold red]✗[/] {error.sentence}", soft_wrap=True)


def say(sentence: str) -> None:
    """One line of progress."""
    console.print(f"• {sentence}", soft_wrap=True)


def done(sentence: str) -> None:
    """The last line of something that went well."""
    console.print(f"[bold green]✓[/] {sentence}", soft_wrap=True)


def table(*columns: str, whole: Collection[str] = (), title: str | None = None) -> Table:
    """An empty table with these headings that folds long cells; those of `whole` columns stay on one line."""
    made = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        made.add_column(column, overflow="fold", no_wrap=column in whole)
    return made


def refusal_of(error: "AppError") -> str:
    """The sentence for a refusal of the house; without one, its code."""
    sentence = texts.REFUSALS.get(error.code, texts.REFUSED_BY_CODE)
    return sentence.format(code=error.code, title=error.title, **error.params)


def translate(error: Exception) -> Failure | None:
    """The failure that an exception of the house or the database means; None for a bug."""
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - only a failing command pays for the import

    from api.kit.errors import AppError  # noqa: PLC0415 - only a failing command pays for the import

    if isinstance(error, AppError):
        return Failure(refusal_of(error), ExitCode.REFUSED)
    if isinstance(error, OperationalError):
        return Failure(texts.NO_DATABASE.format(reason=str(error.orig).strip()), ExitCode.NO_DATABASE)
    return None
