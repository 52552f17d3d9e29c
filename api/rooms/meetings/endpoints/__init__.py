"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.meetings.endpoints import answers, calendar, schedule
from api.rooms.meetings.endpoints.running import router as running

router = APIRouter(tags=["meetings"])
for part in (calendar, answers, schedule):
    router.include_router(part.router)
router.include_router(running)
