"""HTTP of the room."""

from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request, Response

from api.kit.actors import CurrentActor
from api.kit.db import ReadSession, WriteSession
from api.kit.errors import NotSignedIn, documents
from api.kit.pages import CursorInvalid, Page, WhichPage
from api.rooms.signin import cookies, errors, service
from api.rooms.signin.doors import (
    CodeAttempt,
    OneTimeAttempt,
    OwnPassword,
    ProvenPasskey,
    ProvenPassword,
    commit,
    room_for_a_challenge,
)
from api.rooms.signin.officers import router as officers
from api.rooms.signin.schemas import (
    ActivationRequest,
    CodeRead,
    CodeRequest,
    DeviceRead,
    MeansRead,
    OneTimeCodeRequest,
    OneTimeSetupRead,
    PasskeyNameRequest,
    PasskeyOptionsRead,
    PasskeyRead,
    PasskeyRequest,
    PasskeySignInRequest,
    PasswordRequest,
    PasswordSignInRequest,
    SessionRead,
)
from api.rooms.signin.visitors import Visitor, Who

router = APIRouter(prefix="/signin", tags=["signin"])
router.include_router(officers)

_CODE = (errors.CodeUnknown, errors.CodeUsed, errors.CodeExpired, errors.CodeReplaced, errors.TooManyAttempts)
_PASSWORD = (errors.PasswordTooShort, errors.PasswordTooEasy)
_PASSKEY = (errors.PasskeyRefused, errors.PasskeyKnown)
_CHANGE = (NotSignedIn, errors.SecondFactorMissing)


def _entered(session: WriteSession, response: Response, visitor: Visitor, entered: service.SignedIn) -> SessionRead:
    """Give the browser its cookies and say who is signed in."""
    cookies.remember_session(response, visitor.settings, entered.token)
    if entered.device_token is not None:
        cookies.remember_device(response, visitor.settings, entered.device_token)
    read, _ = service.read_session(session, visitor.settings, entered.actor)
    return read


@router.post("/activations/check", responses=documents(*_CODE))
def check_activation_code(attempt: CodeAttempt, body: CodeRequest, visitor: Who, session: WriteSession) -> CodeRead:
    """Say whose code this is, before it is used."""
    return service.check_code(session, visitor, attempt, body.code.get_secret_value())


@router.post("/activations/passkey-options", responses=documents(*_CODE))
def offer_activation_passkey(
    attempt: CodeAttempt, body: CodeRequest, visitor: Who, session: WriteSession
) -> PasskeyOptionsRead:
    """What the browser needs to make the first passkey with this code."""
    options = service.offer_first_passkey(session, visitor, attempt, body.code.get_secret_value())
    return PasskeyOptionsRead(options=options)


@router.post(
    "/activations",
    status_code=201,
    responses=documents(*_CODE, *_PASSWORD, *_PASSKEY, errors.DeviceKeyInvalid, errors.SignInRefused),
)
def use_activation_code(
    attempt: CodeAttempt, body: ActivationRequest, visitor: Who, session: WriteSession, response: Response
) -> SessionRead:
    """Use a code: set up a password or a passkey, replace everything there was before, sign in."""
    return _entered(session, response, visitor, service.activate(session, visitor, attempt, body))


@router.post(
    "/sessions",
    status_code=201,
    responses=documents(errors.SignInRefused, errors.TooManyAttempts, errors.DeviceKeyInvalid),
)
def sign_in_by_password(
    proven: ProvenPassword, body: PasswordSignInRequest, visitor: Who, session: WriteSession, response: Response
) -> SessionRead:
    """Sign in by login (or phone number) and password."""
    entered = service.sign_in_with_password(session, visitor, proven, body.device)
    return _entered(session, response, visitor, entered)


@router.post("/passkeys/options", dependencies=[room_for_a_challenge], responses=documents(errors.TooManyAttempts))
def offer_passkey_sign_in(visitor: Who, session: WriteSession) -> PasskeyOptionsRead:
    """What the browser needs to sign in by a passkey; no login is asked for."""
    return PasskeyOptionsRead(options=service.offer_passkey_sign_in(session, visitor))


@router.post(
    "/sessions/passkey",
    status_code=201,
    responses=documents(errors.PasskeyRefused, errors.SignInRefused, errors.DeviceKeyInvalid),
)
def sign_in_by_passkey(
    account_id: ProvenPasskey, body: PasskeySignInRequest, visitor: Who, session: WriteSession, response: Response
) -> SessionRead:
    """Sign in by a passkey: both factors at once."""
    entered = service.sign_in_with_passkey(session, visitor, account_id, body.device)
    return _entered(session, response, visitor, entered)


@router.post(
    "/sessions/second-factor",
    responses=documents(NotSignedIn, errors.OneTimeCodeRefused, errors.NoOneTimeCodes, errors.TooManyAttempts),
)
def give_second_factor(  # noqa: PLR0913, PLR0917 - what FastAPI hands in
    actor: CurrentActor,
    attempt: OneTimeAttempt,
    body: OneTimeCodeRequest,
    visitor: Who,
    session: WriteSession,
    response: Response,
) -> SessionRead:
    """Add a one-time code to a session begun by password; the session gets a new cookie."""
    entered = service.give_one_time_code(session, visitor, actor, attempt, body.totp.get_secret_value())
    return _entered(session, response, visitor, entered)


