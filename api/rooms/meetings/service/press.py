"""Where papers go, what address is printed on them, and whose keys this server may sign with."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from obstore.store import ObjectStore
from sqlmodel import Session

from api.rooms.meetings.models import PaperKind
from api.settings import SigningKey


@dataclass(frozen=True)
class PaperOf:
    """Which paper of which meeting, from the address."""

    meeting_id: UUID
    kind: PaperKind


WhichPaper = Annotated[PaperOf, Depends()]


@dataclass(frozen=True)
class Press:
    """What papers need of the house."""

    store: ObjectStore
    public_url: str
    signing: Mapping[str, SigningKey]
    """By the id of the organisation."""

    def address(self, code: str) -> str:
        """Of the open page that knows this paper."""
        return f"{self.public_url.rstrip('/')}/xac-minh/{code}"


def _press(request: Request) -> Press:
    state = request.app.state
    return Press(state.storage, state.settings.public_url, state.settings.signing)


ThePress = Annotated[Press, Depends(_press)]
"""The press of this house, for endpoints."""


def _writing(request: Request) -> Callable[[], AbstractContextManager[Session]]:
    writing: Callable[[], AbstractContextManager[Session]] = request.app.state.database.writing
    return writing


WriterOf = Annotated[Callable[[], AbstractContextManager[Session]], Depends(_writing)]
"""Opens the transaction that keeps a file, after what takes long (looking at it) is done."""
