"""A push service for tests and benchmarks: TLS, checks signatures, decrypts as the phone would, fails when told to.

As a process of its own (`python -m tests.support.push_service FOLDER`) it reads one line that says how to behave,
prints its port, and when its input ends what no honest sender does.
"""

import asyncio
import base64
import json
import random
import ssl
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import http_ece
import httptools
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.makers.phones import Phone

HANG, REDIRECT, SLOW, FLOOD, NOISE = "hang", "redirect", "slow", "flood", "noise"
_MOST_BYTES = 4096


def a_certificate(folder: Path) -> Path:
    """A certificate for `localhost` with its key in one file."""
    path = folder / "push-service.pem"
    if path.exists():
        return path
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(certificate.public_bytes(Encoding.PEM) + private)
    return path


@dataclass
class Received:
    """A message that arrived, as the phone read it."""

    path: str
    headers: dict[str, str]
    payload: dict[str, Any]


@dataclass
class PushService:
    """What the service knows, how it shall behave, and what it got."""

    phones: dict[str, Phone] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    """By path: what to answer to the next requests, `status`, `status:retry-after`, or a word of those above."""
    received: list[Received] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """What no honest sender does."""
    connections: int = 0
    together: int = 0
    """The most messages that were under way on one connection at the same moment."""
    port: int = 0
    vapid_key: str = ""
    look_at_every: int = 1
    """Decrypt only every n-th, for benchmarks."""
    chances: dict[str, float] = field(default_factory=dict)
    """Faults by chance, for benchmarks."""
    _verified: dict[str, bool] = field(default_factory=dict)
    open: set[Any] = field(default_factory=set)
    loop: asyncio.AbstractEventLoop | None = None

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.port}"

    def subscribe(self, phone: Phone, *faults: str) -> str:
        """The address of a phone that is known here, and what becomes of the first messages to it."""
        path = f"/wpush/{len(self.phones)}"
        self.phones[path] = phone
        self.faults[path] = list(faults)
        return self.origin + path

    def hang_up(self) -> None:
        """Close every connection, from another thread."""
        assert self.loop is not None
        for transport in list(self.open):
            self.loop.call_soon_threadsafe(transport.abort)
        while self.open:
            time.sleep(0.01)

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> str:
        """How to answer a request; looks at it first."""
        self.requests[path] += 1
        fault = self._fault(path)
        if fault is not None:
            return fault
        phone = self.phones.get(path) or self.phones.get("/" + path.split("/")[1])
        if phone is None:
            return "410"
        if not self._signed(headers.get("authorization", "")):
            self.wrong.append(f"signature at {path}")
            return "403"
        if headers.get("content-encoding") != "aes128gcm" or "ttl" not in headers or len(body) > _MOST_BYTES:
            self.wrong.append(f"form at {path}")
            return "400"
        if self.requests.total() % self.look_at_every == 0:
            plain = http_ece.decrypt(body, private_key=phone.private_key, auth_secret=phone.auth, version="aes128gcm")
            self.received.append(Received(path, headers, json.loads(plain)))
        return "201"

    def _fault(self, path: str) -> str | None:
        waiting = self.faults.get(path)
        if waiting:
            return waiting.pop(0)
        drawn = random.random()
        for fault, share in self.chances.items():
            if drawn < share:
                return fault
            drawn -= share
        return None

    def _signed(self, authorization: str) -> bool:
        if authorization not in self._verified:
            self._verified[authorization] = is_signed(authorization, self.origin, self.vapid_key)
        return self._verified[authorization]


