"""Which channels this house has, as its settings say; senders are kept with their open connections."""

from api.settings import Settings
from notifications.channels import Sender
from notifications.channels.email import Email
from notifications.channels.webpush import WebPush
from notifications.models import Channel

_kept: dict[tuple[object, ...], WebPush] = {}
"""By what it depends on; a process has one, tests have several."""


def open_senders(settings: Settings) -> list[tuple[Channel, Sender]]:
    """The senders of the channels that are set up, the quickest first."""
    found: list[tuple[Channel, Sender]] = [(Channel.WEB_PUSH, _web_push(settings))]
    if settings.smtp_url:
        found.append((Channel.EMAIL, Email(settings)))
    return found


def _web_push(settings: Settings) -> WebPush:
    key = (settings.var, settings.public_url, settings.push_hosts, settings.push_ca_file, settings.mail_from)
    return _kept.get(key) or _kept.setdefault(key, WebPush(settings))
