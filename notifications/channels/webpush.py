"""Web push (RFC 8030): a declarative message, encrypted for one browser, signed by the house."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from time import monotonic

from api.settings import Settings
from notifications.channels import Answer, Notice, Outgoing, Tell, carrier
from notifications.channels.carrier import Carrier
from notifications.channels.encryption import encrypt
from notifications.channels.guard import Places, Unknown, Unsafe, split
from notifications.channels.requesting import Headers, Place, Post, Reply
from notifications.channels.vapid import Signatures

_REFUSED = 403
"""What a push service would say: the address or key can never be sent to."""
_TOO_MANY = frozenset({429, 503})
_TROUBLE_AFTER = 10
_PAUSE_SECONDS = 30.0
_PAUSED = 429
_AFTER_SCHEME = len("https://")
_TOGETHER = 64
"""Messages encrypted in one go: a processor that does one thing at a time is a third quicker at it."""


@dataclass
class _Service:
    """One origin: how it is reached, what it is told now, and whether it asked to be left alone."""

    origin: str
    place: Place
    said: Notice | None = None
    headers: Headers = ()
    contents: dict[int, bytes] = field(default_factory=dict)
    """By number of unread notices: the same for all recipients who have as many."""
    refusals: int = 0
    paused_until: float = 0.0
    answered_at: float = field(default_factory=monotonic)

    def heard(self, reply: Reply) -> None:
        """After ten refusals in a row the others are not even tried for a while.

        No answer is a refusal only where nobody else got one either: a few phones that hang are not the service.
        """
        now = monotonic()
        if reply.status not in _TOO_MANY:
            if reply.status:
                self.refusals, self.answered_at = 0, now
                return
            if now - self.answered_at < carrier.ANSWER_SECONDS:
                return
        self.refusals += 1
        if self.refusals >= _TROUBLE_AFTER:
            self.refusals = 0
            self.paused_until = now + (reply.retry_after or _PAUSE_SECONDS)

    def pause_left(self) -> float:
        """Seconds for which it is left alone; 0 mostly."""
        return max(0.0, self.paused_until - monotonic()) if self.paused_until else 0.0


class _Answers(list[Answer]):
    """What came and is not passed on: answers of one turn are kept together, for a third of what each takes alone."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def pass_on(self) -> None:
        """Nothing is kept back, and nothing told twice."""
        if self:
            told = tuple(self)
            self.clear()
            self._tell(*told)


class WebPush:
    """Sends to browsers. Keeps connections, signatures and resolved names between calls."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._signatures = Signatures(settings)
        self._places = Places(settings)
        self._carriers: list[Carrier] = []

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises."""
        carries = self._carriers.pop() if self._carriers else Carrier(self._settings.push_ca_file)
        answers = _Answers(tell)
        try:
            carries.carry(self._posts(notices, answers), answers.pass_on, stopping)
        finally:
            answers.pass_on()
        self._carriers.append(carries)

    def _posts(self, notices: Iterable[Outgoing], answers: _Answers) -> Iterator[tuple[Post, Callable[[Reply], None]]]:
        services: dict[str, _Service] = {}
        waiting = iter(notices)
        while group := list(islice(waiting, _TOGETHER)):
            ready = self._ready(group, services, answers)
            answers.pass_on()
            for target_id, service, post in ready:
                left = service.pause_left()
                if left:
                    answers.append(Answer(target_id, _PAUSED, left))
                else:
                    yield post, partial(_heard, target_id, service, answers)

    def _ready(
        self, group: Sequence[Outgoing], services: dict[str, _Service], answers: _Answers
    ) -> list[tuple[str, _Service, Post]]:
        """Encrypted; what cannot be sent is answered at once."""
        ready = []
        for notice in group:
            try:
                service = self._service(notice.address, services)
                if left := service.pause_left():
                    answers.append(Answer(notice.target_id, _PAUSED, left))
                else:
                    ready.append((notice.target_id, service, self._post(notice, service)))
            except Unknown:
                answers.append(Answer(notice.target_id, 0))
            except (Unsafe, ValueError):
                answers.append(Answer(notice.target_id, _REFUSED))
        return ready

    def _service(self, address: str, services: dict[str, _Service]) -> _Service:
        """Whose address it is; every address is looked at, every origin only once."""
        end = address.find("/", _AFTER_SCHEME)
        known = services.get(address[:end]) if end > 0 else None
        if known is not None and address.isascii() and address.isprintable() and " " not in address:
            return known
        parts = split(address, self._settings)
        made = _Service(f"https://{parts.netloc}", self._places.pinned(parts))
        return services.setdefault(made.origin, made)

    def _post(self, notice: Outgoing, service: _Service) -> Post:
        said = notice.said
        if said is not service.said:
            service.said, service.headers, service.contents = said, self._headers(said, service.origin), {}
        content = service.contents.get(notice.badge)
        if content is None:
            content = service.contents[notice.badge] = self._payload(said, notice.badge)
        body = encrypt(content, notice.public_key, notice.auth)
        return Post(service.place, _target(notice.address, service.origin), service.headers, body)

    def _headers(self, said: Notice, origin: str) -> Headers:
        """The same for all of a message at one service; a few seconds of its time to live do not matter."""
        return (
            ("authorization", self._signatures.header(origin)),
            ("content-encoding", "aes128gcm"),
            ("content-type", "application/octet-stream"),
            ("ttl", str(said.ttl)),
            ("urgency", said.urgency),
            *((("topic", said.topic),) if said.topic else ()),
        )

    def _payload(self, said: Notice, badge: int) -> bytes:
        """Declarative web push: iPhones show it by themselves, the service worker reads it elsewhere."""
        notification = {
            "title": said.title,
            "navigate": self._settings.public_url.rstrip("/") + said.link,
            "lang": "vi",
            "tag": said.topic or str(said.message_id),
            "app_badge": str(badge),
            "data": {"id": str(said.message_id), "kind": said.kind},
        }
        content = {"web_push": 8030, "notification": notification}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _target(address: str, origin: str) -> str:
    """What a request asks for (RFC 9112 §3.2.1): path and query, never a fragment."""
    target = address[len(origin) :].partition("#")[0]
    return target if target.startswith("/") else f"/{target}"


def _heard(target_id: str, service: _Service, answers: _Answers, reply: Reply) -> None:
    service.heard(reply)
    answers.append(Answer(target_id, reply.status, reply.retry_after))
