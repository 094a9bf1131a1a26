"""Where the boxes of a drawing stand: layers from top to bottom, with as few crossings as a few sweeps find.

Boxes are numbers with a size; what is in them is the caller's affair. A link leaves a box at a port on its lower
edge and enters another at its upper edge; where it has to pass layers, it bends around what stands there. Links
with the same bundle share their bends. Called by `reports.drawing`.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

SWEEPS = 12
APART = 26.0
"""Between boxes of a layer."""
BEND = 12.0
"""What a link takes up where it passes a layer."""
BETWEEN = 44.0
"""Between layers, at least."""


@dataclass(frozen=True, slots=True)
class Link:
    """From one box to another; `port` is how far right of the source's middle it leaves."""

    source: int
    target: int
    port: float = 0.0
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle and top of each box, the points of each link from port to target, and the size of the whole."""

    boxes: tuple[tuple[float, float], ...]
    links: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


def backward(count: int, links: Sequence[tuple[int, int]]) -> set[int]:
    """The links (by index) that lead back, as they are met from box 0 on; without them there is no circle."""
    out: list[list[int]] = [[] for _ in range(count)]
    for number, (source, _) in enumerate(links):
        out[source].append(number)
    back: set[int] = set()
    state = [0] * count  # 0 not met, 1 open, 2 done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        open_ = [(root, iter(out[root]))]
        while open_:
            here, rest = open_[-1]
            index = next(rest, None)
            if index is None:
                state[here] = 2
                open_.pop()
            elif state[target := links[index][1]] == 1:
                back.add(index)
            elif not state[target]:
                state[target] = 1
                open_.append((target, iter(out[target])))
    return back


def closing(count: int, links: Sequence[tuple[int, int]], more: Sequence[tuple[int, int]]) -> set[int]:
    """Those of `more` (by index) that would close a circle with the links, which have none, and with each other."""
    out: list[set[int]] = [set() for _ in range(count)]
    for source, target in links:
        out[source].add(target)
    closes = set()
    for number, (source, target) in enumerate(more):
        met, waiting = {target}, [target]
        while waiting:
            fresh = out[waiting.pop()] - met
            met |= fresh
            waiting += fresh
        if source in met:
            closes.add(number)
        else:
            out[source].add(target)
    return closes


def laid_out(sizes: Sequence[tuple[float, float]], links: Sequence[Link]) -> Layout:
    """Place boxes of (width, height); no links may lead round in a circle. Box 0 is where reading begins."""
    return _Drawing(sizes, links).layout()


@dataclass(slots=True)
class _Step:
    """A link's part from one layer to the next: `port` from the middle of `source`, `weight` how straight it is."""

    source: int
    target: int
    port: float
    weight: float


