"""A branch, a committee with its office, and the houses that speak to services of this machine only."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlmodel import col, select

from api.kit.actors import Role
from api.settings import Settings
from notifications.channels import vapid
from notifications.models import Message
from notifications.reminding import remind
from tests.makers.members import a_member
from tests.makers.notifications import People, local, names, tools_of
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import ORIGIN
from tests.support.push_service import a_certificate, a_push_service

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def branch(house):
    return a_branch(house)


@pytest.fixture
def service(tmp_path):
    with a_push_service(tmp_path) as running:
        yield running


@pytest.fixture
def push_settings(tmp_path, database_url, service):
    """Settings of a house whose only push service is this one."""
    made = Settings(
        var=tmp_path,
        database_url=database_url,
        public_url=ORIGIN,
        log_level="ERROR",
        push_hosts=f"localhost:{service.port}",
        push_ca_file=a_certificate(tmp_path),
    )
    service.vapid_key = vapid.public_key(made)
    return made


@pytest.fixture
def memory_settings(tmp_path, database_url):
    """Settings of a house that keeps in memory what would leave it."""
    return Settings(var=tmp_path, database_url=database_url, public_url=ORIGIN, log_level="ERROR", notify_by="memory")


@pytest.fixture
def at(house, it_is):
    """Sets the clock to a local time and reminds; the titles of what is newly told, with the names of who was told."""
    told: set[UUID] = set()

    def go(text: str, people: People | None = None) -> list[tuple[str, set[str]]]:
        it_is(local(text))
        remind(tools_of(house))
        with house.database.reading() as session:
            messages = session.exec(select(Message).order_by(col(Message.number))).all()
            new = [
                (message.title_key, names(session, message, people or {}))
                for message in messages
                if message.id not in told
            ]
            told.update(message.id for message in messages)
        return new

    return go


@pytest.fixture
def noon(it_is):
    it_is(NOON)


@pytest.fixture
def places(house):
    """A committee with two branches of six and of two members, and its office."""
    committee = a_committee(house, under=a_province(house))
    here, there = a_branch(house, under=committee), a_branch(house, under=committee)
    members = [a_member(house, of=here) for _ in range(6)] + [a_member(house, of=there) for _ in range(2)]
    officer = a_member(house, of=a_branch(house))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=officer)
    return {"committee": committee, "here": here, "there": there, "members": members, "officer": officer}


@pytest.fixture
def office(house, places):
    return signed_in(house, member=places["officer"], second_factor=True)
