"""Laws of the layout: boxes never overlap, links go down, nothing is wider apart than it has to be."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.analysis.layout import APART, Link, backward, laid_out, spaced

PAIRS = st.integers(1, 14).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=30),
    )
)
SIZES = st.tuples(st.floats(20, 300), st.floats(10, 400))


@given(PAIRS)
def test_without_the_links_that_lead_back_there_is_no_circle(made: tuple[int, list[tuple[int, int]]]) -> None:
    count, links = made
    back = backward(count, links)
    left = [link for at, link in enumerate(links) if at not in back]
    while left:
        sources = {source for source, _ in left}
        kept = [(source, target) for source, target in left if target in sources]
        assert len(kept) < len(left), "a circle is left"
        left = kept


@settings(deadline=None)
@given(PAIRS, st.data())
def test_boxes_do_not_overlap_and_links_go_down(made: tuple[int, list[tuple[int, int]]], data: st.DataObject) -> None:
    count, pairs = made
    sizes = data.draw(st.lists(SIZES, min_size=count, max_size=count))
    back = backward(count, pairs)
    links = [Link(*pair, port=(at % 3 - 1) * 5.0) for at, pair in enumerate(pairs) if at not in back]
    layout = laid_out(sizes, links)
    boxes = [
        (x - wide / 2, y, x + wide / 2, y + tall) for (x, y), (wide, tall) in zip(layout.boxes, sizes, strict=True)
    ]
    for one, other in combinations(boxes, 2):
        across = one[2] + APART / 2 <= other[0] or other[2] + APART / 2 <= one[0]
        assert across or one[3] < other[1] or other[3] < one[1]
    for left, top, right, bottom in boxes:
        assert left >= -0.001
        assert right <= layout.width + 0.001
        assert top >= -0.001
        assert bottom <= layout.height + 0.001
    for link, points in zip(links, layout.links, strict=True):
        heights = [y for _, y in points]
        assert heights == sorted(heights)
        source, target = boxes[link.source], boxes[link.target]
        assert (points[0][1], points[-1][1]) == (source[3], target[1])
        assert target[0] <= points[-1][0] <= target[2]
        for x, y in points[2:-1]:  # a link bends around what stands on its way
            assert not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)


@given(st.lists(st.tuples(st.floats(-1000, 1000), st.floats(0.1, 10)), min_size=1, max_size=12))
def test_spacing_keeps_its_gaps_and_is_nearest_to_what_was_wanted(wishes: list[tuple[float, float]]) -> None:
    wanted, weights = [want for want, _ in wishes], [weight for _, weight in wishes]
    gaps = [10.0] * (len(wanted) - 1)
    found = spaced(wanted, weights, gaps)

    def cost(places: list[float]) -> float:
        return sum(w * (at - want) ** 2 for at, want, w in zip(places, wanted, weights, strict=True))

    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(found))
    for at in range(len(found)):  # moving a box or all behind it a little is never better
        for by in (-0.01, 0.01):
            for end in (at + 1, len(found)):
                moved = [x + by * (at <= number < end) for number, x in enumerate(found)]
                if all(b - a >= 10 - 1e-9 for a, b in pairwise(moved)):
                    assert cost(moved) >= cost(found) - 1e-6