@router.get("/session", responses=documents(NotSignedIn))
def read_own_session(  # noqa: PLR0913, PLR0917 - what FastAPI hands in
    actor: CurrentActor,
    visitor: Who,
    session: ReadSession,
    request: Request,
    response: Response,
    later: BackgroundTasks,
) -> SessionRead:
    """Who is signed in. Notes at most every ten minutes, after the answer, that the session is in use."""
    read, stale = service.read_session(session, visitor.settings, actor)
    if stale and visitor.session_token:
        cookies.remember_session(response, visitor.settings, visitor.session_token)
        later.add_task(commit, request, service.touch, actor.session_id, visitor.settings.session_days)
    return read


@router.delete("/session", status_code=204, responses=documents(NotSignedIn))
def sign_out(actor: CurrentActor, visitor: Who, session: WriteSession, response: Response) -> None:
    """End this session."""
    service.sign_out(session, actor)
    cookies.forget_session(response, visitor.settings)


@router.get("/means", responses=documents(NotSignedIn))
def list_own_means(actor: CurrentActor, session: ReadSession) -> MeansRead:
    """How I can sign in."""
    return service.list_means(session, actor)


@router.get("/devices", responses=documents(NotSignedIn, CursorInvalid))
def list_own_devices(actor: CurrentActor, session: ReadSession, page: WhichPage) -> Page[DeviceRead]:
    """Where I am signed in."""
    devices, cursor = service.list_devices(session, actor, page)
    return Page(items=[DeviceRead.of(device, actor.device_id) for device in devices], next_cursor=cursor)


@router.delete("/devices/{device_id}", status_code=204, responses=documents(NotSignedIn, errors.DeviceNotFound))
def revoke_own_device(device_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Sign a device of mine out; it is a stranger from then on."""
    service.revoke_device(session, actor, device_id)


@router.post("/passkeys/creation-options", responses=documents(*_CHANGE))
def offer_own_passkey(actor: CurrentActor, visitor: Who, session: WriteSession) -> PasskeyOptionsRead:
    """What the browser needs to make one more passkey of mine."""
    return PasskeyOptionsRead(options=service.offer_another_passkey(session, visitor, actor))


@router.post("/passkeys", status_code=201, responses=documents(*_CHANGE, *_PASSKEY))
def add_own_passkey(
    body: PasskeyRequest, actor: CurrentActor, visitor: Who, session: WriteSession, response: Response
) -> PasskeyRead:
    """Keep a passkey that was just made; the session gets a new cookie and its second factor."""
    passkey, entered = service.keep_another_passkey(session, visitor, actor, body)
    cookies.remember_session(response, visitor.settings, entered.token)
    return PasskeyRead.model_validate(passkey)


@router.patch("/passkeys/{passkey_id}", responses=documents(NotSignedIn, errors.PasskeyNotFound))
def rename_own_passkey(
    passkey_id: UUID, body: PasskeyNameRequest, actor: CurrentActor, session: WriteSession
) -> PasskeyRead:
    """Call a passkey of mine something else."""
    return PasskeyRead.model_validate(service.rename_passkey(session, actor, passkey_id, body.label))


@router.delete(
    "/passkeys/{passkey_id}",
    status_code=204,
    responses=documents(*_CHANGE, errors.PasskeyNotFound, errors.LastMeans, errors.SecondFactorNeeded),
)
def remove_own_passkey(passkey_id: UUID, actor: CurrentActor, session: WriteSession) -> None:
    """Remove a passkey of mine and sign all my other devices out."""
    service.remove_passkey(session, actor, passkey_id)


@router.put(
    "/password",
    status_code=204,
    responses=documents(*_CHANGE, *_PASSWORD, errors.PasswordWrong, errors.TooManyAttempts),
)
def change_own_password(actor: CurrentActor, proven: OwnPassword, body: PasswordRequest, session: WriteSession) -> None:
    """Set or change my password and sign all my other devices out."""
    service.change_password(session, actor, proven, body.new_password.get_secret_value())


@router.post("/totp", status_code=201, responses=documents(*_CHANGE))
def begin_one_time_codes(actor: CurrentActor, visitor: Who, session: WriteSession) -> OneTimeSetupRead:
    """A new key for my authenticator app, in use once it has given its first code."""
    return service.begin_one_time_codes(session, visitor, actor)


@router.post("/totp/confirm", responses=documents(*_CHANGE, errors.NoOneTimeCodes, errors.OneTimeCodeRefused))
def confirm_one_time_codes(
    body: OneTimeCodeRequest, actor: CurrentActor, visitor: Who, session: WriteSession, response: Response
) -> SessionRead:
    """Take the new key into use; the session gets a new cookie and its second factor."""
    entered = service.confirm_one_time_codes(session, visitor, actor, body.totp.get_secret_value())
    return _entered(session, response, visitor, entered)


@router.delete(
    "/totp", status_code=204, responses=documents(*_CHANGE, errors.NoOneTimeCodes, errors.SecondFactorNeeded)
)
def remove_one_time_codes(actor: CurrentActor, session: WriteSession) -> None:
    """Do without one-time codes."""
    service.remove_one_time_codes(session, actor)