def is_signed(authorization: str, origin: str, key: str) -> bool:
    """Whether a VAPID header (RFC 8292) is whole, meant for this service, of this key and not older than a day."""
    scheme, _, rest = authorization.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    token, given = parts.get("t", ""), parts.get("k", "")
    if scheme != "vapid" or token.count(".") != 2 or (key and given != key):
        return False
    signed, _, signature = token.rpartition(".")
    raw = _bytes(signature)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(given))
    try:
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        public.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    claims = json.loads(_bytes(signed.split(".")[1]))
    in_time = time.time() < claims["exp"] <= time.time() + 86_400
    return bool(claims["aud"] == origin and in_time and claims["sub"].startswith(("mailto:", "https:")))


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Connection(asyncio.Protocol):
    """HTTP/1.1 with connections that stay open; `push_http2` has the other."""

    ALPN = "http/1.1"

    def __init__(self, service: PushService) -> None:
        self._service = service

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._service.connections += 1
        self._service.open.add(transport)
        self._parser = httptools.HttpRequestParser(self)
        self._path, self._headers, self._body = "", dict[str, str](), b""

    def connection_lost(self, error: Exception | None) -> None:
        self._service.open.discard(self._transport)
        if error is not None and not isinstance(error, OSError):
            self._service.wrong.append(repr(error))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._path, self._headers, self._body = url.decode(), {}, b""

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode().lower()] = value.decode()

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        answer = self._service.answer(self._path, self._headers, self._body)
        if answer == HANG:
            return
        if answer == SLOW:
            asyncio.get_running_loop().call_later(1.5, self._answer, "201")
        else:
            self._answer(answer)

    def _answer(self, answer: str) -> None:
        status, _, retry_after = answer.partition(":")
        extra = f"Retry-After: {retry_after}\r\n" if retry_after else ""
        if answer == NOISE:
            self._transport.write(bytes(100))
            return
        if answer == FLOOD:
            self._transport.write(b"HTTP/1.1 201 x\r\nContent-Length: 10000000\r\n\r\n" + bytes(100_000))
            return
        if answer == REDIRECT:
            status, extra = "307", f"Location: {self._service.origin}/elsewhere\r\n"
        self._transport.write(f"HTTP/1.1 {status} x\r\n{extra}Content-Length: 0\r\n\r\n".encode())


class _Greeter(asyncio.Protocol):
    """Hands a connection to the version of HTTP that was agreed on."""

    def __init__(self, service: PushService, speaks: Sequence[Any]) -> None:
        self._service, self._speaks = service, speaks

    def connection_made(self, transport: Any) -> None:
        agreed = transport.get_extra_info("ssl_object").selected_alpn_protocol()
        speaks = next((version for version in self._speaks if agreed == version.ALPN), self._speaks[-1])
        transport.set_protocol(made := speaks(self._service))
        made.connection_made(transport)


async def _listen(service: PushService, certificate: Path, *speaks: Any) -> asyncio.Server:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols([version.ALPN for version in speaks])
    loop = service.loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Greeter(service, speaks), "localhost", 0, ssl=context, backlog=1024)
    service.port = server.sockets[0].getsockname()[1]
    return server


@contextmanager
def a_push_service(folder: Path, speaks: Any = Connection) -> Iterator[PushService]:
    """The service in a thread of this process, with this version of HTTP."""
    service, certificate = PushService(), a_certificate(folder)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(_listen(service, certificate, speaks))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for transport in list(service.open):
            transport.abort()
        while service.open:
            loop.run_until_complete(asyncio.sleep(0.01))
        loop.close()


async def _serve(folder: Path) -> None:
    said = json.loads(sys.stdin.readline())
    service = PushService(chances=said["faults"], look_at_every=said["look_at_every"], vapid_key=said["key"])
    for number, (secret, auth) in enumerate(said["phones"]):
        key = ec.derive_private_key(secret, ec.SECP256R1())
        service.phones[f"/{number}"] = Phone(private_key=key, auth=bytes.fromhex(auth))
    from tests.support.push_quick import Quick  # noqa: PLC0415 - which needs what stands above

    server = await _listen(service, a_certificate(folder), Quick, Connection)
    sys.stdout.write(f"{service.port}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()
    sys.stdout.write(json.dumps(service.wrong) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1])))
