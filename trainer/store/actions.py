"""What the audit can say that somebody did: one line each. Light to import; `store.audit` refuses others.

To add an action, write its line here and call `store.audit` (or `audit.note` within a transaction) where it is done.
"""

from trainer.language import mark

ACTIONS: dict[str, str] = {
    "person_added": mark("added {whom}"),
    "person_changed": mark("changed {whom}"),
    "person_retired": mark("retired {whom}"),
    "person_returned": mark("took {whom} back"),
    "person_erased": mark("removed name and texts of {whom}"),
    "people_imported": mark("brought a list of people in"),
    "people_exported": mark("wrote the list of people out"),
    "person_exported": mark("wrote out what is kept of {whom}"),
    "pin_set": mark("set the PIN of {whom}"),
    "pin_removed": mark("took the PIN of {whom} away"),
    "pin_forgotten": mark("took away the forgotten PIN of {whom} at the computer that keeps the file"),
    "pin_wrong": mark("a wrong PIN for {whom}"),
    "assigned": mark("gave scenarios by a date"),
    "assignment_removed": mark("took scenarios back"),
    "enrolled": mark("began a certification"),
    "moved": mark("moved {whom} to the certification as it is now"),
    "agreement_accepted": mark("accepted the agreement"),
    "sitting_opened": mark("opened a sitting"),
    "sitting_voided": mark("voided a sitting of {whom}"),
    "sitting_allowed": mark("let {whom} sit without waiting"),
    "talked": mark("recorded a talk with {whom}"),
    "hours_entered": mark("entered hours of {whom}"),
    "live_observed": mark("rated a live role-play of {whom}"),
    "response_marked": mark("marked own words of {whom}"),
    "critical_judged": mark("judged a critical act of {whom}"),
    "commented": mark("commented on a run of {whom}"),
    "still_mentoring": mark("recorded that {whom} is mentoring"),
    "decided": mark("decided on {whom}"),
    "appealed": mark("took up an appeal of {whom}"),
    "appeal_decided": mark("decided the appeal of {whom}"),
    "certificate_issued": mark("issued a certificate to {whom}"),
    "certificate_revoked": mark("revoked a certificate of {whom}"),
    "scenario_approved": mark("recorded the approval of a scenario"),
    "words_erased": mark("erased what was written in a run"),
    "school_set": mark("changed a setting of the school"),
    "records_exported": mark("wrote records out for other programs"),
    "codes_forgotten": mark("forgot the key of the codes in exports"),
    "runs_sent": mark("wrote runs of {whom} to a file for another machine"),
    "runs_received": mark("brought in runs of {whom} from another machine"),
    "remarked": mark("noted a remark on a scenario or criterion"),
    "remark_resolved": mark("ticked a remark off"),
    "remark_erased": mark("erased the words of a remark"),
    "database_backed_up": mark("backed the database up"),
    "database_restored": mark("restored the database from a backup"),
}
"""An action by its name, and how `trainer audit` tells it after who did it; {whom} is the person it was done to."""
