"""Judges of the exercises of notebook 03."""

import math
from collections.abc import Callable

import numpy as np

from helpers.autodiff import Value
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.verify import central_difference


@exercise("3.1")
def quotient(slopes):
    def truth(a, b):
        return central_difference(lambda v: v[0] / v[1], [a, b])

    def second(derivative):
        return lambda a, b: [1 / b, derivative(a, b)]

    return agree(
        slopes,
        [(1.7, 0.8), (-0.6, 1.9), (2.3, -1.1), (0.4, 3.0)],
        truth,
        [
            ("this is the derivative with respect to a alone. Return both.", lambda a, b: 1 / b),
            ("this is the derivative with respect to b alone. Return both.", lambda a, b: -a / b**2),
            ("this is the quotient itself. Return its two derivatives.", lambda a, b: a / b),
            (
                "the derivative with respect to b has the other sign. What does a larger b do to a / b?",
                lambda a, b: truth(a, b) * [1, -1],
            ),
            ("in the derivative with respect to a the factor 1 / b is missing.", lambda a, b: truth(a, b) * [b, 1]),
            ("in the derivative with respect to b the factor a is missing.", lambda a, b: truth(a, b) / [1, a]),
            ("in the derivative with respect to b a factor 1 / b is missing.", lambda a, b: truth(a, b) * [1, b]),
            ("the denominator b² is missing.", lambda a, b: truth(a, b) * b * b),
            ("the two are exchanged: a comes first.", lambda a, b: truth(a, b)[::-1]),
            ("these are the local derivatives of a product.", lambda a, b: np.array([b, a])),
            (
                "the second is the derivative of 1 / b times that of a. Hold a still and move b.",
                second(lambda a, b: -1 / b**3),
            ),
            *(
                ("the first is right. The second is a times the derivative of 1 / b.", second(wrong))
                for wrong in [
                    lambda a, b: -a * b**2,
                    lambda a, b: -a,
                    lambda a, b: -a / (2 * b),
                    lambda a, b: a,
                    lambda a, b: a * np.log(abs(b)),
                ]
            ),
        ],
        "it agrees with finite differences at 4 points.",
        tolerance=1e-5,
        place=lambda index, a, b: f"the derivative with respect to {'ab'[index[0]]} is",
    )


@exercise("3.2")
def topological(order):
    def ladder(n):  # node k has the parents k - 1 and k - 2, under names that count down
        return {100 - k: [100 - j for j in (k - 1, k - 2) if j >= 0] for k in reversed(range(n))}

    graphs = [
        {7: [2, 5], 5: [2], 2: []},
        {1: [2, 3], 2: [4], 3: [4], 4: []},
        {1: [], 5: [1], 2: [5], 3: [2, 5, 1]},
        {4: [9, 9], 6: [4, 4], 9: []},
        {8: [3, 6], 3: [], 6: [1], 1: [], 2: [8, 1]},
        {3: [8], 8: [], 5: [8]},
        {6: [], 2: [9], 9: []},
        ladder(12),
    ]
    found = []
    for graph in graphs:
        answer = call(order, graph)
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
    words = f"the graph {graph}" if len(graph) < 6 else f"a graph of {len(graph)} nodes"
    for node in graph:
        if node not in nodes:
            end = not any(node in row for row in graph.values())
            twice = len(set(graph[node])) < len(graph[node])
            return (
                f"in {words} node {node} is missing.{' No node has it as a parent: it is an end too.' * end}"
                f"{' A parent stands twice in its list.' * twice}"
            )
    if strangers := [node for node in nodes if node not in graph]:
        return f"{strangers[0]:g} is no node of {words}."
    for node in graph:
        if nodes.count(node) > 1:
            return f"in {words} node {node} stands more than once. Has it been placed before?"
        for parent in graph[node]:
            if nodes.index(parent) > nodes.index(node):
                return f"in {words} node {node} stands before its parent {parent}."
    return None


