"""`Network` as scikit-learn sees it: estimators for pipelines and searches. Built in notebook 12."""

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

from helpers.activations import elu, identity, leaky_relu, relu, sigmoid, tanh
from helpers.costs import cross_entropy, half_squared_error
from helpers.network import History, Network
from helpers.optimizers import AdaGrad, AdaGradMomentum, Adam, GradientDescent, Momentum, RMSprop
from helpers.support.progress import progress
from helpers.support.validation import check_choice, check_count, check_counts, check_numbers, check_sample_weight

ACTIVATIONS = {used.name: used for used in (identity, sigmoid, tanh, relu, leaky_relu(), elu())}
OPTIMIZERS = {"gradient_descent": GradientDescent, "momentum": Momentum, "adagrad": AdaGrad}
OPTIMIZERS |= {"adagrad_momentum": AdaGradMomentum, "rmsprop": RMSprop, "adam": Adam}


class _NetworkEstimator(BaseEstimator):
    def __init__(
        self,
        hidden=(50,),
        activation="relu",
        optimizer="adam",
        eta=0.01,
        lmbda=0.0,
        epochs=100,
        batch_size=100,
        random_state=None,
        verbose=False,
        early_stopping=False,
        validation_fraction=0.1,
        n_iter_no_change=10,
    ):
        self.hidden, self.activation, self.optimizer = hidden, activation, optimizer
        self.eta, self.lmbda, self.epochs, self.batch_size = eta, lmbda, epochs, batch_size
        self.random_state, self.verbose, self.early_stopping = random_state, verbose, early_stopping
        self.validation_fraction, self.n_iter_no_change = validation_fraction, n_iter_no_change

    def _fit(self, X, Y, sample_weight, cost):
        activation = check_choice("activation", self.activation, ACTIVATIONS)
        optimizer = check_choice("optimizer", self.optimizer, OPTIMIZERS)(self.eta)
        epochs, patience = check_count("epochs", self.epochs), check_count("n_iter_no_change", self.n_iter_no_change)
        share = self.validation_fraction
        check_scalar(share, "validation_fraction", Real, min_val=0, max_val=1, include_boundaries="neither")
        weights = _check_sample_weight(sample_weight, X, ensure_non_negative=True)
        kept = weights > 0  # a sample without weight must not take up places in the batches
        X, Y, weights = X[kept], Y[kept], weights[kept]
        random = check_random_state(self.random_state)
        rng = np.random.default_rng(random.randint(2**31 - 1))  # for the weights and for the order of the samples
        widths = (X.shape[1], *check_counts("hidden", self.hidden), Y.shape[1])
        self.network_ = Network(widths, activation, cost, seed=rng, dtype=X.dtype)
        fit = partial(self.network_.fit, optimizer=optimizer, batch_size=self.batch_size, lmbda=self.lmbda, seed=rng)
        scores = None
        if self.early_stopping:
            scores = self._fit_in_time(fit, X, Y, weights, random, epochs, patience)
        else:
            fit(X, Y, epochs=epochs, sample_weight=weights, verbose=self.verbose)
        history = self.network_.history
        self.loss_curve_, self.best_loss_ = history.cost, None if scores else min(history.cost)
        self.validation_scores_, self.best_validation_score_ = scores, max(scores) if scores else None
        if history.stopped.startswith("diverged"):
            warnings.warn("training diverged: try a smaller eta, or scale the data", ConvergenceWarning, stacklevel=3)
        return self

    def _fit_in_time(self, fit, X, Y, weights, random, epochs, patience):
        """Train until `patience` epochs in a row are no better on the validation part; keep the best; return scores."""
        kinds, share = Y.argmax(axis=1) if is_classifier(self) else None, float(self.validation_fraction)
        parts = train_test_split(X, Y, weights, test_size=share, random_state=random, stratify=kinds)
        X, X_val, Y, Y_val, weights, weights_val = parts
        network, history, scores, best = self.network_, History(), [], 1
        weights_val = check_sample_weight(weights_val, X_val)
        for epoch in progress(range(1, epochs + 1), "training", self.verbose):
            fit(X, Y, epochs=1, sample_weight=weights, verbose=False)
            history.cost += network.history.cost
            losses = network.cost.loss(network.forward(X_val)[0][network.L], Y_val)
            scores.append(-(losses @ weights_val).item() / len(X_val))
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

    hidden: nodes of the hidden layers, a tuple; () for none. activation, optimizer: a name in ACTIVATIONS, OPTIMIZERS.
    eta: the learning rate. lmbda: the penalty λ of (λ/2) Σ W².
    epochs, batch_size: passes over the data, and samples of one step. verbose: whether a long `fit` shows its progress.
    random_state: seeds the weights and the order of the samples, as everywhere in scikit-learn.
    early_stopping: whether to put some samples aside for validation, in a classifier stratified by class, to stop when
    their cost has not fallen for a while, and to keep the network of the epoch that was best (Prechelt 1998).
    validation_fraction: the share of these samples. n_iter_no_change: for how many epochs to wait, the patience.

    After `fit`: `network_`, the trained `Network`; `classes_`, a classifier's labels in the order of the outputs;
    `loss_curve_`, the training cost of each epoch, and `best_loss_`, the lowest, or None with early stopping, which has
    `validation_scores_`, minus the validation cost of each epoch, and `best_validation_score_` (None without it).
    Float32 data are computed in single precision. Scale the inputs first, for example with StandardScaler.
"""


class NetworkClassifier(ClassifierMixin, _NetworkEstimator):
    __doc__ = "A classifier: a softmax output trained with the cross-entropy." + _PARAMETERS

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with labels y, shape (n,), each with a weight if `sample_weight` is given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        return self._fit(X, np.eye(len(self.classes_))[y], sample_weight, cross_entropy)

    def predict_proba(self, X):
        """Return the probability of each class, shape (n, classes), in the order of `classes_`."""
        return self._output(X)

    def predict(self, X):
        """Return the most probable label of each sample, shape (n,)."""
        probability = self._output(X)  # comes first: it says so if the estimator is not fitted
        return self.classes_[probability.argmax(axis=1)]


class NetworkRegressor(RegressorMixin, _NetworkEstimator):
    __doc__ = "A regressor: a linear output trained with half the squared error." + _PARAMETERS

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with targets y, shape (n,) or (n, outputs), each with a weight if given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True)
        self._one_target = y.ndim == 1
        return self._fit(X, check_numbers("y", y).reshape(len(X), -1), sample_weight, half_squared_error)

    def predict(self, X):
        """Return the predicted targets, of the shape that y had: (n,) or (n, outputs)."""
        output = self._output(X)
        return output[:, 0] if self._one_target else output

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
