"""The pipeline from a file's bytes to a model and findings: read this first.

    bytes -- reader.read --> lists, keys, texts -- shape.shaped --> model -- SCENARIO --> findings
             Y: syntax                             S: shape                  S N M C K W: meaning
                                                                             P F: paths, fairness (given as `Proofs`)
    a PO beside one  -- language.po.read --> messages -- TRANSLATIONS --> findings (G), and what its words do (F)

Each gate opens only when the one before found no error. Nothing here opens a file but `load_*`; `check_bytes`
is what `trainer check` calls for each file, `load_scenario` what play calls.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from trainer.content.case import Case, as_scenario
from trainer.content.certification import Certification
from trainer.content.findings import Finding, Place, Severity
from trainer.content.kinds import Kind, kind_of, scenario_beside, translated_file
from trainer.content.places import plain_texts
from trainer.content.reader import Read, read
from trainer.content.rubric import Comments, CriticalActs, Rubric, School, Sources
from trainer.content.rules.allow import ALLOW, Allowance
from trainer.content.rules.cases import CASES
from trainer.content.rules.certification import CERTIFICATION
from trainer.content.rules.rubrics import COMMENTS, CRITICAL_ACTS, RUBRICS, SCHOOL, SOURCES, Filed
from trainer.content.rules.rule import Rule, Said
from trainer.content.rules.shape import unknown_file
from trainer.content.rules.subject import Subject
from trainer.content.rules.syntax import cannot_be_read
from trainer.content.rules.tables import RULES, SCENARIO
from trainer.content.rules.translations import TRANSLATIONS, Translated, unreadable_translation
from trainer.content.rules.walks import WALKS, Beside
from trainer.content.rules.wording import cut_off_text
from trainer.content.scenario import Scenario
from trainer.content.shape import shaped
from trainer.content.source import LARGEST, decode, read_bytes, suspicious
from trainer.content.translation.texts import id_of
from trainer.content.translation.translation import translated, translation
from trainer.content.walks import Walks
from trainer.errors import ContentError
from trainer.language import po, tr

if TYPE_CHECKING:
    from trainer.content.library import Library

M = TypeVar("M", bound=BaseModel)

MODELS: dict[Kind, type[BaseModel]] = {
    Kind.SCENARIO: Scenario,
    Kind.RUBRIC: Rubric,
    Kind.CRITICAL_ACTS: CriticalActs,
    Kind.SOURCES: Sources,
    Kind.SCHOOL: School,
    Kind.COMMENTS: Comments,
    Kind.WALKS: Walks,
    Kind.CERTIFICATION: Certification,
    Kind.CASE: Case,
}
"""What each kind of file is built into."""

_MEANING: dict[Kind, tuple[Rule[Any], ...]] = {
    Kind.RUBRIC: RUBRICS,
    Kind.CRITICAL_ACTS: CRITICAL_ACTS,
    Kind.SOURCES: SOURCES,
    Kind.SCHOOL: SCHOOL,
    Kind.COMMENTS: COMMENTS,
    Kind.CERTIFICATION: CERTIFICATION,
    Kind.CASE: CASES,
}
_COMMENT = re.compile(r"[ \t]+#[^\s#]")
"""A comment that is no comment: without a space behind its sign, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The third gate, which content cannot know: `analysis` gives its rules and the function that runs them.

    `prove` takes a scenario without errors and the criteria of its rubrics, each with the rubric it is of; `words`
    takes one in the words of its translation, and says only what these are to blame for.
    """

    rules: tuple[Rule[Any], ...]
    prove: Callable[[Scenario, dict[str, str]], Iterable[tuple[Rule[Any], Said]]]
    words: Callable[[Scenario, dict[str, str]], Iterable[tuple[Rule[Any], Said]]] = lambda _scenario, _criteria: ()


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A file as it was read: `model` is None when a gate of content found an error."""

    model: M | None
    findings: tuple[Finding, ...]
    text: str = field(repr=False, default="")

    def must(self) -> M:
        """The model. Raises ContentError with the first error when there is none."""
        if self.model is None:
            first = next(finding for finding in self.findings if finding.severity is Severity.ERROR)
            where = f"{first.path}:{first.place.line}"
            raise ContentError(f"{where}: {first.message}.", tr("`trainer check {path}` tells more.", path=first.path))
        return self.model


def load_scenario(path: Path, library: "Library", proofs: Proofs | None = None) -> Loaded[Scenario]:
    """A scenario from its file, or a case as one. Raises UsageError when the file cannot be opened."""
    data = read_bytes(path)
    if kind_of(str(path), data) is not Kind.CASE:
        return scenario_in(str(path), data, library, proofs)
    built, findings, text = _gates(str(path), data, Kind.CASE, library, None, None)
    return Loaded(as_scenario(built) if isinstance(built, Case) else None, findings, text)


