"""`trainer check` of 1,000 scenarios as a whole process, first and again, beside PyYAML only reading them."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.corpus import write

READ = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("**/*.yaml"):
    yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
"""
ROUNDS = 3


def seconds(*command: str, ok: tuple[int, ...] = (0,)) -> float:
    """How long a whole process takes. Raises RuntimeError with what it said when it ends otherwise than `ok`."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        raise RuntimeError(done.stderr[-2000:])
    return time.perf_counter() - start


def main() -> None:
    """Print the figures: medians of a few rounds, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        write(library)
        read, first, again = [], [], []
        command = ["-m", "trainer", "check", "--library", str(library), str(library)]
        for _ in range(ROUNDS):
            read.append(seconds("-c", READ, str(library)))
            first.append(seconds(*command, "--no-cache"))
            seconds(*command)
            again.append(seconds(*command))
    told = {"PyYAML only reading": read, "check, everything": first, "check, unchanged": again}
    middle = {name: sorted(each)[len(each) // 2] for name, each in told.items()}
    base = middle["PyYAML only reading"]
    aims = {"check, everything": "2", "check, unchanged": "0.1"}
    for name, value in middle.items():
        aim = f", {value / base:.2f} x (aim {aims[name]})" if name in aims else ""
        print(f"{name}: {value:.2f} s{aim}")


if __name__ == "__main__":
    main()
