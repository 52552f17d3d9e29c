"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.meetings.endpoints import answers, calendar, numbers, papers, reports, running, schedule, votes

router = APIRouter(tags=["meetings"])
for part in (calendar, reports, numbers, answers, schedule, running, votes, papers):
    router.include_router(part.router)
