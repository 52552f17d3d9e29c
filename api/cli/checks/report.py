"""The table of all checks."""

from rich.markup import escape

from api.cli import texts
from api.cli.checks import ground, machine
from api.cli.checks.finding import Check, Finding, Verdict, broken
from api.cli.preparing import read_settings
from api.cli.terminal import ExitCode, Failure, console, done, table
from api.settings import Settings

_CHECKS = (*ground.CHECKS, *machine.CHECKS)


def examine() -> None:
    """Look at everything and show it; a failure when something is broken."""
    settings = read_settings()
    shown = table(*texts.DOCTOR_COLUMNS)
    faults = 0
    for check in _CHECKS:
        found = _look(check, settings)
        faults += found.verdict is Verdict.BROKEN
        shown.add_row(found.verdict.value, texts.CHECKS[check.__name__], escape(found.seen), escape(found.mend))
    console.print(shown)
    if faults:
        raise Failure(texts.DOCTOR_BROKEN.format(broken=faults), ExitCode.FOUND_FAULTS)
    done(texts.DOCTOR_FINE)


def _look(check: Check, settings: Settings) -> Finding:
    try:
        return check(settings)
    except Exception as error:  # noqa: BLE001 - one check that fails must not hide the others
        return broken(f"{type(error).__name__}: {error}", texts.MEND_UNKNOWN)
