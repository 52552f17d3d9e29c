"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.meetings.endpoints.running import router as running

router = APIRouter(tags=["meetings"])
router.include_router(running)
