"""Puts the rooms together into one app."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from api.kit import errors, jobs, logging, storage
from api.kit.contract import DocumentedApp
from api.kit.db import Database
from api.kit.directory import Directory
from api.kit.express import Express
from api.kit.web import MEGABYTE, BoundedBody, NoNul, RequestFrame, SameOriginWrites
from api.rooms.attendance.endpoints import intake, lanes
from api.rooms.attendance.endpoints import router as attendance
from api.rooms.attendance.service import Desk
from api.rooms.conferences.endpoints import router as conferences
from api.rooms.conferences.service import company
from api.rooms.faces.endpoints import router as faces
from api.rooms.faces.endpoints.looking import open_eyes
from api.rooms.faces.frames import HEAVIEST_BODY
from api.rooms.library.endpoints import router as library
from api.rooms.meetings.endpoints import router as meetings
from api.rooms.members.endpoints import LARGEST_SHEET_MEGABYTES
from api.rooms.members.endpoints import router as members
from api.rooms.organizations.endpoints import router as organizations
from api.rooms.signin.endpoints import router as signin
from api.rooms.signin.service import find_actor
from api.settings import Settings
from api.shell import Shell
from notifications.endpoints import router as notifications
from notifications.service import Receipts

ROOMS: tuple[APIRouter, ...] = (
    *(signin, organizations, members, library, meetings, attendance, faces, notifications, conferences),
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole house for these settings or the environment's; opens the database, never migrates it."""
    settings = settings or Settings()
    logging.install(settings.log_level)
    app = DocumentedApp(
        title="Sổ tay đảng viên điện tử",
        version="1",
        telemetry={"tracing": False, "metrics": False, "logs": False},  # nobody collects it, each request would ask
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=lambda route: route.name,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.database = Database(settings.database)
    app.state.storage = storage.open_store(settings.storage)
    app.state.find_actor = find_actor
    app.state.eyes = open_eyes(settings)
    app.state.desk = Desk(app.state.database, settings.secret("attendance"), company)
    app.state.receipts = Receipts(app.state.database, settings.secret("receipts"))
    errors.install(app)
    app.include_router(intake, prefix="/api")
    app.include_router(_health, prefix="/api")
    for room in ROOMS:
        app.include_router(room, prefix="/api")
    app.mount("/api", _no_such_address)
    app.mount("/", Shell(settings.pwa_folder))
    app.router.middleware_stack = Directory(app.router)
    _frame(app, settings)
    return app


def _frame(app: FastAPI, settings: Settings) -> None:
    """Middleware, innermost first."""
    uploads = (settings.upload_megabytes + 1) * MEGABYTE
    sheets = (LARGEST_SHEET_MEGABYTES + 1) * MEGABYTE
    larger = {
        "/api/faces/": HEAVIEST_BODY + MEGABYTE,
        "/api/library/files": uploads,
        "/api/meetings/files": uploads,
        "/api/meetings/signed-papers": uploads,
        "/api/members/imports": sheets,
    }
    app.add_middleware(NoNul)
    app.add_middleware(BoundedBody, most=2 * MEGABYTE, exceptions=larger)
    app.add_middleware(SameOriginWrites)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Express, lanes=lanes, most=2 * MEGABYTE)
    app.add_middleware(RequestFrame, https=settings.https)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state = app.state
    _settle()
    await to_thread.run_sync(partial(jobs.start, state.database, state.storage, settings=state.settings))
    await to_thread.run_sync(state.desk.start)
    yield
    await to_thread.run_sync(state.desk.stop)
    await to_thread.run_sync(state.receipts.stop)
    await to_thread.run_sync(state.eyes[0].stop)
    await to_thread.run_sync(jobs.stop)
    app.state.database.dispose()


def _settle() -> None:
    """Set apart what lives as long as the process: a million objects that each full collection would walk through."""
    gc.collect()
    gc.freeze()


_health = APIRouter(tags=["health"])


@_health.get("/health")
def read_health() -> dict[str, str]:
    """Answer 200 when the app is ready."""
    return {"status": "ok"}


async def _no_such_address(_: Scope, __: Receive, ___: Send) -> None:
    """Unknown addresses below /api are a problem document, never the PWA's shell."""
    raise HTTPException(404)
