"""The texts of new files, from `templates/`: each passes its check as it is, and shows every part of the format.

Called by `trainer new`. What a part needs of the library (criteria, the code of a critical act) is filled in.
"""

from pathlib import Path
from string import Template

from trainer.content.library import Library
from trainer.content.rubric import Rubric

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_LEVELS = {"four": (4, 4), "three": (3, 2), "two": (2, 2), "one": (1, 1)}
"""The levels of the decision that looks at two criteria, so that the two differ somewhere."""

SCORED = 5
"""So many criteria the new scenario looks at; a rubric that has more leaves some to other scenarios."""


def scenario_text(id: str, rubric: Rubric, library: Library, schema: str) -> str:
    """A new scenario for a rubric's competency. `schema` is where the scenario's JSON Schema is, from the file."""
    criteria = list(rubric.criteria)
    first, second, other, third, fourth = (criteria[at % len(criteria)] for at in range(SCORED))
    both = list(dict.fromkeys([second, other]))
    acts = list(library.critical_acts)
    code = "CE1" if "CE1" in acts else next(iter(acts), None)
    critical = f"\n        critical: {code}  # the code of an act that no score makes up for" if code else ""
    allow = "# allow: {P012: Other scenarios look at the rest.}  # a warning lived with, and why"
    return _filled(
        "scenario",
        id,
        schema,
        competency=rubric.rubric,
        first=first,
        second=second,
        both=", ".join(both),
        third=third,
        fourth=fourth,
        critical=critical,
        allow=allow.removeprefix("# ") if len(criteria) > SCORED else allow,
        **{name: _rated(both, levels) for name, levels in _LEVELS.items()},
    )


def case_text(id: str, rubric: Rubric, schema: str) -> str:
    """A new case for a rubric's competency. `schema` is where the case's JSON Schema is, from the file."""
    first, *others = rubric.criteria
    return _filled("case", id, schema, competency=rubric.rubric, first=first, second=[*others, first][0])


def rubric_text(id: str, schema: str) -> str:
    """A new rubric. `schema` is where the rubric's JSON Schema is, from the file."""
    return _filled("rubric", id, schema)


def certification_text(id: str, library: Library, schema: str) -> str:
    """A new certification: half of the library's scenarios of each competency as pool, one drawn of each."""
    by_competency: dict[str, list[str]] = {}
    for scenario, competency in library.competencies.items():
        by_competency.setdefault(competency, []).append(scenario)
    pool = {name: found[: max(len(found) // 2, 1)] for name, found in sorted(by_competency.items())}
    core = [name for name, found in pool.items() if len(by_competency[name]) > len(found)] or list(pool)
    left = min((len(by_competency[name]) - len(pool[name]) for name in core), default=0)
    return _filled(
        "certification",
        id,
        schema,
        core=", ".join(core),
        competencies=", ".join(pool),
        practice=str(min(left, 2)),
        again=str(min(left, 1)),
        pool=", ".join(scenario for found in pool.values() for scenario in found),
        draw="\n".join(f"    {name}: 1" for name in pool),
    )


def _filled(name: str, id: str, schema: str, **more: str) -> str:
    text = (_TEMPLATES / f"{name}.yaml").read_text("utf-8")
    title = id.replace("_", " ").capitalize()
    return Template(text).substitute(id=id, title=title, schema=schema, **more)


def _rated(criteria: list[str], levels: tuple[int, int]) -> str:
    if len(criteria) == 1:
        return f"level: {min(levels)}"
    rated = ", ".join(f"{name}: {level}" for name, level in zip(criteria, levels, strict=True))
    about = "  # a level for each thing that is looked at" if levels == _LEVELS["four"] else ""
    return f"rate: {{{rated}}}{about}"
