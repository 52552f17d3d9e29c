"""Refusals of the room."""

from api.kit.errors import AppError


class MemberUnknown(AppError):
    """No such member in the reach of who asks."""

    status, code, title = 404, "signin.member_unknown", "There is no such member."


class LoginTaken(AppError):
    """Somebody has this sign-in name."""

    status, code, title = 409, "signin.login_taken", "This sign-in name is taken."
