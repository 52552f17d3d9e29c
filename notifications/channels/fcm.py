"""Firebase Cloud Messaging, for the app from the stores: Google's own client, one request a phone.

Off until `HANDBOOK_FCM_CREDENTIALS` names a service account's file. The notice is as neutral as everywhere; the app
opens the screen that `data.navigate` names and sends receipts with the token of its subscription.
"""

import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import firebase_admin
from firebase_admin import credentials, messaging
from firebase_admin.exceptions import FirebaseError, NotFoundError, UnauthenticatedError
from google.auth.exceptions import GoogleAuthError
from requests.adapters import HTTPAdapter

from api.kit.ids import new_id
from api.settings import Settings
from notifications.channels import Answer, Outgoing, Tell
from notifications.channels.carrier import ANSWER_SECONDS
from notifications.channels.requesting import seconds_of

_AT_ONCE = 16
_ACCEPTED, _REFUSED, _GONE, _TROUBLE, _SILENCE = 200, 400, 410, 503, 0
_PRIORITY = {"high": "high", "normal": "normal", "low": "normal"}
_APNS_PRIORITY = {"high": "10", "normal": "5", "low": "1"}
"""Apple's, in its own numbers; FCM hands them on."""
_APNS_NAME_BYTES = 64
_FID = re.compile(r"[A-Za-z0-9_-]{22}")
"""A Firebase installation id; older apps have registration tokens, which are much longer and have a colon."""


class Fcm:
    """Sends to phones by their installation ids or registration tokens."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = threading.Lock()
        self._app: Any = None

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises; answers are told by the calling thread, as they come."""
        waiting = iter(notices)
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="fcm") as pool:
            while not stopping() and (group := list(islice(waiting, _AT_ONCE))):
                asked: list[Future[Answer]] = [pool.submit(self._send_one, notice) for notice in group]
                for done in as_completed(asked):
                    tell(done.result())

    def _send_one(self, notice: Outgoing) -> Answer:
        try:
            messaging.send(self._message(notice), app=self._opened())
        except FirebaseError as error:
            return Answer(notice.target_id, status_of(error), _asked_to_wait(error))
        except (GoogleAuthError, OSError):  # Google does not know the account now, or its file cannot be read
            return Answer(notice.target_id, _TROUBLE)
        except ValueError:
            return Answer(notice.target_id, _REFUSED)
        return Answer(notice.target_id, _ACCEPTED)

    def _opened(self) -> Any:
        """Google's client for this house, made at the first message."""
        with self._opening:
            if self._app is None:
                self._app = _open(self._settings)
            return self._app

    def _message(self, notice: Outgoing) -> messaging.Message:
        tag = notice.said.topic or str(notice.said.message_id)
        message = messaging.Message(
            notification=messaging.Notification(title=notice.said.title),
            data={
                "id": str(notice.said.message_id),
                "kind": notice.said.kind,
                "navigate": self._settings.public_url.rstrip("/") + notice.said.link,
            },
            android=messaging.AndroidConfig(
                collapse_key=notice.said.topic,
                priority=_PRIORITY[notice.said.urgency],
                ttl=timedelta(seconds=notice.said.ttl),
                notification=messaging.AndroidNotification(tag=tag, notification_count=notice.badge),
            ),
            apns=messaging.APNSConfig(
                headers={
                    "apns-priority": _APNS_PRIORITY[notice.said.urgency],
                    "apns-collapse-id": tag[:_APNS_NAME_BYTES],
                },
                payload=messaging.APNSPayload(messaging.Aps(badge=notice.badge, thread_id=notice.said.kind)),
            ),
        )
        setattr(message, "fid" if _FID.fullmatch(notice.address) else "token", notice.address)
        return message


def status_of(error: FirebaseError) -> int:
    """Google's refusal as a status that says what to do.

    Only its word "unregistered" ends a phone: a 404 without it is a wrong project, and 401 a wrong account, which are
    for the administrator to mend while everything waits.
    """
    if isinstance(error, messaging.UnregisteredError):
        return _GONE
    if isinstance(error, NotFoundError | UnauthenticatedError | messaging.ThirdPartyAuthError):
        return _TROUBLE
    return _SILENCE if error.http_response is None else int(error.http_response.status_code)


def _asked_to_wait(error: FirebaseError) -> float | None:
    return None if error.http_response is None else seconds_of(error.http_response.headers.get("Retry-After"))


def opens(key_file: Path) -> bool:
    """Whether the file is a service account's; asks nobody."""
    try:
        credentials.Certificate(str(key_file))
    except (OSError, ValueError):
        return False
    return True


def _open(settings: Settings) -> Any:
    """A client of its own name; OSError or ValueError when the file is no service account's."""
    account = credentials.Certificate(str(settings.fcm_credentials))
    app = firebase_admin.initialize_app(account, {"httpTimeout": ANSWER_SECONDS}, name=str(new_id()))
    service = messaging._get_messaging_service(app)  # noqa: SLF001 - the library has no option for the three lines below
    if settings.fcm_url:
        service._fcm_url = f"{settings.fcm_url.rstrip('/')}/v1/projects/{app.project_id}/messages:send"  # noqa: SLF001 - see above
    session = service._client.session  # noqa: SLF001 - see above
    session.max_redirects = 0
    for scheme in ("https://fcm.googleapis.com", "https://", "http://"):
        # the client's own retries would sleep as long as a `Retry-After` says; the house has its own
        session.mount(scheme, HTTPAdapter(pool_maxsize=_AT_ONCE, max_retries=0))
    return app
