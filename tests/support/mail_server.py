"""A mail server on this machine that speaks as much SMTP as sending needs."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it is given; refuses `unknown@…` for good and `full@…` for now."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.mails: list[email.message.EmailMessage] = []
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"


class _Dialogue(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 ready")
        for raw in self.rfile:
            line = raw.decode().strip()
            verb = line[:4].upper()
            if verb == "DATA":
                self.take()
            elif verb == "RCPT" and "unknown@" in line:
                self.say("550 no such mailbox")
            elif verb == "RCPT" and "full@" in line:
                self.say("452 full")
            else:
                self.say("250 ok")

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        for raw in self.rfile:
            if raw.strip() == b".":
                break
            lines.append(raw)
        assert isinstance(self.server, MailServer)
        parsed = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(parsed, email.message.EmailMessage)
        self.server.mails.append(parsed)
        self.say("250 taken")


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    """One that runs while the block does."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
