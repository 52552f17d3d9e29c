"""The room's refusals. Those of single scans come as words in the answer: a bad scan never spoils its neighbours."""

from enum import StrEnum

from api.kit.errors import AppError


class FactNotFound(AppError):
    """No such scan at a meeting the actor runs."""

    status, code, title = 404, "attendance.fact_not_found", "There is no such check-in."


class SiteUnknown(AppError):
    """The site belongs to another meeting."""

    status, code, title = 409, "attendance.site_unknown", "This meeting has no such site."


class HallTwice(AppError):
    """Two places are told for the hall of one site."""

    status, code, title = 409, "attendance.hall_twice", "The hall of a site is given twice."


class HelperUnknown(AppError):
    """Only somebody who is asked to come and has an account can be let to scan."""

    status, code, title = 409, "attendance.helper_unknown", "This person cannot scan at this meeting."


class GrantEndWrong(AppError):
    """A grant ends in the future, and at most a day after the meeting."""

    status, code, title = 409, "attendance.grant_end_wrong", "A grant ends within a day after the meeting."


class GrantNotFound(AppError):
    """No such grant at this meeting."""

    status, code, title = 404, "attendance.grant_not_found", "There is no such grant."


class TooManyRefused(AppError):
    """This device reported one refused scan after the other; what it has goes on being kept and is sent later."""

    status, code, title = 429, "attendance.too_many_refused", "Too many refused scans, send later."


class Refusal(StrEnum):
    """Why a scan is no fact at all; the same kind of code as a refusal's."""

    UNREADABLE = "attendance.unreadable"
    """The item does not have the documented form."""
    NOT_A_CODE = "attendance.not_a_code"
    FORGED = "attendance.forged"
    UNKNOWN_CODE = "attendance.unknown_code"
    """Ours in form, but of nobody expected at this meeting."""
    MEETING_UNKNOWN = "attendance.meeting_unknown"
    NOT_A_SCANNER = "attendance.not_a_scanner"
    NO_MEMBER = "attendance.no_member"
    """A staff account has nobody to check in; the room's code is for members."""
