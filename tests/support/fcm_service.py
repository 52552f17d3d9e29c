"""Firebase Cloud Messaging for tests: Google's token address and the HTTP v1 API, as strict as Google's."""

import base64
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

PROJECT, TOKEN = "so-tay-thu", "ya29.test"
HANG, UNREGISTERED, REDIRECT = "hang", "404 UNREGISTERED", "307 MOVED"
_FIELDS = {"fid", "token", "notification", "data", "android", "apns"}
_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


@dataclass
class FcmService:
    """What it got, and how it shall behave: by registration token the answers to its next messages."""

    key: rsa.RSAPrivateKey
    port: int = 0
    received: list[dict[str, Any]] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)
    """`STATUS CODE[ RETRY-AFTER]` as Google words its refusals, or `hang`."""
    refuses_account: bool = False
    wrong: list[str] = field(default_factory=list)
    """What no honest client sends."""
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def credentials(self, folder: Path) -> Path:
        """A service account's file as Google hands them out."""
        private = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        path = folder / "service-account.json"
        account = {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "1",
            "private_key": private,
            "client_email": "so-tay@so-tay-thu.iam.gserviceaccount.com",
            "client_id": "1",
            "token_uri": f"{self.url}/token",
        }
        path.write_text(json.dumps(account))
        return path

    def is_signed(self, assertion: str) -> bool:
        """Whether the account's own key signed it, for messages, for Google, now."""
        signed, _, signature = assertion.rpartition(".")
        self.key.public_key().verify(_bytes(signature), signed.encode(), padding.PKCS1v15(), SHA256())
        claims = json.loads(_bytes(signed.split(".")[1]))
        return bool(
            claims["aud"] == "https://oauth2.googleapis.com/token"
            and _SCOPE in claims["scope"].split()
            and claims["iat"] - 60 <= time.time() < claims["exp"]
        )

    def check(self, message: dict[str, Any]) -> None:
        """Google refuses unknown fields, numbers in `data` and lifetimes that are none."""
        odd = set(message) - _FIELDS
        numbers = [name for name, value in message.get("data", {}).items() if not isinstance(value, str)]
        if (
            len(message.keys() & {"fid", "token"}) != 1
            or odd
            or numbers
            or not re.fullmatch(r"\d+(\.\d+)?s", message["android"]["ttl"])
        ):
            self.wrong.append(json.dumps(message))


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class _Handler(BaseHTTPRequestHandler):
    service: FcmService
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/token":
            self._give_token(parse_qs(body.decode()))
        elif self.path != f"/v1/projects/{PROJECT}/messages:send":
            self._refuse("404 NOT_FOUND")
        elif self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._refuse("401 UNAUTHENTICATED")
        else:
            self._take(json.loads(body)["message"])

    def _give_token(self, asked: dict[str, list[str]]) -> None:
        if self.service.refuses_account or not self.service.is_signed(asked["assertion"][0]):
            self._answer(400, {"error": "invalid_grant", "error_description": "Invalid grant: account not found"})
        else:
            self._answer(200, {"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"})

    def _take(self, message: dict[str, Any]) -> None:
        token = message.get("token") or message["fid"]
        self.service.requests[token] += 1
        self.service.check(message)
        waiting = self.service.faults.get(token)
        fault = waiting.pop(0) if waiting else None
        if fault == HANG:
            self.service.closing.wait(30)
        elif fault is not None:
            self._refuse(fault)
        else:
            self.service.received.append(message)
            self._answer(200, {"name": f"projects/{PROJECT}/messages/{len(self.service.received)}"})

    def _refuse(self, fault: str) -> None:
        status, code, *retry_after = fault.split()
        kind = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
        error = {"code": int(status), "status": code, "message": "x", "details": [{"@type": kind, "errorCode": code}]}
        extra = {"Retry-After": retry_after[0]} if retry_after else {}
        if fault == REDIRECT:
            extra = {"Location": f"{self.service.url}/elsewhere"}
        self._answer(int(status), {"error": error}, extra)

    def _answer(self, status: int, content: dict[str, Any], extra: dict[str, str] | None = None) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(extra or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def _a_key() -> rsa.RSAPrivateKey:
    """One for all services of the process: making it takes longer than a test."""
    return rsa.generate_private_key(65537, 2048)


@contextmanager
def an_fcm_service() -> Iterator[FcmService]:
    """The service in a thread of this process."""
    service = FcmService(_a_key())
    handler = type("Handler", (_Handler,), {"service": service})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads, server.block_on_close = True, False
        service.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield service
        service.closing.set()
        server.shutdown()
        thread.join()
