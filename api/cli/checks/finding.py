"""What a check finds."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from api.settings import Settings


class Verdict(Enum):
    """How bad it is; only `BROKEN` makes the command fail."""

    FINE = "[green]✓[/]"
    REMARK = "[yellow]![/]"
    BROKEN = "[bold red]✗[/]"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen and, unless all is well, what to do."""

    verdict: Verdict
    seen: str
    mend: str = ""


Check = Callable[[Settings], Finding]


def fine(seen: str) -> Finding:
    """All is well."""
    return Finding(Verdict.FINE, seen)


def remark(seen: str, mend: str) -> Finding:
    """It works; somebody should know."""
    return Finding(Verdict.REMARK, seen, mend)


def broken(seen: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(Verdict.BROKEN, seen, mend)
