"""Slips with nothing to run: symbols, words, and the work of others. Groups of (numbers, place, printed, right)."""

SYMBOLS = [
    (
        (12,),
        "“Example: binary classification problem”",
        r"$a_i^l = y_i$",
        r"$y_i$ is the target; an output is $a_i$ or $\tilde y_i$.",
    ),
    (
        (19,),
        "“Derivative of the cost function”",
        r"the index $i$ for samples in one cost, for output nodes in the next",
        r"two indices: $y_{sj}$ is sample $s$ at node $j$.",
    ),
    (
        (20,),
        "“Definitions”",
        r"“where $b_k^l$ are the biases”, and $z$ is called the activation",
        r"$b_j^l$, as in the formula; $z$ is the pre-activation, $a = \sigma(z)$ the activation.",
    ),
    (
        (21,),
        "“Reminder on the chain rule and gradients”",
        r"$\partial x/\partial t$",
        r"$dx/dt$, because $x$ depends on $t$ alone.",
    ),
    (
        (22,),
        "“Gradient expressions”",
        "a design matrix with its first row twice",
        r"each row once, the last being $x_{n-1,0}$ and $x_{n-1,1}$.",
    ),
    (
        (23,),
        r"“Derivatives in terms of $z_j^L$”",
        r"$\frac{\partial C}{\partial b} \frac{\partial b}{\partial z}$",
        r"$\frac{\partial C}{\partial b} = \frac{\partial C}{\partial z} \frac{\partial z}{\partial b}$, the way the "
        "chain runs.",
    ),
    (
        (24,),
        "“Setting up the back propagation algorithm”",
        r"“the activations $z_1$ of the input layer”",
        r"$z^1$ belongs to the first hidden layer; the input layer has no $z$.",
    ),
    (
        (25,),
        "“First network example”",
        r"$\sigma_1$, and then $a_1 = \sigma(z_1)$",
        r"one name; $\sigma'_1$ stands for $\sigma'(z_1)$.",
    ),
    (
        (26,),
        "The notebook of the lecture, forward and backward pass",
        r"$\mathbf z^L = \mathbf a^L \mathbf W^L + \mathbf b^L$, and $f'(a_h)$",
        r"$\mathbf a^{L-1} \mathbf W^L + \mathbf b^L$, and $f'(z_h)$.",
    ),
    (
        (45,),
        "“Define model and architecture”",
        r"$H(z) = 1$ for $z > 0$; in the code for $z \ge 0$",
        "either, but one of them. Notebook 04 and notebook 13 say which they take.",
    ),
    (
        (48,),
        "“Improving performance”",
        r"$\eta$ from $10^{-6}$ to $10^{-1}$, $\lambda$ to $10^{-0}$",
        r"the code after it has both from $10^{-5}$ to $10$; and $10^{-0}$ is 1.",
    ),
]

WORDS = [
    (
        (16,),
        "“The approximation theorem in words”",
        "“supported on the unit cube”",
        "defined on it. The support of a function is where it is not zero.",
    ),
    (
        (31,),
        "“Why multilayer perceptrons?”",
        "“the output nodes are always assumed to be linear”",
        "in the theorem; a classifier has a sigmoid or softmax there.",
    ),
    (
        (35,),
        "“Mathematics of deep learning and neural networks”, “Basics of an NN”",
        "weights and biases “determine the architecture”; gradients are optimised and updated",
        "the architecture is chosen, and the parameters are what is optimised and updated.",
    ),
    (
        (36,),
        "“Other ingredients of a neural network”",
        "“Adaptive gradient with momentum (ADAM)”",
        "Adam stands for adaptive moment estimation (Kingma and Ba 2015).",
    ),
    ((40,), "“Relevance”", r"$z$ “is the weighted sum of parameters”", "the weighted sum of inputs."),
    (
        (44,),
        "“Weights and biases”",
        "a bias of 0.01 ensures that all neurons have some output",
        r"that concerns the ReLU; a sigmoid has $\sigma(0) = \tfrac12$ without a bias.",
    ),
    (
        (68,),
        "“Gradient Clipping”",
        "“Batch Normalization is preferred”",
        "they are not substitutes. Clipping bounds a step, by value or by norm; notebook 19 has "
        "both beside each other.",
    ),
    (
        (69,),
        "“A top-down perspective on Neural networks”",
        "the dev set is “a subset of the training data”",
        "held out from the training data: the network is not trained on it.",
    ),
    (
        (70,),
        "The notebook of the lecture, about perceptrons",
        "a single-layer perceptron has one hidden layer, a multilayer one two or more",
        "none, and one or more, as the slide “Multilayer perceptrons” has it.",
    ),
    (
        (71,),
        "“Code example”, one hidden node",
        "“the same function we studied in the previous example”; hyperparameters with an $l_1$ or $l_2$ norm",
        "no function came before; meant are penalties on the weights.",
    ),
]

OTHERS = [
    (
        (33,),
        "“More on the general approximation theorem”",
        "“none of the proofs” relates nodes and error",
        "neither of these two. Barron (1993) bounds the squared error by a multiple of $1/n$; see notebook 08.",
    ),
    (
        (51,),
        "“Adjust hyperparameters”",
        "human performance is “around 98%”",
        "no source is named, and we know of none for these images of 8×8 pixels.",
    ),
    (
        (56,),
        "“Building neural networks in Tensorflow and Keras”, “Tensorflow”",
        "a graph, then a session that runs it; with Keras “the performance may suffer”",
        "that was TensorFlow 1. Since 2019 it computes at once, and makes graphs on request. See notebook 16.",
    ),
    (
        (57,),
        "“Using Keras”",
        "“Tensorflow, CTNK and Theano as backends”",
        "CNTK and Theano are no longer developed; Keras 3 runs on TensorFlow, JAX or PyTorch.",
    ),
    (
        (62,),
        "The notebook of the lecture, about ReLU",
        "the ReLU in the company of Glorot and Bengio 2010",
        "that paper is about sigmoid, tanh and softsign; the ReLU is in Nair and Hinton 2010, and in Glorot, Bordes "
        "and Bengio 2011.",
    ),
    (
        (65,),
        "“Which activation function should we use?”, “More on activation functions, output layers”",
        "ELU before leaky ReLU before ReLU before tanh; with ReLU descent “does in general not get stuck”",
        "a rule of thumb, which notebook 10 tests and half confirms; and a dead ReLU is stuck.",
    ),
]

GROUPS = {
    "Symbols and indices": (
        "Nothing is computed with these, or the formula beside them is right. Where the course "
        "prints the same equation, its tests put the misprint in and see that it is noticed.",
        SYMBOLS,
    ),
    "Words": ("These have nothing to run.", WORDS),
    "The work of others": ("These rest on papers, not on a computation.", OTHERS),
}

# Not on the page, because nothing there misleads a reader.
LEFT_OUT = {58: "a link to another program for searches, which may have moved", 72: "“last week”, of another lecture"}
