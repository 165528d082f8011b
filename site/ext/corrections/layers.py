"""Faults about batch normalisation and dropout."""

import numpy as np

from corrections.entry import Fault, compare

TITLE = "Batch normalisation and dropout"


def per_node():
    rng = np.random.default_rng(1)
    Z = rng.normal(size=(200, 3)) * [0.1, 1, 5] + [0, 2, -1]
    normalised = (Z - Z.mean(axis=0)) / Z.std(axis=0)
    gamma, beta = np.polyfit(normalised.ravel(), Z.ravel(), 1)  # the best two numbers for the whole layer
    return compare(
        "Three nodes are normalised, then scaled and shifted back; the largest error that must remain",
        0.0,
        printed=np.abs(gamma * normalised + beta - Z).max(),
        ours=np.abs(Z.std(axis=0) * normalised + Z.mean(axis=0) - Z).max(),
    )


def mean_kept():
    rng, p = np.random.default_rng(1), 0.5
    a = rng.uniform(1, 5, 1_000_000)
    kept = a * (rng.random(a.size) >= p)
    return compare(
        "The mean of a million activations, no node dropped",
        a.mean(),
        printed=kept.mean(),
        ours=(kept / (1 - p)).mean(),
        tolerance=0.02,
    )


FAULTS = [
    Fault(
        (66,),
        "Two parameters for every node",
        "“Batch Normalization”",
        "“two new parameters per layer (one for scaling, the other for shifting)”.",
        r"Two for every node of the layer, $\gamma_j$ and $\beta_j$, and two running statistics besides.",
        "Every node is normalised by its own mean and standard deviation, so each needs its own way back. Keras counts "
        "four numbers for every node.",
        (("19", "19.7"), ("19", "Two sets of statistics")),
        (per_node,),
    ),
    Fault(
        (67,),
        "What dropout must make good",
        "“Dropout”",
        "A neuron is left out with probability $p$, typically 50 %; after training “the neurons are not dropped "
        "anymore”.",
        r"During training what is kept is divided by $1 - p$, or after it every output is multiplied by $1 - p$.",
        r"Otherwise a node of the next layer receives, after training, $1/(1-p)$ times the signal that it was trained "
        "for. Half is usual for hidden nodes, and about a fifth for inputs.",
        (("19", "19.1"), ("19", "19.2")),
        (mean_kept,),
    ),
]
