"""Who holds which office: the committee of every organisation, and the offices of the province."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from api.cli.demo.chance import Chance
from api.cli.demo.province import Place, words
from api.kit.actors import Role
from api.rooms.members.models import Member, State
from api.rooms.organizations.models import Position

_LARGE_BRANCH, _MIDDLE_BRANCH = 40, 20
_OLDEST_OFFICER_DAYS = 70 * 365
_TERM_DAYS = 500
_OFFICE_ROLES = (Role.OFFICE_STAFF, Role.OFFICE_STAFF)
_PROVINCE_ROLES = (*_OFFICE_ROLES, Role.ORGANISER, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR)


@dataclass
class Offices:
    """Gives out positions; nobody gets two."""

    today: date
    chance: Chance = field(default_factory=lambda: Chance("offices"))
    taken: set[UUID] = field(default_factory=set)

    def of_branch(self, branch: Place, members: Sequence[Member]) -> Iterator[Position]:
        """Secretary, deputy and the rest of the branch's committee, by its size."""
        others = 5 if len(members) >= _LARGE_BRANCH else 3 if len(members) >= _MIDDLE_BRANCH else 1
        roles = [Role.SECRETARY, Role.DEPUTY, *[Role.COMMITTEE_MEMBER] * others]
        yield from self._give(branch, roles, members)

    def of_committee(self, place: Place, members: Sequence[Member]) -> Iterator[Position]:
        """The committee of an organisation above the branches, its office, and at the top the province's offices."""
        roles = [Role.SECRETARY, Role.DEPUTY, *[Role.COMMITTEE_MEMBER] * 3]
        roles += _PROVINCE_ROLES if place.parent is None else _OFFICE_ROLES
        yield from self._give(place, roles, members)

    def of_account(self, place: Place, role: Role, account_id: UUID) -> Position:
        """The position of somebody who is no member."""
        return self._position(place, role, account_id=account_id)

    def _give(self, place: Place, roles: Sequence[Role], members: Sequence[Member]) -> Iterator[Position]:
        free = [member for member in members if member.id not in self.taken and self._may_hold(member)]
        for role, member in zip(roles, free, strict=False):
            self.taken.add(member.id)
            yield self._position(place, role, member_id=member.id)

    def _may_hold(self, member: Member) -> bool:
        return member.state is State.OFFICIAL and (self.today - member.birth_on).days < _OLDEST_OFFICER_DAYS

    def _position(
        self, place: Place, role: Role, *, member_id: UUID | None = None, account_id: UUID | None = None
    ) -> Position:
        titles: dict[str, str] = words()["titles"]
        key = "branch_committee_member" if place.is_branch and role is Role.COMMITTEE_MEMBER else role.value
        return Position(
            id=self.chance.new_id(),
            organization_id=place.id,
            role=role,
            member_id=member_id,
            account_id=account_id,
            title=titles[key],
            from_on=self.today - timedelta(days=_TERM_DAYS + self.chance.between(0, 60)),
        )
