"""What the tests know of notebook 03."""

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {
    r"\bar x_2": "bar2", r"\bar x_3": "bar3", r"\bar x_4": "bar4",
    r"\dot a": "adot", r"\dot b": "bdot",
    "f''": "second", "f'''": "third",
}

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
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


def _depth_first(parents, twice=False):
    placed = []

    def place(node):
        if twice or node not in placed:
            for parent in parents[node]:
                place(parent)
            placed.append(node)
    for node in parents:
        place(node)
    return placed


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "3.1": [
        (lambda a, b: (1 / b, a / b**2), "the other sign"),
        (lambda a, b: (1 / b, -1 / b**2), "factor a is missing"),
        (lambda a, b: (1 / b, -a / b), "factor 1 / b is missing"),
        (lambda a, b: (-a / b**2, 1 / b), "exchanged"),
        (lambda a, b: (b, a), "of a product"),
        (lambda a, b: 1 / b, "has shape (), expected (2,)"),
    ],
    "3.2": [
        (lambda parents: _depth_first(parents)[::-1], "turn it round"),
        (lambda parents: sorted(parents), "only names"),
        (lambda parents: list(parents), "order of the dictionary"),
        (lambda parents: _depth_first(parents, twice=True), "more than once"),
        (lambda parents: _depth_first(parents) + _depth_first(parents)[:1], "node 2 stands more than once"),
        (lambda parents: _depth_first(parents)[1:], "is missing"),
        (lambda parents: [*_depth_first(parents), 55], "55 is no node"),
        (lambda parents: sorted(parents, key=lambda node: len(parents[node])), "stands before its parent"),
        (lambda parents: [_depth_first(parents)], "expected a list of nodes"),
    ],
    "3.3": [
        (_sweep(lambda old, adjoint, slope: adjoint * slope), "overwrites the others"),
        (_sweep(lambda old, adjoint, slope: old + slope), "the slope times the adjoint"),
        (_sweep(lambda old, adjoint, slope: old + adjoint), "the slope is missing"),
        (_sweep(_add, turn=list), "runs from the start"),
        (_recursion, "passed on twice"),
        (lambda links, adjoint: adjoint, "as it was given"),
        (lambda links, adjoint: _right(links, adjoint)[::-1], "belongs to node 0"),
        (lambda links, adjoint: np.ones(len(adjoint)), "expected about"),
    ],
    "3.4": [
        (lambda p, u: u, "u itself"),
        (lambda p, u: u**0.5, "right for p = 1 only"),
        (lambda p, u: u**(1 / p), "Multiply by h"),
        (lambda p, u: u**(p / (p + 1)), "the error that remains"),
        (lambda p, u: 1e-2, "most of it truncation"),
        (lambda p, u: -u, "must be positive"),
        (lambda p, u: [u, u], "expected a number"),
    ],
}
