"""What goes in and what comes out."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from api.kit.actors import Permission, Role
from api.rooms.signin import logins
from api.rooms.signin.models import AccountState, CodePurpose, Device
from api.rooms.signin.states import CodeState, LeftOut, Means, SecondFactor

Code = Annotated[SecretStr, Field(max_length=40, description="As printed; case, dashes and spaces do not matter.")]
Password = Annotated[SecretStr, Field(min_length=1, max_length=200)]
OneTimeCode = Annotated[SecretStr, Field(min_length=6, max_length=9, description="Six digits; spaces do not matter.")]
Credential = Annotated[dict[str, Any], Field(description="`PublicKeyCredential.toJSON()` of the browser.")]
Label = Annotated[str, Field(min_length=1, max_length=80, description="What the person calls it.")]
Some = Annotated[list[UUID], Field(min_length=1, max_length=500)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class DeviceRequest(_Request):
    """The browser somebody signs in on."""

    public_key_spki_b64: str | None = Field(
        default=None, max_length=200, description="Its own P-256 key (WebCrypto, not extractable): base64 of the SPKI."
    )
    label: Label | None = Field(default=None, description="Without one it is named after browser and system.")


class CodeRequest(_Request):
    """A code from paper."""

    code: Code


class ActivationRequest(_Request):
    """A code from paper and the one means of signing in that is set up with it."""

    code: Code
    device: DeviceRequest
    password: Password | None = None
    passkey: Credential | None = None

    @model_validator(mode="after")
    def _one_means(self) -> Self:
        if (self.password is None) == (self.passkey is None):
            raise ValueError("give a password or a passkey")
        return self


class PasswordSignInRequest(_Request):
    """Login (or the phone number on the card) and password."""

    login: str = Field(min_length=1, max_length=80)
    password: Password
    device: DeviceRequest | None = None


class PasskeySignInRequest(_Request):
    """A passkey's answer to a challenge."""

    credential: Credential
    device: DeviceRequest | None = None


class OneTimeCodeRequest(_Request):
    """A code of the authenticator app."""

    totp: OneTimeCode


class PasskeyRequest(_Request):
    """A new passkey of the own account."""

    credential: Credential
    label: Label


class PasskeyNameRequest(_Request):
    """Another name for a passkey of the own account."""

    label: Label


class PasswordRequest(_Request):
    """A new password; the present one is asked for when there is one."""

    current_password: Password | None = None
    new_password: Password


class WhoseCodesRequest(_Request):
    """Whose codes: some members, some accounts that are no member's, or everybody of an organisation."""

    member_ids: Some | None = None
    account_ids: Some | None = None
    organization_id: UUID | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.member_ids, self.account_ids, self.organization_id)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give one of member_ids, account_ids, organization_id")
        return self


class CodesRequest(WhoseCodesRequest):
    """Codes to print. Recovery codes are for people named one by one."""

    purpose: CodePurpose = CodePurpose.ACTIVATION

    @model_validator(mode="after")
    def _recovery_by_name(self) -> Self:
        if self.purpose is CodePurpose.RECOVERY and self.organization_id is not None:
            raise ValueError("name the people who need a recovery code")
        return self


class AccountRequest(_Request):
    """An account of somebody who is no member: a reception desk, a technician."""

    display_name: str = Field(min_length=2, max_length=120)
    organization_id: UUID
    login: str | None = Field(default=None, pattern=logins.PATTERN)


class PlaceRead(_Read):
    """An organisation by name."""

    id: UUID
    name: str


class CodeRead(_Read):
    """Whose code this is, so that the holder can see it is his."""

    display_name: str
    organization: str | None
    login: str
    purpose: CodePurpose
    second_factor_required: bool


class PasskeyOptionsRead(_Read):
    """For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`."""

    options: dict[str, Any]


class HeldPositionRead(_Read):
    """A position held today, whether or not this session may use it already."""

    organization_id: UUID
    organization_name: str
    role: Role
    title: str


class SessionRead(_Read):
    """Who is signed in and what this session allows."""

    account_id: UUID
    member_id: UUID | None
    device_id: UUID | None
    login: str
    display_name: str
    branch: PlaceRead | None
    positions: list[HeldPositionRead]
    permissions: list[Permission]
    second_factor: SecondFactor
    second_factor_means: list[Means]
    server_time: datetime
    demo: bool


class DeviceRead(_Read):
    """A device on which the own account is signed in."""

    id: UUID
    label: str
    this_one: bool
    has_key: bool
    created_at: datetime
    last_seen_at: datetime

    @classmethod
    def of(cls, device: Device, mine: UUID | None) -> Self:
        """Show a device to the person who uses the device `mine`."""
        return cls(
            id=device.id,
            label=device.label,
            this_one=device.id == mine,
            has_key=device.public_key is not None,
            created_at=device.created_at,
            last_seen_at=device.last_seen_at,
        )


class PasskeyRead(_Read):
    """A passkey of the own account."""

    id: UUID
    label: str
    created_at: datetime
    last_used_at: datetime | None


class MeansRead(_Read):
    """How one can sign in to the own account."""

    login: str
    has_password: bool
    has_totp: bool
    passkeys: list[PasskeyRead]


class OneTimeSetupRead(_Read):
    """What an authenticator app needs: to scan, to open, or to type."""

    uri: str
    secret: str
    qr_svg: str


class IssuedCodeRead(_Read):
    """One card of the sheet. The only time this code is ever readable."""

    account_id: UUID
    member_id: UUID | None
    display_name: str
    organization: str | None
    login: str
    code: str
    address: str
    expires_at: datetime


class LeftOutRead(_Read):
    """Somebody who got no code."""

    id: UUID
    reason: LeftOut


class IssuedCodesRead(_Read):
    """The codes made, and who was left out."""

    codes: list[IssuedCodeRead]
    left_out: list[LeftOutRead]


class RevokedRead(_Read):
    """How many waiting codes were withdrawn."""

    revoked: int


class CodeStateRead(_Read):
    """How far a member has come, without any code."""

    member_id: UUID
    full_name: str
    branch_id: UUID
    account_id: UUID | None
    login: str | None
    state: CodeState
    expires_at: datetime | None


class AccountRead(_Read):
    """An account as administrators see it."""

    id: UUID
    member_id: UUID | None
    display_name: str
    organization_id: UUID | None
    login: str
    state: AccountState
    activated_at: datetime | None
    closed_at: datetime | None
