"""What Headway measures of itself, in the words of Prometheus."""

from collections.abc import Iterator
from datetime import datetime

from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from headway.events.models import Cursor, Event, Position
from headway.events.ports import readers
from headway.plan.pending import waiting_workspaces

REGISTRY = CollectorRegistry()

REQUESTS = Histogram(
    "headway_request_seconds",
    "Requests of this web process by status; streams and files are not among them.",
    ["status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)

ProcessCollector(registry=REGISTRY)

NUMBERS = {
    "headway_database_bytes": (
        "Size of the database.",
        "SELECT pg_database_size(current_database())",
    ),
    "headway_worker_heartbeat_age_seconds": (
        "Since a worker last said that it is alive.",
        "SELECT extract(epoch FROM now() - max(last_heartbeat))"
        " FROM procrastinate_workers",
    ),
    "headway_plan_age_seconds": (
        "Since the newest plan of the workspace whose newest is oldest.",
        "SELECT extract(epoch FROM now() - min(newest)) FROM"
        " (SELECT max(at) AS newest FROM plan_run GROUP BY workspace_id) AS plans",
    ),
}
"""One number each, or none while there is nothing to measure."""

JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status"


class Installation(Collector):
    """What the database says; asked at each collection, from one thread."""

    def describe(self) -> Iterator[Metric]:
        yield from ()  # registering must not ask

    def collect(self) -> Iterator[Metric]:
        try:
            measured = [*_numbers(), _jobs(), _readers(), _waiting()]
        except Error:
            connection.close()
            measured = []
        yield GaugeMetricFamily(
            "headway_database_up", "Whether it answers.", float(bool(measured))
        )
        yield from measured


REGISTRY.register(Installation())


def _numbers() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        for name, (said, query) in NUMBERS.items():
            cursor.execute(query)
            (number,) = cursor.fetchone()
            if number is not None:
                yield GaugeMetricFamily(name, said, float(number))


def _jobs() -> Metric:
    family = GaugeMetricFamily("headway_jobs", "Jobs by status.", labels=["status"])
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        for status, count in cursor.fetchall():
            family.add_metric([status], count)
    return family


def _readers() -> Metric:
    family = GaugeMetricFamily(
        "headway_reader_lag_seconds",
        "Age of the oldest event that a reader of the log has yet to read.",
        labels=["reader"],
    )
    positions = {c.reader: c.position for c in Cursor.objects.all()}
    for name in readers():
        unread = Event.objects.after(positions.get(name, Position(0, 0)))
        oldest = unread.values_list("at", flat=True).first()
        family.add_metric([name], _age(oldest) if oldest else 0)
    return family


def _age(instant: datetime) -> float:
    return max(0.0, (timezone.now() - instant).total_seconds())


def _waiting() -> Metric:
    said = "Workspaces whose plan is older than their work."
    return GaugeMetricFamily("headway_plans_waiting", said, len(waiting_workspaces()))
