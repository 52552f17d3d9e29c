"""Makers of the package `notifications`: phones that may be woken, and jobs done at once."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import insert
from sqlmodel import Session, col, select

from api.kit import clock, outbox
from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.kit.outbox import Event, OutboxEntry
from api.rooms.library.events import DocumentPublished
from api.rooms.meetings.models import Meeting
from api.rooms.members.models import Member, Sex, State
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account, AccountState
from notifications.composing import compose
from notifications.models import Announcement, Channel, InboxEntry, Message, PushSubscription
from notifications.service.subscribing import address_hash
from tests.makers.library import a_document
from tests.makers.phones import Phone
from tests.makers.signin import an_account
from tests.support.house import House

_numbers = count(1)
TITLE, TEXT = "Lịch học nghị quyết tháng 12", "Đồng chí mang theo tài liệu.\nHội trường mở cửa từ 7 giờ."
People = dict[str, tuple[Member, UUID]]
"""Members with their accounts by a name."""


def a_subscription(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    of: Member | UUID,
    phone: Phone | None = None,
    address: str | None = None,
    channel: Channel = Channel.WEB_PUSH,
    device_id: UUID | None = None,
) -> PushSubscription:
    """A phone of a member (or of an account) that may be woken."""
    account_id = an_account(house, member=of).id if isinstance(of, Member) else of
    phone = phone or Phone()
    address = address or f"https://push.example/{next(_numbers)}"
    web = channel is Channel.WEB_PUSH
    made = PushSubscription(
        account_id=account_id,
        device_id=device_id,
        channel=channel,
        address=address,
        address_hash=address_hash(address),
        public_key=phone.public_key if web else None,
        auth=phone.auth if web else None,
    )
    with house.database.writing() as session:
        session.add(made)
    return made


def an_announcement(house: House, *, by: Organization, member: Member, title: str = "Lịch học") -> Announcement:
    """An announcement of an organisation to everybody below it, which waits for its time."""
    made = Announcement(
        organization_id=by.id,
        account_id=an_account(house, member=member).id,
        title=title,
        text="Đồng chí mang theo tài liệu.",
        audience_organization_id=by.id,
        send_at=clock.now(),
    )
    with house.database.writing() as session:
        session.add(made)
    return made


def audience_of(
    organization: Organization | None = None, *, meeting: Meeting | None = None, kinds: Sequence[str] = ()
) -> dict[str, Any]:
    """As a body of a request says it."""
    return {
        "organization_id": str(organization.id) if organization else None,
        "meeting_id": str(meeting.id) if meeting else None,
        "kinds": list(kinds),
    }


def written(
    client: TestClient,
    speaker: Organization,
    audience: dict[str, Any],
    announcement_id: str | None = None,
    **more: Any,
) -> Response:
    """The answer to an announcement written through HTTP."""
    body = {"organization_id": str(speaker.id), "title": TITLE, "text": TEXT, "audience": audience, **more}
    return client.put(f"/api/notifications/announcements/{announcement_id or new_id()}", json=body)


def tools_of(house: House) -> Tools:
    """What a job of this house works with."""
    return Tools(house.database, house.app.state.storage, house.settings)


def happened(house: House, event: Event) -> UUID:
    """Record an event; the id of its entry."""
    with house.database.writing() as session:
        outbox.record(session, event)
        session.flush()
        statement = select(OutboxEntry).order_by(OutboxEntry.id.desc())  # type: ignore[attr-defined]  # a column
        return session.exec(statement).first().id  # type: ignore[union-attr]  # just recorded


def told(house: House, event: Event) -> list[Message]:
    """Record an event and do its job; the messages that came of it."""
    entry_id = happened(house, event)
    compose(tools_of(house), str(entry_id))
    with house.database.reading() as session:
        return list(session.exec(select(Message).where(Message.event_id == entry_id)))


def tell_everything(house: House) -> None:
    """Do the jobs of all that was recorded so far."""
    with house.database.reading() as session:
        waiting = session.exec(select(OutboxEntry.id).where(col(OutboxEntry.handled_at).is_(None))).all()
    for entry_id in waiting:
        compose(tools_of(house), str(entry_id))


def in_inbox(client: TestClient) -> list[str]:
    """The keys of the titles in somebody's inbox, by alphabet."""
    return sorted(notice["title_key"] for notice in client.get("/api/notifications/inbox").json()["items"])


def a_paper_told(house: House, branch: Organization) -> Message:
    """The message about a paper that was just published for a branch."""
    document = a_document(house, by=branch)
    event = DocumentPublished(document_id=document.id, audience_organization_id=branch.id, to_study=False)
    (message,) = told(house, event)
    return message


def inbox_of(house: House, account_id: UUID) -> list[InboxEntry]:
    """What lies in somebody's inbox."""
    with house.database.reading() as session:
        return list(session.exec(select(InboxEntry).where(InboxEntry.account_id == account_id)))


def local(text: str) -> datetime:
    """A moment by the local clock: `2026-12-03T19:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


def names(session: Session, message: Message, people: People) -> set[str]:
    """To whom a message was told."""
    by_account = {account: name for name, (_, account) in people.items()}
    entries = session.exec(select(InboxEntry.account_id).where(InboxEntry.message_id == message.id))
    return {by_account.get(account, "?") for account in entries}


def a_crowd(
    session: Session,
    branch_id: UUID,
    count_: int,
    *,
    origin: str = "https://push.example",
    phones: list[Phone] | None = None,
) -> list[Phone]:
    """Many members of a branch, each with an account and a phone, in three statements; a hundred phones' keys serve."""
    phones = phones or [Phone() for _ in range(min(count_, 100))]
    keys = [(phone.public_key, phone.auth) for phone in phones]
    members, accounts, subscriptions = [], [], []
    for number in range(count_):
        member = Member(
            full_name=f"Nguyễn Văn {number}",
            name_key=f"{number:06}",
            name_folded=f"nguyen van {number}",
            birth_on=date(1980, 1, 1),
            sex=Sex.MALE,
            admitted_on=date(2005, 5, 19),
            official_on=date(2006, 5, 19),
            branch_id=branch_id,
            state=State.OFFICIAL,
        )
        account = Account(member_id=member.id, login=f"crowd.{number}.{member.id}"[:60], state=AccountState.ACTIVE)
        address = f"{origin}/{number % len(phones)}/{account.id}"
        public_key, auth = keys[number % len(keys)]
        subscription = PushSubscription(
            account_id=account.id,
            channel=Channel.WEB_PUSH,
            address=address,
            address_hash=address_hash(address),
            public_key=public_key,
            auth=auth,
        )
        members.append(member.model_dump())
        accounts.append(account.model_dump())
        subscriptions.append(subscription.model_dump())
    session.execute(insert(Member), members)
    session.execute(insert(Account), accounts)
    session.execute(insert(PushSubscription), subscriptions)
    return phones
