"""`Network` as scikit-learn sees it: estimators that can be cloned, searched over, and put into pipelines."""

import warnings
from functools import partial
from numbers import Real

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, is_classifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state, check_scalar
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from helpers import activations, schedulers
from helpers.costs import cross_entropy, half_squared_error
from helpers.history import History
from helpers.network import Network
from helpers.support.arrays import quiet
from helpers.support.progress import progress
from helpers.support.validation import (
    choice,
    count,
    counts,
    flag,
    no_gaps,
    not_negative,
    numeric,
    positive,
    sample_weights,
)

ACTIVATIONS = {"identity": activations.identity, "sigmoid": activations.sigmoid, "tanh": activations.tanh,
               "relu": activations.relu, "leaky_relu": activations.leaky_relu(), "elu": activations.elu()}
SCHEDULERS = {"constant": schedulers.Constant, "momentum": schedulers.Momentum, "adagrad": schedulers.AdaGrad,
              "adagrad_momentum": schedulers.AdaGradMomentum, "rmsprop": schedulers.RMSprop,
              "adam": schedulers.Adam}


class _NetworkEstimator(BaseEstimator):
    def __init__(self, hidden=(50,), activation="relu", scheduler="adam", eta=0.01, lmbda=0.0, epochs=100,
                 batch_size=100, random_state=None, verbose=False, early_stopping=False, validation_fraction=0.1,
                 n_iter_no_change=10):
        self.hidden = hidden
        self.activation = activation
        self.scheduler = scheduler
        self.eta = eta
        self.lmbda = lmbda
        self.epochs = epochs
        self.batch_size = batch_size
        self.random_state = random_state
        self.verbose = verbose
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.n_iter_no_change = n_iter_no_change

    def _fit(self, X, Y, sample_weight, cost):
        hidden = counts("hidden", self.hidden)
        activation = choice("activation", self.activation, ACTIVATIONS)
        scheduler = choice("scheduler", self.scheduler, SCHEDULERS)(positive("eta", self.eta))
        lmbda = not_negative("lmbda", self.lmbda)
        epochs, batch_size = count("epochs", self.epochs), count("batch_size", self.batch_size)
        verbose, early = flag("verbose", self.verbose), flag("early_stopping", self.early_stopping)
        patience = count("n_iter_no_change", self.n_iter_no_change)
        check_scalar(self.validation_fraction, "validation_fraction", Real, min_val=0, max_val=1,
                     include_boundaries="neither")
        if sample_weight is not None:
            no_gaps("sample_weight", sample_weight)
            # A sample without weight is no sample: it must not take up places in the batches.
            sample_weight = _check_sample_weight(sample_weight, X, ensure_non_negative=True)
            kept = sample_weight > 0
            if not kept.any():              # as scikit-learn says it, in newer versions
                raise ValueError("Sample weights must contain at least one non-zero number.")
            X, Y, sample_weight = X[kept], Y[kept], sample_weight[kept]
        random = check_random_state(self.random_state)
        # One Generator for the weights and for the order of the samples.
        rng = np.random.default_rng(random.randint(2**31 - 1))
        network = Network((X.shape[1], *hidden, Y.shape[1]), activation, cost, seed=rng, dtype=X.dtype)
        fit = partial(network.fit, scheduler=scheduler, batch_size=batch_size, lmbda=lmbda, seed=rng)
        if early:
            scores = self._fit_in_time(network, fit, self._parts(X, Y, sample_weight, random), epochs, patience)
        else:
            scores, self.network_ = None, network
            fit(X, Y, epochs=epochs, sample_weight=sample_weight, verbose=verbose)
        history = self.network_.history
        self.loss_curve_, self.best_loss_ = history.cost, None if early else min(history.cost)
        self.validation_scores_, self.best_validation_score_ = scores, max(scores) if early else None
        if history.stopped.startswith("diverged"):
            warnings.warn("training diverged: try a smaller eta, or scale the data", ConvergenceWarning, stacklevel=3)
        return self

    def _parts(self, X, Y, sample_weight, random):
        """Return X, Y and the weights, each in two parts, to train on and to validate, stratified by class."""
        weights = np.ones(len(X)) if sample_weight is None else sample_weight
        try:
            return train_test_split(X, Y, weights, test_size=float(self.validation_fraction), random_state=random,
                                    stratify=Y.argmax(axis=1) if is_classifier(self) else None)
        except ValueError as error:
            raise ValueError(f"validation_fraction must leave two parts of the {len(X)} samples, got "
                             f"{self.validation_fraction!r}: {error}") from None

    @quiet
    def _fit_in_time(self, network, fit, parts, epochs, patience):
        """Train until `patience` epochs in a row are no better on the validation part; keep the best; return scores."""
        X, X_val, Y, Y_val, weights, weights_val = parts
        weights_val = sample_weights(weights_val, len(X_val), X.dtype)
        history, scores, best = History(), [], 1
        for epoch in progress(range(1, epochs + 1), "training", self.verbose):
            fit(X, Y, epochs=1, sample_weight=weights, verbose=False)
            history.cost += network.history.cost
            Z, _ = network._forward(X_val)
            scores.append(-(network.cost.loss(Z[network.L], Y_val) @ weights_val).item() / len(X_val))
            if epoch == 1 or scores[-1] > scores[best - 1]:
                best, self.network_ = epoch, network.copies(())
                self.network_.history = history
            if network.diverged():
                history.stopped = f"diverged in epoch {epoch}"
                break
            if epoch - best == patience:
                history.stopped = f"no better on the validation part for {patience} epochs"
                break
        return scores

    def _output(self, X):
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, dtype=self.network_.dtype)
        return self.network_.output(X)


