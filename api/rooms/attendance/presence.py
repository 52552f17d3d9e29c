"""Who was there, as a pure function of the set of facts: the order in which facts arrive changes nothing.

A fact counts unless a flag speaks against it; the secretary's corrections are facts of their own, the last one about a
fact wins. The first counting `in` by corrected time, then by scan id, is the check-in; an `out` after the last `in`
ends the stay.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple
from uuid import UUID


class Kind(StrEnum):
    """Which way somebody went."""

    IN = "in"
    OUT = "out"


class Method(StrEnum):
    """How the fact was taken."""

    MEMBER_CODE = "member_code"
    ROOM_CODE = "room_code"
    HAND = "hand"
    FACE = "face"


class Flag(StrEnum):
    """What does not fit; the fact is kept and the secretary decides."""

    AFTER_CLOSE = "after_close"
    BADGE_REUSED = "badge_reused"
    """A printed badge was shown again while its holder was in, or an older printing of it."""
    CANCELLED_MEETING = "cancelled_meeting"
    CLOCK_OFF = "clock_off"
    CODE_EXPIRED = "code_expired"
    FAR = "far"
    """Of a self check-in whose member let the phone compare: not near the hall."""
    LATE = "late"
    NEAR = "near"
    NOT_INVITED = "not_invited"
    OTHER_SITE = "other_site"
    REVOKED = "revoked"
    SECOND_DEVICE = "second_device"
    SELF = "self"


COUNTS_ALL_THE_SAME = frozenset({Flag.LATE, Flag.OTHER_SITE, Flag.SELF, Flag.CLOCK_OFF, Flag.NEAR, Flag.FAR})
"""Worth a look, but the person was there; every other flag waits for the secretary."""


class Fact(NamedTuple):
    """One scan, as far as presence needs it. Ordered by corrected time, then scan id.

    A tuple: tens of thousands are made, compared and hashed a second.
    """

    corrected_at: datetime
    scan_id: UUID
    member_id: UUID
    kind: Kind = Kind.IN
    method: Method = Method.HAND
    flags: frozenset[Flag] = frozenset()
    site_id: UUID | None = None


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """The secretary's word about a fact. Ordered by when it was given, then its id."""

    made_at: datetime
    id: UUID
    scan_id: UUID
    counts: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody stands at a meeting."""

    member_id: UUID
    came_at: datetime
    left_at: datetime | None
    method: Method
    scan_id: UUID
    site_id: UUID | None


def counts(fact: Fact, verdicts: dict[UUID, bool]) -> bool:
    """Whether a fact counts: by the last correction, else by its flags."""
    return verdicts.get(fact.scan_id, fact.flags <= COUNTS_ALL_THE_SAME)


def verdicts_of(corrections: Iterable[Correction]) -> dict[UUID, bool]:
    """The last word about each corrected fact."""
    return {correction.scan_id: correction.counts for correction in sorted(set(corrections))}


def counting(facts: Iterable[Fact], corrections: Iterable[Correction]) -> list[Fact]:
    """The facts that count; their flags no longer speak against them."""
    verdicts = verdicts_of(corrections)
    return [fact._replace(flags=frozenset()) for fact in facts if counts(fact, verdicts)]


def presence(facts: Iterable[Fact], corrections: Iterable[Correction] = ()) -> dict[UUID, Presence]:
    """Who was there, by member. Commutative, associative and idempotent over the union of facts and corrections."""
    verdicts = verdicts_of(corrections)
    counting = sorted((fact for fact in set(facts) if counts(fact, verdicts)), key=lambda fact: fact.member_id)
    by_member = groupby(counting, key=lambda fact: fact.member_id)
    found = {member_id: stay_of(own) for member_id, own in by_member}
    return {member_id: stay for member_id, stay in found.items() if stay is not None}


def stay_of(counting: Iterable[Fact]) -> Presence | None:
    """The stay told by one member's facts, of which all count."""
    facts = sorted(counting)
    arrivals = [fact for fact in facts if fact.kind is Kind.IN]
    if not arrivals:
        return None
    first = arrivals[0]
    last = facts[-1]
    return Presence(
        member_id=first.member_id,
        came_at=first.corrected_at,
        left_at=last.corrected_at if last.kind is Kind.OUT else None,
        method=first.method,
        scan_id=first.scan_id,
        site_id=first.site_id,
    )
