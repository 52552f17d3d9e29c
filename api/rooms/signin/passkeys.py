"""Passkeys (WebAuthn Level 3), through py_webauthn. The person is always verified (finger, face, PIN).

So a passkey is two factors in one: something the person has and something he is or knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypedDict
from uuid import UUID

import webauthn
from webauthn.helpers import (
    generate_challenge,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.rooms.signin.errors import PasskeyRefused
from api.settings import Settings

LIFE_OF_A_CHALLENGE = timedelta(minutes=5)
_MILLISECONDS = LIFE_OF_A_CHALLENGE // timedelta(milliseconds=1)
_NAME = "Sổ tay đảng viên"
_MOST_BYTES_OF_AN_ID = 1023  # WebAuthn §5.8.3


class SignCountWentBack(Exception):
    """The counter is not above the one kept: two authenticators hold this key."""


class NewPasskey(TypedDict):
    """What is kept of a registration."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose passkey is made, and how the phone will call it."""

    account_id: UUID
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of an answer that say which challenge and which passkey it is about; nothing is verified yet."""

    challenge: bytes
    credential_id: bytes
    user_handle: bytes | None


def new_challenge() -> bytes:
    """Return 64 random bytes."""
    return generate_challenge()


def creation_options(settings: Settings, challenge: bytes, owner: Owner, known: list[bytes]) -> dict[str, Any]:
    """Return what the browser needs to make a passkey for `owner`; `known` ones are not made again."""
    return options_to_json_dict(
        webauthn.generate_registration_options(
            rp_id=settings.host_name,
            rp_name=_NAME,
            user_id=owner.account_id.bytes,
            user_name=owner.login,
            user_display_name=owner.name,
            challenge=challenge,
            timeout=_MILLISECONDS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        )
    )


def request_options(settings: Settings, challenge: bytes) -> dict[str, Any]:
    """Return what the browser needs to find a passkey by itself: no login is asked for, so none is given away."""
    return options_to_json_dict(
        webauthn.generate_authentication_options(
            rp_id=settings.host_name,
            challenge=challenge,
            timeout=_MILLISECONDS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def challenge_of(credential: dict[str, Any]) -> bytes:
    """Return the challenge a new passkey answers; `PasskeyRefused` when the form is wrong."""
    with _refusing():
        response = parse_registration_credential_json(credential).response
        return parse_client_data_json(response.client_data_json).challenge


def answer_of(credential: dict[str, Any]) -> Answer:
    """Return what an answer is about; `PasskeyRefused` when the form is wrong."""
    with _refusing():
        parsed = parse_authentication_credential_json(credential)
        return Answer(
            challenge=parse_client_data_json(parsed.response.client_data_json).challenge,
            credential_id=parsed.raw_id,
            user_handle=parsed.response.user_handle,
        )


def check_new(settings: Settings, challenge: bytes, credential: dict[str, Any]) -> NewPasskey:
    """Return the passkey that was made for this challenge, here, with the person verified; else `PasskeyRefused`."""
    with _refusing():
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.host_name,
            expected_origin=settings.public_url.rstrip("/"),
            require_user_verification=True,
        )
    if not 0 < len(made.credential_id) <= _MOST_BYTES_OF_AN_ID:
        raise PasskeyRefused
    return NewPasskey(
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=_transports(credential),
    )


def check_answer(
    settings: Settings, challenge: bytes, credential: dict[str, Any], *, public_key: bytes, sign_count: int
) -> int:
    """Return the new counter of a passkey that answered this challenge; `PasskeyRefused`, `SignCountWentBack`."""
    with _refusing():
        # The library refuses a counter that went back without saying so; asked with 0 it checks all the rest.
        seen = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.host_name,
            expected_origin=settings.public_url.rstrip("/"),
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        ).new_sign_count
    if (seen or sign_count) and seen <= sign_count:
        raise SignCountWentBack
    return seen


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # strangers feed these parsers (JSON, CBOR, ASN.1); any failure is a refusal
        raise PasskeyRefused from error


def _transports(credential: dict[str, Any]) -> list[str]:
    """The known ones among what the browser reported; they are hints and prove nothing."""
    response = credential.get("response")
    named = response.get("transports") if isinstance(response, dict) else None
    known = {transport.value for transport in AuthenticatorTransport}
    return [one for one in named if one in known] if isinstance(named, list) else []
