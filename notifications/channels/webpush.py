"""Web push (RFC 8030): a declarative message, encrypted for one browser, signed by the house."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from uuid import UUID

from api.settings import Settings
from notifications.channels import Answer, Outgoing, Tell
from notifications.channels.carrier import Carrier, Post, Reply
from notifications.channels.encryption import encrypt
from notifications.channels.guard import Places, Unknown, Unsafe, split
from notifications.channels.vapid import Signatures

_REFUSED = 403
"""What a push service would say: the address or key can never be sent to."""
_TOO_MANY = frozenset({429, 503})
_TROUBLE_AFTER = 10
_PAUSE_SECONDS = 30.0
_PLAIN = re.compile(r"https://([A-Za-z0-9.:-]+)/[!-~]*")
"""What addresses of push services look like; any other is taken apart with more care."""


@dataclass
class _Service:
    """One origin: how it is reached, and whether it asked to be left alone."""

    origin: str
    pin: str
    headers: dict[tuple[str | None, str], tuple[str, ...]] = field(default_factory=dict)
    refusals: int = 0
    paused_until: float = 0.0

    def heard(self, reply: Reply) -> None:
        """After ten refusals in a row the others are not even tried for a while."""
        if reply.status not in _TOO_MANY:
            self.refusals = 0
            return
        self.refusals += 1
        if self.refusals >= _TROUBLE_AFTER:
            self.refusals = 0
            self.paused_until = monotonic() + (reply.retry_after or _PAUSE_SECONDS)


class WebPush:
    """Sends to browsers. Keeps connections, signatures and resolved names between calls."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._signatures = Signatures(settings)
        self._places = Places(settings)
        self._carriers: list[Carrier] = []

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises."""
        carrier = self._carriers.pop() if self._carriers else Carrier(self._settings.push_ca_file)
        carrier.carry(self._posts(notices, tell), stopping)
        self._carriers.append(carrier)

    def _posts(self, notices: Iterable[Outgoing], tell: Tell) -> Iterator[tuple[Post, Callable[[Reply], None]]]:
        services: dict[str, _Service] = {}
        for notice in notices:
            try:
                service = self._service(notice.address, services)
                left = service.paused_until - monotonic()
                if left > 0:
                    tell(Answer(notice.target_id, 429, left))
                    continue
                post = self._post(notice, service)
            except Unknown:
                tell(Answer(notice.target_id, 0))
            except (Unsafe, ValueError):
                tell(Answer(notice.target_id, _REFUSED))
            else:
                yield post, _teller(notice, service, tell)

    def _service(self, address: str, services: dict[str, _Service]) -> _Service:
        """Whose address it is; every address is looked at, every origin only once."""
        plain = _PLAIN.fullmatch(address)
        known = services.get(plain[1]) if plain else None
        if known is not None:
            return known
        parts = split(address, self._settings)
        made = _Service(f"https://{parts.netloc}", self._places.pinned(parts))
        return services.setdefault(parts.netloc, made)

    def _post(self, notice: Outgoing, service: _Service) -> Post:
        key = (notice.topic, notice.urgency)
        headers = service.headers.get(key)
        if headers is None:
            headers = service.headers[key] = self._headers(notice, service.origin)
        body = encrypt(self._payload(notice), notice.public_key or b"", notice.auth or b"")
        return Post(notice.address, service.pin, headers, body)

    def _payload(self, notice: Outgoing) -> bytes:
        """The same for all recipients with the same number of unread notices."""
        navigate = self._settings.public_url.rstrip("/") + notice.link
        tag = notice.topic or str(notice.message_id)
        return payload(notice.message_id, notice.kind, notice.title, navigate, tag, notice.badge)

    def _headers(self, notice: Outgoing, origin: str) -> tuple[str, ...]:
        """The same for all of a message at one service; a few seconds of its time to live do not matter."""
        topic = (f"Topic: {notice.topic}",) if notice.topic else ()
        return (
            f"Authorization: {self._signatures.header(origin)}",
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            f"TTL: {notice.ttl}",
            f"Urgency: {notice.urgency}",
            "Expect:",
            *topic,
        )


@lru_cache(maxsize=256)
def payload(message_id: UUID, kind: str, title: str, navigate: str, tag: str, badge: int) -> bytes:  # noqa: PLR0913, PLR0917 - the fields of a notice
    """Declarative web push: iPhones show it by themselves, the service worker reads it elsewhere."""
    notification = {
        "title": title,
        "navigate": navigate,
        "lang": "vi",
        "tag": tag,
        "app_badge": str(badge),
        "data": {"id": str(message_id), "kind": kind},
    }
    said = {"web_push": 8030, "notification": notification}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _teller(notice: Outgoing, service: _Service, tell: Tell) -> Callable[[Reply], None]:
    def heard(reply: Reply) -> None:
        service.heard(reply)
        tell(Answer(notice.target_id, reply.status, reply.retry_after))

    return heard
