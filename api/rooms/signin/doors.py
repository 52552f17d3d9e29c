"""What happens before an endpoint's own transaction: attempts are charged and proofs looked at.

A failed proof rolls the endpoint's transaction back, so what has to outlive the failure (a charged attempt, a used
challenge) is committed here, in a short transaction of its own. Passwords are compared outside of any: on SQLite 26 ms
under the write lock would let a stranger stop the house. These are async because waiting for the write lock belongs in
the event loop: forty threads waiting for it would leave none for its holder.

An endpoint declares its door before its session; the other way round it would wait for itself.
"""

from collections.abc import Callable
from typing import Annotated, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from anyio import to_thread
from fastapi import Depends, Request
from pydantic import SecretStr
from sqlmodel import Session

from api.kit.actors import CurrentActor
from api.kit.db import Database
from api.rooms.signin import passwords, service
from api.rooms.signin.errors import PasskeyRefused, PasswordWrong, SignInRefused
from api.rooms.signin.schemas import PasskeySignInRequest, PasswordRequest, PasswordSignInRequest
from api.rooms.signin.throttle import Kind
from api.rooms.signin.visitors import Who

P = ParamSpec("P")
T = TypeVar("T")


async def commit(request: Request, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` in a transaction of its own and commit it."""
    database: Database = request.app.state.database
    async with database.writing_request() as session:
        return await to_thread.run_sync(lambda: work(session, *args, **kwargs))


async def _password(request: Request, visitor: Who, body: PasswordSignInRequest) -> service.PasswordAttempt:
    """The right password for a login; refuses everything else alike and after the same work."""
    begun = await commit(request, service.begin_password, visitor, body.login)
    begun.attempt.allowed()
    if not await _fits(begun, body.password):
        raise SignInRefused
    return begun


async def _own_password(
    request: Request, visitor: Who, actor: CurrentActor, body: PasswordRequest
) -> service.PasswordAttempt:
    """The present password, asked for where there is one."""
    begun = await commit(request, service.begin_own_password, visitor, actor)
    begun.attempt.allowed()
    if begun.password_hash is not None and not await _fits(begun, body.current_password):
        raise PasswordWrong
    return begun


async def _fits(begun: service.PasswordAttempt, typed: SecretStr | None) -> bool:
    password = typed.get_secret_value() if typed else ""
    return await to_thread.run_sync(passwords.fits, password, begun.password_hash)


async def _passkey(request: Request, visitor: Who, body: PasskeySignInRequest) -> UUID:
    """Whose passkey answered its challenge."""
    account_id = await commit(request, service.check_passkey, visitor, body.credential)
    if account_id is None:
        raise PasskeyRefused
    return account_id


async def _code(request: Request, visitor: Who) -> service.Attempt:
    """Room for one more code from this address."""
    attempt = await commit(request, service.charge_address, visitor, Kind.ADDRESS_CODE)
    attempt.allowed()
    return attempt


async def _challenge(request: Request, visitor: Who) -> None:
    """Room for one more challenge for this address; never given back."""
    attempt = await commit(request, service.charge_address, visitor, Kind.ADDRESS_CHALLENGE)
    attempt.allowed()


async def _one_time(request: Request, visitor: Who, actor: CurrentActor) -> service.Attempt:
    """Room for one more one-time code."""
    attempt = await commit(request, service.charge_one_time, visitor, actor)
    attempt.allowed()
    return attempt


ProvenPassword = Annotated[service.PasswordAttempt, Depends(_password)]
OwnPassword = Annotated[service.PasswordAttempt, Depends(_own_password)]
ProvenPasskey = Annotated[UUID, Depends(_passkey)]
CodeAttempt = Annotated[service.Attempt, Depends(_code)]
OneTimeAttempt = Annotated[service.Attempt, Depends(_one_time)]
room_for_a_challenge = Depends(_challenge)
