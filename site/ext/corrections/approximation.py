"""Faults about what networks can represent."""

from itertools import product

import numpy as np
from scipy.integrate import quad

from corrections.entry import Fault, Result, compare, show
from helpers.activations import relu, sigmoid

TITLE = "What networks can represent"
X = np.linspace(0, 1, 200)


def error(activation, target, width=60):
    """Return the largest error of Σ α_j f(w_j x + b_j), with random w and b and the best α."""
    rng = np.random.default_rng(1)
    w, centre = rng.choice([-1, 1], width) * rng.uniform(3, 20, width), rng.uniform(0, 1, width)
    features = activation((X[:, None] - centre) * w)
    alpha = np.linalg.lstsq(features, target, rcond=1e-10)[0]
    return np.abs(features @ alpha - target).max()


def output_weights():
    F = 3 * X**2
    without, with_weights = np.abs(F - np.clip(F, 0, 1)).max(), error(sigmoid, F)
    return Result(
        without < 0.01,
        with_weights < 0.01,
        f"For $F(x) = 3x^2$ no function with values between 0 and 1 has a smaller largest error than "
        f"{show(without)}; 60 sigmoids with output weights have "
        f"{'less than 0.01' if with_weights < 0.01 else show(with_weights)}.",
    )


def not_bounded():
    F = np.sin(2 * np.pi * X)
    found = {name: error(f, F) for name, f in [("ReLU", relu), ("the cosine", np.cos), ("the square", np.square)]}
    works = {name: value < 0.05 for name, value in found.items()}
    return Result(
        not (works["ReLU"] or works["the cosine"]),
        works == {"ReLU": True, "the cosine": True, "the square": False},
        r"The largest error of 60 hidden nodes on $\sin 2\pi x$ is below 0.05 with ReLU, which is not "
        f"bounded, and with the cosine, which is not monotone; with the square it is "
        f"{found['the square']:.2f}.",
    )


def jump():
    k = np.array([1.0, 10.0, 100.0])
    # By symmetry twice the right half, where H = 1; in u = kx, so that the integrand has the same width for every k.
    squared = [2 * quad(lambda u: sigmoid(-u) ** 2, 0, 50)[0] / slope for slope in k]
    return Result(
        min(squared) > 0.1,
        bool(np.allclose(squared, (2 * np.log(2) - 1) / k)),
        r"The integral of $(\sigma(kx) - H(x))^2$ for $k = 1, 10, 100$, by numerical integration: "
        f"{show(squared)}, as the formula says.",
    )


def outputs():
    return compare(
        "The different values of XOR, counted", len({a ^ b for a, b in product([0, 1], repeat=2)}), printed=4, ours=2
    )


def xor_by_a_line():
    angle, offset = np.meshgrid(np.linspace(0, 2 * np.pi, 360), np.linspace(-2, 2, 401))
    right = sum((a * np.cos(angle) + b * np.sin(angle) > offset) == (a ^ b) for a, b in product([0, 1], repeat=2))
    return compare("The best accuracy of 144 360 lines on the four rows", right.max() / 4, printed=1.0, ours=3 / 4)


FAULTS = [
    Fault(
        (15,),
        "The weights of the output",
        "“Universal approximation theorem”",
        r"$F \in [0, 1]^d$, and a network with $\mathbf W \in \mathbb R^{m \times n}$ and $\mathbf b \in \mathbb R^n$.",
        r"$F \in C([0, 1]^d)$, and"
        "\n\n"
        r"$$f(\mathbf x) = \sum_{j=1}^m \alpha_j\, \sigma(\mathbf w_j \cdot \mathbf x + b_j)$$",
        r"$F$ is a continuous real function on the cube, not a point of it. With $d$ inputs and $m$ hidden nodes there "
        r"are $d \times m$ weights and $m$ biases, and the theorem needs $m$ output weights $\alpha_j$ besides: "
        "without them the network cannot leave the interval from 0 to 1.",
        (("08", "8.4"),),
        (output_weights,),
    ),
    Fault(
        (30, 37),
        "Which activation functions suffice",
        "“Why multilayer perceptrons?”, “Activation functions”",
        "A non-constant, bounded, monotonically increasing and continuous activation function; these “restrictions are "
        "imposed”.",
        "Any continuous activation function that is no polynomial.",
        "The four conditions suffice (Cybenko 1989, Hornik 1991 with fewer); they are not necessary. Leshno, Lin, "
        "Pinkus and Schocken showed in 1993 what is: not to be a polynomial. The ReLU that the lecture recommends at "
        "its end is unbounded, and would be excluded.",
        (("08", "What the theorems say"), ("08", "8.5"), ("08", "8.8")),
        (not_bounded,),
    ),
    Fault(
        (32,),
        "What a jump costs",
        "“Class of functions we can approximate”",
        r"If $F$ is discontinuous, “it won't in general be possible to approximate it”.",
        r"$$\int_{-\infty}^{\infty} \bigl(\sigma(kx) - H(x)\bigr)^2 dx = \frac{2 \ln 2 - 1}{k}$$",
        "In the maximum norm the sentence is right: a jump costs at least half its height. In the mean square, the "
        "norm of Hornik's theorem two slides before, the error becomes as small as we please.",
        (("08", "A jump"), ("08", "8.10")),
        (jump,),
    ),
    Fault(
        (54,),
        "Four inputs, two outputs",
        "“Representing the Data Sets”",
        "“Since we have four possible outputs”, the design matrix has four rows.",
        "It has four rows because there are four possible inputs; the output is 0 or 1.",
        "A design matrix has one row for every sample.",
        (("07", "Three gates, four rows"),),
        (outputs,),
    ),
    Fault(
        (55,),
        "No line makes XOR",
        "“Testing the XOR gate and other gates”",
        "A network without a hidden layer is trained on XOR, and the result is called “not bad”.",
        "It gets at most three of the four rows right.",
        "Such a network is a line in the plane. The lecture's class measures its accuracy on the rows that it drew "
        "with replacement for training, and when a row is missing from them, a line can be right on all the others.",
        (("07", "7.2"), ("07", "7.7"), ("07", "A line that scores 1.0 on XOR")),
        (xor_by_a_line,),
    ),
]
