"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

from api.rooms.attendance.endpoints import desks, live, scanners, scans, sheets

intake = scans.intake
"""The hot path, as it is documented and refuses; what comes in the plain form takes the lane in `lanes`."""
lanes = {scans.SCANS: scans.take_at_once}
"""Addresses with a lane of their own (`api/kit/express.py`)."""
router = APIRouter(prefix="/attendance", tags=["attendance"])
for part in (scans, desks, scanners, live, sheets):
    router.include_router(part.router)