_PARAMETERS = """
    hidden: nodes of the hidden layers, a tuple; () for none.
    activation: "identity", "sigmoid", "tanh", "relu", "leaky_relu" or "elu".
    scheduler: "constant", "momentum", "adagrad", "adagrad_momentum", "rmsprop" or "adam".
    eta: the learning rate. lmbda: the penalty λ of (λ/2) Σ W².
    epochs, batch_size: passes over the data, and samples of one step.
    random_state: seeds the weights and the order of the samples, as everywhere in scikit-learn.
    verbose: whether a long `fit` shows its progress.
    early_stopping: whether to put some samples aside for validation, in a classifier stratified by class, to stop when
    their cost has not fallen for a while, and to keep the network of the epoch that was best (Prechelt 1998).
    validation_fraction: the share of these samples. n_iter_no_change: for how many epochs to wait, the patience.

    After `fit`: `network_`, the trained `Network`, with its history; `n_features_in_`{more}; `loss_curve_`, the
    training cost of each epoch, and `best_loss_`, the lowest. With early stopping `best_loss_` is None, and there are
    `validation_scores_`, minus the validation cost of each epoch, and `best_validation_score_`, the highest; without
    it these two are None. scikit-learn's own networks have the same names, for scores that are accuracies or R².
    Float32 data are computed in single precision. Scale the inputs first, for example with StandardScaler.
"""


class NetworkClassifier(ClassifierMixin, _NetworkEstimator):
    __doc__ = "A classifier: a softmax output trained with the cross-entropy.\n" + _PARAMETERS.format(
        more="; `classes_`, the labels in the order of the outputs")

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with labels y, shape (n,), each with a weight if `sample_weight` is given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        with np.errstate(invalid="ignore"):         # of labels too large for integers
            check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        return self._fit(X, np.eye(len(self.classes_))[y], sample_weight, cross_entropy)

    def predict_proba(self, X):
        """Return the probability of each class, shape (n, classes), in the order of `classes_`."""
        return self._output(X)

    def predict(self, X):
        """Return the most probable label of each sample, shape (n,)."""
        # The output comes first: it is what says that the estimator is not fitted, or that X does not fit.
        probability = self._output(X)
        return self.classes_[probability.argmax(axis=1)]


class NetworkRegressor(RegressorMixin, _NetworkEstimator):
    __doc__ = "A regressor: a linear output trained with half the squared error.\n" + _PARAMETERS.format(more="")

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with targets y, shape (n,) or (n, outputs), each with a weight if given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True)
        self._one_target = y.ndim == 1
        return self._fit(X, numeric("y", y).reshape(len(X), -1), sample_weight, half_squared_error)

    def predict(self, X):
        """Return the predicted targets, of the shape that y had: (n,) or (n, outputs)."""
        output = self._output(X)
        return output[:, 0] if self._one_target else output

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
