"""The room's refusals."""

from api.kit.errors import AppError


class GuestNotFound(AppError):
    """No such guest at this meeting."""

    status, code, title = 404, "conferences.guest_not_found", "There is no such guest."


class GuestScanNotFound(AppError):
    """No such coming or going of a guest in sight."""

    status, code, title = 404, "conferences.scan_not_found", "There is no such check-in of a guest."


class GuestIdTaken(AppError):
    """The id belongs to a guest of another meeting."""

    status, code, title = 409, "conferences.id_taken", "This id is taken."


class GuestSiteUnknown(AppError):
    """The site belongs to another meeting."""

    status, code, title = 409, "conferences.site_unknown", "This meeting has no such site."


class BadgeUnknown(AppError):
    """No badge of this meeting: another maker's code, another meeting's, or invented."""

    status, code, title = 409, "conferences.badge_unknown", "This badge does not belong to this meeting."


class SessionOutside(AppError):
    """A session lies outside the days of its meeting."""

    status, code, title = 409, "conferences.session_outside", "A session lies outside the meeting."


class DelegationsAlike(AppError):
    """Two delegations carry the same name."""

    status, code, title = 409, "conferences.delegations_alike", "Two delegations have the same name."


class PaperNotOfMeeting(AppError):
    """Only files among the meeting's own papers can be made public."""

    status, code, title = 409, "conferences.paper_not_of_meeting", "This file is not among the meeting's papers."


class SeatTaken(AppError):
    """Two people have the same seat at a site."""

    status, code, title = 409, "conferences.seat_taken", "A seat is given twice."


class SeatPersonUnknown(AppError):
    """A seat is given to somebody who cannot be asked to this meeting."""

    status, code, title = 409, "conferences.person_unknown", "Somebody in the list cannot be asked to this meeting."


class SeatListUnreadable(AppError):
    """No Excel sheet, or one without a column of names."""

    status, code, title = 409, "conferences.list_unreadable", "The list cannot be read."


class OpenPageNotFound(AppError):
    """No conference or booth behind this code."""

    status, code, title = 404, "conferences.page_not_found", "There is nothing behind this code."
