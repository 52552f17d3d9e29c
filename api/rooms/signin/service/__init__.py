"""The verbs of the room."""

from api.rooms.signin.service.accounts import create_account
from api.rooms.signin.service.actors import find_actor

__all__ = ["create_account", "find_actor"]
