"""HTTP of the room: my own data, requests, transfers and imports come before the addresses of single cards."""

from fastapi import APIRouter

from api.rooms.members.endpoints import card, own, proceedings

router = APIRouter(tags=["members"])
for part in (own, proceedings, card):
    router.include_router(part.router)
