"""The text of `docs/format.md`, made from the models: every key, what it means, and one example."""

import re
from typing import Any

from pydantic import BaseModel

from trainer.content import case, certification, rubric, scenario, walks

PARTS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("A scenario", scenario.Scenario, "The file `scenarios/ID.yaml`, one conversation."),
    ("A person of `cast` or `castings`", scenario.Person, ""),
    ("Pronouns written out", scenario.PronounSet, "Where `she`, `he` and `they` do not fit."),
    ("A meter", scenario.Meter, ""),
    ("The bell", scenario.Bell, ""),
    ("A scene", scenario.Scene, ""),
    (
        "A line, and a reply",
        scenario.Line,
        'Written as `mentee: "I\'m fine."`: the speaker is the key of the words.',
    ),
    ("Own words", scenario.Respond, ""),
    ("A choice", scenario.Choice, ""),
    ("A wording of a choice", scenario.Wording, ""),
    ("A branch of a route", scenario.Branch, ""),
    ("An ending", scenario.Ending, ""),
    ("A case", case.Case, "The file `scenarios/ID.yaml` too, told by its first key."),
    ("A question of a case", case.Question, ""),
    ("A rubric", rubric.Rubric, "The file `rubrics/ID.yaml`, the criteria of one competency."),
    ("A criterion", rubric.Criterion, ""),
    ("A level of a criterion", rubric.Described, ""),
    (
        "A critical act",
        rubric.CriticalAct,
        "The file `rubrics/critical_acts.yaml`: acts by code, `CE1`, `CE2` …",
    ),
    ("A source", rubric.Source, "The file `scenarios/sources.yaml`: works by key."),
    ("Walks", walks.Walks, "The file `ID.walks.yaml` beside the scenario `ID.yaml`; `trainer test` takes them."),
    ("A walk", walks.Walk, ""),
    ("What is expected of a persona", walks.Expected, ""),
    (
        "A certification",
        certification.Certification,
        "The file `rubrics/ID.certification.yaml`: what is asked, and how a recommendation follows.",
    ),
    ("Practice owed", certification.Practice, ""),
    ("A sitting", certification.Sitting, ""),
    ("Least scores", certification.Cuts, ""),
    ("Least observations", certification.Observations, ""),
    ("Tries", certification.Tries, ""),
    ("Training hours", certification.Hours, ""),
    ("The observed live role-play", certification.Live, ""),
    ("The agreement", certification.Agreement, ""),
    ("Second marking", certification.SecondMarking, ""),
    ("How long it holds", certification.Validity, ""),
    ("Renewal", certification.Renewal, ""),
    ("An appeal", certification.Appeal, ""),
    ("Runs from other machines", certification.Elsewhere, ""),
    ("The school's settings", rubric.School, "The file `school.yaml` in the data directory."),
)
"""Every part of every file, in the order of the page."""

_HEAD = """# The files

Every key, what it means, and one example. `trainer check` finds what is wrong in a file, and `trainer explain
CODE` tells more about a finding (all of them: [findings.md](findings.md)). Editors that know
`yaml-language-server` complete keys by the schema that the first line of a scenario names.

Every value is read as text and turned into what its key expects, so `id: no` is the word "no". Put dialogue
in double quotes. Ids are lower-case words of `a-z`, digits and `_`.

<!-- Made from the models by `trainer.content.format.format_page`; edit those. -->"""

_PLAIN = re.compile(r"^[A-Za-z0-9][^:#{}\[\],&*!|>'\"%@`]*$")


def format_page() -> str:
    """The whole page, in Markdown."""
    return "\n\n".join([_HEAD, *(_part(*part) for part in PARTS)]) + "\n"


def _part(title: str, model: type[BaseModel], about: str) -> str:
    rows = ["| key | what it means | example |", "| --- | --- | --- |"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        must = " **must be there**" if field.is_required() else ""
        example = f"`{key}: {in_yaml((field.examples or [''])[0])}`"
        rows.append(f"| `{key}` | {_cell(field.description or '')}{must} | {_cell(example)} |")
    told = " ".join(filter(None, [(model.__doc__ or "").strip(), about]))
    return f"## {title}\n\n{told}\n\n" + "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def in_yaml(value: Any) -> str:
    """A value on one line, as YAML has it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(in_yaml(one) for one in value) + "]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text if _PLAIN.match(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
