"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.attendance.endpoints import desks, live, scanners, scans, sheets

intake = scans.intake
"""The hot path: comes before all other addresses, because looking for one among hundreds costs more than the work."""
router = APIRouter(prefix="/attendance", tags=["attendance"])
for part in (scans, desks, scanners, live, sheets):
    router.include_router(part.router)
