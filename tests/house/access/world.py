"""A small province with one person for each position, and what the addresses of the API speak of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient

from api.kit.actors import Role
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account, signed_in
from tests.support.house import House

AT_BRANCH = {Role.SECRETARY, Role.DEPUTY}
NOBODY, MEMBER, STRANGER, HALF = "nobody", "member", "stranger", "half_signed_in"
"""Not signed in; a member of the branch; the secretary of another branch; an officer without the second factor."""

SECRETARY, DEPUTY, OFFICE = Role.SECRETARY.value, Role.DEPUTY.value, Role.OFFICE_STAFF.value
COMMITTEE, DPO, AUDITOR = Role.COMMITTEE_MEMBER.value, Role.DATA_PROTECTION_OFFICER.value, Role.AUDITOR.value
ADMINISTRATOR = Role.ADMINISTRATOR.value
PEOPLE = (NOBODY, MEMBER, STRANGER, HALF, *(role.value for role in Role))
SIGNED_IN = frozenset(PEOPLE) - {NOBODY}
LEADERS = frozenset({SECRETARY, DEPUTY, OFFICE})
EVERYBODY = frozenset(PEOPLE)


@dataclass
class World:
    """The branch, the committee and the province above it, and another branch beside it."""

    house: House
    province: Organization
    committee: Organization
    branch: Organization
    other_branch: Organization
    member: Member
    """A member of the branch who is none of the people that ask."""
    people: dict[str, TestClient]
    members: dict[str, Member]
    things: dict[str, UUID] = field(default_factory=dict)
    """Ids of what a room's table adds: documents, requests, imports."""


Body = Callable[[World], Any]
Make = Callable[[World], Mapping[str, object]]


@dataclass(frozen=True)
class Case:
    """One operation: who may, with what path parameters, query and body."""

    may: frozenset[str]
    path: Make = field(default=lambda _: {})
    body: Body | None = None
    query: Make = field(default=lambda _: {})
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | Callable[[World], bytes] | None = None
    own_refusals: frozenset[str] = frozenset()
    """Codes that speak of the made-up body and not of the position."""


Table = Mapping[tuple[str, str], Case]


def a_world(house: House) -> World:
    """Everybody in place, each on a phone of their own."""
    province = a_province(house)
    committee = a_committee(house, under=province)
    branch, other = a_branch(house, under=committee), a_branch(house, under=committee)
    member = a_member(house, of=branch, full_name="Lò Thị Ản")
    members = {name: a_member(house, of=branch) for name in (MEMBER, HALF, *(role.value for role in Role))}
    members[STRANGER] = a_member(house, of=other)
    for role in Role:
        at = branch if role in AT_BRANCH else province if role is Role.ADMINISTRATOR else committee
        a_position(house, at=at, role=role, member=members[role.value])
    a_position(house, at=other, role=Role.SECRETARY, member=members[STRANGER])
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=members[HALF])
    people = {name: signed_in(house, member=who, second_factor=name != HALF) for name, who in members.items()}
    people[NOBODY] = house.client()
    return World(house, province, committee, branch, other, member, people, members)


def account_of(world: World) -> UUID:
    """The account of the member whom the cases speak of."""
    return an_account(world.house, member=world.member).id
