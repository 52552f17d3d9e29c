"""How far an announcement came, as counts of people by unit that show nobody alone. Pure.

A unit of fewer than five people addressed is added to the other small ones, and these, while they are still fewer than
five, to the smallest unit that is not: subtracting the shown units from the total never leaves a handful of people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

FEW = 5


@dataclass(frozen=True)
class Stages:
    """People counted at each stage."""

    addressed: int
    with_device: int
    accepted: int
    shown: int
    opened: int

    def __add__(self, other: "Stages") -> "Stages":
        return Stages(
            self.addressed + other.addressed,
            self.with_device + other.with_device,
            self.accepted + other.accepted,
            self.shown + other.shown,
            self.opened + other.opened,
        )

    @property
    def is_few(self) -> bool:
        """So few that a count speaks of persons."""
        return self.addressed < FEW


NONE = Stages(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Unit:
    """A unit's stages; without a name: several small ones together."""

    organization_id: UUID | None
    name: str | None
    stages: Stages


def total_of(units: Iterable[Unit]) -> Stages:
    """All units together."""
    return sum((unit.stages for unit in units), NONE)


def shown_units(units: Sequence[Unit]) -> list[Unit]:
    """The units that may be shown, the largest first; none when even all together are few."""
    large = sorted(
        (unit for unit in units if not unit.stages.is_few and unit.organization_id is not None),
        key=lambda unit: (-unit.stages.addressed, unit.name or ""),
    )
    rest = total_of(unit for unit in units if unit not in large)
    while rest.addressed and rest.is_few and large:
        rest += large.pop().stages
    others = [Unit(None, None, rest)] if rest.addressed and not rest.is_few else []
    return [*large, *others]
