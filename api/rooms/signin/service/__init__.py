"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.signin.service import clearing
from api.rooms.signin.service.accounts import (
    close_account,
    create_account,
    list_accounts,
    open_account,
    reopen_account,
)
from api.rooms.signin.service.activation import activate, check_code, offer_first_passkey
from api.rooms.signin.service.actors import find_actor
from api.rooms.signin.service.attempts import Attempt, charge_address, charge_one_time
from api.rooms.signin.service.issue import issue_code, issue_codes, list_code_states, revoke_codes
from api.rooms.signin.service.leaving import close_of_member
from api.rooms.signin.service.means import (
    begin_one_time_codes,
    change_password,
    confirm_one_time_codes,
    keep_another_passkey,
    list_devices,
    list_means,
    offer_another_passkey,
    remove_one_time_codes,
    remove_passkey,
    rename_passkey,
    revoke_device,
)
from api.rooms.signin.service.phones import account_of, public_keys
from api.rooms.signin.service.proofs import (
    PasswordAttempt,
    begin_own_password,
    begin_password,
    check_passkey,
    give_one_time_code,
    offer_passkey_sign_in,
    sign_in_with_passkey,
    sign_in_with_password,
)
from api.rooms.signin.service.reading import read_session
from api.rooms.signin.service.sessions import SignedIn, sign_out, touch

__all__ = [
    "Attempt",
    "PasswordAttempt",
    "SignedIn",
    "account_of",
    "activate",
    "begin_one_time_codes",
    "begin_own_password",
    "begin_password",
    "change_password",
    "charge_address",
    "charge_one_time",
    "check_code",
    "check_passkey",
    "clearing",
    "close_account",
    "close_of_member",
    "confirm_one_time_codes",
    "create_account",
    "find_actor",
    "give_one_time_code",
    "issue_code",
    "issue_codes",
    "keep_another_passkey",
    "list_accounts",
    "list_code_states",
    "list_devices",
    "list_means",
    "offer_another_passkey",
    "offer_first_passkey",
    "offer_passkey_sign_in",
    "open_account",
    "public_keys",
    "read_session",
    "remove_one_time_codes",
    "remove_passkey",
    "rename_passkey",
    "reopen_account",
    "revoke_codes",
    "revoke_device",
    "sign_in_with_passkey",
    "sign_in_with_password",
    "sign_out",
    "touch",
]
