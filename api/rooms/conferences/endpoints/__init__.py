"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.conferences.endpoints import guests, open_pages, setting_up

router = APIRouter(tags=["conferences"])
for part in (guests, setting_up, open_pages):
    router.include_router(part.router)
