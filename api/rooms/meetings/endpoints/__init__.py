"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.meetings.endpoints import answers, calendar, running, schedule, votes

router = APIRouter(tags=["meetings"])
for part in (calendar, answers, schedule, running, votes):
    router.include_router(part.router)
