"""Certificates: on a decision only, the same again, not after an end; badges that hold, and those that do not."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.session.school import RULE, Hillside
from tests.session.test_certifying import complete, ready_to_sit, reflect, sit
from trainer.content.role import Role
from trainer.errors import TrainerError, UsageError
from trainer.reports.certificate.award import Award, code
from trainer.reports.certificate.badge import BadgeError, ExpiredError, checked, signed
from trainer.reports.certificate.key import issuer, new_key, school_key
from trainer.reports.certificate.printed import page, pdf
from trainer.session import desk
from trainer.session.candidate import candidate
from trainer.session.certificates import (
    against_log,
    find,
    issue,
    issued,
    on_list,
    owed_for_renewal,
    renew,
    revocations,
    revoke,
)
from trainer.session.keys import begin_key
from trainer.session.records import Decision
from trainer.session.session import Session
from trainer.session.waiting import queue
from trainer.store import Person

BENCH = Path(__file__).parent.parent.parent / "bench"


@pytest.fixture
def school(tmp_path: Path) -> Hillside:
    return Hillside(tmp_path)


def certified(school: Hillside, name: str = "Amina", back: float = 0) -> tuple[Person, Session]:
    """A mentor who was certified, and the coordinator who did it, after the clock was set back by so many hours."""
    person, noor = school.add(name), school.add("Noor", Role.COORDINATOR, None)
    mentor, coordinator = ready_to_sit(school, person), school.session(noor)
    sit(mentor)
    reflect(mentor)
    complete(school, person, noor)
    for scenario in candidate(coordinator, person, RULE).evidence.unapproved:
        desk.approve(coordinator, scenario, "Ms Okafor")
    school.clock.pass_by(hours=-back)
    desk.decide(coordinator, person, RULE, Decision.CERTIFIED, reason="All is there.")
    return person, coordinator


def key(school: Hillside) -> bytes:
    return school_key(school.folder, issued=bool((school.folder / "school.key").exists()))


def test_issued_on_a_decision_and_verified_against_the_log(school: Hillside) -> None:
    ben = school.add("Ben")
    person, coordinator = certified(school)
    pem = key(school)
    with pytest.raises(UsageError, match="Nobody has certified Ben"):
        issue(coordinator, ben, RULE, issuer(pem))
    award = issue(coordinator, person, RULE, issuer(pem))
    assert issue(coordinator, person, RULE, issuer(pem)) == award
    assert [one.code for one in issued(coordinator)] == [award.code]
    badge = checked(signed(award, pem).encode())
    assert (badge.name, badge.certificate, badge.log) == ("Amina", award.certificate, award.log)
    assert against_log(coordinator, badge) == []
    assert any("live role-play of 15 minutes" in line for line in award.done)
    assert "skilled" not in " ".join(award.done).lower()

    reflect(school.session(person))  # what is written after the certificate does not unsettle it
    assert against_log(coordinator, badge) == []

    school.store.desk.link(candidate(coordinator, person, RULE).sat.places[0].run, 1)  # type: ignore[union-attr, arg-type]
    revoke(coordinator, award.code, "Issued to the wrong person.")
    assert "revoked" in against_log(coordinator, badge)[0]
    assert [one["code"] for one in revocations(coordinator)] == [award.code]
    assert "Amina" not in json.dumps(revocations(coordinator))
    assert on_list(json.dumps(revocations(coordinator)).encode(), badge)
    with pytest.raises(UsageError, match="revoked already"):
        revoke(coordinator, award.code, "Again.")
    assert find(coordinator, award.certificate[:8]).reason == "Issued to the wrong person."


def test_a_log_that_was_changed_is_found(school: Hillside) -> None:
    person, coordinator = certified(school)
    award = issue(coordinator, person, RULE, issuer(key(school)))
    badge = checked(signed(award, key(school)).encode())
    run = candidate(coordinator, person, RULE).sat.places[0].run  # type: ignore[union-attr]
    school.store._engine.dispose()
    import sqlite3

    with sqlite3.connect(school.folder / "trainer.db") as connection:
        connection.execute("UPDATE events SET link = x'00' WHERE run = ? AND seq = 2", (run,))
    assert against_log(coordinator, badge)


def test_a_badge_that_was_changed_or_is_none_is_refused(school: Hillside) -> None:
    person, coordinator = certified(school)
    text = signed(issue(coordinator, person, RULE, issuer(key(school))), key(school))
    changes = [text.replace("Amina", "Amira"), text[:300], "{}", "[]", "null", "", '{"proof": 1}', "[" * 5000]
    document = json.loads(text)
    document["validUntil"] = "2099-01-01T00:00:00Z"
    changes.append(json.dumps(document))
    for changed in changes:
        with pytest.raises(BadgeError):
            checked(changed.encode())
    with pytest.raises(BadgeError, match="too large"):
        checked(b" " * 300_000)


def test_an_end_is_an_end(school: Hillside) -> None:
    person, coordinator = certified(school)
    award = issue(coordinator, person, RULE, issuer(key(school)))
    old = Award(
        **{**_fields(award), "decided": award.decided.replace(2020), "valid_until": award.decided.replace(2021)}
    )
    with pytest.raises(ExpiredError):
        checked(signed(old, key(school)).encode())
    school.clock.pass_by(days=200)
    with pytest.raises(UsageError, match="has ended"):
        issue(coordinator, person, RULE, issuer(key(school)))


def _fields(award: Award) -> dict[str, Any]:
    return {name: getattr(award, name) for name in Award.__slots__}


def test_renewed_when_what_the_next_term_asks_is_done(school: Hillside) -> None:
    person, coordinator = certified(school)
    first = issue(coordinator, person, RULE, issuer(key(school)))
    school.clock.pass_by(days=100)
    with pytest.raises(UsageError, match="owes something before the next term"):
        renew(coordinator, person, RULE, issuer(key(school)), "Another term.")
    owed = {one.key for one in owed_for_renewal(coordinator, candidate(coordinator, person, RULE)) if not one.met}
    assert owed >= {"renewal:check_in", "renewal:minutes"}
    assert first.code == code(first.certificate)


def test_the_key_is_for_its_owner_only_and_is_missed(school: Hillside) -> None:
    pem = new_key(school.folder)
    file = school.folder / "school.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert school_key(school.folder, issued=True) == pem
    file.chmod(0o644)
    with pytest.raises(TrainerError, match="Others can read"):
        school_key(school.folder, issued=True)
    file.chmod(0o600)
    file.write_text("no key")
    with pytest.raises(TrainerError, match="holds no key"):
        school_key(school.folder, issued=True)
    file.unlink()
    with pytest.raises(TrainerError, match="is missing"):
        school_key(school.folder, issued=True)
    other = new_key(school.folder)
    assert other != pem
    assert new_key(school.folder) != other
    assert (school.folder / "school.key.old1").read_bytes() == other


def test_a_badge_by_another_key_is_told(school: Hillside) -> None:
    person, coordinator = certified(school)
    award = issue(coordinator, person, RULE, issuer(key(school)))
    forged = checked(signed(award, new_key(school.folder / "other")).encode())
    assert against_log(coordinator, forged) == ["it was signed by another key than the school's"]


def test_a_replaced_key_signs_nothing_until_it_is_begun_on_purpose(school: Hillside) -> None:
    person, coordinator = certified(school)
    first, second = new_key(school.folder), new_key(school.folder / "other")
    old = checked(signed(issue(coordinator, person, RULE, issuer(first)), first).encode())
    with pytest.raises(UsageError, match="another than the one"):
        issue(coordinator, person, RULE, issuer(second))
    begin_key(coordinator.store, coordinator.me, issuer(second))
    new = checked(signed(issue(coordinator, person, RULE, issuer(second)), second).encode())
    assert against_log(coordinator, old) == against_log(coordinator, new) == []
    assert [one.issuers for one in issued(coordinator)] == [(issuer(first), issuer(second))]
    with pytest.raises(UsageError, match="another than the one"):
        issue(coordinator, person, RULE, issuer(first))


def test_a_badge_says_on_which_condition_too(school: Hillside) -> None:
    person, coordinator = certified(school)
    conditions = "A second adult in the room"
    desk.decide(coordinator, person, RULE, Decision.WITH_CONDITIONS, reason="Quiet.", conditions=conditions)
    pem = key(school)
    award = issue(coordinator, person, RULE, issuer(pem))
    assert conditions in page(award)
    assert f"On condition: {conditions}." in signed(award, pem)


@pytest.mark.parametrize(("before", "after"), [(5, 0), (0, 5)])
def test_a_clock_set_back_neither_asks_nor_issues_twice(school: Hillside, before: float, after: float) -> None:
    person, coordinator = certified(school, back=before)
    school.clock.pass_by(hours=-after)
    assert queue(coordinator, RULE) == []
    pem = key(school)
    assert issue(coordinator, person, RULE, issuer(pem)) == issue(coordinator, person, RULE, issuer(pem))
    assert len(issued(coordinator)) == 1


def test_pages_hold_names_as_text(school: Hillside) -> None:
    person, coordinator = certified(school, "A <b>#[x] Öz")
    award = issue(coordinator, person, RULE, issuer(key(school)))
    assert "A &lt;b&gt;#[x] Öz" in page(award)
    made = pdf(award)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made


def test_an_independent_verifier_accepts_the_badge_and_refuses_a_changed_one(school: Hillside, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (BENCH / "node_modules" / "@digitalcredentials" / "vc").is_dir():
        pytest.skip("node or @digitalcredentials/vc is not installed (`npm --prefix bench install`)")
    person, coordinator = certified(school)
    text = signed(issue(coordinator, person, RULE, issuer(key(school))), key(school))
    (tmp_path / "good.json").write_text(text)
    (tmp_path / "bad.json").write_text(text.replace("Amina", "Amira"))
    done = subprocess.run(
        [node, BENCH / "verify_badge.mjs", tmp_path / "good.json", tmp_path / "bad.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["true", "false"]