@exercise("3.3")
def sweep(adjoints):
    def truth(links, start):  # adjoint = start + transposed slopes · adjoint, a linear system
        slopes = np.zeros((len(start), len(start)))
        for node, parent, slope in links:
            slopes[node, parent] += slope
        return np.linalg.solve(np.eye(len(start)) - slopes.T, start)

    def walk(links, start, hand=lambda own, child, slope: own + child * slope, turn=reversed):
        adjoint = list(start)
        for node, parent, slope in turn(links):
            adjoint[parent] = hand(adjoint[parent], adjoint[node], slope)
        return adjoint

    def twice(links, start):  # plain recursion that hands on the whole adjoint each time
        adjoint = list(start)

        def visit(node):
            for child, parent, slope in links:
                if child == node:
                    adjoint[parent] += adjoint[node] * slope
                    visit(parent)

        visit(len(start) - 1)
        return adjoint

    hands: list[tuple[str, Callable]] = [  # what becomes of the parent's adjoint
        (
            "the last contribution overwrites the others. Which operator adds to what is there?",
            lambda own, child, slope: child * slope,
        ),
        (
            "the slopes are added up, but what arrives at a parent is the slope times the adjoint of the node.",
            lambda own, child, slope: own + slope,
        ),
        ("the slope is missing in what a node hands on.", lambda own, child, slope: own + child),
        ("the slope is a factor of what a node hands on, not a term.", lambda own, child, slope: own + child + slope),
        ("an adjoint is multiplied by the slope, not divided.", lambda own, child, slope: own + child / slope),
        ("contributions are added, not subtracted.", lambda own, child, slope: own - child * slope),
    ]
    programs = [
        [(1, 0, 1.0), (1, 0, 1.0), (2, 1, 1.0), (2, 1, 1.0)],
        [(1, 0, 2.4), (2, 1, 4.2), (3, 1, 1.0), (3, 2, 1.0), (4, 3, 0.2)],
    ]
    rng = np.random.default_rng(3)
    programs += [
        [
            (node, int(parent), round(float(rng.normal()), 2))
            for node in range(1, n)
            for parent in rng.integers(0, node, 2)
        ]
        for n in (4, 6, 7)
    ]
    points = [(links, [0.0] * links[-1][0] + [1.0]) for links in programs]
    return agree(
        adjoints,
        points,
        truth,
        [
            *((hint, lambda links, start, hand=hand: walk(links, start, hand)) for hint, hand in hands),
            ("contributions are passed on twice: a node hands its adjoint on before it is complete.", twice),
            *(
                (
                    "only the end has handed anything on. Does the sweep run from the end, and does it read the list "
                    "that it writes to?",
                    lambda links, start, own=own: walk(links, start, lambda a, b, slope: own * a + b * slope, list),
                )
                for own in (1, 0)
            ),
            (
                "the list is as it was given: nothing has reached a parent. What is added to what, and from which "
                "end does the sweep run?",
                lambda links, start: start,
            ),
            (
                "right, but the list starts at the end: adjoint 0 belongs to node 0.",
                lambda links, start: truth(links, start)[::-1],
            ),
        ],
        "it agrees with the solution of a linear system on 5 graphs.",
        place=lambda index, *_: f"the adjoint of node {index[0]} is",
    )


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
    cases = [(p, u, h, error(p, u, h), error(p, u, grid).min()) for (p, u), h in zip(points, got, strict=True)]
    wrong = [case for case in cases if case[3] > 10 * case[4]]
    if not wrong:
        return "for 5 pairs of p and u the error is at most ten times the smallest possible."
    if len(set(map(float, got))) == 1:
        raise NotYet("this is the same step for every p and u. The finer the formula, the larger its best step.")
    mistakes = [
        (
            "the power 1 / (p + 1) is missing. Mind the parentheses: u**1/(p + 1) is u divided by p + 1.",
            lambda p, u: u / (p + 1),
        ),
        (
            "this is about u itself. With such a step, how large is u / h? Mind the parentheses under a root.",
            lambda p, u: u,
        ),
        ("right for p = 1 only. Set the two errors equal.", lambda p, u: u**0.5),
        (
            "the two errors are h**p and u / h, not h**p and u. Multiply by h before you take the root.",
            lambda p, u: u ** (1 / p),
        ),
        ("this is the power p + 1. The step is the root of that order.", lambda p, u: u ** (p + 1)),
        ("this is one over the step.", lambda p, u: u ** (-1 / (p + 1))),
        ("this is the error that remains, not the step.", lambda p, u: u ** (p / (p + 1))),
    ]
    for hint, mistake in mistakes:
        if all(abs(math.log10(h / mistake(*point))) < 0.35 for point, h in zip(points, got, strict=True)):
            raise NotYet(hint)
    p, u, h, left, least = wrong[0]
    too_small = [u / h > h**p for p, u, h, *_ in wrong]
    example = (
        f"at p = {p}, u = {u:g} the step {h:.1g} leaves an error of {left:.1g}, most of it "
        f"{'rounding' if too_small[0] else 'truncation'}; {least:.1g} is possible."
    )
    if len(set(too_small)) == 1:
        raise NotYet(f"the step is too {'small' if too_small[0] else 'large'}: {example}")
    raise Unforeseen(example)


