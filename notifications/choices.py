"""What somebody gets on which channel until he chooses otherwise, and which kinds nobody can turn off."""

from datetime import timedelta

from notifications.models import Channel, Kind

CHOOSABLE = (Kind.DOCUMENT, Kind.MEETING, Kind.ANNOUNCEMENT, Kind.DATA)
"""Kinds members choose by channel."""

ALWAYS = frozenset({Kind.SECURITY, Kind.TEST, Kind.DIGEST})
"""Told at once on every device: a stranger's sign-in cannot wait for the morning, and the others were asked for."""

DIGESTED = frozenset({Kind.DOCUMENT, Kind.ANNOUNCEMENT, Kind.DATA})
"""Kinds that wait for the daily notice of those who want one; a meeting's time does not wait."""

DIGEST_SPAN = timedelta(days=1)
"""How far back a daily notice looks: it comes once a day."""
DIGEST_KEEPS = timedelta(hours=12)
"""How long it is worth telling."""

PUSHES = frozenset({Channel.WEB_PUSH, Channel.FCM})


def wanted_by_default(kind: Kind, channel: Channel) -> bool:
    """Phones get everything; mailboxes only what concerns the account's safety."""
    return channel in PUSHES or kind is Kind.SECURITY
