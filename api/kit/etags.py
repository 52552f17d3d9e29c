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


class Edit:
    """An edit made on `version`; `done` tells the caller the one it made."""

    def __init__(
        self,
        response: Response,
        if_match: Annotated[str | None, Header(max_length=40, description='The version, as in `"3"`.')] = None,
    ) -> None:
        self._response = response
        self.version = _number(if_match)

    def check(self, present: int) -> None:
        """Refuse when somebody saved another version since; hold the row before asking."""
        if self.version != present:
            raise ChangedMeanwhile(version=present)

    def done(self, version: int) -> None:
        """Tell the caller the new version."""
        tag(self._response, version)


EditOf = Annotated[Edit, Depends()]
"""The edit this request makes, from `If-Match`."""


def _number(if_match: str | None) -> int:
    text = (if_match or "").removeprefix("W/").strip('"')
    if not text:
        raise VersionMissing
    if not (text.isascii() and text.isdigit()):
        raise ChangedMeanwhile
    return int(text)


def tag(response: Response, version: int) -> None:
    """Tell the caller which version this is."""
    response.headers["ETag"] = f'"{version}"'