class _Drawing:
    """What is known while boxes are placed. Bends are boxes of their own, numbered behind the real ones."""

    def __init__(self, sizes: Sequence[tuple[float, float]], links: Sequence[Link]) -> None:
        self.sizes, self.links = list(sizes), links
        self.real = len(sizes)
        self.layer = self._layers()
        self.steps: list[_Step] = []
        self.chains = self._chains()
        self.up: list[list[_Step]] = [[] for _ in self.layer]
        self.down: list[list[_Step]] = [[] for _ in self.layer]
        for step in self.steps:
            self.down[step.source].append(step)
            self.up[step.target].append(step)
        self.rows: list[list[int]] = [[] for _ in range(max(self.layer, default=0) + 1)]
        self.place = [0.0] * len(self.layer)
        self.x = [0.0] * len(self.layer)

    def layout(self) -> Layout:
        self._sort()
        self._spread()
        return self._measured()

    def _layers(self) -> list[int]:
        """Each box one below the lowest that leads to it; one to which nothing leads, just above what it leads to."""
        above: list[list[int]] = [[] for _ in range(self.real)]
        below: list[list[int]] = [[] for _ in range(self.real)]
        for link in self.links:
            above[link.target].append(link.source)
            below[link.source].append(link.target)
        left = [len(each) for each in above]
        layer = [0] * self.real
        ready = [at for at in range(self.real) if not left[at]]
        for at in ready:  # grows while it is walked
            for to in below[at]:
                layer[to] = max(layer[to], layer[at] + 1)
                left[to] -= 1
                if not left[to]:
                    ready.append(to)
        lowest = max(layer, default=0)
        for at in range(1, self.real):
            if not above[at]:
                layer[at] = min((layer[to] - 1 for to in below[at]), default=lowest)
        return layer

    def _chains(self) -> list[list[int]]:
        """For each link the boxes and bends it goes through; makes the bends and the steps."""
        known: dict[tuple[int, int, str], list[int]] = {}
        chains = []
        for link in self.links:
            key = (link.source, link.target, link.bundle)
            if key not in known:
                bends = []
                for layer in range(self.layer[link.source] + 1, self.layer[link.target]):
                    bends.append(len(self.layer))
                    self.layer.append(layer)
                    self.sizes.append((BEND, 0.0))
                known[key] = [link.source, *bends, link.target]
                for number, (one, other) in enumerate(zip(bends, known[key][2:], strict=False)):
                    inner = number + 1 < len(bends)
                    self.steps.append(_Step(one, other, 0.0, 8.0 if inner else 2.0))
            chain = known[key]
            self.steps.append(_Step(link.source, chain[1], link.port, 2.0 if len(chain) > 2 else 1.0))
            chains.append(chain)
        return chains

    def _sort(self) -> None:
        """Order each layer by where its neighbours stand, up and down in turn; the best order met is kept."""
        met = [False] * len(self.layer)
        for root in range(len(self.layer)):
            waiting = [root]
            while waiting:
                here = waiting.pop()
                if not met[here]:
                    met[here] = True
                    self.rows[self.layer[here]].append(here)
                    waiting += [step.target for step in sorted(self.down[here], key=lambda step: -step.port)]
        self._renumber()
        best, kept = self._crossings(), [list(row) for row in self.rows]
        for sweep in range(2 * SWEEPS):
            if not best:
                break
            downward = sweep % 2 == 0
            for row in self.rows[1:] if downward else reversed(self.rows[:-1]):
                wish = {box: self._wish(box, downward) for box in row}
                row.sort(key=wish.__getitem__)
                for at, box in enumerate(row):
                    self.place[box] = float(at)
            now = self._crossings()
            if now < best:
                best, kept = now, [list(row) for row in self.rows]
        self.rows = kept
        self._renumber()

    def _renumber(self) -> None:
        for row in self.rows:
            for at, box in enumerate(row):
                self.place[box] = float(at)

    def _leaves(self, step: _Step) -> float:
        """Where a step leaves its layer, counted in boxes."""
        return self.place[step.source] + step.port / (self.sizes[step.source][0] + 1.0)

    def _wish(self, box: int, downward: bool) -> float:
        if downward:
            near = [self._leaves(step) for step in self.up[box]]
        else:
            near = [self.place[step.target] - step.port / (self.sizes[box][0] + 1.0) for step in self.down[box]]
        return sum(near) / len(near) if near else self.place[box]

    def _crossings(self) -> int:
        count = 0
        for row in self.rows:
            ends = sorted((self._leaves(step), self.place[step.target]) for box in row for step in self.down[box])
            seen: list[float] = []
            for _, target in ends:
                count += len(seen) - bisect_right(seen, target)
                insort(seen, target)
        return count

    def _spread(self) -> None:
        """Give every box its middle: near its neighbours, and clear of the next in its layer."""
        gaps = []
        for row in self.rows:
            needs = [self.sizes[box][0] / 2 for box in row]
            airs = [APART if box < self.real else BEND for box in row]
            gaps.append([needs[at] + needs[at + 1] + min(airs[at], airs[at + 1]) for at in range(len(row) - 1)])
            self._settle(row, gaps[-1], [0.0] * len(row), [1.0] * len(row))
        for sweep in range(3 * SWEEPS):
            ups, downs = sweep % 3 != 1, sweep % 3 != 0
            numbers = range(len(self.rows))
            for number in numbers if ups else reversed(numbers):
                row = self.rows[number]
                wanted = [self._wanted(box, ups, downs) for box in row]
                self._settle(row, gaps[number], [one for one, _ in wanted], [weight for _, weight in wanted])

    def _wanted(self, box: int, ups: bool, downs: bool) -> tuple[float, float]:
        near = [(self.x[step.source] + step.port, step.weight) for step in self.up[box]] if ups else []
        near += [(self.x[step.target] - step.port, step.weight) for step in self.down[box]] if downs else []
        total = sum(weight for _, weight in near)
        return (sum(at * weight for at, weight in near) / total, total) if near else (self.x[box], 0.1)

    def _settle(self, row: list[int], gaps: list[float], wanted: list[float], weights: list[float]) -> None:
        for box, x in zip(row, spaced(wanted, weights, gaps), strict=True):
            self.x[box] = x

    def _measured(self) -> Layout:
        left = min((self.x[box] - self.sizes[box][0] / 2 for box in range(len(self.x))), default=0.0)
        self.x = [x - left for x in self.x]
        tops, bottoms, y = [], [], 0.0
        for row in self.rows:
            tall = max((self.sizes[box][1] for box in row), default=0.0)
            tops.append(y)
            bottoms.append(y + tall)
            moves = [
                abs(self.x[step.source] + step.port - self.x[step.target]) for box in row for step in self.down[box]
            ]
            y += tall + BETWEEN + min(0.07 * max(moves, default=0.0), 80.0)
        return Layout(
            tuple((self.x[box], tops[self.layer[box]]) for box in range(self.real)),
            self._points(tops, bottoms),
            max((self.x[box] + self.sizes[box][0] / 2 for box in range(len(self.x))), default=0.0),
            bottoms[-1] if bottoms else 0.0,
        )

    def _points(self, tops: list[float], bottoms: list[float]) -> tuple[tuple[tuple[float, float], ...], ...]:
        enters = self._entries()
        lines = []
        for link, chain in zip(self.links, self.chains, strict=True):
            out = self.x[link.source] + link.port
            floor = tops[self.layer[link.source]] + self.sizes[link.source][1]
            points = [(out, floor), (out, bottoms[self.layer[link.source]])]
            for bend in chain[1:-1]:
                points += [(self.x[bend], tops[self.layer[bend]]), (self.x[bend], bottoms[self.layer[bend]])]
            points.append((enters[link.target, chain[-2], link.bundle], tops[self.layer[link.target]]))
            lines.append(tuple(points))
        return tuple(lines)

    def _entries(self) -> dict[tuple[int, int, str], float]:
        """Where each bundle enters its target: side by side around the middle, in the order they come from."""
        coming: dict[int, dict[tuple[int, str], float]] = {}
        for link, chain in zip(self.links, self.chains, strict=True):
            at = self.x[chain[-2]] + (link.port if len(chain) == 2 else 0.0)
            coming.setdefault(link.target, {})[chain[-2], link.bundle] = at
        found = {}
        for target, froms in coming.items():
            apart = min(18.0, 0.7 * self.sizes[target][0] / len(froms))
            first = self.x[target] - apart * (len(froms) - 1) / 2
            for number, key in enumerate(sorted(froms, key=lambda key: (froms[key], key))):
                found[target, *key] = first + number * apart
        return found


def spaced(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Positions as near as can be to those wanted (least squares), each `gaps[i]` or more before the next."""
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for at, want in enumerate(wanted):
        mean, weight, count = want - offsets[at], weights[at], 1
        while pools and pools[-1][0] >= mean:
            other, heavy, more = pools.pop()
            mean = (mean * weight + other * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + more
        pools.append((mean, weight, count))
    flat = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=False)]
