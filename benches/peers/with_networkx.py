"""networkx: a forward and a backward pass over a DiGraph in topological order, as its users write them."""

import networkx

from network import tell


def prepare(network):
    graph = networkx.DiGraph()
    for task, minutes in enumerate(network.durations):
        graph.add_node(task, minutes=minutes)
    for task, waits in enumerate(network.predecessors):
        graph.add_edges_from((before, task) for before in waits)
    return lambda: passes(graph), lambda dates: [dates[0]]


def passes(graph):
    order = list(networkx.topological_sort(graph))
    minutes = graph.nodes.data("minutes")
    early, late = {}, {}
    for task in order:
        early[task] = max((early[before] + minutes[before] for before in graph.pred[task]), default=0)
    finish = max(early[task] + minutes[task] for task in order)
    for task in reversed(order):
        late[task] = min((late[after] for after in graph.succ[task]), default=finish) - minutes[task]
    return finish, {task: late[task] - early[task] for task in order}


tell("networkx", "networkx", prepare, lambda size: max(5, 50_000 // size))
