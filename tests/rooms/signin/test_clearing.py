"""Ended sessions are forgotten after a month, devices not seen for over a year are strangers."""

from datetime import timedelta

import pytest
from sqlmodel import select

from api.kit import clock
from api.kit.jobs import Tools
from api.rooms.signin.models import Device, SignInSession
from api.rooms.signin.service import clearing
from tests.makers.signin import an_account, signed_in

LONG_AGO = clearing.UNSEEN + timedelta(days=1)


@pytest.fixture
def sweep(house):
    def run() -> int:
        tools = Tools(house.database, house.app.state.storage, house.settings)
        with tools.database.writing() as session:
            return clearing.forget_proofs(session, tools)

    return run


def change(house, kind, account, **values):
    with house.database.writing() as session:
        for row in session.exec(select(kind).where(kind.account_id == account.id)):
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)


def sessions(house):
    with house.database.reading() as session:
        return {one.account_id for one in session.exec(select(SignInSession))}


def test_only_sessions_that_ended_long_ago_go(house, sweep):
    here, expired, ended, just_ended = (an_account(house, display_name=f"Người {n}") for n in range(4))
    phone = signed_in(house, account=here)
    for account in (expired, ended, just_ended):
        signed_in(house, account=account)
    before = clock.now() - clearing.ENDED_KEPT - timedelta(hours=1)
    change(house, SignInSession, expired, expires_at=before)
    change(house, SignInSession, ended, revoked_at=before)
    change(house, SignInSession, just_ended, revoked_at=clock.now())
    assert sweep() == 2
    assert sessions(house) == {here.id, just_ended.id}
    assert phone.get("/api/signin/session").status_code == 200
    assert sweep() == 0


def test_a_device_nobody_used_for_over_a_year_is_revoked_unless_somebody_is_signed_in_on_it(house, sweep):
    lost, used = (an_account(house, display_name=name) for name in ("Người mất máy", "Người dùng máy"))
    signed_in(house, account=lost)
    phone = signed_in(house, account=used)
    for account in (lost, used):
        change(house, Device, account, last_seen_at=clock.now() - LONG_AGO)
    change(house, SignInSession, lost, expires_at=clock.now() - timedelta(days=1))
    assert sweep() == 1
    with house.database.reading() as session:
        revoked = {one.account_id for one in session.exec(select(Device)) if one.revoked_at is not None}
    assert revoked == {lost.id}
    assert phone.get("/api/signin/session").status_code == 200
