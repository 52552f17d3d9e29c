"""Codes on paper: printing, looking how far everybody is, withdrawing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col

from api.kit import clock, scope
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.pages import PageRequest, paginate
from api.rooms.members.models import Member
from api.rooms.signin import codes, repository, rosters
from api.rooms.signin.errors import MemberUnknown, NobodyLeft, OrganizationUnknown, TooManyCodes
from api.rooms.signin.models import Account, AccountState, ActivationCode, CodePurpose
from api.rooms.signin.schemas import (
    CodesRequest,
    CodeStateRead,
    IssuedCodeRead,
    IssuedCodesRead,
    LeftOutRead,
    WhoseCodesRequest,
)
from api.rooms.signin.service.accounts import create_account, note, note_at
from api.rooms.signin.states import CodeState, LeftOut
from api.settings import Settings

LIFE_OF_A_CODE = timedelta(days=30)
MOST_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A new code; its text is nowhere else."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody a code may be printed for; a member may have no account yet."""

    id: UUID
    """Of the member, or of the account of who is none."""
    member_id: UUID | None
    account: Account | None
    name: str
    place_id: UUID | None


def issue_code(
    session: Session,
    actor: Actor | None,
    account: Account,
    *,
    pepper: bytes,
    purpose: CodePurpose = CodePurpose.ACTIVATION,
) -> IssuedCode:
    """Make a code for an account; the one that was waiting is withdrawn. Checks nothing: for callers that did."""
    repository.revoke_codes(session, [account.id])
    issued = _new_code(session, actor, account, pepper, purpose)
    session.flush()
    note(session, actor, account, "signin.code_issued", purpose=purpose)
    return issued


def issue_codes(session: Session, settings: Settings, actor: Actor, request: CodesRequest) -> IssuedCodesRead:
    """Make codes for people within reach, and the accounts of those who have none.

    Left out, with the reason: who does not need one, who holds a position where the actor may not issue codes, and the
    actor. `NobodyLeft` when that is everybody.
    """
    people = _people(session, actor, request)
    beyond = rosters.beyond_reach(
        session,
        actor,
        [person.member_id for person in people if person.member_id],
        [person.account.id for person in people if person.account],
        clock.today(),
    )
    reasons = {person.id: _left_out(person, actor, request.purpose, beyond) for person in people}
    left_out = [LeftOutRead(id=key, reason=reason) for key, reason in reasons.items() if reason]
    wanted = [person for person in people if reasons[person.id] is None]
    if not wanted:
        raise NobodyLeft(left_out=[one.model_dump(mode="json") for one in left_out])
    places = rosters.names_of(session, {person.place_id for person in wanted if person.place_id})
    repository.revoke_codes(session, [person.account.id for person in wanted if person.account])
    cards = []
    for person in wanted:
        account = person.account or create_account(session, member_id=person.member_id)
        issued = _new_code(session, actor, account, settings.pepper, request.purpose)
        note_at(session, actor, account, person.place_id, "signin.code_issued", purpose=request.purpose)
        place = places.get(person.place_id) if person.place_id else None
        cards.append(_card(settings, person, account, issued, place))
    return IssuedCodesRead(codes=cards, left_out=left_out)


def revoke_codes(session: Session, actor: Actor, request: WhoseCodesRequest) -> int:
    """Withdraw the waiting codes of people within reach; how many there were."""
    people = _people(session, actor, request)
    accounts = {person.account.id: person.account for person in people if person.account}
    revoked = repository.revoke_codes(session, list(accounts))
    for account_id in revoked:
        note(session, actor, accounts[account_id], "signin.code_revoked")
    return len(revoked)


def list_code_states(
    session: Session, actor: Actor, organization_id: UUID | None, typed: str | None, page: PageRequest
) -> tuple[list[CodeStateRead], str | None]:
    """Show how far each member within reach has come, without any code."""
    _may_issue(session, actor, organization_id)
    rows, cursor = paginate(
        session,
        rosters.codes_of_members(actor, organization_id, typed),
        keys=[col(Member.name_key), col(Member.id)],
        key_of=lambda row: (row[0].name_key, row[0].id),
        page=page,
    )
    return [_state_of(*row) for row in rows], cursor


