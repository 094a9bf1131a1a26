"""Notes beside each rating what was read: `python -m tests.keying.stamping tests/keying/readings/NAME.json`.

Run once, right after a reading. Ratings that have a stamp keep it, so that a fresh reading of a few choices leaves the
others as they are. Letters of the sheet become ids; choices that do not exist are named and left out.
"""

import json
import sys
from pathlib import Path

from tests.keying.figures import scenarios
from tests.keying.sheet import shuffled, stamp


def main(file: Path) -> None:
    """Stamp a reading in place."""
    reading = json.loads(file.read_text("utf-8"))
    all_of = scenarios()
    for name in list(reading):
        scenario = all_of.get(name)
        for scene_name in list(reading[name]):
            scene = scenario.scenes.get(scene_name) if scenario else None
            known = {choice.id: choice for choice in scene.choices} if scene else {}
            if scenario and scene:
                order = shuffled(name, scene_name, scene.choices)
                letters = {letter: one.id for letter, one in zip("ABCDEF", order, strict=False)}
                given = reading[name][scene_name]
                reading[name][scene_name] = {letters.get(id, id): levels for id, levels in given.items()}
            for id in list(reading[name][scene_name]):
                if scene is None or id not in known:
                    sys.stdout.write(f"there is no {name}.{scene_name}.{id}\n")
                    del reading[name][scene_name][id]
                else:
                    reading[name][scene_name][id].setdefault("read", stamp(scene, known[id]))
    file.write_text(json.dumps(reading, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
