"""How an endpoint comes to its lens."""

from typing import Annotated

from fastapi import Depends, Header, Request

from api.rooms.faces.engine.worker import Worker
from api.rooms.faces.schemas.shapes import Token
from api.rooms.faces.service import Lens
from api.rooms.faces.service.lens import Memory
from api.settings import Settings


def open_eyes(settings: Settings) -> tuple[Worker, Memory]:
    """What one process looks with; the child starts with the first question."""
    return Worker(settings.face_engine), Memory()


def _lens(request: Request) -> Lens:
    state = request.app.state
    worker, memory = state.eyes
    return Lens(state.database, state.settings, worker, memory)


FaceToken = Annotated[Token, Header(description="From the answer that asked for the turns.")]
OurLens = Annotated[Lens, Depends(_lens)]