def looked_up(x):
    return Value(4.0) if x.data == 2 else x * x


def half_hidden(x):
    return x.data * x


def repeated(x):
    total = Value(0.0)
    for _ in range(round(x.data)):
        total = total + x
    return total


def improved(x):
    guess = x.data * x.data
    return (guess + x**4 / guess) / 2


@exercise("3.5")
def prediction_of_the_engine(predictions):
    square = "this is the derivative of the square. "
    programs = {  # and hints for the usual wrong predictions
        looked_up: {
            square + "What links has the number that is returned at 2?": lambda x: 2 * x,
            "away from 2 it is the square of x, with its links.": lambda x: 0,
        },
        half_hidden: {
            square + "But x.data is a plain number without links. Only the other factor moves.": lambda x: 2 * x,
            "one factor is a plain number, but the other is x itself.": lambda x: 0,
            "the plain number is still a factor.": lambda x: 1,
        },
        repeated: {
            square + "But a nudge of x does not change the number of rounds.": lambda x: 2 * x,
            "the number of rounds does not move with x, but what each round adds is x itself.": lambda x: 0,
            "each round adds x once more.": lambda x: 1,
        },
        improved: {
            "guess is a plain number, but x**4 moves with x.": lambda x: 0,
            "differentiate (g + x**4 / g) / 2 for a fixed g, and put in x * x for g afterwards.": lambda x: x,
            "the sum is halved.": lambda x: 4 * x,
            "x**4 is divided by the guess.": lambda x: 2 * x**3,
            "x**4 is divided by the guess, and the sum is halved.": lambda x: 4 * x**3,
        },
    }
    places = [1, 2, 3, 5]
    try:
        got = [call(predictions, place) for place in places]
    except NotYet:
        if callable(predictions) and _has_dots(predictions, places[0]):
            raise NotYet("some predictions are still dots.") from None
        raise
    if wrong := [row.shape for row in got if row.shape != (4,)]:
        raise NotYet(f"the result has shape {wrong[0]}, expected four numbers, one for each program.")
    for (program, hints), guesses in zip(programs.items(), np.transpose(got), strict=True):
        found = [_slope(program, place) for place in places]
        if np.allclose(guesses, found):
            continue
        for hint, mistake in hints.items():
            if np.allclose(guesses, [mistake(place) for place in places]):
                raise NotYet(f"{program.__name__}: {hint}")
        k = np.argmin(np.isclose(guesses, found))
        raise Unforeseen(
            f"{program.__name__}: at x = {places[k]} the engine does not find {guesses[k]:.4g}. Which links lead from "
            "the result back to x, and with which local derivatives?"
        )
    return f"the engine finds the same at x = {', '.join(map(str, places))}."


def _has_dots(predictions, place):
    try:
        return any(part is ... for part in predictions(place))
    except Exception:  # `call` has said what
        return False


def _slope(program, place):
    x = Value(place)
    program(x).backward()
    return x.adjoint
