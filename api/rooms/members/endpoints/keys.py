"""The keys of the card numbers, for endpoints that write or open them."""

from typing import Annotated

from fastapi import Depends, Request

from api.rooms.members.cards import CardKeys


def _keys(request: Request) -> CardKeys:
    return CardKeys.of(request.app.state.settings)


Keys = Annotated[CardKeys, Depends(_keys)]
