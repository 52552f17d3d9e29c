"""Refusals a caller is meant to see, as RFC 9457 problem documents with a stable code.

The phone owns the words: it decides by `code` and fills its sentence from `params`; `title` is for developers.
"""

from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import exc
from starlette.exceptions import HTTPException

from api.kit.logging import logger, request_id

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """The one form of every refusal (RFC 9457)."""

    type: str = Field(description="A name for the kind of problem, `urn:handbook:problem:<code>`.")
    title: str = Field(description="One English sentence for developers.")
    status: int
    code: str = Field(description="`room.reason`: what a program decides by.")
    params: dict[str, Any] = Field(description="Values for the sentence the person reads.")


class AppError(Exception):
    """A refusal. Subclasses set status, code and title; keyword arguments become `params`."""

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, *, retry_after: int | None = None, **params: Any) -> None:
        super().__init__(self.title)
        self.params = params
        self.retry_after = retry_after


class NotSignedIn(AppError):
    """No session, or one that has ended."""

    status, code, title = 401, "signin.required", "Sign in first."


class NotAllowed(AppError):
    """The actor sees the thing but may not do this with it."""

    status, code, title = 403, "not_allowed", "You may not do this."


class RequestInvalid(AppError):
    """The body, path or query does not have the documented form."""

    status, code, title = 422, "request.invalid", "The request does not have the documented form."


class ForeignOrigin(AppError):
    """An unsafe request that does not come from our own pages."""

    status, code, title = 403, "request.foreign_origin", "Requests from other sites are refused."


class BodyTooLarge(AppError):
    """More bytes than this address takes."""

    status, code, title = 413, "request.too_large", "The request is too large."


class ServerFailed(AppError):
    """A bug or a broken machine; the request id finds it in the log."""

    status, code, title = 500, "server.failed", "Something went wrong on the server."


class ServerAway(AppError):
    """The database does not answer for the moment: restarting, full, or busy for longer than anybody waits."""

    status, code, title = 503, "server.away", "The database does not answer. Try again in a moment."


_RETRY_SECONDS = 5

_CODES = {
    HTTPStatus.NOT_FOUND: "request.no_such_address",
    HTTPStatus.METHOD_NOT_ALLOWED: "request.wrong_method",
}


def as_response(error: AppError) -> JSONResponse:
    """The problem document for a refusal."""
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
    return _problem(error.status, error.code, error.title, error.params, headers)


def documents(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI `responses=` for the refusals an endpoint can raise; their form is added in `contract`.

    Naming the model here would make FastAPI build it eight hundred times at every start.
    """
    by_status: dict[int, list[str]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(error.code)
    return {
        status: {"description": ", ".join(codes), "content": {MEDIA_TYPE: {}}} for status, codes in by_status.items()
    }


def install(app: FastAPI) -> None:
    """Make every refusal of the app a problem document."""
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def _problem(
    status: int,
    code: str,
    title: str,
    params: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    problem = Problem(type=f"urn:handbook:problem:{code}", title=title, status=status, code=code, params=params)
    return JSONResponse(problem.model_dump(mode="json"), status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _refused(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, AppError):  # pragma: no cover - Starlette only hands us AppErrors
        raise error
    return as_response(error)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Name the places and reasons, never echo the values: they may be passwords."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    fields = [{"at": [str(part) for part in item["loc"]], "reason": item["type"]} for item in found]
    return as_response(RequestInvalid(fields=fields))


def _http(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):  # pragma: no cover - Starlette only hands us these
        raise error
    if isinstance(error.__cause__, AppError):  # what stopped FastAPI from reading the body, such as its size
        return as_response(error.__cause__)
    status = HTTPStatus(error.status_code)
    if status is HTTPStatus.BAD_REQUEST:  # FastAPI's word for a body that cannot even be decoded
        return as_response(RequestInvalid(fields=[]))
    code = _CODES.get(status, f"request.{status.name.lower()}")
    return _problem(status, code, status.phrase, {}, dict(error.headers or {}))


def broken(error: Exception) -> AppError:
    """What to say about an error that nobody foresaw; the log keeps it whole, under the request's id."""
    logger.error("request failed", exc_info=error)
    if isinstance(error, (exc.OperationalError, exc.TimeoutError)):
        return ServerAway(retry_after=_RETRY_SECONDS)
    return ServerFailed(request_id=request_id.get())
