"""HTTP of the room, by who asks."""

from fastapi import APIRouter

from api.rooms.faces.endpoints import kiosk, meeting, own, register

router = APIRouter(prefix="/faces", tags=["faces"])
for _part in (own, meeting, kiosk, register):
    router.include_router(_part.router)
