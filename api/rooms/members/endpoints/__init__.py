"""HTTP of the room: my own data, requests, transfers and imports come before the addresses of single cards."""

from fastapi import APIRouter

from api.rooms.members.endpoints import card, imports, own, proceedings
from api.rooms.members.service import LARGEST_SHEET_MEGABYTES

__all__ = ["LARGEST_SHEET_MEGABYTES", "router"]

router = APIRouter(tags=["members"])
for part in (own, proceedings, imports, card):
    router.include_router(part.router)
