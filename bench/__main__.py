"""`make bench`: every figure, each beside what it is compared with in the same run. `python -m bench keys` runs one.

Nothing is asserted: machines differ and are busy. The ratios are what to read; the absolute times say what they were
on one machine on one day.
"""

import importlib
import sys
import time

PARTS = {
    "start": "first frame and Home, beside a bare Textual app; `trainer --help`, beside `python -c pass`",
    "keys": "key press to complete frame with the commit in it, beside a bare Textual app",
    "engine": "random plays of one graph, beside npm inkjs",
    "explore": "every state of that graph walked, beside random plays; and the scores of a library scenario",
    "check": "checking 1,000 scenarios, beside PyYAML only reading them",
    "studio": "from a save of 40 scenes to its findings, told and on screen, beside a whole `trainer check`",
    "store": "commits a second",
    "desk": "the desk, reports and rescoring over 10,000 runs beside a tenth; TRAINER_BENCH_FULL=1: 100,000",
}
"""Each part is a module of this folder with a `main()`."""


def main() -> int:
    """Run the parts named, or all."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"There is no part {unknown[0]}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for part in wanted:
        print(f"\n{part}: {PARTS[part]}", flush=True)
        start = time.perf_counter()
        importlib.import_module(f"bench.{part}").main()
        print(f"({time.perf_counter() - start:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
