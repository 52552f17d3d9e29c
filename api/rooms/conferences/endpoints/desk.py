"""The house's secret for codes, from the intake that holds it."""

from typing import Annotated

from fastapi import Depends, Request

from api.rooms.attendance.service import Desk


def _secret(request: Request) -> bytes:
    desk: Desk = request.app.state.desk
    return desk.secret


TheSecret = Annotated[bytes, Depends(_secret)]
"""From which badges and pseudonyms are made."""
