"""What the intake remembers of a meeting: who is expected, by member and by pseudonym, and the codes on the walls.

Times on the monotonic clock (s). What can be revoked is read again within `FRESH`; who is expected within `OLD`, or at
once when somebody unknown shows a code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from api.rooms.attendance import codes

FRESH = 3.0
OLD = 60.0
WALLS = 256
"""Steps whose codes are remembered; one costs a proof for each site."""


class Expected(NamedTuple):
    """Somebody asked to come."""

    member_id: UUID
    name: str
    site_id: UUID | None


@dataclass(slots=True)
class Roll:
    """One meeting's people and sites."""

    meeting_id: UUID
    secret: bytes
    loaded_at: float
    sites: frozenset[UUID | None]
    by_member: dict[UUID, Expected]
    by_pseudonym: dict[bytes, UUID] = field(default_factory=dict)
    walls: dict[int, dict[bytes, UUID | None]] = field(default_factory=dict)

    def whose(self, pseudonym: bytes) -> UUID | None:
        """The member behind a pseudonym, None for nobody expected here."""
        if not self.by_pseudonym:
            self.name_all()
        return self.by_pseudonym.get(pseudonym)

    def name_all(self, known: "Roll | None" = None) -> None:
        """Make everybody's pseudonym, but those that an earlier list knows."""
        names = {who: name for name, who in known.by_pseudonym.items() if who in self.by_member} if known else {}
        self.by_pseudonym = {
            names.get(who) or codes.pseudonym(self.secret, self.meeting_id, who): who for who in self.by_member
        }

    def wall_of(self, code: codes.RoomCode) -> tuple[bool, UUID | None]:
        """Whether one of this meeting's screens made the code, and at which site."""
        if code.counter not in self.walls:
            if len(self.walls) >= WALLS:
                self.walls.pop(next(iter(self.walls)))
            self.walls[code.counter] = self._wall(code.counter)
        wall = self.walls[code.counter]
        return code.mac in wall, wall.get(code.mac)

    def _wall(self, counter: int) -> dict[bytes, UUID | None]:
        keys = ((site, codes.room_key(self.secret, self.meeting_id, site)) for site in self.sites)
        return {codes.make_room_code(key, counter).mac: site for site, key in keys}


def make_roll(
    meeting_id: UUID, secret: bytes, loaded_at: float, sites: Iterable[UUID], people: Iterable[Expected]
) -> Roll:
    """A roll; the meeting itself is a site, the one without an id."""
    return Roll(
        meeting_id=meeting_id,
        secret=secret,
        loaded_at=loaded_at,
        sites=frozenset((None, *sites)),
        by_member={person.member_id: person for person in people},
    )
