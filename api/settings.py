"""Typed settings from the environment (`HANDBOOK_…`). Secrets are files under the state folder, made at first start."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SigningKey(BaseModel):
    """An organisation's key for signing papers on the server: a PKCS#12 file or a PKCS#11 token, and its password."""

    pkcs12: Path | None = Field(default=None, description="The file with key and certificate.")
    pkcs11: Path | None = Field(default=None, description="Instead: the library of the token's maker.")
    token: str = Field(default="", description="The label of the token; empty: the only one.")
    certificate: str = Field(default="", description="The label of the certificate on the token; empty: the only one.")
    password_env: str = Field(default="", description="The environment variable with the password or the PIN.")

    @property
    def password(self) -> bytes | None:
        """The password, None for a file without one."""
        return os.environ.get(self.password_env, "").encode() or None


class Settings(BaseSettings):
    """Everything an installation may choose. Each name in upper case with the prefix is its environment variable."""

    model_config = SettingsConfigDict(env_prefix="HANDBOOK_", frozen=True)

    var: Path = Field(default=ROOT / "var", description="State folder: database, files, secrets.")
    database_url: str = Field(default="", description="Empty: SQLite in the state folder. Else postgresql+psycopg://…")
    storage_url: str = Field(default="", description="Empty: a folder in the state folder. Else s3://bucket/prefix.")
    public_url: str = Field(
        default="http://localhost:8000",
        description="The address members type; passkeys bind to it.",
    )
    pwa_folder: Path = Field(default=ROOT / "pwa" / "build", description="The built PWA.")
    demo: bool = Field(
        default=False,
        description="Demo province: its accounts may sign in by their printed password.",
    )
    log_level: str = "INFO"
    session_days: int = Field(default=180, ge=1, le=400, description="How long an unused session lives.")
    signing: dict[str, SigningKey] = Field(
        default={},
        description='Keys for signing on the server, off when empty: {"<organization id>": {"pkcs12": "…"}}.',
    )
    upload_megabytes: int = Field(default=50, ge=1, le=500, description="Largest document file.")

    face_engine: Literal["sface", "dlib"] = Field(
        default="sface",
        description="Compares faces. After a change members enrol anew: what another engine made is never compared.",
    )
    push_hosts: str = Field(
        default="",
        description="Push services a closed network runs itself, as `host:port` with commas: no other is spoken to.",
    )
    push_ca_file: Path | None = Field(default=None, description="Certificates that those services are signed by.")
    smtp_url: str = Field(
        default="", description="smtp://name:password@host:587 or smtps://…:465; empty: no e-mail is sent."
    )
    fcm_credentials: Path | None = Field(
        default=None, description="The service account's JSON file for Firebase Cloud Messaging; empty: no FCM."
    )
    fcm_url: str = Field(default="", description="Empty: Google's own. Else a gateway with the HTTP v1 API of FCM.")
    notify_by: Literal["channels", "console", "memory"] = Field(
        default="channels",
        description="`console` prints what would leave the house, for development; `memory` keeps it, for tests.",
    )
    mail_from: str = Field(default="", description="Sender of e-mail, and whom push services may write to.")

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.var / 'handbook.db'}"

    @property
    def storage(self) -> str:
        """The address of the file store."""
        return self.storage_url or (self.var / "files").resolve().as_uri()

    @property
    def https(self) -> bool:
        """Whether members reach us by https: decides secure cookies and HSTS."""
        return self.public_url.startswith("https://")

    @property
    def host_name(self) -> str:
        """The host of the public address: the relying party of passkeys."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def session_cookie(self) -> str:
        """The cookie's name; `__Host-` pins it to this host and to https."""
        return "__Host-session" if self.https else "session"

    @cached_property
    def pepper(self) -> bytes:
        """Key for the hashes of activation codes and for the keys of attempt budgets."""
        return self.secret("pepper")

    def secret(self, name: str) -> bytes:
        """Read 32 secret bytes from the state folder, making them the first time, readable by the owner only."""
        folder = self.var / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / name
        if not path.exists():
            _write_once(path, secrets.token_hex(32))
        return bytes.fromhex(path.read_text())


def _write_once(path: Path, text: str) -> None:
    """Write a file that nobody sees half-written; of two processes the first wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
