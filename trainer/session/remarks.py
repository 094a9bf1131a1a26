"""What mentees, teachers, parents and mentors said of a scenario or a criterion, and whether it was seen to.

Remarks are rows of the audit: `remarked` holds on which text (by its SHA-256) and from whom in a word, and the words
apart, where they can be erased; `remark_resolved` ticks one off with the text as it was then. Called by `trainer
feedback` and by the trainer's report, which shows them beside the figures of a scenario.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from trainer.content.role import Role
from trainer.engine.play import kept_words
from trainer.errors import UsageError
from trainer.language import mark, tr
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.waiting import must_be_allowed
from trainer.store import AuditRow, Fact

_FACTS = ("source", "kind", "subject", "version")


class Source(StrEnum):
    """From whom a remark is, in a word: no name is asked for."""

    MENTEE = mark("mentee")
    TEACHER = mark("teacher")
    PARENT = mark("parent")
    MENTOR = mark("mentor")
    COORDINATOR = mark("coordinator")


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark. `text` is None once erased. `version` is the SHA-256 of what it was made on, a scenario or a rubric.

    `resolved` is when it was ticked off (a stamp), `resolved_in` the SHA-256 of the text then, `note` what was done.
    """

    number: int
    at: str
    by: str | None
    source: str
    kind: str
    subject: str
    version: str
    text: str | None
    resolved: str | None = None
    resolved_by: str | None = None
    resolved_in: str | None = None
    note: str | None = None

    @property
    def stands(self) -> str:
        """Whether it was seen to, in words."""
        if self.resolved is None:
            return tr("open")
        on = self.resolved[:10]
        if self.resolved_in == self.version:
            return tr("ticked off on {on} with the text as it was", on=on)
        return tr("ticked off on {on} with text {text}", on=on, text=(self.resolved_in or "")[:12])


def remarks(session: Session, subject: str | None = None) -> tuple[Noted, ...]:
    """The remarks on a scenario or a criterion, or all there are, oldest first; those ticked off among them."""
    noted: dict[int, Noted] = {}
    for action in ("remarked", "remark_resolved"):
        for row in session.store.audit_rows(action=action):
            _take(noted, row)
    return tuple(one for one in noted.values() if subject in (None, one.subject))


def _take(noted: dict[int, Noted], row: AuditRow) -> None:
    what, words = row.what, row.words or {}
    if row.action == "remarked":
        source, kind, subject, version = (str(what.get(name, "")) for name in _FACTS)
        noted[row.seq] = Noted(row.seq, row.at, row.who, source, kind, subject, version, words.get("remark"))
        return
    number = what.get("remark")
    if isinstance(number, int) and number in noted:
        noted[number] = replace(
            noted[number],
            resolved=row.at,
            resolved_by=row.who,
            resolved_in=str(what.get("version", "")),
            note=words.get("note"),
        )


def note_remark(session: Session, subject: str, text: str, source: Source) -> Noted:
    """Note a remark on a scenario or a criterion. Raises UsageError where there is none, or nothing is said."""
    kind, version = _version(session, subject)
    kept = kept_words(text)
    if not kept:
        raise UsageError(tr("There is nothing to keep yet."), tr("Write what was said, in quotes."))
    own = source is Source.MENTOR and session.me.role is Role.MENTOR  # these words go when their writer is erased
    what: dict[str, Fact] = {"source": source.value, "kind": kind, "subject": subject, "version": version}
    words, whom = {"remark": kept}, session.me.person if own else None
    number = session.store.audit("remarked", who=session.me.person, whom=whom, what=what, words=words)
    return find(session, number)


def resolve(session: Session, number: int, note: str = "") -> Noted:
    """Tick a remark off, with the text of its scenario or rubric as it is now; `note` says what was done."""
    must_be_allowed(session, Job.REMARKS)
    one = find(session, number)
    if one.resolved is not None:
        raise UsageError(tr("Remark {number} was ticked off on {resolved}.", number=number, resolved=one.resolved[:10]))
    what: dict[str, Fact] = {"remark": number, "version": _version_of(session, one.kind, one.subject) or one.version}
    session.store.audit("remark_resolved", who=session.me.person, what=what, words={"note": kept_words(note)})
    return find(session, number)


def erase(session: Session, number: int) -> None:
    """Erase the words of a remark, and of what was noted when it was ticked off; that there was one stays."""
    must_be_allowed(session, Job.REMARKS)
    find(session, number)
    rows = session.store.audit_rows(action="remark_resolved")
    answers = [row.seq for row in rows if row.what.get("remark") == number]
    session.store.erase_noted((number, *answers), "remark_erased", who=session.me.person, what={"remark": number})


def find(session: Session, number: int) -> Noted:
    """A remark by its number. Raises UsageError."""
    found = next((one for one in remarks(session) if one.number == number), None)
    if found is None:
        raise UsageError(
            tr("There is no remark {number}.", number=number), tr("`trainer feedback list --all` lists them.")
        )
    return found


def _version(session: Session, subject: str) -> tuple[str, str]:
    """What a subject is, and the SHA-256 of its text. Raises UsageError."""
    for kind in ("scenario", "criterion"):
        version = _version_of(session, kind, subject)
        if version is not None:
            return kind, version
    known = {**session.library.scenarios, **session.library.criteria}
    raise UsageError(tr('There is no scenario or criterion "{subject}".', subject=subject[:60]), _meant(subject, known))


def _version_of(session: Session, kind: str, subject: str) -> str | None:
    """The SHA-256 of the text of a scenario, or of a criterion's rubric, as it is now; None where it is gone."""
    library = session.library
    if kind == "scenario":
        return _hash(library.text(subject)) if subject in library.scenarios else None
    return _hash(library.rubric_text(library.criteria[subject][0])) if subject in library.criteria else None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _meant(subject: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(subject, list(known), n=1)
    return tr('Did you mean "{close}"?', close=close[0]) if close else tr("`trainer list` shows what there is.")