def scenario_in(path: str, data: bytes, library: "Library", proofs: Proofs | None = None) -> Loaded[Scenario]:
    """A scenario from a file's bytes that were read before; `path` is what people are shown."""
    built, findings, text = _gates(path, data, Kind.SCENARIO, library, proofs, None)
    return Loaded(built if isinstance(built, Scenario) else None, findings, text)


def load_rubric(path: Path, library: "Library") -> Loaded[Rubric]:
    """A rubric from its file. Raises UsageError when the file cannot be opened."""
    return _load(path, Kind.RUBRIC, Rubric, library)


def load_critical_acts(path: Path, library: "Library") -> Loaded[CriticalActs]:
    """The critical acts from their file. Raises UsageError when it cannot be opened."""
    return _load(path, Kind.CRITICAL_ACTS, CriticalActs, library)


def load_sources(path: Path, library: "Library") -> Loaded[Sources]:
    """The sources from their file. Raises UsageError when it cannot be opened."""
    return _load(path, Kind.SOURCES, Sources, library)


def load_school(path: Path, library: "Library") -> Loaded[School]:
    """The school's settings from their file. Raises UsageError when it cannot be opened."""
    return _load(path, Kind.SCHOOL, School, library)


def load_comments(path: Path, library: "Library") -> Loaded[Comments]:
    """A bank of comments from its file. Raises UsageError when the file cannot be opened."""
    return _load(path, Kind.COMMENTS, Comments, library)


def load_certification(path: Path, library: "Library") -> Loaded[Certification]:
    """A certification from its file. Raises UsageError when the file cannot be opened."""
    return _load(path, Kind.CERTIFICATION, Certification, library)


def load_walks(path: Path, library: "Library") -> Loaded[Walks]:
    """A file of walks, held against the scenario beside it. Raises UsageError when it cannot be opened."""
    return _load(path, Kind.WALKS, Walks, library)


def read_beside(path: str) -> bytes | None:
    """The bytes of the file that a file of walks or a translation belongs to; None where there is none."""
    of = translated_file(path)
    file = of[0] if of is not None else scenario_beside(path)
    return read_bytes(file) if file is not None and file.is_file() else None


def _load(path: Path, kind: Kind, model: type[M], library: "Library", proofs: Proofs | None = None) -> Loaded[M]:
    built, findings, text = _gates(str(path), read_bytes(path), kind, library, proofs, read_beside(str(path)))
    return Loaded(built if isinstance(built, model) else None, findings, text)


def unread(path: str, why: str) -> Finding:
    """What there is to say of a file that cannot be read at all; `why` in a few words."""
    said = cannot_be_read.check(why)
    return Finding(*_head(cannot_be_read), path, Place(1, 1), said.message, said.help)


def check_bytes(
    path: str, data: bytes, library: "Library", proofs: Proofs | None = None, beside: bytes | None = None
) -> tuple[Finding, ...]:
    """Everything there is to say about one file.

    `beside` are the bytes of the file that a file of walks or a translation belongs to.
    """
    kind = kind_of(path, data)
    if kind is Kind.TRANSLATION:
        return _translation(path, data, beside, library, proofs)
    return _gates(path, data, kind, library, proofs, beside)[1]


def _gates(
    path: str, data: bytes, kind: Kind, library: "Library", proofs: Proofs | None, beside: bytes | None
) -> tuple[BaseModel | None, tuple[Finding, ...], str]:
    opened = read(path, data)
    text = opened.source.text
    if kind is Kind.UNKNOWN:
        findings = [*opened.findings]
        if isinstance(opened.value, dict) or not findings:
            first = next(iter(opened.value), "") if isinstance(opened.value, dict) else ""
            findings.append(opened.finding(unknown_file, unknown_file.check(first)))
        return None, tuple(findings), text
    model, findings = shaped(opened, MODELS[kind])
    if model is not None and not findings:
        stem = opened.source.stem
        if isinstance(model, Scenario):
            findings += _meaning(opened, Subject(model, library, stem), proofs)
        elif isinstance(model, Walks):
            scenario = shaped(read(f"{stem}.yaml", beside), Scenario)[0] if beside is not None else None
            subject = Beside(model, scenario, beside is None, library, stem)
            findings += [opened.finding(rule, said) for rule in WALKS for said in rule.check(subject)]
        else:
            for rule in _MEANING.get(kind, ()):
                findings += [opened.finding(rule, said) for said in rule.check(Filed(model, library, stem))]
            findings += _cut_off(opened) if isinstance(model, Case) else []
    findings.sort(key=lambda finding: (finding.place.line, finding.place.column, finding.code))
    return None if _failed(findings) else model, tuple(findings), text


