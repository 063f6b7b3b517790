"""`GET /metrics` for Prometheus: what waits, since when, what failed, the room that is left; nobody's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from bot import machine
from storage.questions_operation import FAILED, Operation, Waiting

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Process:
    """What only this process knows: when each platform was heard last, how often in a row each lane has failed, when
    the certificate ends and the last backup was made, None where that is not known."""

    heard: Mapping[str, datetime]
    failures: Mapping[str, int]
    certificate: datetime | None = None
    backup: datetime | None = None


def text(now: datetime, found: Operation, process: Process, folder: Path) -> bytes:
    """All of it as Prometheus reads it; `folder` is the data's."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Gathered([*_of_rows(now, found), *_of_process(now, process, folder)]))
    return generate_latest(registry)


class _Gathered:
    """What was found already, as Prometheus asks for it."""

    def __init__(self, found: list[Metric]) -> None:
        self._found = found

    def collect(self) -> Iterable[Metric]:
        return self._found


def _of_rows(now: datetime, found: Operation) -> Iterator[Metric]:
    yield from _waiting(now, found.messages, "messages", "Messages that are due and not sent")
    yield from _waiting(now, found.fetches, "fetches", "Files and names not fetched from a platform")
    events = GaugeMetricFamily("thanwela_events", "Events that failed: tried again, or given up", labels=["state"])
    for state in FAILED:
        events.add_metric([state], found.events.get(state, 0))
    yield events
    yield GaugeMetricFamily("thanwela_reports_waiting", "Reports that wait for their reviewer", value=found.reports)
    yield GaugeMetricFamily("thanwela_alerts", "What operators were told of and lasts", value=found.alerts)
    limits = GaugeMetricFamily("thanwela_quota_limit", "Messages that may be pushed this month", labels=["platform"])
    left = GaugeMetricFamily("thanwela_quota_left", "Messages that may still be pushed", labels=["platform"])
    for known in found.quotas:
        if known.limit is not None and known.left is not None:
            limits.add_metric([known.platform], known.limit)
            left.add_metric([known.platform], known.left)
    yield limits
    yield left


def _waiting(now: datetime, found: tuple[Waiting, ...], name: str, what: str) -> Iterator[Metric]:
    counts = GaugeMetricFamily(f"thanwela_{name}", what, labels=["platform", "state"])
    oldest = GaugeMetricFamily(f"thanwela_{name}_oldest_seconds", f"{what}: the oldest", labels=["platform", "state"])
    for each in found:
        counts.add_metric([each.platform, each.state], each.count)
        oldest.add_metric([each.platform, each.state], max((now - each.since).total_seconds(), 0))
    yield counts
    yield oldest


def _of_process(now: datetime, process: Process, folder: Path) -> Iterator[Metric]:
    heard = GaugeMetricFamily(
        "thanwela_heard_seconds", "Since a webhook came, or a poll was answered, last", labels=["platform"]
    )
    for platform, at in process.heard.items():
        heard.add_metric([platform], (now - at).total_seconds())
    yield heard
    lanes = GaugeMetricFamily("thanwela_lane_failures", "How often in a row a lane has failed", labels=["lane"])
    for lane, count in process.failures.items():
        lanes.add_metric([lane], count)
    yield lanes
    free, total = machine.room(folder)
    yield GaugeMetricFamily("thanwela_disk_free_bytes", "Room left where database and evidence live", value=free)
    yield GaugeMetricFamily("thanwela_disk_bytes", "Room there is", value=total)
    if process.certificate is not None:
        left = (process.certificate - now).total_seconds()
        yield GaugeMetricFamily("thanwela_certificate_seconds", "Until the certificate ends", value=left)
    if process.backup is not None:
        age = (now - process.backup).total_seconds()
        yield GaugeMetricFamily("thanwela_backup_seconds", "Since the last backup", value=age)
