"""Two people editing the same row: the second is told, nothing is overwritten unseen."""

from typing import Annotated

from fastapi import Depends, Header, Response

from api.kit.errors import AppError


class VersionMissing(AppError):
    """An edit that does not say which version it was made on."""

    status, code, title = 428, "request.version_missing", "Send If-Match with the version you edited."


class ChangedMeanwhile(AppError):
    """Somebody saved another version since."""

    status, code, title = 412, "request.changed_meanwhile", "Somebody changed this meanwhile."


def _if_match(
    if_match: Annotated[str | None, Header(max_length=40, description='The version, as in `"3"`.')] = None,
) -> int:
    text = (if_match or "").removeprefix("W/").strip('"')
    if not text:
        raise VersionMissing
    if not (text.isascii() and text.isdigit()):
        raise ChangedMeanwhile
    return int(text)


EditedVersion = Annotated[int, Depends(_if_match)]
"""The version the caller edited, from `If-Match`."""


def tag(response: Response, version: int) -> None:
    """Tell the caller which version this is."""
    response.headers["ETag"] = f'"{version}"'
