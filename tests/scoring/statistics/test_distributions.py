"""The distributions beside scipy's."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from trainer.scoring.statistics import distributions as ours

positive = st.floats(0.05, 2000)
chance = st.floats(0.001, 0.999)


@given(st.floats(0, 1), positive, positive)
def test_beta(x: float, a: float, b: float) -> None:
    assert ours.beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-8, abs=1e-12)


@given(st.floats(0, 5000), positive)
def test_gamma(x: float, a: float) -> None:
    assert ours.gamma_cdf(x, a) == pytest.approx(special.gammainc(a, x), rel=1e-8, abs=1e-12)


@given(chance, st.floats(1, 1000), st.floats(1, 20_000))
def test_quantiles(p: float, one: float, two: float) -> None:
    assert ours.f_quantile(p, one, two) == pytest.approx(stats.f.ppf(p, one, two), rel=1e-7)
    assert ours.chi2_quantile(p, one) == pytest.approx(stats.chi2.ppf(p, one), rel=1e-7)
    assert ours.t_quantile(0.5 + p / 2, one) == pytest.approx(stats.t.ppf(0.5 + p / 2, one), rel=1e-6)


@given(st.integers(1, 300), st.integers(-2, 302), st.floats(0, 1))
def test_binomial_tail(n: int, least: int, p: float) -> None:
    assert ours.binomial_tail(least, n, p) == pytest.approx(stats.binom.sf(least - 1, n, p), abs=1e-10)


@given(st.floats(0, 50))
def test_chi_square_tail(x: float) -> None:
    assert ours.chi2_tail(x) == pytest.approx(stats.chi2.sf(x, 1), rel=1e-9)


@pytest.mark.parametrize("z", [-2.5, -0.7, 0.0, 0.4, 1.8])
@pytest.mark.parametrize("rho", [-0.9, -0.2, 0.0, 0.5, 0.8, 0.99, 1.0])
def test_two_normals(z: float, rho: float) -> None:
    both = stats.multivariate_normal([0, 0], [[1, rho], [rho, 1]], allow_singular=True).cdf([z, z])
    assert ours.both_below(z, rho) == pytest.approx(both, abs=1e-5)
    assert ours.both_below(0, rho) == pytest.approx(0.25 + math.asin(rho) / (2 * math.pi), abs=1e-9)
