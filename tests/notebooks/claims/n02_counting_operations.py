"""What notebook 02 concludes. The page draws no random numbers: here the points, functions and graphs vary."""

import math
from timeit import repeat

import numpy as np

from claims import claim
from helpers.verify import central_difference


def value_and_slope(x, levels):
    slope = 1
    for _ in range(levels):
        a = x**2
        b = np.exp(a)
        d = np.sqrt(a + b)
        slope = slope * x * (1 + b) / d
        x = d
    return x, slope


def random_program(seed, steps=8):
    """Return a program, a dictionary from names to the names that each step uses, "x" among them."""
    rng, program = np.random.default_rng(seed), {"s0": ["x"]}
    for k in range(1, steps):
        program[f"s{k}"] = [f"s{k - 1}", *rng.choice(["x", *program], rng.integers(2)).tolist()]
    return program


def paths(arrows, start, end):
    """Return all paths, as lists of the places of their arrows."""
    found, unfinished = [], [([], start)]
    while unfinished:
        path, last = unfinished.pop()
        if last == end:
            found.append(path)
        unfinished += [([*path, k], head) for k, (tail, head) in enumerate(arrows) if tail == last]
    return found


def arrows_of(program):
    return [(tail, head) for head, tails in program.items() for tail in tails]


def walk(arrows, labels, start):
    number = {start: 1.0}
    for (tail, head), label in zip(arrows, labels, strict=True):
        number[head] = number.get(head, 0) + number.get(tail, 0) * label
    return number


@claim("The program is right at three levels.", quick=True)
def the_short_program(seed):
    x = np.random.default_rng(seed).uniform(-0.7, 0.7)
    measured = float(central_difference(lambda x: value_and_slope(x, 3)[0], x))
    error = abs(value_and_slope(x, 3)[1] - measured) / max(1, abs(measured))
    return {"relative error": error}, error < 1e-6


@claim("The formula has as many copies of $x$, because it is the graph with every path written separately", quick=True)
def copies_and_paths(seed):
    program = random_program(seed)
    formula = {"x": "x"}
    for name, operands in program.items():
        formula[name] = f"({' '.join(formula[part] for part in operands)})"
    end = list(program)[-1]
    copies, found = formula[end].count("x"), len(paths(arrows_of(program), "x", end))
    return {"copies": copies, "paths": found}, copies == found


@claim("Both walks end at 2.633, the sum over the paths, and have used each of the five arrows once.", quick=True)
def walks_and_paths(seed):
    program = random_program(seed)
    arrows, end = arrows_of(program), list(program)[-1]
    labels = np.random.default_rng(seed).normal(size=len(arrows))
    total = sum(np.prod(labels[path]) for path in paths(arrows, "x", end))
    back = [(head, tail) for tail, head in reversed(arrows)]
    there, again = walk(arrows, labels, "x")[end], walk(back, labels[::-1], end)["x"]
    return {"paths": total, "forward": there, "reverse": again}, np.allclose([there, again], total)


@claim("This is the slope 140.219 of the beginning.", quick=True)
def the_walk_over_three_levels(seed):
    x, levels = np.random.default_rng(seed).uniform(-0.7, 0.7), 3
    arrows, labels, slope, u = [], [], value_and_slope(x, levels)[1], x
    for k in range(levels):
        b, d = np.exp(u**2), np.sqrt(u**2 + np.exp(u**2))
        arrows += [
            (f"x{k}", f"a{k}"),
            (f"a{k}", f"b{k}"),
            (f"a{k}", f"c{k}"),
            (f"b{k}", f"c{k}"),
            (f"c{k}", f"x{k + 1}"),
        ]
        labels += [2 * u, b, 1, 1, 1 / (2 * d)]
        u = d
    walked = walk([(head, tail) for tail, head in reversed(arrows)], labels[::-1], f"x{levels}")["x0"]
    return {"arrows": len(arrows), "walked": walked, "slope": slope}, len(arrows) == 15 and np.isclose(walked, slope)


