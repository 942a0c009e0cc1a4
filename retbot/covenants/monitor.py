"""Reads the file with the columns that the national monitor asks for."""

import tomllib
from pathlib import Path

from retbot.covenants.paths import config_dir
from retbot.domain.privacy.monitor import MonitorColumn, Uitvraag, uitvraag_faults


class MonitorError(Exception):
    """The file has faults; `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def load(path: Path | None = None) -> Uitvraag:
    """Without a path, the file that comes with retbot. Raises MonitorError with all faults."""
    path = path or config_dir() / "monitor.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = content.get("kolom", [])
        found = Uitvraag(str(content["versie"]), tuple(MonitorColumn(**column) for column in columns))
    except (OSError, UnicodeDecodeError):
        raise MonitorError(["the file cannot be read"]) from None
    except tomllib.TOMLDecodeError as error:
        raise MonitorError([f"the file is no valid TOML: {error}"]) from None
    except KeyError:
        raise MonitorError(["the file has no versie"]) from None
    except TypeError:
        raise MonitorError(["a column has naam, bron, and perhaps minimum; nothing else"]) from None
    if faults := uitvraag_faults(found):
        raise MonitorError(faults)
    return found
