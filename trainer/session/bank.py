"""The bank of comments that are used again: the library's, and the school's own in its data directory on top.

Read when it is asked for, so that a fault in it stops nobody from anything else. Called by `desk` and the faces.
"""

from trainer.content.compile import load_comments
from trainer.errors import UsageError
from trainer.language import tr
from trainer.session.session import Session

BANK = "bank:"
"""What a comment that stands in the bank is named with: `bank:open_question`."""


def bank(session: Session) -> dict[str, str]:
    """The comments by id. Raises ContentError where a file of them has errors."""
    found: dict[str, str] = {}
    for file in (session.library.shelf.comments, session.comments):
        if file is not None and file.is_file():
            found |= load_comments(file, session.library).must().root
    return found


def in_full(session: Session, text: str) -> str:
    """A comment's words: those of the bank where it names one, else itself. Raises UsageError for an unknown name."""
    if not text.startswith(BANK):
        return text
    name, there = text.removeprefix(BANK), bank(session)
    if name not in there:
        help = (
            tr("There are {names}.", names=", ".join(there))
            if there
            else tr("Write comments.yaml in the data directory: `id: words`.")
        )
        raise UsageError(tr('The bank has no comment "{name}".', name=name[:40]), help)
    return there[name].strip()
