"""What the scripts of Python peers share: reading a network, measuring, telling the figure."""

import json
import statistics
import sys
import time
from importlib.metadata import version


class Network:
    """Durations in working minutes and, for each task, the tasks it waits for: all of them come before it."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        # The first row has what the engine says of it; the scripts tell their own, and the bench compares.
        self.durations = [int(minutes) for minutes, _ in rows[1:]]
        self.predecessors = [[int(task) for task in tasks.split()] for _, tasks in rows[1:]]


def measured(work, tries):
    """The median time of `work`, in milliseconds, and what it gave."""
    result = work()  # caches, and compilers that wait for a reason
    times = []
    for _ in range(tries):
        start = time.perf_counter()
        result = work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), result


def tell(peer, package, prepare, tries):
    """Measures a peer on every network named on the command line. `prepare` makes the peer's own model of a network,
    which is not measured, and gives the work, which is, and how to read the finishes out of what it gave."""
    for path in sys.argv[1:]:
        network = Network(path)
        work, finishes = prepare(network)
        took, result = measured(work, tries(len(network.durations)))
        line = {"name": f"{peer} {version(package)}", "size": len(network.durations), "ms": took}
        print(json.dumps(line | {"finishes": [int(minutes) for minutes in finishes(result)]}), flush=True)