def _people(session: Session, actor: Actor, request: WhoseCodesRequest) -> list[_Person]:
    _may_issue(session, actor, request.organization_id)
    if request.account_ids is not None:
        accounts = rosters.accounts_to_print(session, actor, request.account_ids)
        if len(accounts) < len(set(request.account_ids)):
            raise MemberUnknown
        return [_Person(one.id, None, one, one.display_name or "", one.organization_id) for one in accounts]
    if request.member_ids is not None:
        which = col(Member.id).in_(request.member_ids)
    else:
        which = col(Member.branch_id).in_(scope.below([request.organization_id] if request.organization_id else []))
    found = rosters.members_to_print(session, actor, which, MOST_AT_A_TIME)
    if len(found) > MOST_AT_A_TIME:
        raise TooManyCodes(most=MOST_AT_A_TIME)
    if request.member_ids is not None and len(found) < len(set(request.member_ids)):
        raise MemberUnknown
    known = rosters.accounts_of(session, [member.id for member in found])
    return [_Person(member.id, member.id, known.get(member.id), member.full_name, member.branch_id) for member in found]


def _may_issue(session: Session, actor: Actor, organization_id: UUID | None) -> None:
    if organization_id is not None:
        if not rosters.sees(session, actor, organization_id):
            raise OrganizationUnknown
        actor.require(session, Permission.CODES_ISSUE, organization_id=organization_id)
    elif not actor.places_with(Permission.CODES_ISSUE):
        raise NotAllowed(permission=Permission.CODES_ISSUE)


def _left_out(person: _Person, actor: Actor, purpose: CodePurpose, beyond: set[UUID]) -> LeftOut | None:
    account = person.account
    state = account.state if account else AccountState.INVITED
    checks = (
        (LeftOut.YOURSELF, account is not None and account.id == actor.account_id),
        (LeftOut.CLOSED, state is AccountState.CLOSED),
        (LeftOut.ACTIVE, purpose is CodePurpose.ACTIVATION and state is AccountState.ACTIVE),
        (LeftOut.NOT_ACTIVE, purpose is CodePurpose.RECOVERY and state is AccountState.INVITED),
        (LeftOut.BEYOND_REACH, person.member_id in beyond or (account is not None and account.id in beyond)),
    )
    return next((reason for reason, holds in checks if holds), None)


def _new_code(
    session: Session, actor: Actor | None, account: Account, pepper: bytes, purpose: CodePurpose
) -> IssuedCode:
    code = codes.new_code()
    row = ActivationCode(
        account_id=account.id,
        code_hash=codes.fingerprint(code, pepper),
        purpose=purpose,
        issued_by=actor.account_id if actor else None,
        expires_at=clock.now() + LIFE_OF_A_CODE,
    )
    session.add(row)
    return IssuedCode(code=code, expires_at=row.expires_at)


def _card(
    settings: Settings, person: _Person, account: Account, issued: IssuedCode, place: str | None
) -> IssuedCodeRead:
    return IssuedCodeRead(
        account_id=account.id,
        member_id=person.member_id,
        display_name=person.name,
        organization=place,
        login=account.login,
        code=codes.grouped(issued.code),
        address=f"{settings.public_url.rstrip('/')}/kich-hoat#{issued.code}",
        expires_at=issued.expires_at,
    )


def _state_of(member: Member, account: Account | None, expires_at: datetime | None) -> CodeStateRead:
    return CodeStateRead(
        member_id=member.id,
        full_name=member.full_name,
        branch_id=member.branch_id,
        account_id=account.id if account else None,
        login=account.login if account else None,
        state=_code_state(account, expires_at),
        expires_at=expires_at,
    )


def _code_state(account: Account | None, expires_at: datetime | None) -> CodeState:
    if account is not None and account.state is AccountState.CLOSED:
        return CodeState.CLOSED
    active = account is not None and account.state is AccountState.ACTIVE
    if expires_at is None:
        return CodeState.ACTIVE if active else CodeState.NOT_ISSUED
    if active:
        return CodeState.RECOVERING
    return CodeState.WAITING if expires_at > clock.now() else CodeState.EXPIRED
