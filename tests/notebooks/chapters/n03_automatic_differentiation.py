"""What the tests know of notebook 03."""

import graphlib
import math

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {r"\dot u": "udot", r"\dot v": "vdot", "x": "at", "f''": "second", "f'''": "third"}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = []


def _sweep(hand, turn=reversed):
    def adjoints(links, adjoint):
        for node, parent, slope in turn(links):
            adjoint[parent] = hand(adjoint[parent], adjoint[node], slope)
        return adjoint

    return adjoints


def _add(old, adjoint, slope):
    return old + adjoint * slope


_right = _sweep(_add)


def _recursion(links, adjoint):
    def visit(node):
        for child, parent, slope in links:
            if child == node:
                adjoint[parent] += adjoint[node] * slope
                visit(parent)

    visit(len(adjoint) - 1)
    return adjoint


def _depth_first(parents, twice=False, ends=None):
    placed = []

    def place(node):
        if twice or node not in placed:
            for parent in parents[node]:
                place(parent)
            placed.append(node)

    for node in parents if ends is None else ends:
        place(node)
    return placed


def _from_one_end(parents, which):
    ends = [node for node in parents if not any(node in row for row in parents.values())]
    return _depth_first(parents, ends=[ends[which]])


def _connected(parents):
    return _depth_first(parents, ends=[node for node in parents if parents[node]])


def _exchanged(links, adjoint):
    for node, parent, slope in reversed(links):
        adjoint[node] += adjoint[parent] * slope
    return adjoint


def _out_of_the_old_list(links, adjoint):
    found = list(adjoint)
    for node, parent, slope in reversed(links):
        found[parent] += adjoint[node] * slope
    return found


def _kahn(parents, copies):  # copies: whether a parent that stands twice is counted off twice
    missing = {node: len(row) for node, row in parents.items()}
    placed = [node for node in parents if not missing[node]]
    for node in placed:
        for child, row in parents.items():
            if node in row:
                missing[child] -= row.count(node) if copies else 1
                if not missing[child]:
                    placed.append(child)
    return placed


def _emptied(parents):
    order = []
    while parents:
        for node in [node for node in parents if not set(parents[node]) - set(order)]:
            order.append(node)
            del parents[node]
    return tuple(order)


def _popped(links, adjoint):
    adjoint = np.array(adjoint)
    while links:
        node, parent, slope = links.pop()
        adjoint[parent] += adjoint[node] * slope
    return adjoint


