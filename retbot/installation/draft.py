"""The settings that `retbot init` is working on, and the secrets that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SECRETS = {
    "matrix.password_file": "matrix_password",
    "matrix.access_token_file": "matrix_access_token",
    "matrix.pickle_key_file": "pickle_key",
    "mail.password_file": "mail_password",
    "mail.imap.password_file": "mail_imap_password",
    "store.url_file": "database_url",
}
"""Setting → the file in the directory of secrets."""


@dataclass
class Draft:
    """`tables` as in the settings file; `secrets` are new ones, by their setting."""

    tables: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def get(self, setting: str) -> Any:
        """None when there is no such value."""
        found: Any = self.tables
        for part in setting.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def text(self, setting: str) -> str:
        """As it is shown to be kept; empty when there is none."""
        found = self.get(setting)
        return " ".join(found) if isinstance(found, list) else str(found or "")

    def put(self, setting: str, value: Any) -> None:
        """None removes the value."""
        *sections, name = setting.split(".")
        table = self.tables
        for section in sections:
            table = table.setdefault(section, {})
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value

    def put_all(self, tables: Mapping[str, Any], above: str = "") -> None:
        """Replaces what is there by the values of `tables`, except for the names of files with secrets."""
        for name, value in tables.items():
            if isinstance(value, Mapping):
                self.put_all(value, f"{above}{name}.")
            elif f"{above}{name}" not in SECRETS:
                self.put(f"{above}{name}", value)
