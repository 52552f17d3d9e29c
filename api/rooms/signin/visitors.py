"""What a request says about who sent it, before anybody is signed in."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.rooms.signin.browsers import describe
from api.rooms.signin.cookies import device_cookie
from api.rooms.signin.throttle import network_of
from api.settings import Settings


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where the request comes from and which cookies it carries; none of it is proof of anything."""

    settings: Settings
    network: str
    browser: str
    session_token: str | None
    device_token: str | None


async def _visitor(request: Request) -> Visitor:
    settings: Settings = request.app.state.settings
    return Visitor(
        settings=settings,
        network=network_of(request.client.host if request.client else ""),
        browser=describe(request.headers.get("user-agent", "")),
        session_token=request.cookies.get(settings.session_cookie) or None,
        device_token=request.cookies.get(device_cookie(settings)) or None,
    )


Who = Annotated[Visitor, Depends(_visitor)]
