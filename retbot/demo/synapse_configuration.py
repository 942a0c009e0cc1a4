"""Configuration files for a private Synapse: no rate limits, no federation, no telemetry, one local port."""

import base64
import json
import secrets
from pathlib import Path
from typing import Any

DATABASE = "homeserver.db"
LOG = "homeserver.log"
UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}


def write_configuration(directory: Path, server_name: str, port: int, registration_secret: str) -> Path:
    """Returns the path of the configuration. An existing signing key is kept; everything else is overwritten."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    configuration = _identity(directory, server_name) | _listener(port) | _secrets(registration_secret) | _private()
    _write(directory / "log.yaml", json.dumps(_logging(directory / LOG), indent=1))
    signing_key = directory / "signing.key"
    if not signing_key.exists():
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        _write(signing_key, f"ed25519 a_demo {seed}\n")
    path = directory / "homeserver.yaml"
    _write(path, json.dumps(configuration, indent=1))  # JSON is YAML too
    return path


def _identity(directory: Path, server_name: str) -> dict[str, Any]:
    return {
        "server_name": server_name,
        "pid_file": str(directory / "homeserver.pid"),
        "database": {"name": "sqlite3", "args": {"database": str(directory / DATABASE)}},
        "log_config": str(directory / "log.yaml"),
        "media_store_path": str(directory / "media"),
        "signing_key_path": str(directory / "signing.key"),
    }


def _listener(port: int) -> dict[str, Any]:
    client_api = {"names": ["client"], "compress": False}
    listener = {"port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "tls": False}
    return {"listeners": [listener | {"resources": [client_api]}]}


def _secrets(registration_secret: str) -> dict[str, Any]:
    return {
        "registration_shared_secret": registration_secret,
        "macaroon_secret_key": secrets.token_hex(32),
        "form_secret": secrets.token_hex(32),
    }


def _private() -> dict[str, Any]:
    return {
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_domain_whitelist": [],
        "enable_registration": False,
        "presence": {"enabled": False},
        "stats": {"enabled": False},
        "bcrypt_rounds": 4,  # otherwise a login takes 0.3 s
        "rc_message": UNLIMITED,
        "rc_room_creation": UNLIMITED,
        "rc_registration": UNLIMITED,
        "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), UNLIMITED),
        "rc_joins": dict.fromkeys(("local", "remote"), UNLIMITED),
        "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), UNLIMITED),
    }


def _logging(path: Path) -> dict[str, Any]:
    handler = {"class": "logging.FileHandler", "formatter": "line", "filename": str(path), "encoding": "utf-8"}
    return {
        "version": 1,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"file": handler},
        "root": {"level": "WARNING", "handlers": ["file"]},
        "loggers": {"synapse.access": {"level": "INFO"}},  # logs each requested path, like a reverse proxy
        "disable_existing_loggers": False,
    }


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
