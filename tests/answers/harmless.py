"""Changes of a solution that leave it right: the change, and the reason."""

HARMLESS: dict[str, dict[str, str]] = {
    "15.2": {"1 - np.outer(eta, lmbda) → np.outer(eta, lmbda) - 1": "the absolute value is the same"},
    "16.2": {"min(batch_size, n) → min(n, batch_size)": "the smaller of two in either order"},
    "17.1": {"(label == 0) & (said == 0) → (said == 0) & (label == 0)": "and in either order"},
    "18.4": {"np.array(outputs) → outputs": "a list of the outputs is as good"},
    "19.4": {"min(1.0, c / norm) → min(c / norm, 1.0)": "the smaller of two in either order"},
    "20.1": {"int(np.ceil(np.log(1 - p) / np.log(1 - q))) → np.ceil(np.log(1 - p) / np.log(1 - q))":
             "a whole number as a float"},
    "20.2": {"bumps[:, order[:good]].mean(axis=1) → bumps[:, order[:good]].sum(axis=1)":
             "as many good trials for every candidate: the ratios keep their order",
             "bumps[:, order[good:]].mean(axis=1) → bumps[:, order[good:]].sum(axis=1)":
             "as many others for every candidate: the ratios keep their order",
             "candidates[:, None] - x → x - candidates[:, None]": "a square"},
    "20.3": {"scores.mean(axis=1) → scores.sum(axis=1)": "in the search for the best row: all have as many folds"},
}
