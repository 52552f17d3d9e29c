"""HTTP: my inbox, my phones, my choices; receipts of phones that need not be signed in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from api.kit.actors import CurrentActor
from api.kit.db import Database, ReadSession, WriteSession
from api.kit.errors import NotAllowed, NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.settings import Settings
from notifications import (
    errors,
    reminders,  # noqa: F401 - importing them registers them and their job
    sending,  # noqa: F401 - importing it registers its job
    service,
)
from notifications.announcement_endpoints import router as announcements
from notifications.channels import vapid
from notifications.models import PushSubscription
from notifications.schemas import (
    NoticeChangesRead,
    NoticeRead,
    ParkedRead,
    PreferencesRead,
    PreferencesRequest,
    ReadUntilRequest,
    ReceiptsRequest,
    SelfTestRead,
    SelfTestRequest,
    StuckRead,
    SubscriptionRead,
    SubscriptionRequest,
    VapidKeyRead,
)

router = APIRouter(prefix="/notifications", tags=["notifications"])


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _receipts(request: Request) -> service.Receipts:
    receipts: service.Receipts = request.app.state.receipts
    return receipts


Chosen = Annotated[Settings, Depends(_settings)]
OurReceipts = Annotated[service.Receipts, Depends(_receipts)]


def _checked(request: SubscriptionRequest, _: CurrentActor, settings: Chosen) -> service.Checked:
    return service.check(request, settings)


CheckedPhone = Annotated[service.Checked, Depends(_checked)]
"""Stands before the session in an endpoint: it is looked at before the database is held."""


async def _my_phone(test: SelfTestRequest, actor: CurrentActor, request: Request) -> PushSubscription:
    database: Database = request.app.state.database
    return await database.look_up(service.find_phone, actor, test.subscription_id)


MyPhone = Annotated[PushSubscription, Depends(_my_phone)]
"""Read in a short session of its own: its push service may take long."""


@router.get("/vapid-key", responses=documents(NotSignedIn))
def read_vapid_key(_: CurrentActor, settings: Chosen) -> VapidKeyRead:
    """The house's public key, to subscribe with."""
    return VapidKeyRead(key=vapid.public_key(settings))


@router.put(
    "/subscriptions",
    responses=documents(NotSignedIn, errors.AddressUnsafe, errors.KeysMalformed, errors.ChannelClosed),
)
def subscribe_phone(
    checked: CheckedPhone, actor: CurrentActor, session: WriteSession, settings: Chosen
) -> SubscriptionRead:
    """Keep this phone's push address; sent again at every start."""
    return service.subscribe(session, actor, checked, settings)


@router.delete(
    "/subscriptions/{subscription_id}",
    status_code=204,
    responses=documents(NotSignedIn, errors.SubscriptionNotFound),
)
def unsubscribe_phone(subscription_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """This phone wants no more."""
    service.end_subscription(session, actor, subscription_id)


@router.get("/inbox", responses=documents(NotSignedIn, CursorInvalid))
def list_inbox(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[NoticeRead]:
    """My notices of the last half year, newest first."""
    return service.list_notices(session, actor, page)


@router.get("/changes", responses=documents(NotSignedIn))
def read_inbox_changes(
    actor: CurrentActor, session: ReadSession, since: Annotated[int, Query(ge=0, le=2**53)] = 0
) -> NoticeChangesRead:
    """What is new or was read elsewhere since the phone last asked; pass back `next_since`."""
    return service.read_changes(session, actor, since)


@router.put("/inbox/{message_id}/read", status_code=204, responses=documents(NotSignedIn, errors.NoticeNotFound))
def mark_notice_read(message_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """I have seen this one."""
    service.mark_notice_read(session, actor, message_id)


@router.put("/read-until", status_code=204, responses=documents(NotSignedIn))
def mark_inbox_read(request: ReadUntilRequest, actor: CurrentActor, session: WriteSession) -> None:
    """I have seen all up to this one."""
    service.mark_all_read(session, actor, request.number)


@router.get("/preferences", responses=documents(NotSignedIn))
def read_notification_preferences(actor: CurrentActor, session: ReadSession, settings: Chosen) -> PreferencesRead:
    """What comes to me, how and when."""
    return service.read_choices(session, actor, settings)


@router.put("/preferences", responses=documents(NotSignedIn, errors.TimesInvalid, errors.NotChoosable))
def choose_notification_preferences(
    request: PreferencesRequest, actor: CurrentActor, session: WriteSession, settings: Chosen
) -> PreferencesRead:
    """Choose it."""
    return service.choose(session, actor, request, settings)


@router.post("/receipts", status_code=204, responses=documents(errors.ReceiptUnknown))
async def keep_receipts(request: ReceiptsRequest, receipts: OurReceipts) -> None:
    """What was shown and opened on a phone, by its receipt token; nobody has to be signed in."""
    await receipts.keep(request)


@router.post("/self-test", responses=documents(NotSignedIn, errors.SubscriptionNotFound, errors.TestsBusy))
def try_my_phone(phone: MyPhone, settings: Chosen) -> SelfTestRead:
    """Send a test to this phone and say what happened at each step; waits for the push service."""
    return service.try_phone(phone, settings)


@router.get("/parked", responses=documents(NotSignedIn, NotAllowed))
def list_parked_events(actor: CurrentActor, session: ReadSession) -> list[ParkedRead]:
    """Events that could not be told, for administrators."""
    return service.list_parked(session, actor)


@router.get("/stuck", responses=documents(NotSignedIn, NotAllowed))
def list_stuck_deliveries(actor: CurrentActor, session: ReadSession) -> list[StuckRead]:
    """How many notices wait for a service that is away, by channel, for administrators."""
    return service.list_stuck(session, actor)


@router.post(
    "/parked/{event_id}/retry",
    status_code=204,
    responses=documents(NotSignedIn, NotAllowed, errors.ParkedNotFound),
)
def retry_parked_event(event_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Try to tell it once more."""
    service.retry_parked(session, actor, event_id)


@router.delete(
    "/parked/{event_id}", status_code=204, responses=documents(NotSignedIn, NotAllowed, errors.ParkedNotFound)
)
def drop_parked_event(event_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Tell nobody of it any more."""
    service.drop_parked(session, actor, event_id)


router.include_router(announcements)
