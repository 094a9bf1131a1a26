"""What each figure needs before it is shown, and what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.statistics.samples import SAMPLES, Standing, Statistic, standing

ORDER = list(Standing)


def test_every_statistic_has_its_row() -> None:
    assert set(SAMPLES) == set(Statistic)
    assert all(0 < one.tentative <= one.firm and one.unit and one.instead and one.why for one in SAMPLES.values())


@pytest.mark.parametrize(
    ("statistic", "n", "beside", "told"),
    [
        (
            Statistic.DIFFICULTY,
            4,
            None,
            "Cannot tell yet: this needs 10 people, and has 4. Shown instead: the counts alone.",
        ),
        (Statistic.DIFFICULTY, 12, None, "Tentative: it stands on 12 people; from 30 people on it is firm."),
        (Statistic.DIFFICULTY, 30, None, "It stands on 30 people."),
        (
            Statistic.KAPPA,
            31,
            None,
            "Tentative: it stands on 31 pieces marked twice; from 32 pieces marked twice on it is firm.",
        ),
        (
            Statistic.ICC,
            40,
            2,
            "Tentative: it stands on 40 pieces marked by all and 2 markers; "
            "from 30 pieces marked by all and 3 markers on it is firm.",
        ),
        (
            Statistic.CASTINGS,
            60,
            140,
            "Cannot tell yet: this needs 100 people with the rarer casting and 200 people, and has 60 and 140. "
            "Shown instead: what reviewers said of both castings.",
        ),
    ],
)
def test_sentences(statistic: Statistic, n: int, beside: int | None, told: str) -> None:
    assert standing(statistic, n, beside).sentence == told


@given(st.sampled_from(Statistic), st.integers(0, 600), st.none() | st.integers(0, 600), st.integers(0, 50))
def test_more_is_never_worse(statistic: Statistic, n: int, beside: int | None, more: int) -> None:
    less, better = standing(statistic, n, beside), standing(statistic, n + more, beside)
    assert ORDER.index(less.standing) <= ORDER.index(better.standing)
    assert (less.instead is None) == (less.standing is not Standing.HIDDEN)
    if beside is not None:
        assert ORDER.index(less.standing) <= ORDER.index(standing(statistic, n, beside + more).standing)


def test_a_second_count_that_is_not_known_is_not_enough_to_be_firm() -> None:
    assert standing(Statistic.PHI, 500).standing is Standing.TENTATIVE
    assert standing(Statistic.PHI, 500, 8).standing is Standing.FIRM
    assert standing(Statistic.PHI, 500, 1).standing is Standing.HIDDEN
