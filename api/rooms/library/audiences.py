"""For whom inside its subtree a document is meant, as bits that both databases can compare."""

from collections.abc import Iterable
from enum import StrEnum

from api.kit.actors import Role


class Kind(StrEnum):
    """Kinds of readers; a new one goes to the end, its place is its bit."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    COMMITTEE = "committee"
    SECRETARY = "secretary"


_BITS = {kind: 1 << place for place, kind in enumerate(Kind)}
_COMMITTEE_ROLES = frozenset({Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER})
_SECRETARY_ROLES = frozenset({Role.SECRETARY, Role.DEPUTY})

READING_ROLES = _COMMITTEE_ROLES | {Role.OFFICE_STAFF, Role.ORGANISER, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR}
"""Positions whose holder gets what is addressed to their organisation. The technical administrator keeps the house
running and reads no papers; the reception desk only receives."""


def as_bits(kinds: Iterable[Kind]) -> int:
    """The kinds as one number."""
    return sum(_BITS[kind] for kind in set(kinds))


def as_kinds(bits: int) -> list[Kind]:
    """The kinds in a number."""
    return [kind for kind in Kind if bits & _BITS[kind]]


def kinds_of(roles: Iterable[Role], *, probationary: bool | None) -> set[Kind]:
    """What a reader is, by positions held and by standing (None: no member)."""
    held = set(roles)
    kinds = set[Kind]()
    if probationary is not None:
        kinds.add(Kind.PROBATIONARY if probationary else Kind.OFFICIAL)
    if held & _COMMITTEE_ROLES:
        kinds.add(Kind.COMMITTEE)
    if held & _SECRETARY_ROLES:
        kinds.add(Kind.SECRETARY)
    return kinds