def _predicted(x, **changes):
    return list(
        {"looked_up": 0 if x == 2 else 2 * x, "half_hidden": x, "repeated": x, "improved": 2 * x, **changes}.values()
    )


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "3.1": [
        (lambda a, b: (1 / b, a / b**2), "the other sign"),
        (lambda a, b: (1 / b, -1 / b**2), "factor a is missing"),
        (lambda a, b: (1 / b, -a / b), "factor 1 / b is missing"),
        (lambda a, b: (-a / b**2, 1 / b), "exchanged"),
        (lambda a, b: (b, a), "of a product"),
        (lambda a, b: 1 / b, "with respect to a alone"),
        (lambda a, b: -a / b**2, "with respect to b alone"),
        (lambda a, b: a / b, "the quotient itself"),
        (lambda a, b: (1, -a / b**2), "with respect to a the factor 1 / b is missing"),
        (lambda a, b: (b, -a), "the denominator b² is missing"),
        (lambda a, b: (1 / b, a * np.log(abs(b))), "a times the derivative of 1 / b"),
        (lambda a, b: (1 / b, 1 / a), "the derivative with respect to b is 0.5882, expected about -2.656"),
        (lambda a, b: np.eye(3), "has shape (3, 3), expected (2,)"),
    ],
    "3.2": [
        (lambda parents: _depth_first(parents)[::-1], "turn it round"),
        (lambda parents: sorted(parents), "only names"),
        (lambda parents: list(parents), "order of the dictionary"),
        (lambda parents: _depth_first(parents, twice=True), "more than once"),
        (lambda parents: _depth_first(parents) + _depth_first(parents)[:1], "node 2 stands more than once"),
        (lambda parents: _depth_first(parents)[1:], "is missing"),
        (lambda parents: _from_one_end(parents, 0), "node 5 is missing. No node has it as a parent: it is an end too"),
        (lambda parents: _from_one_end(parents, -1), "node 3 is missing. No node has it as a parent"),
        (lambda parents: _kahn(parents, copies=False), "node 4 is missing. A parent stands twice in its list"),
        (_connected, "node 6 is missing. No node has it as a parent"),
        (lambda parents: [*_depth_first(parents), 55], "55 is no node"),
        (lambda parents: sorted(parents, key=lambda node: len(parents[node])), "stands before its parent"),
        (lambda parents: [_depth_first(parents)], "expected a list of nodes"),
        (
            lambda parents: sorted(parents) if len(parents) > 6 else _depth_first(parents),
            "in a graph of 12 nodes node 89 stands before its parent 90",
        ),
    ],
    "3.3": [
        (_sweep(lambda old, adjoint, slope: adjoint * slope), "overwrites the others"),
        (_sweep(lambda old, adjoint, slope: old + slope), "the slope times the adjoint"),
        (_sweep(lambda old, adjoint, slope: old + adjoint), "the slope is missing"),
        (_sweep(_add, turn=list), "Does the sweep run from the end"),
        (_out_of_the_old_list, "does it read the list that it writes to?"),
        (_recursion, "passed on twice"),
        (lambda links, adjoint: adjoint, "as it was given"),
        (_exchanged, "What is added to what, and from which end does the sweep run?"),
        (_sweep(lambda old, adjoint, slope: old - adjoint * slope), "added, not subtracted"),
        (_sweep(lambda old, adjoint, slope: old + adjoint / slope), "not divided"),
        (_sweep(lambda old, adjoint, slope: old + adjoint + slope), "not a term"),
        (_sweep(lambda old, adjoint, slope: adjoint * slope, turn=list), "Does the sweep run from the end"),
        (lambda links, adjoint: _right(links, adjoint)[::-1], "belongs to node 0"),
        (lambda links, adjoint: np.ones(len(adjoint)), "it gives 1 whatever it is given"),
        (_sweep(lambda old, adjoint, slope: max(old, adjoint * slope)), "the adjoint of node 0 is 1, expected about 4"),
    ],
    "3.4": [
        (lambda p, u: u, "u itself"),
        (lambda p, u: u / p ** (1 / (p + 1)), "Mind the parentheses under a root"),
        (lambda p, u: u**0.5, "right for p = 1 only"),
        (lambda p, u: u ** (1 / p), "Multiply by h"),
        (lambda p, u: u ** (p / (p + 1)), "the error that remains"),
        (lambda p, u: 1e-2, "the same step for every p and u"),
        (lambda p, u: u**1 / (p + 1), "Mind the parentheses"),
        (lambda p, u: u ** (p + 1), "the root of that order"),
        (lambda p, u: u ** (-1 / (p + 1)), "one over the step"),
        (
            lambda p, u: u ** (1 / (p + 2)),
            "the step is too large: at p = 1, u = 1e-16 the step 5e-06 leaves an error of "
            "5e-06, most of it truncation; 2e-08 is possible.",
        ),
        (lambda p, u: u**p, "the step is too small: at p = 1, u = 1e-16 the step 1e-16"),
        (lambda p, u: 1e-4 if p == 1 else 1e-14, "at p = 1, u = 1e-16 the step 0.0001 leaves an error of 0.0001"),
        (lambda p, u: -u, "must be positive"),
        (lambda p, u: [u, u], "expected a number"),
    ],
    "3.5": [
        (lambda x: _predicted(x, looked_up=2 * x), "What links has the number that is returned at 2?"),
        (lambda x: [2 * x] * 4, "looked_up: this is the derivative of the square"),
        (lambda x: _predicted(x, looked_up=0), "away from 2 it is the square"),
        (lambda x: _predicted(x, half_hidden=2 * x), "Only the other factor moves"),
        (lambda x: _predicted(x, half_hidden=0), "but the other is x itself"),
        (lambda x: _predicted(x, half_hidden=1), "half_hidden: the plain number is still a factor"),
        (lambda x: _predicted(x, repeated=2 * x), "does not change the number of rounds"),
        (lambda x: _predicted(x, repeated=0), "what each round adds is x itself"),
        (lambda x: _predicted(x, repeated=1), "each round adds x once more"),
        (lambda x: _predicted(x, improved=0), "but x**4 moves with x"),
        (lambda x: _predicted(x, improved=x), "put in x * x for g afterwards"),
        (lambda x: _predicted(x, improved=4 * x), "improved: the sum is halved"),
        (lambda x: _predicted(x, improved=2 * x**3), "x**4 is divided by the guess."),
        (lambda x: _predicted(x, improved=4 * x**3), "x**4 is divided by the guess, and the sum is halved"),
        (lambda x: _predicted(x, improved=x + 1), "improved: at x = 2 the engine does not find 3. Which links lead"),
        (lambda x: [...] * 4, "some predictions are still dots"),
        (lambda x: _predicted(x, improved=...), "some predictions are still dots"),
        (lambda x: _predicted(x)[:3], "has shape (3,), expected four numbers"),
        (lambda x: 2 * x, "has shape (), expected four numbers"),
    ],
}


# Right answers in another style.
RIGHT = {
    "3.1": [lambda a, b: np.divide([b, -a], b * b)],
    "3.2": [
        _emptied,
        lambda parents: _kahn(parents, copies=True),
        lambda parents: np.array([*graphlib.TopologicalSorter(parents).static_order()], float),
    ],
    "3.3": [_popped, lambda links, adjoint: tuple(_right(np.array(links, object), np.array(adjoint)))],
    "3.4": [
        lambda p, u: 10 ** round(math.log10(u) / (p + 1)),
        lambda p, u: 10.0 ** math.floor(math.log10(u) / (p + 1)),
        lambda p, u: min(np.logspace(-16, 0, 17), key=lambda h: h**p + u / h),
    ],
    "3.5": [lambda x: np.array([(x != 2) * 2 * x, x, sum(1 for _ in range(x)), 4 * x**3 / x**2 / 2])],
}
