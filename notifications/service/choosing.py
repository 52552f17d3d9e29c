"""What I want on which channel, when not, and whether once a day is enough."""

from sqlmodel import Session

from api.kit.actors import Actor
from api.settings import Settings
from notifications import choices, mailbox
from notifications.channels import open_channels
from notifications.errors import NotChoosable, TimesInvalid
from notifications.models import Channel, Preference
from notifications.schemas import ChoiceRead, PreferencesRead, PreferencesRequest


def read_choices(session: Session, actor: Actor, settings: Settings) -> PreferencesRead:
    """What holds for me now."""
    chosen = mailbox.choices_of(session, actor.account_id)
    channels = [channel for channel in Channel if channel in open_channels(settings)]
    found = [
        ChoiceRead(
            kind=kind, channel=channel, wanted=chosen.get((kind, channel), choices.wanted_by_default(kind, channel))
        )
        for kind in choices.CHOOSABLE
        for channel in channels
    ]
    times = mailbox.times_of(session, actor.account_id)
    return PreferencesRead(
        choices=found,
        quiet_from=times.quiet_from,
        quiet_to=times.quiet_to,
        digest_at=times.digest_at,
        has_mailbox=mailbox.has_address(session, actor.account_id),
    )


def choose(session: Session, actor: Actor, request: PreferencesRequest, settings: Settings) -> PreferencesRead:
    """Take what was chosen as a whole; a kind that is not named keeps what it had."""
    if (request.quiet_from is None) != (request.quiet_to is None):
        raise TimesInvalid
    if request.quiet_from is not None and request.quiet_from == request.quiet_to:
        raise TimesInvalid
    for choice in request.choices:
        if choice.kind not in choices.CHOOSABLE:
            raise NotChoosable(kind=choice.kind)
        session.merge(Preference(account_id=actor.account_id, **choice.model_dump()))
    times = mailbox.times_of(session, actor.account_id)
    times.quiet_from, times.quiet_to, times.digest_at = request.quiet_from, request.quiet_to, request.digest_at
    session.add(times)
    session.flush()
    return read_choices(session, actor, settings)
