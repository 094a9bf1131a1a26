"""What the audit can say that somebody did: one line each. Light to import; `store.audit` refuses others.

To add an action, write its line here and call `store.audit` (or `audit.note` within a transaction) where it is done.
"""

ACTIONS: dict[str, str] = {
    "person_added": "added {whom}",
    "person_changed": "changed {whom}",
    "person_retired": "retired {whom}",
    "person_returned": "took {whom} back",
    "person_erased": "removed name and texts of {whom}",
    "people_imported": "brought a list of people in",
    "people_exported": "wrote the list of people out",
    "person_exported": "wrote out what is kept of {whom}",
    "pin_set": "set the PIN of {whom}",
    "pin_removed": "took the PIN of {whom} away",
    "pin_wrong": "a wrong PIN for {whom}",
    "assigned": "gave scenarios by a date",
    "assignment_removed": "took scenarios back",
    "enrolled": "began a certification",
    "moved": "moved {whom} to the certification as it is now",
    "agreement_accepted": "accepted the agreement",
    "sitting_opened": "opened a sitting",
    "sitting_voided": "voided a sitting of {whom}",
    "sitting_allowed": "let {whom} sit without waiting",
    "talked": "recorded a talk with {whom}",
    "hours_entered": "entered hours of {whom}",
    "live_observed": "rated a live role-play of {whom}",
    "response_marked": "marked own words of {whom}",
    "critical_judged": "judged a critical act of {whom}",
    "commented": "commented on a run of {whom}",
    "still_mentoring": "recorded that {whom} is mentoring",
    "decided": "decided on {whom}",
    "appealed": "took up an appeal of {whom}",
    "appeal_decided": "decided the appeal of {whom}",
    "certificate_issued": "issued a certificate to {whom}",
    "certificate_revoked": "revoked a certificate of {whom}",
    "scenario_approved": "recorded the approval of a scenario",
    "words_erased": "erased what was written in a run",
    "school_set": "changed a setting of the school",
    "database_backed_up": "backed the database up",
    "database_restored": "restored the database from a backup",
}
"""An action by its name, and how `trainer audit` tells it after who did it; {whom} is the person it was done to."""
