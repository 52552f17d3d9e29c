"""A branch that meets tonight with guests: the evening of the attendance tests, seen from the guests' side."""

from tests.rooms.attendance.conftest import tonight

__all__ = ["tonight"]
