"""What looking at faces needs in one process: the engine, the keys, and the galleries in memory."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from api.kit.db import Database
from api.rooms.faces import matching, sealing
from api.rooms.faces.engine.faces import Vector
from api.rooms.faces.engine.weights import WrongWeights
from api.rooms.faces.engine.worker import EngineBusy, EngineFailed, Sighting, Worker
from api.rooms.faces.errors import EngineAway, GalleryTooLarge
from api.rooms.faces.matching import Gallery
from api.rooms.faces.models import FaceKiosk, FaceTemplate
from api.rooms.faces.repository import kiosks as repository
from api.rooms.faces.scales import SCALES, Scale
from api.settings import Settings

MOST_GALLERIES = 20
MOST_COUNTED = 1000
ATTEMPTS = 3
"""Answers to one challenge."""
LOOKS = 10
"""At the own phone's owner, for one scan of the room's code."""

Stamp = tuple[int, datetime | None]


@dataclass
class Memory:
    """What a process remembers between questions: galleries with what they were read at, answers to challenges."""

    galleries: dict[tuple[UUID, UUID | None], tuple[Stamp, Gallery]] = field(default_factory=dict)
    attempts: dict[UUID, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Lens:
    """One request's way to the engine, the templates and the database."""

    database: Database
    settings: Settings
    worker: Worker
    memory: Memory

    @property
    def engine(self) -> str:
        """The name of the engine that looks now. Raises `EngineAway`."""
        try:
            return self.worker.name
        except (EngineFailed, WrongWeights, OSError) as away:
            raise EngineAway(retry_after=30) from away

    @property
    def scale(self) -> Scale:
        """What a likeness means to the engine that looks now."""
        return SCALES[self.engine]

    def see(self, frames: Sequence[bytes], *, vectors: bool = True) -> list[Sighting]:
        """What is on these pictures. Raises `EngineAway`."""
        try:
            return self.worker.look(frames, vectors=vectors)
        except EngineBusy as busy:
            raise EngineAway(retry_after=1) from busy
        except (EngineFailed, OSError) as away:
            raise EngineAway(retry_after=5) from away

    def open(self, template: FaceTemplate) -> Vector:
        """The vector of a template."""
        place = sealing.Place(template.member_id, template.meeting_id, template.engine)
        return sealing.unseal(self.key(template.key_number), place, template.nonce, template.sealed)

    def key(self, number: int) -> bytes:
        """The key of a number."""
        return sealing.key_of(self.settings, number)

    def gallery(self, session: Session, kiosk: FaceKiosk) -> Gallery:
        """The people of a kiosk's site; read again as soon as one was added or deleted, wherever that happened."""
        engine = self.engine
        stamp = repository.gallery_stamp(session, kiosk, engine)
        place = (kiosk.meeting_id, kiosk.site_id)
        with self.memory.lock:
            known = self.memory.galleries.get(place)
            if known is not None and known[0] == stamp and known[1].engine == engine:
                return known[1]
        if stamp[0] > self.scale.most:
            raise GalleryTooLarge(people=stamp[0], most=self.scale.most)
        rows = repository.gallery_rows(session, kiosk, engine)
        made = matching.make_gallery([(row.member_id, self.open(row)) for row in rows], engine)
        with self.memory.lock:
            self.memory.galleries.pop(place, None)
            if len(self.memory.galleries) >= MOST_GALLERIES:
                self.memory.galleries.pop(next(iter(self.memory.galleries)))
            self.memory.galleries[place] = (stamp, made)
        return made

    def may_try(self, scan_id: UUID, most: int = ATTEMPTS) -> bool:
        """Count an answer to a challenge, or a look for a scan; False when there were too many."""
        with self.memory.lock:
            count = self.memory.attempts.pop(scan_id, 0) + 1
            if len(self.memory.attempts) >= MOST_COUNTED:
                self.memory.attempts.pop(next(iter(self.memory.attempts)))
            self.memory.attempts[scan_id] = count
        return count <= most
