"""Results of tests as JUnit XML, which continuous integrations read. Called by `trainer test --junit`."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from trainer.content.render import safe


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its name, and for each thing that failed one line and then all there is to say of it."""

    name: str
    failures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests of one file."""

    name: str
    path: str
    cases: tuple[Case, ...]


def as_junit(suites: Sequence[Suite]) -> str:
    """The XML of some suites. Nothing in it is a control code, which XML could not hold."""
    root = ElementTree.Element("testsuites", _counts([case for suite in suites for case in suite.cases]))
    for suite in suites:
        each = ElementTree.SubElement(root, "testsuite", {"name": safe(suite.name)} | _counts(suite.cases))
        for case in suite.cases:
            named = {"classname": safe(suite.name), "name": safe(case.name), "file": safe(suite.path)}
            one = ElementTree.SubElement(each, "testcase", named)
            for message, text in case.failures:
                failure = ElementTree.SubElement(one, "failure", {"message": safe(message)})
                failure.text = "\n".join(safe(line) for line in text.split("\n"))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    return {"tests": str(len(cases)), "failures": str(sum(bool(case.failures) for case in cases))}
