"""What an operator can set: read from the environment (SYNAQ_…) once, checked, with defaults for one machine."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, FilePath, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from proctor_server.db.engine import sqlite_url
from proctor_server.ingest.sockets import PortRange
from proctor_server.ingest.turn import TurnServer

PROJECT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Where things are kept and where we listen."""

    model_config = SettingsConfigDict(env_prefix="SYNAQ_", extra="ignore")

    data: Path = Field(PROJECT / "data", description="folder of the database, the recordings and the pepper")
    database_url: str | None = Field(None, description="SQLAlchemy URL; default: SQLite in the data folder")
    blob_url: str | None = Field(None, description="object store of recordings; default: the data folder")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    https: bool = Field(False, description="we are served by HTTPS (cookies Secure, HSTS)")
    client_folder: Path = Field(PROJECT / "client_web" / "dist", description="the built web client")
    ice_addresses: str | None = Field(None, description="addresses for WebRTC, comma-separated; default: all")
    udp_ports: str | None = Field(None, description="UDP ports for WebRTC, such as 40000-40999; default: any")
    ingest: Literal["here", "nodes"] = Field(
        "here", description="who receives media: this process, or processes run by `synaq ingest`"
    )
    node_token_file: Path | None = Field(None, description="secret of servers and nodes; made if missing")
    turn_urls: str | None = Field(
        None, description="TURN servers for candidates, comma-separated turn(s): URLs"
    )
    turn_secret: str | None = Field(None, description="secret shared with coturn (static-auth-secret)")
    turn_hours: int = Field(6, ge=1, le=48, description="how long a candidate's TURN password holds")
    n_analysis_workers: int = Field(1, ge=1, le=64, description="processes that look at recordings")
    object_model: FilePath | None = Field(
        None, description="your own detector of phones, books and paper (YOLO as ONNX, its classes beside it)"
    )
    master_key_file: Path | None = Field(
        None, description="keys that wrap the recordings' keys; made if missing; default: the data folder"
    )
    kms_key: str | None = Field(
        None,
        description="alias, id or ARN of a key of AWS KMS that wraps the recordings' keys, in a file's place",
    )
    kms_options: dict[Literal["endpoint", "region", "access_key_id", "secret_access_key"], str] = Field(
        default_factory=dict,
        description="how to reach the key service, as JSON; what lacks, AWS's usual places say",
    )
    second_reading_per_mille: int = Field(
        100, ge=0, le=1000, description="share of reviews, in thousandths, that a second person reads"
    )
    blind_first: bool = Field(
        False, description="show reviewers neither label nor score of an incident before their first verdict"
    )
    known_answers_per_mille: int = Field(
        0, ge=0, le=1000, description="how many known answers come with a thousand reviews that are taken"
    )
    smtp_url: str | None = Field(
        None,
        description="where e-mail goes: smtp://user:password@host:587 or smtps://…:465; default: nowhere",
    )
    smtp_from: str = Field("Synaq <no-reply@localhost>", description="the sender of e-mails")
    blob_options: dict[str, str] = Field(
        default_factory=dict, description="settings of an S3 store: endpoint, access_key_id, …, as JSON"
    )
    audit_heads_file: Path | None = Field(
        None, description="where the audit's head is published each hour; default: the data folder"
    )
    retention_days: int = Field(365, ge=1, description="days a recording is kept after its attempt's end")
    min_free_mb: int = Field(2048, ge=0, description="MB kept free for running attempts; new ones wait")
    pepper_file: Path | None = Field(None, description="secret that keys personal numbers; made if missing")

    @property
    def database(self) -> str:
        return self.database_url or sqlite_url(self.data / "synaq.sqlite")

    @property
    def recordings(self) -> Path:
        return self.data / "recordings"

    @property
    def master_keys(self) -> Path:
        return self.master_key_file or self.data / "master_key"

    @property
    def audit_heads(self) -> Path:
        return self.audit_heads_file or self.data / "audit_heads"

    @property
    def addresses(self) -> tuple[str, ...] | None:
        if self.ice_addresses is None:
            return None
        return tuple(one.strip() for one in self.ice_addresses.split(",") if one.strip())

    @property
    def ports(self) -> PortRange | None:
        if self.udp_ports is None:
            return None
        first, _, last = self.udp_ports.partition("-")
        return PortRange(int(first), int(last or first))

    @property
    def turn(self) -> TurnServer | None:
        if not self.turn_urls or not self.turn_secret:
            return None
        urls = tuple(one.strip() for one in self.turn_urls.split(",") if one.strip())
        return TurnServer(urls, self.turn_secret, timedelta(hours=self.turn_hours))

    @field_validator("udp_ports")
    @classmethod
    def _is_range(cls, given: str | None) -> str | None:
        if given is not None:
            first, _, last = given.partition("-")
            PortRange(int(first), int(last or first))
        return given

    def node_token(self) -> str:
        """The secret by which servers and ingest nodes know each other; made at the first start."""
        return _secret(self.node_token_file or self.data / "node_token")

    def pepper(self) -> bytes:
        """The secret behind personal numbers; made at the first start, readable by its owner only."""
        return _secret(self.pepper_file or self.data / "pepper").encode()


def _secret(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()
