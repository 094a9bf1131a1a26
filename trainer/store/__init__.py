"""The store: an append-only log of runs on SQLite or PostgreSQL. Its face; only `cli` wires it to the rest.

What is light (where the data lives, run ids, the values returned) is here at once. What needs SQLAlchemy is
imported when it is first asked for, so that commands without a database start fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from trainer.content.role import Role
from trainer.store.actions import ACTIONS
from trainer.store.exported import DecisionFacts, PersonFacts, PlayedFacts, RunFacts
from trainer.store.moments import new_run_id, stamp
from trainer.store.paths import data_directory, database_url
from trainer.store.rows import (
    Assignment,
    Audited,
    AuditRow,
    Check,
    Decided,
    Fact,
    Gone,
    Kept,
    Person,
    Place,
    Planned,
    RunRow,
    SittingRow,
    Summary,
    Tried,
    Upgraded,
    Wished,
)
from trainer.store.sent import Taken
from trainer.store.tallied import AnchorTally, ChoiceTally, CriterionTally, Logged, PersonTally, SatTally, VersionTally

if TYPE_CHECKING:
    from trainer.store.backups import backup, list_backups, restore
    from trainer.store.store import Store, open_store
    from trainer.store.upgrades import upgrade

__all__ = [
    "ACTIONS",
    "AnchorTally",
    "Assignment",
    "AuditRow",
    "Audited",
    "Check",
    "ChoiceTally",
    "CriterionTally",
    "Decided",
    "DecisionFacts",
    "Fact",
    "Gone",
    "Kept",
    "Logged",
    "Person",
    "PersonFacts",
    "PersonTally",
    "Place",
    "Planned",
    "PlayedFacts",
    "Role",
    "RunFacts",
    "RunRow",
    "SatTally",
    "SittingRow",
    "Store",
    "Summary",
    "Taken",
    "Tried",
    "Upgraded",
    "VersionTally",
    "Wished",
    "backup",
    "data_directory",
    "database_url",
    "list_backups",
    "new_run_id",
    "open_store",
    "restore",
    "stamp",
    "upgrade",
]

_LATER = {
    "Store": "store",
    "open_store": "store",
    "backup": "backups",
    "restore": "backups",
    "list_backups": "backups",
    "upgrade": "upgrades",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
