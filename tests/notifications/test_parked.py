"""An event that cannot be told is parked, seen by administrators, and tried again or dropped."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from api.kit import jobs
from api.kit.actors import Role
from api.kit.audit import AuditEntry
from api.kit.ids import new_id
from api.kit.outbox import OutboxEntry
from api.rooms.library.events import DocumentPublished, DocumentReplaced
from notifications.composing import ask_again, compose
from notifications.models import InboxEntry, Message, ParkedEvent
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, a_subscription, happened, tools_of
from tests.makers.organizations import a_branch, a_position, a_province
from tests.makers.signin import an_account, signed_in

NOON = datetime(2026, 12, 3, 5, tzinfo=UTC)


def a_paper(house, branch):
    paper = a_document(house, by=branch)
    return DocumentPublished(document_id=paper.id, audience_organization_id=branch.id, to_study=False)


def recipients(house):
    with house.database.reading() as session:
        return session.exec(select(func.count()).select_from(InboxEntry)).one()


def code_of(answer):
    return answer.json()["code"]


def test_an_event_whose_recipe_fails_is_parked_and_can_be_tried_again(house):
    entry = happened(house, DocumentReplaced(document_id=new_id(), by_id=new_id()))
    for _ in range(2):
        with pytest.raises(Exception, match="No row"):
            compose(tools_of(house), str(entry))
    with house.database.reading() as session:
        parked = session.exec(select(ParkedEvent)).one()
        assert (parked.event_id, parked.reason, parked.tries) == (entry, "NoResultFound", 2)
        assert session.get_one(OutboxEntry, entry).handled_at is None


def test_a_parked_event_that_is_tried_again_is_told_once_and_parked_no_more(house, monkeypatch):
    branch = a_branch(house)
    an_account(house, member=a_member(house, of=branch))
    event = a_paper(house, branch)
    with monkeypatch.context() as broken:
        broken.setattr("notifications.composing.drafts_of", fail)
        entry = happened(house, event)
        with pytest.raises(ZeroDivisionError):
            compose(tools_of(house), str(entry))
    assert recipients(house) == 0
    with house.database.writing() as session:
        ask_again(session, session.exec(select(ParkedEvent)).one())
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        jobs.wait_until_done()
    finally:
        jobs.stop()
    assert recipients(house) == 1
    with house.database.reading() as session:
        assert session.exec(select(ParkedEvent)).all() == []
        assert session.exec(select(func.count()).select_from(Message)).one() == 1


def fail(*_arguments):
    raise ZeroDivisionError


def an_administrator(house, province):
    account = an_account(house, display_name="Quản trị", at=province)
    a_position(house, at=province, role=Role.ADMINISTRATOR, account_id=account.id)
    return signed_in(house, account=account)


def test_an_administrator_sees_how_much_waits_for_a_service_and_since_when(house, it_is):
    it_is(NOON)
    province = a_province(house)
    admin = an_administrator(house, province)
    branch = a_branch(house, under=province)
    for _ in range(2):
        a_subscription(house, of=a_member(house, of=branch))
    message = a_paper_told(house, branch)
    assert admin.get("/api/notifications/stuck").json() == [], "they are due now: nobody waits yet"
    it_is(NOON + timedelta(minutes=11))
    waiting = {"channel": "web_push", "waiting": 2, "since": message.created_at.isoformat()}
    [told] = admin.get("/api/notifications/stuck").json()
    assert told | {"since": datetime.fromisoformat(told["since"]).isoformat()} == waiting
    it_is(message.expires_at)
    assert admin.get("/api/notifications/stuck").json() == []


def test_an_administrator_sees_what_was_parked_tries_it_again_or_drops_it(house):
    province = a_province(house)
    admin = an_administrator(house, province)
    branch = a_branch(house, under=province)
    event = DocumentReplaced(document_id=new_id(), by_id=new_id())
    entry = happened(house, event)
    with pytest.raises(Exception, match="No row"):
        compose(tools_of(house), str(entry))
    (parked,) = admin.get("/api/notifications/parked").json()
    assert (parked["kind"], parked["reason"], parked["tries"]) == (event.kind, "NoResultFound", 1)
    assert admin.post(f"/api/notifications/parked/{entry}/retry").status_code == 204
    refused = admin.post(f"/api/notifications/parked/{new_id()}/retry")
    assert code_of(refused) == "notifications.parked_not_found"
    assert admin.delete(f"/api/notifications/parked/{entry}").status_code == 204
    assert admin.get("/api/notifications/parked").json() == []
    again = admin.delete(f"/api/notifications/parked/{entry}")
    assert code_of(again) == "notifications.parked_not_found"
    compose(tools_of(house), str(entry))  # the retry that was asked for finds it handled
    with house.database.reading() as session:
        noted = session.exec(select(AuditEntry.action).where(AuditEntry.subject_id == entry)).all()
    assert sorted(noted) == ["notifications.event_dropped", "notifications.event_retried"]
    member = signed_in(house, member=a_member(house, of=branch))
    for list_ in ("parked", "stuck"):
        assert member.get(f"/api/notifications/{list_}").status_code == 403
