"""What holds for all tests: with TRAINER_REQUIRE_ALL=1 nothing may be left out, so a skip is a failure."""

import os
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    return _required(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report: Any = yield
    return _required(report)


def _required(report: Any) -> Any:
    if report.skipped and os.environ.get("TRAINER_REQUIRE_ALL") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{reason}\nTRAINER_REQUIRE_ALL=1: this may not be left out here."
    return report