def _failed(findings: Iterable[Finding]) -> bool:
    """Whether a gate of content found an error."""
    return any(finding.severity is Severity.ERROR and finding.code[0] not in "PF" for finding in findings)


def _translation(
    path: str, data: bytes, beside: bytes | None, library: "Library", proofs: Proofs | None
) -> tuple[Finding, ...]:
    """A PO file under its rules; where it cannot be read, only what cannot; where all is well, what its words do."""
    source, wrong = decode(path, data)
    of = translated_file(path)
    name = of[0].name if of is not None else ""
    model = None
    if beside is not None and (kind := kind_of(name, beside)) in MODELS:
        model = shaped(read(name, beside), MODELS[kind])[0]
    faults = [po.Fault(source.at(wrong).line, tr("this is not UTF-8 text"))] if wrong is not None else []
    faults += [po.Fault(1, tr("the file is too large to be read"))] if len(data) > LARGEST else []
    hidden = tr("there is a character here that nobody sees")
    faults += [po.Fault(line, hidden) for line, text in enumerate(source.lines, start=1) if suspicious(text)]
    opened = po.Po((), {}, tuple(faults)) if faults else po.read(source.text)
    subject = Translated(opened, model, beside is None, name, of[1] if of is not None else None)
    findings = []

    def found(rule: Rule[Any], line: int, said: Said) -> None:
        place = source.place(line - 1, 0, len(source.lines[line - 1]))
        findings.append(Finding(*_head(rule), path, place, said.message, said.help))

    for rule in TRANSLATIONS:
        for said in rule.check(subject):
            found(rule, int(said.loc[0]), said)
        if findings and rule is unreadable_translation:
            break
    if proofs is not None and isinstance(model, Scenario) and not _failed(findings):
        whole = Subject(model, library, model.scenario)
        if all(rule.severity is Severity.WARNING for rule in SCENARIO for _ in rule.check(whole)):
            new = translated(model, translation(source.text))
            for rule, said in proofs.words(new, library.rubric_of_criteria(model.rubrics)):
                if rule.code not in model.allow:
                    found(rule, subject.line_of(id_of(model, said.loc)), said)
    return tuple(sorted(findings, key=lambda finding: (finding.place.line, finding.code)))


def _meaning(opened: Read, subject: Subject, proofs: Proofs | None) -> list[Finding]:
    """The second and third gate: rules on one scenario, then on its paths, then what it lives with."""
    scenario = subject.scenario
    said = [(rule, one) for rule in SCENARIO for one in rule.check(subject)]
    proved = proofs is not None and all(rule.severity is Severity.WARNING for rule, _ in said)
    if proofs is not None and proved:
        said += proofs.prove(scenario, subject.library.rubric_of_criteria(scenario.rubrics))
    cut = _cut_off(opened)
    if scenario.allow:
        table = {rule.code: rule for rule in (*RULES, *(proofs.rules if proofs else ()))}
        allowed = scenario.allow.keys() & {code for code, rule in table.items() if rule.severity is Severity.WARNING}
        met = frozenset([rule.code for rule, _ in said] + [finding.code for finding in cut])
        judged = Allowance(scenario.allow, table, met, proved)
        said = [(rule, one) for rule, one in said if rule.code not in allowed]
        said += [(rule, one) for rule in ALLOW for one in rule.check(judged)]
        cut = [finding for finding in cut if finding.code not in allowed]
    return [opened.finding(rule, one) for rule, one in said] + cut


def _cut_off(opened: Read) -> list[Finding]:
    """Texts without quotes that a comment cuts short; comments with two spaces before them are meant."""
    text = opened.source.text
    if " #" not in text and "\t#" not in text:
        return []
    found = []
    for spot in plain_texts(opened.spots):
        rest = text[spot.end :].split("\n", 1)[0]
        if _COMMENT.match(rest) or (rest.startswith(" #") and " " in (spot.text or "")):
            said = cut_off_text.check(rest.strip()[:20])
            place = opened.source.at(spot.end + len(rest) - len(rest.lstrip()), len(rest.strip()))
            found.append(Finding(*_head(cut_off_text), opened.source.path, place, said.message, said.help))
    return found


def _head(rule: Rule[Any]) -> tuple[str, str, Severity]:
    return rule.code, rule.slug, rule.severity
