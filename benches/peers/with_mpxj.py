"""MPXJ: its MicrosoftScheduler, in Java, on a project of its own with its standard calendar."""

import jpype
import mpxj  # noqa: F401 - it tells Java where its own code is

from network import tell

jpype.startJVM()

from java.time import LocalDateTime  # noqa: E402
from org.mpxj import Duration, ProjectFile, Relation, TimeUnit  # noqa: E402
from org.mpxj.cpm import MicrosoftScheduler  # noqa: E402


def prepare(network):
    project = ProjectFile()
    calendar = project.addDefaultBaseCalendar()
    project.setDefaultCalendar(calendar)
    start = LocalDateTime.of(2026, 6, 1, 8, 0)
    project.getProjectProperties().setStartDate(start)
    tasks = []
    for minutes, waits in zip(network.durations, network.predecessors):
        task = project.addTask()
        task.setDuration(Duration.getInstance(minutes, TimeUnit.MINUTES))
        # It wants to be told that nothing is done yet.
        task.setActualDuration(Duration.getInstance(0, TimeUnit.MINUTES))
        task.setRemainingDuration(task.getDuration())
        for before in waits:
            task.addPredecessor(Relation.Builder().predecessorTask(tasks[before]))
        tasks.append(task)

    def finishes(_):
        finish = max((task.getFinish() for task in tasks), key=str)
        return [calendar.getWork(start, finish, TimeUnit.MINUTES).getDuration()]

    return lambda: MicrosoftScheduler().schedule(project, start), finishes


tell("MPXJ", "mpxj", prepare, lambda size: max(15, 100_000 // size))
