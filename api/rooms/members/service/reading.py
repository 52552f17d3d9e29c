"""Reading lists, cards and histories. Every look at somebody else's card is written down."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, rules, scope
from api.kit.actors import PERMISSIONS, Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.pages import Page, PageRequest
from api.rooms.members import cards, party_age, proceedings, repository
from api.rooms.members.errors import BranchNotFound, MemberNotFound
from api.rooms.members.models import Member, Transfer
from api.rooms.members.places import Place, find_places
from api.rooms.members.schemas import (
    BadgeRead,
    BranchRead,
    ExemptionRead,
    MemberCard,
    MemberHistory,
    MemberQuery,
    MemberRead,
    MembershipRead,
    StateRead,
    TransferRead,
)


def list_members(session: Session, actor: Actor, wanted: MemberQuery, page: PageRequest) -> Page[MemberRead]:
    """Members whose cards the actor may read, in the order of names."""
    if not actor.places_with(Permission.MEMBERS_READ):
        raise NotAllowed(permission=Permission.MEMBERS_READ)
    if wanted.organization_id is not None and not repository.sees_organization(session, actor, wanted.organization_id):
        raise BranchNotFound(organization_id=str(wanted.organization_id))
    members, cursor = repository.list_page(session, actor, wanted, page)
    return Page(items=in_a_list(session, members), next_cursor=cursor)


def read_card(session: Session, actor: Actor, member_id: UUID) -> MemberCard:
    """Somebody's card. Unless it is the reader's own, the look is written into the audit with the reader's role."""
    return as_card(session, _look_at(session, actor, member_id))


def read_history(session: Session, actor: Actor, member_id: UUID) -> MemberHistory:
    """Everything dated about a member; a look at it is a look at the card."""
    return history_of(session, _look_at(session, actor, member_id))


def find_visible(session: Session, actor: Actor, member_id: UUID, *, lock: bool = False) -> Member:
    """The member if the actor sees the branch; otherwise there is none."""
    member = repository.find(session, actor, member_id, lock=lock)
    if member is None:
        raise MemberNotFound(member_id=str(member_id))
    return member


def find_editable(session: Session, actor: Actor, member_id: UUID) -> Member:
    """The member, held against other writers, if the actor may edit cards of the branch."""
    member = find_visible(session, actor, member_id, lock=True)
    actor.require(session, Permission.MEMBERS_EDIT, organization_id=member.branch_id)
    return member


def in_a_list(session: Session, members: Sequence[Member]) -> list[MemberRead]:
    """Members as a list shows them; one statement for their branches."""
    places = find_places(session, {member.branch_id for member in members})
    return [_in_a_list(member, places) for member in members]


def as_card(session: Session, member: Member) -> MemberCard:
    """The summary card with what is computed from it."""
    today = clock.today()
    state, exemption = repository.present_standing(session, member.id)
    badges = rules.find(session, "party_badges", today, member.branch_id).content
    badge = party_age.next_badge(member.admitted_on, today, badges)
    return MemberCard(
        **in_a_list(session, [member])[0].model_dump(),
        birth_on=member.birth_on,
        sex=member.sex,
        admitted_on=member.admitted_on,
        official_on=member.official_on,
        card_number=cards.masked(member.card_tail),
        phone=member.phone,
        email=member.email,
        state_from_on=state.from_on if state else member.admitted_on,
        party_age_years=party_age.party_age(member.admitted_on, today),
        next_badge=BadgeRead.model_validate(badge) if badge else None,
        exemption=ExemptionRead.model_validate(exemption) if exemption else None,
        version=member.version,
    )


def history_of(session: Session, member: Member) -> MemberHistory:
    """States, branches, exemptions and transfers, newest first; five statements."""
    memberships, transfers = repository.memberships_of(session, member.id), repository.transfers_of(session, member.id)
    branches = {membership.branch_id for membership in memberships} | _branches_in(transfers) | {member.branch_id}
    places = find_places(session, branches)
    return MemberHistory(
        states=[StateRead.model_validate(state) for state in repository.states_of(session, member.id)],
        memberships=[
            MembershipRead(
                branch=as_branch(places[membership.branch_id]), from_on=membership.from_on, to_on=membership.to_on
            )
            for membership in memberships
        ],
        exemptions=[ExemptionRead.model_validate(e) for e in repository.exemptions_of(session, member.id)],
        transfers=[_as_transfer(transfer, member, places) for transfer in transfers],
    )


def as_transfers(session: Session, transfers: Sequence[Transfer]) -> list[TransferRead]:
    """Transfers with names and whether a deadline has passed; two statements."""
    members = repository.members_by_id(session, {transfer.member_id for transfer in transfers})
    places = find_places(session, _branches_in(transfers) | {member.branch_id for member in members.values()})
    return [_as_transfer(transfer, members[transfer.member_id], places) for transfer in transfers]


def _as_transfer(transfer: Transfer, member: Member, places: dict[UUID, Place]) -> TransferRead:
    return TransferRead(
        **transfer.model_dump(exclude={"created_at", "member_id", "from_branch_id", "to_branch_id"}),
        member=_in_a_list(member, places),
        from_branch=as_branch(places[transfer.from_branch_id]),
        to_branch=as_branch(places[transfer.to_branch_id]) if transfer.to_branch_id else None,
        overdue=_is_overdue(transfer, clock.today()),
    )


def _branches_in(transfers: Sequence[Transfer]) -> set[UUID]:
    ends = {branch for transfer in transfers for branch in (transfer.from_branch_id, transfer.to_branch_id)}
    return {branch for branch in ends if branch is not None}


def as_branch(place: Place) -> BranchRead:
    """An organisation by name."""
    return BranchRead(id=place.id, name=place.name)


def _in_a_list(member: Member, places: dict[UUID, Place]) -> MemberRead:
    branch = as_branch(places[member.branch_id])
    return MemberRead(id=member.id, full_name=member.full_name, branch=branch, state=member.state)


def _is_overdue(transfer: Transfer, today: date) -> bool:
    if transfer.state not in proceedings.OPEN_TRANSFERS:
        return False
    return today > (transfer.present_by or transfer.introduce_by)


def _look_at(session: Session, actor: Actor, member_id: UUID) -> Member:
    """The member if the actor may read cards of the branch; everybody may read his own. Other looks are noted."""
    member = find_visible(session, actor, member_id)
    if member.id == actor.member_id:
        return member
    above = set(session.exec(scope.above(member.branch_id)))
    may = (grant for grant in actor.grants if Permission.MEMBERS_READ in PERMISSIONS[grant.role])
    grant = next((grant for grant in may if grant.organization_id in above), None)
    if grant is None:
        raise NotAllowed(permission=Permission.MEMBERS_READ)
    audit.note(
        session,
        actor,
        "members.card_viewed",
        subject_kind="member",
        subject_id=member.id,
        organization_id=member.branch_id,
        role=grant.role,
        at=str(grant.organization_id),
    )
    return member
