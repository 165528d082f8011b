"""Judges of the exercises of notebook 03."""

import math

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("3.1")
def quotient(slopes):
    def truth(a, b):
        return central_difference(lambda v: v[0] / v[1], [a, b])

    points = [(1.7, 0.8), (-0.6, 1.9), (2.3, -1.1), (0.4, 3.0)]
    return agree(slopes, points, truth,
                 [("the derivative with respect to b has the other sign. What does a larger b do to a / b?",
                   lambda a, b: truth(a, b) * [1, -1]),
                  ("in the derivative with respect to b the factor a is missing.",
                   lambda a, b: truth(a, b) / [1, a]),
                  ("in the derivative with respect to b a factor 1 / b is missing.",
                   lambda a, b: truth(a, b) * [1, b]),
                  ("the two are exchanged: a comes first.", lambda a, b: truth(a, b)[::-1]),
                  ("these are the local derivatives of a product.", lambda a, b: np.array([b, a])),
                  ("the second is the derivative of 1 / b times that of a. Hold a still and move b.",
                   lambda a, b: np.array([1 / b, -1 / b**3]))],
                 "it agrees with finite differences at 4 points.", tolerance=1e-5)


@exercise("3.2")
def topological(order):
    def ladder(n):          # node k has the parents k - 1 and k - 2, under names that count down
        return {100 - k: [100 - j for j in (k - 1, k - 2) if j >= 0] for k in reversed(range(n))}

    graphs = [{7: [2, 5], 5: [2], 2: []}, {1: [2, 3], 2: [4], 3: [4], 4: []}, {1: [], 5: [1], 2: [5], 3: [2, 5, 1]},
              {4: [9, 9], 6: [4, 4], 9: []}, {8: [3, 6], 3: [], 6: [1], 1: [], 2: [8, 1]}, ladder(12)]
    found = []
    for graph in graphs:
        answer = call(order, {node: list(parents) for node, parents in graph.items()})
        if answer.ndim != 1:
            raise NotYet(f"the result has shape {answer.shape}, expected a list of nodes.")
        found.append(answer.tolist())
    faults = [_fault(nodes, graph) for nodes, graph in zip(found, graphs, strict=True)]
    if not any(faults):
        return f"in {len(graphs)} graphs every node stands once, and after its parents."
    if not any(_fault(nodes[::-1], graph) for nodes, graph in zip(found, graphs, strict=True)):
        raise NotYet("every node stands before its parents. This is the order of the backward sweep: turn it round.")
    if all(nodes == sorted(graph) for nodes, graph in zip(found, graphs, strict=True)):
        raise NotYet("the nodes are sorted by their numbers, which are only names. Where do the parents stand?")
    if all(nodes == list(graph) for nodes, graph in zip(found, graphs, strict=True)):
        raise NotYet("this is the order of the dictionary. Which nodes can be placed before any other?")
    raise NotYet(next(filter(None, faults)))


def _fault(nodes, graph):
    """Return what keeps a list of nodes from being a topological order of the graph, or None."""
    for node in graph:
        if node not in nodes:
            return f"in {graph} node {node} is missing."
    if strangers := [node for node in nodes if node not in graph]:
        return f"{strangers[0]:g} is no node of {graph}."
    for node in graph:
        if nodes.count(node) > 1:
            return f"in {graph} node {node} stands more than once. Has it been placed before?"
        for parent in graph[node]:
            if nodes.index(parent) > nodes.index(node):
                return f"in {graph} node {node} stands before its parent {parent}."
    return None


