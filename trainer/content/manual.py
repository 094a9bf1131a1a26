"""The manual pages of findings, from the rules' docstrings: for `trainer explain` and `docs/findings.md`."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from trainer.content.rules.rule import Rule

FAMILIES: dict[str, str] = {
    "Y": "The file cannot be read",
    "S": "Keys, and what stands behind them",
    "N": "Names",
    "M": "Meters",
    "C": "People and castings",
    "K": "Levels and repairs",
    "W": "Wording",
    "P": "Paths through the conversation",
    "F": "Fairness",
    "R": "Rubrics and the other files",
    "D": "Certifications",
    "G": "Translations",
    "A": "Allowing a warning",
    "T": "Importing a story in Twee",
    "L": "Lists of people",
}
"""What each letter of a code stands for, in the order of the manual."""


def listing(rules: Iterable[Rule[Any]]) -> str:
    """Every finding on one line: code, severity, name, what."""
    ordered = _ordered(rules)
    widest = max(len(rule.slug) for rule in ordered)
    return "\n".join(f"{rule.code} {rule.severity:7} {rule.slug:{widest}}  {rule.page.what}" for rule in ordered)


def explained(rule: Rule[Any]) -> str:
    """A rule's manual page for a terminal."""
    page = rule.page
    parts = [f"{rule.code} {rule.slug} ({rule.severity})", page.what]
    if page.why:
        parts.append(page.why)
    for title, text in page.examples:
        parts.append(f"{title}:\n" + "\n".join(f"    {line}".rstrip() for line in text.splitlines()))
    return "\n\n".join(parts)


def findings_page(rules: Iterable[Rule[Any]]) -> str:
    """The text of `docs/findings.md`, from every rule of content and analysis."""
    parts = [
        "# Findings",
        "What `trainer check` can say. Errors would make play or a score wrong; warnings make a scenario "
        "poorer, and a scenario may live with one by `allow: {CODE: why}`. `trainer explain CODE` prints one of "
        "these pages.\n\n"
        "Examples name a place by its keys: `scenes.arrival.choices[0].level: 5` is the level of the first "
        "choice of the scene `arrival`. `~delete` means that the key is taken away.\n\n"
        "<!-- Made from the rules' docstrings by `trainer.content.manual.findings_page`; edit those. -->",
    ]
    for letter, grouped in groupby(_ordered(rules), key=lambda rule: rule.code[0]):
        family = list(grouped)
        parts += [f"## {letter}: {FAMILIES[letter]}", _table(family)]
        parts += [_section(rule) for rule in family]
    return "\n\n".join(parts) + "\n"


def _table(family: Iterable[Rule[Any]]) -> str:
    """A family at a glance: code, severity, what is found, and the reason."""
    rows = ["| code | severity | what is found | reason |", "| --- | --- | --- | --- |"]
    for rule in family:
        linked = f"[{rule.code}](#{rule.code.lower()}-{rule.slug})"
        told = [" ".join(words.split()).replace("|", "\\|") for words in (rule.page.what, rule.page.why)]
        rows.append(f"| {linked} | {rule.severity} | {told[0]} | {told[1]} |")
    return "\n".join(rows)


def _section(rule: Rule[Any]) -> str:
    page = rule.page
    parts = [f"### {rule.code} {rule.slug}", f"*{rule.severity}* — {page.what}"]
    if page.why:
        parts.append(page.why)
    for title, text in page.examples:
        parts.append(f"{title}:\n\n```{'po' if 'translation' in title else 'yaml'}\n{text}```")
    return "\n\n".join(parts)


def _ordered(rules: Iterable[Rule[Any]]) -> list[Rule[Any]]:
    letters = list(FAMILIES)
    return sorted(rules, key=lambda rule: (letters.index(rule.code[0]), rule.code))
