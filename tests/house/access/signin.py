"""Who may do what in the room `signin`."""

from tests.house.access.world import ADMINISTRATOR, EVERYBODY, LEADERS, SIGNED_IN, Case, Table, World, account_of

ISSUERS = LEADERS | {ADMINISTRATOR}
KEEPERS = frozenset({ADMINISTRATOR})
MADE_UP = "7K4M92QXTB3D"


def _members(world: World) -> dict[str, object]:
    account_of(world)
    return {"member_ids": [str(world.member.id)]}


TABLE: Table = {
    ("GET", "/api/signin/codes"): Case(ISSUERS, query=lambda w: {"organization_id": w.branch.id}),
    ("POST", "/api/signin/codes"): Case(ISSUERS, body=_members),
    ("POST", "/api/signin/codes/sheet"): Case(ISSUERS, body=_members),
    ("POST", "/api/signin/codes/revoke"): Case(ISSUERS, body=_members),
    ("GET", "/api/signin/accounts"): Case(KEEPERS),
    ("POST", "/api/signin/accounts"): Case(
        KEEPERS, body=lambda w: {"display_name": "Quầy đón tiếp", "organization_id": str(w.branch.id)}
    ),
    ("POST", "/api/signin/accounts/{account_id}/close"): Case(KEEPERS, path=lambda w: {"account_id": account_of(w)}),
    ("POST", "/api/signin/accounts/{account_id}/reopen"): Case(KEEPERS, path=lambda w: {"account_id": account_of(w)}),
    ("POST", "/api/signin/activations/check"): Case(EVERYBODY, body=lambda _: {"code": MADE_UP}),
    ("POST", "/api/signin/activations/passkey-options"): Case(EVERYBODY, body=lambda _: {"code": MADE_UP}),
    ("POST", "/api/signin/activations"): Case(
        EVERYBODY, body=lambda _: {"code": MADE_UP, "device": {}, "password": "một mật khẩu dài"}
    ),
    ("POST", "/api/signin/sessions"): Case(EVERYBODY, body=lambda _: {"login": "khong.co", "password": "sai"}),
    ("POST", "/api/signin/passkeys/options"): Case(EVERYBODY),
    ("POST", "/api/signin/sessions/passkey"): Case(EVERYBODY, body=lambda _: {"credential": {}}),
    ("POST", "/api/signin/sessions/second-factor"): Case(
        SIGNED_IN, body=lambda _: {"totp": "123456"}, own_refusals=frozenset({"signin.one_time_code_refused"})
    ),
    ("GET", "/api/signin/session"): Case(SIGNED_IN),
    ("DELETE", "/api/signin/session"): Case(SIGNED_IN),
    ("GET", "/api/signin/means"): Case(SIGNED_IN),
    ("GET", "/api/signin/devices"): Case(SIGNED_IN),
    # a device and a passkey of somebody else: for everybody as if they were not there
    ("DELETE", "/api/signin/devices/{device_id}"): Case(frozenset(), path=lambda w: {"device_id": w.member.id}),
    ("POST", "/api/signin/passkeys/creation-options"): Case(SIGNED_IN),
    ("POST", "/api/signin/passkeys"): Case(
        SIGNED_IN,
        body=lambda _: {"credential": {}, "label": "Điện thoại"},
        own_refusals=frozenset({"signin.passkey_refused"}),
    ),
    ("PATCH", "/api/signin/passkeys/{passkey_id}"): Case(
        frozenset(), path=lambda w: {"passkey_id": w.member.id}, body=lambda _: {"label": "Máy cũ"}
    ),
    ("DELETE", "/api/signin/passkeys/{passkey_id}"): Case(frozenset(), path=lambda w: {"passkey_id": w.member.id}),
    ("PUT", "/api/signin/password"): Case(SIGNED_IN, body=lambda _: {"new_password": "một mật khẩu dài"}),
    ("POST", "/api/signin/totp"): Case(SIGNED_IN),
    ("DELETE", "/api/signin/totp"): Case(SIGNED_IN),
    ("POST", "/api/signin/totp/confirm"): Case(
        SIGNED_IN, body=lambda _: {"totp": "123456"}, own_refusals=frozenset({"signin.one_time_code_refused"})
    ),
}