@exercise("3.3")
def sweep(adjoints):
    def truth(links, start):        # adjoint = start + transposed slopes · adjoint, a linear system
        slopes = np.zeros((len(start), len(start)))
        for node, parent, slope in links:
            slopes[node, parent] += slope
        return np.linalg.solve(np.eye(len(start)) - slopes.T, start)

    def walk(links, start, hand, turn=reversed):
        adjoint = list(start)
        for node, parent, slope in turn(links):
            adjoint[parent] = hand(adjoint, node, parent, slope)
        return adjoint

    def twice(links, start):        # plain recursion that hands on the whole adjoint each time
        adjoint = list(start)

        def visit(node):
            for child, parent, slope in links:
                if child == node:
                    adjoint[parent] += adjoint[node] * slope
                    visit(parent)
        visit(len(start) - 1)
        return adjoint

    def right(adjoint, node, parent, slope):
        return adjoint[parent] + adjoint[node] * slope

    programs = [[(1, 0, 1.0), (1, 0, 1.0), (2, 1, 1.0), (2, 1, 1.0)],
                [(1, 0, 2.4), (2, 1, 4.2), (3, 1, 1.0), (3, 2, 1.0), (4, 3, 0.2)]]
    rng = np.random.default_rng(3)
    for n in (4, 6, 7):
        program = [(node, int(parent), round(float(rng.normal()), 2))
                   for node in range(1, n) for parent in rng.integers(0, node, 2)]
        programs.append(program)
    points = [(links, [0.0] * links[-1][0] + [1.0]) for links in programs]
    found = iter([call(adjoints, list(links), list(start)) for links, start in points])     # it may fill its copy
    return agree(lambda *_: next(found), points, truth,
                 [("the last contribution overwrites the others. Which operator adds to what is there?",
                   lambda links, start: walk(links, start, lambda a, node, parent, slope: a[node] * slope)),
                  ("the slopes are added up, but what arrives at a parent is the slope times the adjoint of the node.",
                   lambda links, start: walk(links, start, lambda a, node, parent, slope: a[parent] + slope)),
                  ("contributions are passed on twice: a node hands its adjoint on before it is complete.", twice),
                  ("the sweep runs from the start. Where is an adjoint known first?",
                   lambda links, start: walk(links, start, right, turn=list)),
                  ("the list is as it was given. What does the end hand to its parents?", lambda links, start: start),
                  ("the slope is missing in what a node hands on.",
                   lambda links, start: walk(links, start, lambda a, node, parent, slope: a[parent] + a[node])),
                  ("right, but the list starts at the end: adjoint 0 belongs to node 0.",
                   lambda links, start: truth(links, start)[::-1])],
                 "it agrees with the solution of a linear system on 5 graphs.")


@exercise("3.4")
def difference_step(best_step):
    def error(p, u, h):
        return h**p + u / h

    points = [(1, 1e-16), (2, 1e-16), (4, 1e-16), (1, 6e-8), (2, 6e-8)]
    got = [call(best_step, *point) for point in points]
    if any(h.shape for h in got):
        raise NotYet(f"the result has shape {next(h.shape for h in got if h.shape)}, expected a number.")
    if any(h <= 0 for h in got):
        raise NotYet("a step must be positive.")
    grid = np.logspace(-17, 0, 3401)
    least = [error(p, u, grid).min() for p, u in points]
    if all(error(*point, h) <= 2 * low for point, h, low in zip(points, got, least, strict=True)):
        return "for 5 pairs of p and u the error is at most twice the smallest possible."
    mistakes = [("this is u itself. With such a step, how large is u / h?", lambda p, u: u),
                ("right for p = 1 only. Set the two errors equal.", lambda p, u: u**0.5),
                ("the two errors are h**p and u / h, not h**p and u. Multiply by h before you take the root.",
                 lambda p, u: u**(1 / p)),
                ("this is the error that remains, not the step.", lambda p, u: u**(p / (p + 1)))]
    for hint, wrong in mistakes:
        if all(abs(math.log10(h / wrong(*point))) < 0.35 for point, h in zip(points, got, strict=True)):
            raise NotYet(hint)
    for (p, u), h, low in zip(points, got, least, strict=True):
        if error(p, u, h) > 2 * low:
            which = "rounding" if u / h > h**p else "truncation"
            raise NotYet(f"at p = {p}, u = {u:g} the step {h:.1g} leaves an error of {error(p, u, h):.1g}, "
                         f"most of it {which}; {low:.1g} is possible.")
