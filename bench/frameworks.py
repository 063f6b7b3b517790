"""The frameworks of the benches: plain values, judged as a file's are, laid on the current fiscal year."""

from typing import Any

from bot.clock import SystemClock
from messages.writing import BANGKOK
from rules.fiscal import FiscalYear, local_date
from rules.framework_file import judge
from rules.frameworks import Framework


def laid_on_this_year(values: dict[str, Any]) -> Framework:
    """Raises ValueError with all mistakes in the values."""
    year = FiscalYear.of(local_date(SystemClock().now(), BANGKOK)).number
    framework = judge(values, asked=year, current=year)
    if not isinstance(framework, Framework):
        raise ValueError(framework)
    return framework
