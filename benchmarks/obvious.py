"""A network as one writes it the first time: one class, one network, no thought of speed."""

import numpy as np


class NeuralNetwork:
    def __init__(self, n_inputs, n_hidden, n_outputs, eta, lmbda, seed=0):
        rng = np.random.default_rng(seed)
        self.W1 = rng.normal(size=(n_inputs, n_hidden)) * np.sqrt(2 / n_inputs)
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(size=(n_hidden, n_outputs)) * np.sqrt(2 / n_hidden)
        self.b2 = np.zeros(n_outputs)
        self.eta, self.lmbda, self.rng = eta, lmbda, rng

    def feed_forward(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.a1 = np.maximum(self.z1, 0)
        self.z2 = self.a1 @ self.W2 + self.b2
        exp = np.exp(self.z2 - np.max(self.z2, axis=1, keepdims=True))
        self.a2 = exp / np.sum(exp, axis=1, keepdims=True)

    def backpropagate(self, X, Y):
        n = len(X)
        delta2 = (self.a2 - Y) / n
        dW2 = self.a1.T @ delta2 + self.lmbda * self.W2
        db2 = np.sum(delta2, axis=0)
        delta1 = (delta2 @ self.W2.T) * (self.z1 > 0)
        dW1 = X.T @ delta1 + self.lmbda * self.W1
        db1 = np.sum(delta1, axis=0)
        self.W1 -= self.eta * dW1
        self.b1 -= self.eta * db1
        self.W2 -= self.eta * dW2
        self.b2 -= self.eta * db2

    def train(self, X, Y, epochs, batch_size):
        for _ in range(epochs):
            order = self.rng.permutation(len(X))
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                self.feed_forward(X[batch])
                self.backpropagate(X[batch], Y[batch])
