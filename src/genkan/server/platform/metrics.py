"""What the server counts about itself, in Prometheus' terms. No label names a person or a home."""

from collections.abc import Callable

from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

# A release is one round trip and one fsync: 1 ms at best, and given up after 3 s.
RELEASE_BUCKETS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


class Metrics:
    """The figures of one server process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self.registry.register(collector)
        self._releases = Counter(
            "genkan_door_releases",
            "Taps on door release by outcome: released, or the refusal's type.",
            ["outcome"],
            registry=self.registry,
        )
        self._released = self._releases.labels("released")
        self._release_s = Histogram(
            "genkan_door_release_seconds",
            "From the tap's arrival to the station's answer, for doors that were released.",
            buckets=RELEASE_BUCKETS_S,
            registry=self.registry,
        )
        self._calls = Counter(
            "genkan_calls_ended", "Calls by how they ended.", ["end"], registry=self.registry
        )
        self._links = Gauge("genkan_links", "Open links by kind.", ["kind"], registry=self.registry)

    def count_release(self, seconds: float) -> None:
        """A door was released, so long after the tap arrived."""
        self._released.inc()
        self._release_s.observe(seconds)

    def count_refusal(self, reason: str) -> None:
        """A tap released nothing."""
        self._releases.labels(reason).inc()

    def count_call(self, end: str) -> None:
        """A call is over."""
        self._calls.labels(end).inc()

    def watch_links(self, kind: str, count: Callable[[], int]) -> None:
        """Ask for the number of open links whenever the figures are read."""
        self._links.labels(kind).set_function(count)

    def render(self) -> bytes:
        """Give the figures in Prometheus' text format."""
        return generate_latest(self.registry)
