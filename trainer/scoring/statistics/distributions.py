"""Normal, t, F, chi-square, beta and binomial distributions, from the standard library alone.

Continued fractions by Lentz's method as in Press et al., Numerical Recipes, 6.2 and 6.4; quantiles by bisection.
Called by the statistics only.
"""

from collections.abc import Callable
from math import asin, erfc, exp, lgamma, log, log1p, nextafter, pi, sin, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
Z = NORMAL.inv_cdf(0.975)
"""The normal quantile of two-sided 95 %: 1.959964."""
TINY = 1e-300
STEPS = 100_000
"""More than any continued fraction here takes: it needs about the square root of its largest parameter."""


def log_beta(a: float, b: float) -> float:
    """Ln B(a, b); a, b > 0."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta I_x(a, b), 0 ≤ x ≤ 1; a, b > 0."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) - log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1.0 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / _away(1 - (a + b) * x / (a + 1))
    whole = d
    for m in range(1, STEPS):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1 + top * d)
            c = _away(1 + top / c)
            whole *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return whole


def _away(x: float) -> float:
    """Kept away from nought, to divide by."""
    return x if abs(x) > TINY else TINY


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with I_x(a, b) = p."""
    return _bisect(lambda x: beta_cdf(x, a, b), p, 1.0)


def f_quantile(p: float, d1: float, d2: float) -> float:
    """The p quantile of F with d1 and d2 degrees of freedom, 0 < p < 1."""
    x, rest = beta_quantile(p, d1 / 2, d2 / 2), beta_quantile(1 - p, d2 / 2, d1 / 2)  # both, as 1 - x would cancel
    return d2 * x / (d1 * max(rest, TINY))


def t_quantile(p: float, df: float) -> float:
    """The p quantile of Student's t, 0.5 < p < 1."""
    return sqrt(f_quantile(2 * p - 1, 1, df))


def gamma_cdf(x: float, a: float) -> float:
    """The regularised lower incomplete gamma P(a, x), x ≥ 0, a > 0."""
    if x <= 0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, STEPS):
            term *= x / (a + n)
            total += term
            if term < total * 1e-16:
                break
        return front * total
    b = x + 1 - a
    c, d = 1 / TINY, 1 / b
    whole = d
    for i in range(1, STEPS):
        b += 2
        d = 1 / _away(i * (a - i) * d + b)
        c = _away(b + i * (a - i) / c)
        whole *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return 1.0 - front * whole


def chi2_quantile(p: float, df: float) -> float:
    """The p quantile of chi-square."""
    most = df + 1.0
    while gamma_cdf(most / 2, df / 2) < p:
        most *= 2
    return _bisect(lambda x: gamma_cdf(x / 2, df / 2), p, most)


def chi2_tail(x: float) -> float:
    """P(chi-square with one degree of freedom > x)."""
    return erfc(sqrt(max(x, 0.0) / 2))


def binomial_tail(least: int, n: int, p: float) -> float:
    """P(Bin(n, p) ≥ least)."""
    if least <= 0:
        return 1.0
    if least > n:
        return 0.0
    return beta_cdf(p, least, n - least + 1)


def both_below(z: float, rho: float) -> float:
    """P(X ≤ z, Y ≤ z) of two standard normals with correlation rho, -1 ≤ rho ≤ 1.

    Φ(z)² + (1/2π) ∫ exp(-z² / (1 + sin θ)) dθ from 0 to asin rho (Plackett 1954), by Simpson's rule.
    """
    if rho <= -1:
        return max(0.0, 2 * NORMAL.cdf(z) - 1)
    parts = 400
    step = asin(min(rho, 1.0)) / parts
    heights = [exp(-z * z / (1 + sin(step * at))) for at in range(parts + 1)]
    area = step / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
    return NORMAL.cdf(z) ** 2 + area / (2 * pi)


def _bisect(rising: Callable[[float], float], p: float, most: float) -> float:
    low, high = 0.0, most
    while nextafter(low, most) < high:
        middle = low + (high - low) / 2
        if rising(middle) < p:
            low = middle
        else:
            high = middle
        if high - low < 1e-15 * high:
            break
    return low + (high - low) / 2
