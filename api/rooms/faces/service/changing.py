"""After a change of the engine: whoever is enrolled for a meeting ahead is told, once, that it has to be done again."""

from api.kit import clock, jobs
from api.kit.jobs import Tools
from api.kit.outbox import record
from api.rooms.faces.engine import weights
from api.rooms.faces.events import EngineChanged
from api.rooms.faces.repository import members as repository

WATCH = "faces.watch_engine"
"""The job; the engine's name is a setting, so it changes while the house stands still and nobody sees it change."""
_EVERY_FIVE_MINUTES = "*/5 * * * *"


@jobs.job(WATCH)
def watch_engine(tools: Tools) -> None:
    """Announce each meeting ahead whose engine has changed since it was last looked at."""
    engine = weights.ENGINES[tools.settings.face_engine]
    with tools.database.reading() as session:
        if not repository.events_of_others(session, engine, clock.now()):
            return
    with tools.database.writing() as session:
        for event in repository.events_of_others(session, engine, clock.now(), lock=True):
            event.engine = engine
            if repository.how_many_of_others(session, event.meeting_id, engine):
                record(session, EngineChanged(meeting_id=event.meeting_id, engine=engine))


jobs.on_time(WATCH, _EVERY_FIVE_MINUTES)
