"""numpy: 10,000 runs with triangular durations, all runs of a task at once; percentiles of the finish."""

import numpy

from network import tell

RUNS = 10_000


def prepare(network):
    likely = numpy.array(network.durations, dtype=numpy.float32)
    # The ranges of our own bench.
    low, high = likely * 4 // 5, likely * 3 // 2
    random = numpy.random.default_rng(1)
    planned = forward(network, likely, 1)

    def work():
        return numpy.percentile(forward(network, drawn(random, low, likely, high), RUNS), [50, 80, 90])

    return work, lambda percentiles: [planned[0], *percentiles]


def drawn(random, low, likely, high):
    """Task by task the durations of all runs, by the inverse of the triangular distribution; `Generator.triangular`
    takes longer."""
    for a, c, b in zip(low, likely, high):
        luck = random.random(RUNS, dtype=numpy.float32)
        rise = a + numpy.sqrt(luck * ((b - a) * (c - a)))
        fall = b - numpy.sqrt((1 - luck) * ((b - a) * (b - c)))
        yield numpy.where(luck < (c - a) / (b - a), rise, fall)


def forward(network, durations, runs):
    finish = numpy.empty((len(network.durations), runs), dtype=numpy.float32)
    for task, (waits, minutes) in enumerate(zip(network.predecessors, durations)):
        start = finish[waits].max(axis=0) if waits else 0
        finish[task] = start + minutes
    return finish.max(axis=0)


tell("numpy", "numpy", prepare, lambda size: 7)
