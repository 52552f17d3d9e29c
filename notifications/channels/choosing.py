"""Which channels this house has, as its settings say; senders are kept with their open connections."""

from collections.abc import Callable

from api.settings import Settings
from notifications.channels import Sender, open_channels
from notifications.channels.console import Console
from notifications.channels.email import Email
from notifications.channels.memory import Memory
from notifications.channels.webpush import WebPush
from notifications.models import Channel

_MADE_BY: dict[Channel, Callable[[Settings], Sender]] = {
    Channel.WEB_PUSH: WebPush,
    Channel.EMAIL: Email,
}
_kept: dict[tuple[object, ...], Sender] = {}
"""By what it depends on; a process has one of each, tests have several."""


def open_senders(settings: Settings) -> list[tuple[Channel, Sender]]:
    """The senders of the channels that are set up, the quickest first."""
    open_ones = open_channels(settings)
    return [(channel, _sender(channel, settings)) for channel in Channel if channel in open_ones]


def _sender(channel: Channel, settings: Settings) -> Sender:
    key = (
        channel,
        settings.notify_by,
        settings.var,
        settings.public_url,
        settings.mail_from,
        *(settings.push_hosts, settings.push_ca_file),
        *(settings.fcm_credentials, settings.fcm_url),
        settings.smtp_url,
    )
    return _kept.get(key) or _kept.setdefault(key, _make(channel, settings))


def _make(channel: Channel, settings: Settings) -> Sender:
    if settings.notify_by == "console":
        return Console(channel)
    if settings.notify_by == "memory":
        return Memory()
    if channel is Channel.FCM:
        from notifications.channels.fcm import Fcm  # noqa: PLC0415 - api/decisions/0008

        return Fcm(settings)
    return _MADE_BY[channel](settings)
