"""What may be refused."""

from api.kit.errors import AppError


class AddressUnsafe(AppError):
    """The address leads into a network and not to a push service, or is none."""

    status, code, title = 422, "notifications.address_unsafe", "This is not the address of a push service."


class KeysMalformed(AppError):
    """The browser's keys are no P-256 point and 16 bytes."""

    status, code, title = 422, "notifications.keys_malformed", "These are not the keys of a push subscription."


class ChannelClosed(AppError):
    """This house has not set the channel up."""

    status, code, title = 409, "notifications.channel_closed", "This channel is not set up here."


class TimesInvalid(AppError):
    """Quiet hours have two different ends or none."""

    status, code, title = 422, "notifications.times_invalid", "Quiet hours need two different ends."


class NotChoosable(AppError):
    """A kind that always comes."""

    status, code, title = 422, "notifications.not_choosable", "This kind of notice cannot be turned off."


class NoticeNotFound(AppError):
    """Not in my inbox."""

    status, code, title = 404, "notifications.notice_not_found", "There is no such notice in your inbox."


class SubscriptionNotFound(AppError):
    """No such phone of mine is subscribed."""

    status, code, title = 404, "notifications.subscription_not_found", "This phone is not subscribed."


class ReceiptUnknown(AppError):
    """A token that no subscription was given."""

    status, code, title = 404, "notifications.receipt_unknown", "This receipt belongs to no subscription."


class TestsBusy(AppError):
    """Too many phones are tried out at this moment."""

    status, code, title = 429, "notifications.tests_busy", "Too many tests are running. Try again in a moment."


class ParkedNotFound(AppError):
    """No event is parked under this id."""

    status, code, title = 404, "notifications.parked_not_found", "There is no such parked event."


class AnnouncementNotFound(AppError):
    """Neither told to me nor written where I may write."""

    status, code, title = 404, "notifications.announcement_not_found", "There is no such announcement."


class AudienceNotFound(AppError):
    """The organisation or meeting is not one that I may speak to."""

    status, code, title = 404, "notifications.audience_not_found", "There is no such audience."


class AudienceAmbiguous(AppError):
    """An announcement goes to a subtree or to a meeting's invitees."""

    status, code, title = 422, "notifications.audience_ambiguous", "Name either an organisation or a meeting."


class AudienceOutside(AppError):
    """Below the organisation that speaks."""

    status, code, title = 422, "notifications.audience_outside", "The audience is not below the organisation."


class AlreadySent(AppError):
    """What was sent or cancelled is not written any more."""

    status, code, title = 409, "notifications.already_sent", "This announcement was sent or cancelled already."


class AnnouncementIdTaken(AppError):
    """The id belongs to somebody else's announcement."""

    status, code, title = 409, "notifications.id_taken", "This id is in use."


class SendingTooFar(AppError):
    """Not in the past, and not more than a year ahead."""

    status, code, title = 422, "notifications.sending_too_far", "The time to send is more than a year away."
