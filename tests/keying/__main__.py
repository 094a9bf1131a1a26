"""`python -m tests.keying`: write sheets, take in what readers made of them, and print the figures."""

import json
from pathlib import Path

import click

from tests.keying import figures
from tests.keying.readings import GUESSES, READINGS, Guess, Rating, guessed, keep, kept_guesses, kept_ratings, rated
from tests.keying.sheet import Decision, bare, decisions, whole
from trainer.content.library import Library, open_library


def _known(names: tuple[str, ...] = ()) -> tuple[Library, dict[str, Decision]]:
    library = open_library()
    return library, decisions(library.scenario(name) for name in names or sorted(library.competencies))


@click.group()
def main() -> None:
    """Key the library blind: see `tests/keying/__init__.py`."""


@main.command()
@click.argument("folder", type=Path)
@click.argument("names", nargs=-1)
def sheets(folder: Path, names: tuple[str, ...]) -> None:
    """Write a sheet a scenario, with scene and rubric."""
    library, _ = _known(names)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or sorted(library.competencies):
        (folder / f"{name}.md").write_text("\n".join(whole(library.scenario(name), library)) + "\n", "utf-8")


@main.command()
@click.argument("folder", type=Path)
@click.argument("names", nargs=-1)
def without(folder: Path, names: tuple[str, ...]) -> None:
    """Write sheets of choices alone, all scenarios mixed."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(bare(_known(names)[1]), start=1):
        (folder / f"{number}.md").write_text(text + "\n", "utf-8")


@main.command()
@click.argument("round")
@click.argument("reader")
@click.argument("files", nargs=-1, type=Path)
@click.option("--without-scene", is_flag=True, help="The sheets had choices alone.")
@click.option("--try", "dry", is_flag=True, help="Print what they come to and keep nothing.")
def take(round: str, reader: str, files: tuple[Path, ...], without_scene: bool, dry: bool) -> None:
    """Take in filled-in sheets (JSON) of a reader."""
    known = _known()[1]
    filled = [json.loads(file.read_text("utf-8")) for file in files]
    if without_scene:
        picks = [row for sheet in filled for row in guessed(round, reader, sheet, known)]
        share, chance, n = figures.found(picks)
        print(f"best found in {share:.0%} of {n}; by chance {chance:.0%}")
        for scenario in sorted({row.scenario for row in picks}):
            of_it = [row for row in picks if row.scenario == scenario]
            hit = ", ".join(row.scene for row in of_it if row.hit)
            print(f"  {scenario}: {sum(row.hit for row in of_it)} of {len(of_it)} found: {hit}")
        if not dry:
            keep(GUESSES, Guess, picks)
        return
    rows = [row for sheet in filled for row in rated(round, reader, sheet, known)]
    print("\n".join(figures.told(rows)))
    if not dry:
        keep(READINGS, Rating, rows)


@main.command(name="figures")
def print_figures() -> None:
    """Print what the first round came to, what the final one comes to, and what is owed a reading."""
    print("\n".join(figures.report(kept_ratings(), kept_guesses(), _known()[1])))


if __name__ == "__main__":
    main()
