"""What notebook 12 concludes."""

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from claims import claim
from helpers.activations import relu, tanh
from helpers.costs import cross_entropy
from helpers.datasets import breast_cancer, one_hot
from helpers.estimators import NetworkClassifier, NetworkRegressor
from helpers.network import Network
from helpers.optimizers import Adam, GradientDescent


def points(n, rng):
    X = rng.normal(size=(n, 2))
    return X, (X > 0).sum(axis=1)


@claim("All training points are right, and about 95 of 100 fresh ones.", quick=True)
def quarters(seed):
    rng = np.random.default_rng(seed)
    (X, y), (X_fresh, y_fresh) = points(90, rng), points(1000, rng)
    network = Network((2, 8, 3), tanh, cross_entropy, seed=seed)
    network.fit(X, one_hot(y, 3), Adam(0.05), 200, 25, seed=seed, verbose=False)
    found = {"seen": (network.predict(X) == y).mean(), "fresh": (network.predict(X_fresh) == y_fresh).mean()}
    return found, found["seen"] > 0.98 and 0.92 < found["fresh"] < 0.99


@claim("It says benign, always, and is right as often as that is true.")
def unscaled(seed):
    X, y = breast_cancer()
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    raw = NetworkClassifier((30,), optimizer="gradient_descent", eta=0.1, epochs=50, random_state=seed)
    accuracy = cross_val_score(raw, X, y, cv=folds).mean()
    return {"accuracy": accuracy}, abs(accuracy - y.mean()) < 0.005


@claim("All four are right in about 98 of 100 cases, and differ less from each other")
def four_models(seed):
    X, y = breast_cancer()
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    settings = {"epochs": 50, "lmbda": 1e-3, "random_state": seed}
    models = [NetworkClassifier((30,), **settings), NetworkClassifier((), **settings), LogisticRegression()]
    scores = [cross_val_score(make_pipeline(StandardScaler(), model), X, y, cv=folds) for model in models]
    means = [score.mean() for score in scores]
    found = {"least": min(means), "most": max(means), "over folds": min(score.std() for score in scores)}
    return found, 0.965 < min(means) and max(means) - min(means) < max(score.std() for score in scores)


@claim("deepest network is back at saying benign.")
def largest_penalty(seed):
    X, y = breast_cancer()
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    found = {}
    for name, hidden in (("none", ()), ("deep", (100, 30))):
        model = NetworkClassifier(hidden, epochs=50, lmbda=1.0, random_state=seed)
        found[name] = cross_val_score(make_pipeline(StandardScaler(), model), X, y, cv=folds).mean()
    return found, found["none"] > 0.9 and abs(found["deep"] - y.mean()) < 0.02


@claim("each step turns the sign of the weights and doubles them.", quick=True)
def penalties(seed):
    X, y = breast_cancer()
    X, found = StandardScaler().fit_transform(X), {}
    for penalty in (0, 10, 19, 30):
        network = Network((30, 10, 2), relu, seed=seed)
        network.fit(X, one_hot(y, 2), GradientDescent(0.1), 50, 100, lmbda=penalty, seed=seed, verbose=False)
        found[f"right with {penalty}"] = (network.predict(X) == y).mean()
        found[f"stopped with {penalty}"] = network.history.stopped.startswith("diverged")
    learned = found["right with 0"] > 0.97 and abs(found["right with 10"] - y.mean()) < 1e-3
    return found, learned and not found["stopped with 10"] and found["stopped with 19"] and found["stopped with 30"]


@claim("its median error is between 1.4 and 2 times that of the cubic")
def regression(seed):
    def truth(x):
        return 4 * x**3 - 2 * x + 0.5

    models = {
        "cubic": make_pipeline(PolynomialFeatures(3), LinearRegression()),
        "network": NetworkRegressor((20,), "tanh", eta=0.02, epochs=1000, batch_size=60, lmbda=1e-4, random_state=seed),
    }
    wide, off, rng = np.linspace(-1, 1, 200)[:, None], [], np.random.default_rng(seed)
    for _ in range(15):
        x = rng.uniform(-1, 1, (60, 1))
        y = truth(x[:, 0]) + 0.3 * rng.normal(size=60)
        curves = [model.fit(x, y).predict(wide) for model in models.values()]
        off.append([np.sqrt(np.mean((curve - truth(wide[:, 0])) ** 2)) for curve in curves])
    cubic, network = np.median(off, axis=0)
    return {"cubic": cubic, "network": network, "ratio": network / cubic}, 1.4 < network / cubic < 2 and network < 0.3
