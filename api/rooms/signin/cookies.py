"""The two cookies: the session, and what makes a device known again.

Neither can be read by a script or sent along by another site's forms. On https both carry `__Host-`, so no other host
and no plain connection can set them.
"""

from datetime import timedelta

from fastapi import Response

from api.settings import Settings

_DEVICE_DAYS = 400  # the longest time browsers keep a cookie


def device_cookie(settings: Settings) -> str:
    """The name of the device's cookie."""
    return "__Host-device" if settings.https else "device"


def remember_session(response: Response, settings: Settings, token: str) -> None:
    """Give the browser its session."""
    _set(response, settings, settings.session_cookie, token, timedelta(days=settings.session_days))


def remember_device(response: Response, settings: Settings, token: str) -> None:
    """Give the browser what makes it known."""
    _set(response, settings, device_cookie(settings), token, timedelta(days=_DEVICE_DAYS))


def forget_session(response: Response, settings: Settings) -> None:
    """Take the session away; the device stays known."""
    response.delete_cookie(settings.session_cookie, path="/", secure=settings.https, httponly=True, samesite="lax")


def _set(response: Response, settings: Settings, name: str, value: str, age: timedelta) -> None:
    response.set_cookie(
        name, value, max_age=int(age.total_seconds()), path="/", secure=settings.https, httponly=True, samesite="lax"
    )
