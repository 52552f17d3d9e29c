"""E-mail: text and HTML with the same neutral sentence, over one connection of the house's own mail server."""

import smtplib
import ssl
from collections.abc import Callable, Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from html import escape
from urllib.parse import unquote, urlsplit

from api.rooms.members.fields import is_email
from api.settings import Settings
from notifications.channels import Answer, Outgoing, Tell
from notifications.texts import APP_NAME, EMAIL_ACTION, EMAIL_FOOTER, EMAIL_TEXT

_PATIENCE_SECONDS = 20
_GIVES_UP_AFTER = 3
_ACCEPTED, _REFUSED, _TROUBLE, _GONE = 200, 400, 503, 410
_MAILBOX_UNKNOWN = frozenset({550, 551, 553})
_PERMANENT = 500


def connect(settings: Settings) -> smtplib.SMTP:
    """A session with the mail server, encrypted where it can be and signed in; OSError or SMTPException if it fails."""
    where = urlsplit(settings.smtp_url)
    host, port = where.hostname or "localhost", where.port or 0
    if where.scheme == "smtps":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_PATIENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_PATIENCE_SECONDS)
    server.ehlo()
    if where.scheme != "smtps" and server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    if where.username:
        server.login(unquote(where.username), unquote(where.password or ""))
    return server


class Email:
    """Sends by the mail server of `HANDBOOK_SMTP_URL`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, notices: Iterable[Outgoing], tell: Tell, stopping: Callable[[], bool]) -> None:
        """As `Sender` promises. A server that cannot be reached is trouble for every one of them, never a loss.

        After three failures in a row the others of this turn are not tried: each would wait for its time-out.
        """
        server: smtplib.SMTP | None = None
        failures = 0
        for notice in notices:
            if stopping():
                break
            status = _TROUBLE
            if not is_email(notice.address):  # kept before forms looked; Python's writer of headers fails on some
                status = _REFUSED
            elif failures < _GIVES_UP_AFTER:
                try:
                    server = server or connect(self._settings)
                    status = _hand_over(server, self._written(notice))
                    failures = 0
                except (OSError, smtplib.SMTPException):
                    server, failures = None, failures + 1
            tell(Answer(notice.target_id, status))
        if server is not None:
            server.close()

    def _written(self, notice: Outgoing) -> EmailMessage:
        address = self._settings.public_url.rstrip("/") + notice.said.link
        said = {"title": notice.said.title, "address": address, "footer": EMAIL_FOOTER}
        sender = self._settings.mail_from or f"so-tay@{self._settings.host_name}"
        mail = EmailMessage()
        mail["From"] = Address(APP_NAME, addr_spec=sender)
        mail["To"] = notice.address
        mail["Subject"] = notice.said.title
        mail["Message-ID"] = make_msgid(notice.said.message_id.hex, domain=self._settings.host_name)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(EMAIL_TEXT.format(**said))
        parts = (
            f"<p><strong>{escape(notice.said.title)}</strong></p>",
            f'<p><a href="{escape(address)}">{escape(EMAIL_ACTION)}</a></p>',
            f"<p><small>{escape(EMAIL_FOOTER)}</small></p>",
        )
        mail.add_alternative("".join(parts), subtype="html")
        return mail


def _hand_over(server: smtplib.SMTP, mail: EmailMessage) -> int:
    """The server's answer in the words of HTTP; raises when the connection is lost."""
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        server.rset()
        if any(code in _MAILBOX_UNKNOWN for code in codes):
            return _GONE
        return _REFUSED if codes and min(codes) >= _PERMANENT else _TROUBLE
    except smtplib.SMTPSenderRefused:
        server.rset()
        return _TROUBLE  # whatever it says: the house's own name is wrong, not the reader's, and can be mended
    except smtplib.SMTPResponseException as error:
        server.rset()
        return _REFUSED if error.smtp_code >= _PERMANENT else _TROUBLE
    except ValueError:
        return _REFUSED
    return _ACCEPTED
