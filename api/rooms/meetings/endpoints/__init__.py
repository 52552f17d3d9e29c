"""HTTP of the room, one file for each of its parts."""

from fastapi import APIRouter

router = APIRouter(tags=["meetings"])
