"""An event becomes messages for exactly the right people, once, in the transaction in which it is handled."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.library.audiences import Kind as Reads
from api.rooms.library.audiences import as_bits
from api.rooms.library.events import DocumentPublished, DocumentReplaced, DocumentWithdrawn
from api.rooms.library.models import State as DocumentState
from api.rooms.members.events import DataRequestReceived
from api.rooms.members.models import Member, State
from api.rooms.signin.events import AccountActivated, SignedInOnNewDevice
from api.rooms.signin.models import AccountState, CodePurpose, Device
from notifications.composing import compose
from notifications.models import (
    Channel,
    Delivery,
    DeliveryState,
    InboxEntry,
    Kind,
    Preference,
    QuietTime,
)
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.notifications import a_crowd, a_subscription, happened, inbox_of, told, tools_of
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account, signed_in

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
"""12:00 in Việt Nam."""


@pytest.fixture
def noon(it_is):
    it_is(NOON)


def published(document, *, to_study=False):
    return DocumentPublished(
        document_id=document.id, audience_organization_id=document.audience_organization_id, to_study=to_study
    )


def deliveries(house) -> list[Delivery]:
    with house.database.reading() as session:
        return list(session.exec(select(Delivery).order_by(col(Delivery.target_id))))


def recipients(house) -> set[UUID]:
    with house.database.reading() as session:
        return set(session.exec(select(InboxEntry.account_id)))


@pytest.fixture
def people(house):
    """A province with people of every sort: (account, client) by a name."""
    province = a_province(house)
    committee = a_committee(house, under=province)
    here, there = a_branch(house, under=committee), a_branch(house, under=committee)
    found = {
        "official": a_member(house, of=here),
        "probationary": a_member(house, of=here, state=State.PROBATIONARY, official_on=None),
        "exempt": a_member(house, of=here, state=State.EXEMPT),
        "left": a_member(house, of=here, state=State.TRANSFERRED),
        "secretary": a_member(house, of=here),
        "neighbour": a_member(house, of=there),
        "province_secretary": a_member(house, of=there),
        "committee_secretary": a_member(house, of=there),
        "auditor": a_member(house, of=there),
        "administrator": a_member(house, of=there),
        "former": a_member(house, of=there),
    }
    a_position(house, at=here, role=Role.SECRETARY, member=found["secretary"])
    a_position(house, at=province, role=Role.SECRETARY, member=found["province_secretary"])
    a_position(house, at=committee, role=Role.SECRETARY, member=found["committee_secretary"])
    a_position(house, at=committee, role=Role.AUDITOR, member=found["auditor"])
    a_position(house, at=province, role=Role.ADMINISTRATOR, member=found["administrator"])
    a_position(house, at=here, role=Role.SECRETARY, member=found["former"], to_on=date(2020, 1, 1))
    accounts = {name: an_account(house, member=member).id for name, member in found.items()}
    staff = an_account(house, display_name="Văn thư", at=committee)
    a_position(house, at=committee, role=Role.OFFICE_STAFF, account_id=staff.id)
    accounts["staff"] = staff.id
    accounts["closed"] = an_account(house, member=a_member(house, of=here), state=AccountState.CLOSED).id
    return {"places": (province, committee, here, there), "members": found, "accounts": accounts}


@pytest.mark.parametrize("kinds", [(), *((kind,) for kind in Reads), (Reads.PROBATIONARY, Reads.SECRETARY)])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_who_is_told_of_a_paper_are_those_whose_library_shows_it(house, people, place, kinds):
    """The audience in one statement, against the library asked by each person. Publishers see more than they get."""
    document = a_document(house, by=people["places"][place], audience_kinds=as_bits(kinds))
    told(house, published(document))
    by_account = {account: name for name, account in people["accounts"].items()}
    got = {by_account[account] for account in recipients(house)}
    sees = {"staff"} & got
    for name, member in people["members"].items():
        answer = signed_in(house, member=member).get("/api/library/documents")
        if answer.status_code == 200 and answer.json()["items"]:
            sees.add(name)
    managers = {"secretary", "province_secretary", "committee_secretary"}
    assert got <= sees
    assert sees - got <= managers
    assert "closed" not in got


def test_a_manager_above_is_not_told_what_is_addressed_below_him(house, people):
    document = a_document(house, by=people["places"][2])
    told(house, published(document))
    names = {name for name, account in people["accounts"].items() if account in recipients(house)}
    assert names == {"official", "probationary", "exempt", "secretary"}


@pytest.mark.usefixtures("noon")
def test_a_document_reaches_each_device_once(house):
    branch = a_branch(house)
    member = a_member(house, of=branch)
    phones = {a_subscription(house, of=member).id, a_subscription(house, of=member).id}
    event = happened(house, published(a_document(house, by=branch), to_study=True))
    compose(tools_of(house), str(event))
    compose(tools_of(house), str(event))
    made = deliveries(house)
    assert {delivery.target_id for delivery in made} == phones
    assert {(delivery.state, delivery.due_at) for delivery in made} == {(DeliveryState.WAITING, NOON)}
    assert len(inbox_of(house, made[0].account_id)) == 1


def test_nothing_is_told_of_a_paper_withdrawn_before_its_turn(house):
    document = a_document(house, by=a_branch(house), state=DocumentState.WITHDRAWN)
    assert told(house, published(document)) == []


@pytest.mark.usefixtures("noon")
def test_a_withdrawal_takes_the_place_of_what_still_waits(house):
    branch = a_branch(house)
    a_subscription(house, of=a_member(house, of=branch))
    document = a_document(house, by=branch)
    first, second = told(house, published(document)), told(house, DocumentWithdrawn(document_id=document.id))
    states = {delivery.message_id: delivery.state for delivery in deliveries(house)}
    assert states == {first[0].id: DeliveryState.SUPERSEDED, second[0].id: DeliveryState.WAITING}
    assert first[0].topic == second[0].topic


def test_readers_of_a_replaced_paper_are_told(house):
    branch = a_branch(house)
    a_member(house, of=branch)
    an_account(house, member=a_member(house, of=branch))
    old, new = a_document(house, by=branch, state=DocumentState.REPLACED), a_document(house, by=branch)
    messages = told(house, DocumentReplaced(document_id=old.id, by_id=new.id))
    assert [(message.title_key, message.addressed) for message in messages] == [("document_replaced", 1)]


def test_a_data_request_goes_to_the_branch_and_the_data_protection_officer_once_each(house):
    province = a_province(house)
    branch = a_branch(house, under=a_committee(house, under=province))
    asking, both, above = (a_member(house, of=branch) for _ in range(3))
    a_position(house, at=branch, role=Role.SECRETARY, member=both)
    a_position(house, at=province, role=Role.DATA_PROTECTION_OFFICER, member=both)
    a_position(house, at=province, role=Role.DATA_PROTECTION_OFFICER, member=above)
    expected = {an_account(house, member=member).id for member in (both, above)}
    an_account(house, member=asking)
    told(house, DataRequestReceived(request_id=new_id(), branch_id=branch.id))
    assert recipients(house) == expected


@pytest.mark.usefixtures("noon")
def test_the_new_device_itself_is_not_told_of_its_own_sign_in(house):
    account = an_account(house, member=a_member(house, of=a_branch(house)))
    with house.database.writing() as session:
        devices = [Device(account_id=account.id, token_hash=bytes([n] * 32), label="Android") for n in range(2)]
        session.add_all(devices)
    old, new = (a_subscription(house, of=account.id, device_id=device.id) for device in devices)
    told(house, SignedInOnNewDevice(account_id=account.id, device_id=devices[1].id))
    assert [delivery.target_id for delivery in deliveries(house)] == [old.id]
    assert new.id != old.id


def test_a_first_activation_is_no_news_but_a_recovery_is(house):
    account = an_account(house, member=a_member(house, of=a_branch(house)))
    assert told(house, AccountActivated(account_id=account.id, purpose=CodePurpose.ACTIVATION)) == []
    assert len(told(house, AccountActivated(account_id=account.id, purpose=CodePurpose.RECOVERY))) == 1


def keep(house, *rows):
    with house.database.writing() as session:
        session.add_all(rows)


@pytest.mark.usefixtures("noon")
def test_who_turned_a_kind_off_has_it_in_the_inbox_only(house):
    branch = a_branch(house)
    member = a_member(house, of=branch)
    phone = a_subscription(house, of=member)
    keep(house, Preference(account_id=phone.account_id, kind=Kind.DOCUMENT, channel=Channel.WEB_PUSH, wanted=False))
    told(house, published(a_document(house, by=branch)))
    assert deliveries(house) == []
    assert len(inbox_of(house, phone.account_id)) == 1


def test_security_cannot_be_turned_off_and_does_not_wait_for_the_morning(house, it_is):
    night = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    it_is(night)
    phone = a_subscription(house, of=a_member(house, of=a_branch(house)))
    keep(
        house,
        Preference(account_id=phone.account_id, kind=Kind.SECURITY, channel=Channel.WEB_PUSH, wanted=False),
        QuietTime(account_id=phone.account_id, quiet_from=22 * 60, quiet_to=6 * 60, digest_at=19 * 60),
    )
    told(house, SignedInOnNewDevice(account_id=phone.account_id, device_id=new_id()))
    assert [delivery.due_at for delivery in deliveries(house)] == [night]


def test_quiet_hours_put_a_notice_off_until_their_end(house, it_is):
    night = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # 23:30
    it_is(night)
    branch = a_branch(house)
    early, late, awake = (a_subscription(house, of=a_member(house, of=branch)) for _ in range(3))
    keep(
        house,
        QuietTime(account_id=early.account_id, quiet_from=22 * 60, quiet_to=5 * 60),
        QuietTime(account_id=late.account_id, quiet_from=21 * 60, quiet_to=7 * 60),
        QuietTime(account_id=awake.account_id, quiet_from=1 * 60, quiet_to=7 * 60),
    )
    told(house, published(a_document(house, by=branch)))
    due = {delivery.target_id: delivery.due_at for delivery in deliveries(house)}
    morning = datetime.combine(date(2026, 11, 21), time(), clock.LOCAL)
    assert due == {early.id: morning + timedelta(hours=5), late.id: morning + timedelta(hours=7), awake.id: night}


@pytest.mark.usefixtures("noon")
def test_a_daily_notice_stands_for_all_papers_of_the_day(house):
    branch = a_branch(house)
    daily, other = (a_subscription(house, of=a_member(house, of=branch)) for _ in range(2))
    keep(house, QuietTime(account_id=daily.account_id, digest_at=19 * 60))
    for _ in range(3):
        told(house, published(a_document(house, by=branch)))
    made = deliveries(house)
    assert len([delivery for delivery in made if delivery.target_id == other.id]) == 3
    evening = datetime.combine(date(2026, 11, 20), time(19), clock.LOCAL)
    assert [delivery.due_at for delivery in made if delivery.target_id == daily.id] == [evening]
    assert len(inbox_of(house, daily.account_id)) == 3


@pytest.mark.usefixtures("noon")
def test_a_large_audience_is_addressed_in_a_few_statements(house):
    """2,500 members with a phone each: three chunks, three jobs, whatever the number."""
    branch = a_branch(house)
    with house.database.writing() as session:
        a_crowd(session, branch.id, 2500)
    (message,) = told(house, published(a_document(house, by=branch)))
    assert message.addressed == 2500
    with house.database.reading() as session:
        chunks = dict(session.execute(select(Delivery.chunk, func.count()).group_by(col(Delivery.chunk))).all())
        assert chunks == {0: 1000, 1: 1000, 2: 500}
        assert session.exec(select(func.count()).select_from(Member)).one() == 2500
