"""Where the data lives: the option, the environment, or the platform's own place. Called by `cli`."""

from collections.abc import Mapping
from pathlib import Path

import platformdirs


def data_directory(option: Path | None, environ: Mapping[str, str]) -> Path:
    """The data directory: `--data DIR`, else TRAINER_DATA, else the platform's. It need not exist yet."""
    if option is None and environ.get("TRAINER_DATA"):
        option = Path(environ["TRAINER_DATA"])
    if option is None:
        return platformdirs.user_data_path("trainer", appauthor=False)
    return option.expanduser().absolute()


def database_url(environ: Mapping[str, str]) -> str | None:
    """The URL of another database than the one in the data directory, from TRAINER_DATABASE, or None."""
    return environ.get("TRAINER_DATABASE", "").strip() or None
