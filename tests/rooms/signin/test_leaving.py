"""Who leaves the Party, or turns out to be there twice, has no account any more."""

import pytest
from sqlmodel import select

from api.kit import jobs
from api.kit.actors import Role
from api.kit.audit import AuditEntry
from api.rooms.members.models import Member
from api.rooms.signin.models import Account, AccountState
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import a_code, an_account, signed_in

PASSWORD = "mùa xuân đến sớm"


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def secretary(house, branch):
    member = a_member(house, of=branch, full_name="Trần Thị Thư")
    a_position(house, at=branch, role=Role.SECRETARY, member=member)
    return signed_in(house, member=member)


def work(house):
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        jobs.wait_until_done(60)
    finally:
        jobs.stop()


def states(house):
    with house.database.reading() as session:
        return {account.member_id: account.state for account in session.exec(select(Account))}


def test_the_account_of_a_member_who_left_is_closed_with_all_its_means(house, branch, secretary):
    member, stays = a_member(house, of=branch), a_member(house, of=branch)
    account, other = an_account(house, member=member, password=PASSWORD), an_account(house, member=stays)
    waiting = a_code(house, account=account)
    body = {"state": "expelled", "from_on": "2026-11-02"}
    secretary.post(f"/api/members/{member.id}/states", json=body).raise_for_status()
    work(house)
    assert states(house)[member.id] is AccountState.CLOSED
    assert states(house)[other.member_id] is AccountState.ACTIVE
    check = house.client().post("/api/signin/activations/check", json={"code": waiting})
    assert check.json()["code"] == "signin.code_replaced"
    with house.database.reading() as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "signin.account_closed")).one()
    assert (noted.subject_id, noted.account_id) == (account.id, None)


def test_of_two_cards_of_one_person_the_dropped_one_keeps_no_account(house, branch, secretary):
    keep, drop = (a_member(house, of=branch, full_name="Vi Văn Trùng") for _ in range(2))
    with house.database.writing() as session:  # the second was written down before he had a number
        row = session.get_one(Member, drop.id)
        row.card_hash = row.card_sealed = row.card_tail = None
    for member in (keep, drop):
        an_account(house, member=member)
    body = {"keep_id": str(keep.id), "drop_id": str(drop.id)}
    secretary.post("/api/members/merge", json=body).raise_for_status()
    work(house)
    assert (states(house)[keep.id], states(house)[drop.id]) == (AccountState.ACTIVE, AccountState.CLOSED)