@claim("In the wrong one, the arrow of $w$ is walked before anything has arrived at $c$.", quick=True)
def an_arrow_in_the_wrong_place(seed):
    """A second input w enters at any step but the end; its arrow is listed first, and then last."""
    program, rng = random_program(seed), np.random.default_rng(seed)
    arrows, end = arrows_of(program), list(program)[-1]
    labels, new = rng.uniform(0.5, 2, len(arrows)).tolist(), ("w", f"s{rng.integers(len(program) - 1)}")
    found = {}
    for place, order, numbers in [("first", [new, *arrows], [1, *labels]), ("last", [*arrows, new], [*labels, 1])]:
        back = [(head, tail) for tail, head in reversed(order)]
        found[place] = walk(back, numbers[::-1], end)["w"]
    return found, found["first"] > 0 and found["last"] == 0


@claim("The walks agree, and with the small step.", quick=True)
def a_weight_in_each_level(seed):
    """x0 and three weights, all different from 0; the forward walk starts anew for each of the four inputs."""
    rng = np.random.default_rng(seed)
    start = [rng.uniform(-0.7, 0.7), *rng.uniform(-0.1, 0.1, 3)]

    def run(inputs):
        x, arrows, labels = inputs[0], [], []
        for k, w in enumerate(inputs[1:]):
            b = np.exp(x**2)
            d = np.sqrt(x**2 + b + w)
            arrows += [(f"w{k}", f"c{k}"), (f"x{k}", f"a{k}"), (f"a{k}", f"b{k}"), (f"a{k}", f"c{k}")]
            arrows += [(f"b{k}", f"c{k}"), (f"c{k}", f"x{k + 1}")]
            labels += [1, 2 * x, b, 1, 1, 1 / (2 * d)]
            x = d
        return x, arrows, labels

    _, arrows, labels = run(start)
    names = ["x0", "w0", "w1", "w2"]
    once = walk([(head, tail) for tail, head in reversed(arrows)], labels[::-1], "x3")
    anew = [walk(arrows, labels, name)["x3"] for name in names]
    measured = [
        float(central_difference(lambda u, k=k: run([*start[:k], u, *start[k + 1 :]])[0], start[k])) for k in range(4)
    ]
    found = {f"{name} forward": number for name, number in zip(names, anew, strict=True)}
    found |= {"visits forward": 4 * len(arrows), "visits reverse": len(arrows)}
    reverse = [once[name] for name in names]
    return found, np.allclose(anew, reverse) and np.allclose(measured, reverse, rtol=1e-4, atol=1e-6)


@claim("the test heals what it should find", quick=True)
def stale_and_healed(seed):
    stored, (x, other) = {}, np.random.default_rng(seed).uniform([0.2, 1.2], [0.8, 1.8])

    def value(x):
        stored["b"] = np.exp(x**2)
        stored["d"] = np.sqrt(x**2 + stored["b"])
        return stored["d"]

    def slope(x):
        return (1 + stored["b"]) * x / stored["d"]

    value(x), value(other)
    before = slope(x)
    measured = float(central_difference(value, x))
    after = slope(x)
    return {"before": before / measured, "after": after / measured}, (
        abs(before / measured - 1) > 0.01 and abs(after / measured - 1) < 1e-4
    )


@claim("From the second level on the program saves somewhat more time than operations")
def times_and_counts(seed):
    x, found = np.random.default_rng(seed).uniform(0.05, 0.5), {}
    names = {"exp": math.exp, "sqrt": math.sqrt, "start": float(x)}
    step = "a = x**2; b = exp(a); d = sqrt(a + b); slope = slope*x*(1 + b)/d; x = d\n"
    value, factors = "x", []
    for n in range(1, 5):
        factors.append(f"{value}*(1 + exp({value}**2))/sqrt({value}**2 + exp({value}**2))")
        value = f"sqrt({value}**2 + exp({value}**2))"
        programs = [f"x = start\n{value}\n{'*'.join(factors)}", "x, slope = start, 1\n" + n * step]
        long, short = (min(repeat(program, number=200, repeat=20, globals=names)) for program in programs)
        found[f"time over count, {n} levels"] = long / short / ((25 * 2**n - 9 * n - 26) / (8 * n - 1))
    return found, 1 < min(list(found.values())[1:]) and max(found.values()) < 1.5 and min(found.values()) > 0.6
