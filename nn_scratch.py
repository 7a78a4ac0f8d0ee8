"""A neural network from scratch, with every multiplication and addition in plain sight.

    python nn_scratch.py                     train the network and watch its error fall
    python nn_scratch.py --trace 0           print its first iteration, number by number
    python nn_scratch.py --hidden            train a second network, with a hidden layer
    python nn_scratch.py --hidden --trace 0  print its first iteration, number by number

A neural network learns from examples. Each example consists of some inputs and the
answer we want for them, the target. The network multiplies each input by a number of
its own, called its weight, adds up the products, and turns the sum into an answer. Then
it measures how far off each answer is, and changes its weights a little so that the
next answers come closer. That is one iteration, and training repeats it thousands of
times. Once trained, the network can give answers for inputs that it has never seen.

A matrix is a list of rows that all have the same length; 4x3 means 4 rows of 3 numbers.
Rows, columns and iterations are numbered from 0. These are the names, with their shapes
in the first network and in the second, which has a hidden layer between the inputs and
the answers (l as in layer, W as in weights):

    X          4x3  4x3  the inputs: one row per example, three numbers in each
    y          4x1  4x1  the targets: the answer we want for each example
    l0         4x3  4x3  layer 0: the inputs again
    W0         3x1  3x4  the weights from layer 0 to 1: a row per number of layer 0,
                         and a column per number of layer 1
    l1         4x1  4x4  layer 1: the answers, or the hidden numbers; all from 0 to 1
    W1              4x1  the weights from layer 1 to 2
    l2              4x1  layer 2: the answers of the second network
    l1_error   4x1  4x4  the errors: target minus answer (or see train_hidden)
    l1_delta   4x1  4x4  the deltas: each error times a slope, which sigmoid explains
    l0_T       3x4  3x4  l0 transposed: its columns have become rows
    W0_update  3x1  3x4  the updates: how far each weight should move
    A, B, C              any matrices
    i, j, k              in a matrix, a row, a column and a term of a sum; in a training
                         loop, i is the iteration

l2_error, l2_delta and W1_update are the same for layer 2 and its weights.
"""

# Copyright (c) 2026 The nn_scratch authors
# SPDX-License-Identifier: MIT

import sys
from math import exp

__version__ = "3.0"

# --- The examples --------------------------------------------------------------------

# The target is always the first input. Nobody tells the network this rule; it has to
# work it out from the four examples.
# The third input is always 1, so its weight is added to every sum. This weight sets the
# threshold that the other inputs must pass. The trained weights are about 9.7, -0.2 and
# -4.6: the first input counts, the second hardly does, and the third keeps the sum
# below 0, and so the answer below 0.5, unless the first input is 1.
X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
y = [[0], [0], [1], [1]]

# --- Matrices ------------------------------------------------------------------------

# transpose and the functions of two matrices raise ValueError if shapes don't fit.
# (numpy is a library for matrices. If you don't know it, skip what is said about it.)


def dot(A, B):
    """Return the matrix product of A and B (numpy: np.dot(A, B)).

    Multiply each row of A by each column of B, number by number, and add up the
    products. In the example, 7 is 1*1 + 2*0 + 3*2. A 4x3 and a 3x1 matrix give a 4x1.

    >>> dot([[1, 2, 3], [4, 5, 6]], [[1], [0], [2]])
    [[7.0], [16.0]]
    """
    check_product(A, B)
    columns, terms = range(len(B[0])), range(len(B))
    C = []
    for row in A:
        C_row = []
        for j in columns:
            # Add from left to right, not with sum(): since Python 3.12, sum() corrects
            # its rounding, and 7,538 of 10,000 iterations would differ from numpy's.
            total = 0.0
            for k in terms:
                total += row[k] * B[k][j]
            C_row.append(total)
        C.append(C_row)
    return C


def transpose(A):
    """Return A with its columns turned into rows (numpy: A.T).

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    rows, columns = shape(A)
    return [[A[i][j] for i in range(rows)] for j in range(columns)]


def add(A, B):
    """Return A plus B, element by element (numpy: A + B).

    >>> add([[1, 2]], [[10, 20]])
    [[11, 22]]
    """
    check_same_shape(A, B)
    rows, columns = range(len(A)), range(len(A[0]))
    return [[A[i][j] + B[i][j] for j in columns] for i in rows]


def subtract(A, B):
    """Return A minus B, element by element (numpy: A - B).

    >>> subtract([[10, 20]], [[1, 2]])
    [[9, 18]]
    """
    check_same_shape(A, B)
    rows, columns = range(len(A)), range(len(A[0]))
    return [[A[i][j] - B[i][j] for j in columns] for i in rows]


def multiply(A, B):
    """Return A times B, element by element (numpy: A * B).

    >>> multiply([[1, 2]], [[10, 20]])
    [[10, 40]]
    """
    check_same_shape(A, B)
    rows, columns = range(len(A)), range(len(A[0]))
    return [[A[i][j] * B[i][j] for j in columns] for i in rows]


def scale(factor, A):
    """Return A with every element multiplied by the same number (numpy: factor * A).

    >>> scale(10, [[1, 2]])
    [[10, 20]]
    """
    return [[factor * x for x in row] for row in A]


LOWEST = -709.782712893384  # for any smaller x, exp(-x) is too large for a float


def sigmoid(A, deriv=False):
    """Return the sigmoid of each number in A, or the slope of that curve.

    The sigmoid of x is 1 / (1 + exp(-x)), where exp(x) is the number e, about 2.718, to
    the power of x. It turns any number into one between 0 and 1, which you can read as
    a probability: 0 becomes 0.5, 10 nearly 1, and -10 nearly 0.

    With deriv=True, the curve is not applied: an answer goes in, and the slope of the
    curve at that answer comes out, which is how fast the answer rises with its sum. The
    slope at an answer a is a * (1 - a). This comes from calculus, but you can test it:
    raise a sum from 0 to 0.001, and its answer rises from 0.5 by 0.25 times 0.001.

    numpy: 1 / (1 + np.exp(-A)), and A * (1 - A) for the slope.

    >>> sigmoid([[-1000, 0, 0.001, 1000]])
    [[0.0, 0.5, 0.5002499999791666, 1.0]]
    >>> sigmoid([[0.0, 0.5, 0.75]], deriv=True)
    [[0.0, 0.25, 0.1875]]
    """
    if deriv:
        return [[x * (1.0 - x) for x in row] for row in A]
    return [[0.0 if x < LOWEST else 1.0 / (1.0 + exp(-x)) for x in row] for row in A]


# --- Training: answer, compare, update -----------------------------------------------

# Each update is multiplied by the learning rate: a small rate makes small steps.
RATE = 1


def train(X, y, W0, iterations=10_000, report=None, learning_rate=RATE):
    """Return W0 after training, as a new matrix.

    report may be a function that shows how training goes. In every iteration, before
    the weights change, it is called as report(i, l1, l1_error, W0). It receives the
    lists that training is using: it may keep them, but it must not change them.

    Raises ValueError before the first iteration if check_training does.

    >>> train(X, y, [[0], [0], [0]], iterations=1)
    [[0.25], [0.0], [0.0]]
    """
    # check_training raises ValueError for what can't be used, or else returns copies.
    l0, y, W0 = check_training(X, y, [W0], iterations, report, learning_rate)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation, from inputs to answers: multiply each input by its
        # weight, add up the products, and turn each sum into an answer. How far off
        # is it?
        l1 = sigmoid(dot(l0, W0))
        l1_error = subtract(y, l1)
        if report is not None:
            report(i, l1, l1_error, W0)
        # Backpropagation, from errors to weights: multiply each error by the slope of
        # the sigmoid. Where the curve is flat, at answers near 0 or 1, moving the
        # weights hardly moves the answer, so there is little to gain. This has its
        # price: an answer that is sure and wrong learns slowly.
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: a weight can move an answer only through its input. If the delta is
        # positive, the answer should rise; a weight whose input is 1 can raise it, but
        # a weight whose input is 0 can't. So each example asks for its input times its
        # delta, and the update is the total over all examples. The inputs of one weight
        # are a column of l0, that is, a row of l0_T.
        W0_update = dot(l0_T, l1_delta)
        W0 = add(W0, scale(learning_rate, W0_update))
    return W0


# Why this update? It is not a guess. Raise a weight by a little, d. The sum of an
# example rises by input * d, its answer by slope * input * d, and its squared error
# falls by 2 * error * slope * input * d. In total, that is 2 * update * d. For example,
# the updates in iteration 0 are 0.286, 0.064 and 0.149. Raise one of the weights by
# 0.001, and the total of the squared errors falls by 0.000572, 0.000128 or 0.000298.
# So each update says how fast its weight lowers the error. (The 2 only changes the size
# of the step.) Together, the updates give the direction in which the error falls most
# steeply; the opposite direction is its gradient. The method is gradient descent.
#
# The slope is there because it is the squared error that should fall. Its price shows
# with one input of 1, the target 1, and a weight that starts at -10: after 1,000
# iterations, the answer is still 0.00005. Without the slope, it would be 0.999, since
# the loop then lowers a different measure of error, cross-entropy, which counts an
# answer that is sure and wrong far more. Both measures are in use.
#
# Books have other words for the same things: prediction or output (answer), neuron or
# unit (a number in a layer) and activation (its value), loss or cost (the error that
# training lowers), derivative (slope), epoch (an iteration over all examples), and bias
# (the weight of the input that is always 1).


def predict(X, *weights):
    """Return the network's answers to X, given the weights of each of its layers.

    numpy: 1 / (1 + np.exp(-np.dot(X, W0))), and so on from layer to layer.
    Raises ValueError if check_layers does.

    >>> predict([[1, 0, 0]], [[0], [5], [5]])
    [[0.5]]
    """
    layer, *weights = check_layers(X, weights)
    for W in weights:
        layer = sigmoid(dot(layer, W))
    return layer


# Can it give answers for inputs that it has never seen? Leave out one of the examples,
# train on the other three, and ask for the one that was left out. For each of the four
# in turn, the answer is 0.118, 0.059, 0.985 and 0.951; the targets are 0, 0, 1 and 1.


def random_weights(rows, columns, floats):
    """Return a matrix of weights between -1 and 1, made of floats, row by row.

    The floats lie between 0 and 1, so 2 * float - 1 lies between -1 and 1.
    Only a hidden layer (see below) needs random weights. Two hidden numbers with equal
    weights, coming in and going out, would get equal updates and stay twins forever.
    numpy: 2 * np.random.random((rows, columns)) - 1.

    >>> random_weights(3, 1, random_floats(1))
    [[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]
    """
    return [[2 * next(floats) - 1 for _ in range(columns)] for _ in range(rows)]


# All random numbers follow from this one, the seed, so every run gives the same result.
SEED = 1


def starting_weights(X, y, *hidden):
    """Return the starting weights of a network that turns X into y, layer by layer.

    For each hidden layer, pass its size: how many numbers it has for each example.
    Raises ValueError if check_matrix does.

    >>> starting_weights(X, y)
    [[[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]]
    """
    sizes = (len(check_matrix(X, "X")[0]),) + hidden + (len(check_matrix(y, "y")[0]),)
    floats = random_floats(SEED)
    return [random_weights(m, n, floats) for m, n in zip(sizes, sizes[1:])]


def mean(numbers):
    """Return the mean of a list of numbers, added from left to right.

    numpy: np.mean(numbers), which adds eight or more numbers in a different order.

    >>> mean([1, 2, 3, 6])
    3.0
    """
    total = 0.0
    for x in numbers:
        total += x  # not sum(), for the reason given in dot
    return total / len(numbers)


def mean_squared_error(error):
    """Return the mean of the squares of all errors (numpy: (error ** 2).mean()).

    >>> mean_squared_error([[1], [-3]])
    5.0
    """
    return mean([e * e for row in error for e in row])


def mean_absolute_error(error):
    """Return the mean of all errors, ignoring signs (numpy: np.abs(error).mean()).

    >>> mean_absolute_error([[1], [-3]])
    2.0
    """
    return mean([abs(e) for row in error for e in row])


# --- A hidden layer: for rules that no single layer can learn ------------------------

# XOR: the target is 1 if the first or the second input is 1, but not both. If the
# second input is 0, the first must raise the answer; if the second is 1, the first must
# lower it. A single weight can't do both, so one layer gives 0.5 for everything. (Only
# layers with weights of their own are counted: layer 0, the inputs, has none.)
y_xor = [[0], [1], [1], [0]]

HIDDEN = 4  # how many numbers the hidden layer has for each example


def train_hidden(X, y, W0, W1, iterations=60_000, report=None, learning_rate=RATE):
    """Return W0 and W1 after training a network with a hidden layer.

    The hidden layer is l1, here 4x4: four numbers for each example, computed from the
    inputs with W0 (3x4). W1 (4x1) then turns them into the answers, l2 (4x1).

    In numpy, the lines are the same, with np.dot, .T and the operators -, * and +.
    Source: Andrew Trask, "A Neural Network in 11 lines of Python", part 1.
    A report is called as report(i, l2, l2_error, W0, W1). The rest is as in train.

    >>> train_hidden([[1]], [[1]], [[0]], [[0]], iterations=1)
    ([[0.0]], [[0.0625]])
    """
    l0, y, W0, W1 = check_training(X, y, [W0, W1], iterations, report, learning_rate)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation goes through both layers.
        l1 = sigmoid(dot(l0, W0))
        l2 = sigmoid(dot(l1, W1))
        l2_error = subtract(y, l2)
        if report is not None:
            report(i, l2, l2_error, W0, W1)
        # Backpropagation: there are no targets for the hidden numbers. The error of a
        # hidden number is what the answer asks of it: the answer's delta times the
        # weight that carried the hidden number to the answer. (With several answers, it
        # is the total over them.) W1 is still the old one here; it changes only below.
        l2_delta = multiply(l2_error, sigmoid(l2, deriv=True))
        l1_error = dot(l2_delta, transpose(W1))
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: the hidden numbers are the inputs of W1, so both matrices of weights
        # change as in train.
        W1_update = dot(transpose(l1), l2_delta)
        W1 = add(W1, scale(learning_rate, W1_update))
        W0_update = dot(l0_T, l1_delta)
        W0 = add(W0, scale(learning_rate, W0_update))
    return W0, W1


# Now try one change at a time, and run the file again. These are the final answers:
#
#     RATE = 0.1                  0.032 0.026 0.979 0.974  Smaller steps get less far.
#     RATE = 100                  1.000 1.000 1.000 1.000  The first step goes too far.
#     iterations=100 in train     0.110 0.092 0.926 0.910  The first 100 help the most.
#     y = [[0], [1], [0], [1]]    0.010 0.994 0.008 0.992  It learns the second input.
#     y = [[0], [1], [1], [0]]    0.500 0.500 0.500 0.500  One layer can't learn XOR.
#     no third input in X         0.500 0.013 1.000 0.990  Inputs 0, 0 always sum to 0.
#     all numbers in X times 10   0.000 0.000 0.000 0.000  The steps become too large.
#     l1_delta = l1_error         0.000 0.000 1.000 1.000  In train: without the slope.
#     HIDDEN = 2, and --hidden    0.004 0.500 0.996 0.500  2 is too few with this SEED.
#
# Most is learned early: after 10, 100 and 1,000 iterations, the mean squared error is
# 0.091, 0.0085 and 0.00069.

# If you know numpy, this is the loop of the first network, where sigmoid(x) is
# 1 / (1 + np.exp(-x)) and sigmoid(x, True) is x * (1 - x):
#
#     for i in range(iterations):
#         l0 = X
#         l1 = sigmoid(np.dot(l0, W0))
#         l1_error = y - l1
#         l1_delta = l1_error * sigmoid(l1, True)
#         W0 += np.dot(l0.T, l1_delta)
#
# Both networks compute the same bits as numpy, as long as numpy uses compiled routines
# that round after each multiplication and each addition, as Python does.

# ======================================================================================
# The lesson ends here. The rest is what it needs but doesn't teach.

# --- Random numbers: those that numpy draws -------------------------------------------


def mersenne_twister(seed):
    """Yield the 32-bit words of numpy's generator after np.random.seed(seed).

    Source: init_genrand and genrand_int32 in the 2002 program by its authors,
    M. Matsumoto and T. Nishimura. (Python's random.seed fills the state differently.)

    >>> next(mersenne_twister(5489))
    3499211612
    """
    state = [seed]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) % 2**32)
    while True:
        # Combine three words of the state into a new one, which replaces the oldest.
        mixed = (state[0] & 0x80000000) | (state[1] & 0x7FFFFFFF)
        state = state[1:] + [state[397] ^ (mixed >> 1) ^ (mixed % 2 * 0x9908B0DF)]
        # Temper a copy of the new word, so that each of its bits looks random.
        word = state[-1] ^ (state[-1] >> 11)
        word ^= (word << 7) & 0x9D2C5680
        word ^= (word << 15) & 0xEFC60000
        yield word ^ (word >> 18)


def random_floats(seed):
    """Return an endless iterator over random numbers from 0 up to but not including 1.

    numpy: np.random.seed(seed), then np.random.random() again and again.
    Raises ValueError unless seed is a whole number from 0 to 2**32 - 1.

    >>> floats = random_floats(1)
    >>> next(floats), next(floats)
    (0.417022004702574, 0.7203244934421581)
    """
    if not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise value_error("seed must be a whole number from 0 to 2**32 - 1", seed)
    words = mersenne_twister(seed)
    # A float holds 53 bits: 27 of them come from one word and 26 from the next. zip
    # takes a and b in turn from the same stream of words.
    return (((a >> 5) * 2**26 + (b >> 6)) / 2**53 for a, b in zip(words, words))


# --- Checks: bad input is refused, with a sentence that says why ----------------------

LARGEST = 1.7976931348623157e308  # only infinity is larger


def value_error(rule, x):
    """Return the ValueError that says which rule was broken, and by which x."""
    text = " ".join((repr(x) if isinstance(x, (str, bytes)) else str(x)).split())
    hint = ": .tolist() turns arrays into lists" if hasattr(x, "tolist") else ""
    return ValueError(f"{rule}, got {type(x).__name__} {text[:60]}{hint}")


def check_rows(A, name):
    """Raise ValueError if A is not a list (or tuple) of rows that are equally long."""
    if not isinstance(A, (list, tuple)) or not A:
        raise value_error(f"{name} must be a list of rows", A)
    for i, row in enumerate(A):
        if not isinstance(row, (list, tuple)) or not row:
            raise value_error(f"{name} row {i} must be a list of numbers", row)
        if isinstance(row[0], (list, tuple)):
            raise value_error(f"{name} must be one matrix, not a list of them", A)
        if len(row) != len(A[0]):
            raise value_error(f"{name} row {i} must be as long as row 0", row)


def shape(A, name="A"):
    """Return how many rows and columns A has (numpy: np.shape(A)), or raise ValueError.

    >>> shape([[1, 2, 3], [4, 5, 6]])
    (2, 3)
    """
    # This runs in every iteration, so it looks at lengths alone; if they are wrong,
    # check_rows raises the error. check_rows looks at types, too: called each time, it
    # would make training 1.5 to 1.9 times as slow.
    try:
        columns = len(A[0]) or 1  # 1, so that an empty row 0 fails, too
        for row in A:
            if len(row) != columns:
                raise LookupError
    except (TypeError, LookupError):
        check_rows(A, name)
    return len(A), columns


def shapes_error(rule, A, B, a="A", b="B"):
    """Return the ValueError that says which rule the shapes of A and B break."""
    (m, n), (p, q) = shape(A), shape(B)
    return ValueError(f"{a} is {m}x{n} and {b} is {p}x{q}: {rule}")


def check_product(A, B, a="A", b="B"):
    """Raise ValueError unless A has as many columns as B has rows."""
    if shape(A, a)[1] != shape(B, b)[0]:
        raise shapes_error(f"{a} must have as many columns as {b} has rows", A, B, a, b)


def check_same_shape(A, B):
    """Raise ValueError unless A and B have equally many rows and columns."""
    if shape(A) != shape(B, "B"):
        raise shapes_error("A and B must have the same shape", A, B)


def check_matrix(A, name, low=-LARGEST, high=LARGEST, rule="be a finite number"):
    """Return A as new rows of floats, all from low to high, or raise ValueError."""
    check_rows(A, name)
    for i, row in enumerate(A):
        for j, x in enumerate(row):
            place = f"{name} row {i} column {j}"
            if not isinstance(x, (int, float)):
                raise value_error(f"{place} must be an int or a float", x)
            if not low <= x <= high:
                raise value_error(f"{place} must {rule}", x)
    return [[float(x) for x in row] for row in A]


def check_layers(X, weights):
    """Return X and all weights, copied as floats, or raise ValueError."""
    names = ["X"] + [f"W{n}" for n in range(len(weights))]
    layers = [check_matrix(A, name) for A, name in zip([X] + list(weights), names)]
    for A, B, a, b in zip(layers, layers[1:], names, names[1:]):  # each fits the next
        check_product(A, B, a, b)
    return layers


def check_training(X, y, weights, iterations, report, learning_rate):
    """Return X, y and all weights, copied as floats, or raise ValueError."""
    X, *weights = check_layers(X, weights)
    y = check_matrix(y, "y", 0, 1, "be between 0 and 1, like every answer")
    # There must be a row for each example, and a column for each answer.
    if shape(y) != (len(X), len(weights[-1][0])):
        raise shapes_error(f"y must be {len(X)}x{len(weights[-1][0])}", X, y, "X", "y")
    if not isinstance(iterations, int) or iterations < 0:
        raise value_error("iterations must be a whole number, 0 or more", iterations)
    if report is not None and not callable(report):
        raise value_error("report must be a function or None", report)
    if not isinstance(learning_rate, (int, float)) or not 0 < learning_rate <= LARGEST:
        raise value_error("learning_rate must be finite and above 0", learning_rate)
    return [X, y] + weights


# --- Printing: the text that numpy prints --------------------------------------------


def format_matrix(A):
    """Return A as text, with at most eight decimals and the decimal points aligned.

    numpy: str(A), for finite floats below 2**26, when numpy prints them in fixed
    notation and each row fits on one line.

    >>> print(format_matrix([[0.5, -12], [0.123456789, 1]]))
    [[  0.5        -12.        ]
     [  0.12345679   1.        ]]
    """
    rows = [[f"{x:.8f}".rstrip("0").partition(".") for x in row] for row in A]
    left = max([len(whole) for row in rows for whole, _, _ in row])
    right = max([len(decimals) for row in rows for _, _, decimals in row])
    rows = [[f"{w:>{left}}{point}{d:<{right}}" for w, point, d in row] for row in rows]
    return "[[" + "]\n [".join([" ".join(row) for row in rows]) + "]]"


def network_parts(hidden):
    """Return the function that trains, the targets, and the starting weights."""
    if hidden:
        return train_hidden, y_xor, starting_weights(X, y_xor, HIDDEN)
    return train, y, starting_weights(X, y)


def show_training(hidden=False):
    """Train, print the progress, and at the end the answers of the last iteration."""
    train, y, weights = network_parts(hidden)
    every, name, mean_error = 2_000, "Error", mean_squared_error
    if hidden:
        every, name, mean_error = 10_000, "Mean absolute error", mean_absolute_error
        for column in transpose(y):
            print("Targets:", *column, end="\n\n")
    # The formatter must add no blank line: in the shell, it would end the function.
    # fmt: off
    last = predict(X, *weights)  # in case there are 0 iterations
    def report(i, output, error, *weights):
        nonlocal last
        last = output
        if i % every == 0:
            print(f"Iteration:{i}\nL{len(weights)}: {format_matrix(transpose(output))}")
            print(f"{name}: {mean_error(error)}\n")
    # fmt: on
    train(X, y, *weights, report=report, learning_rate=RATE)
    print(f"Output After Training:\n{format_matrix(last)}")


# --- The trace: one iteration in equations that hold in Python to the last bit --------


def expression(function, arguments, i, j):
    """Return how the function of this name computes row i, column j, as text.

    >>> print(expression("dot", [[[1.0, 2.0]], [[0.5], [-3.0]]], 0, 0))
    1.0 * 0.5
    + 2.0 * -3.0
    """
    # If you change what a function computes, change its line here, too.
    A, B = arguments[0], arguments[-1]  # In scale, A is the factor.
    if function == "dot":
        return "\n+ ".join([f"{x} * {B[k][j]}" for k, x in enumerate(A[i])])
    a = A if function == "scale" else A[i][j]
    if function == "slope":  # sigmoid with deriv=True
        return f"{a} * (1 - {a})"
    if function == "sigmoid":
        guard = f"0.0 if {a} < {LOWEST} else " if a < LOWEST else ""
        return f"{guard}1 / (1 + exp(-({a})))"
    sign = {"add": "+", "subtract": "-", "multiply": "*", "scale": "*"}[function]
    return f"{a} {sign} {B[i][j]}"


def equation(function, arguments, i, j, x):
    """Return the text "expression = x" if that is true, or else x with a note."""
    try:
        text = expression(function, arguments, i, j)
        if eval(f"({text})") == x:
            return f"{text} = {x}"
    except (LookupError, NameError, TypeError):
        pass  # The function was edited, or is not one of ours.
    return f"{x} (for an equation, mend the line of {function} in expression)"


def print_line(text, calls, names):
    """Print a line of the loop that has run, and equations for what its calls returned.

    A result that has no name in the loop gets a label that says what it is, as l1_sum.
    """
    print(f"\n{text}")
    # In "l1_error = ...", start is "l1".
    start = text.split("_")[0].split()[0] if text.split()[1:2] == ["="] else "inner"
    for number, (function, arguments, C) in enumerate(calls):
        part = {"dot": "sum", "scale": "step"}.get(function, function)
        unnamed = f"{start}_{part}{number or ''}"
        label = ([name for name in names if names[name] is C] + [unnamed])[0]
        for i, row in enumerate(C):
            for j, x in enumerate(row):
                place = f"    {label}[{i}][{j}]: "
                right = equation(function, arguments, i, j, x)
                print(place + right.replace("\n", "\n" + " " * (len(place) - 2)))


def show_trace(n, hidden=False):
    """Print iteration n: each line of the loop that computes, with its equations.

    This needs Python's hook for debuggers (MicroPython has none) and the source of the
    loop, unchanged since Python read it. The loop must count in i and call report.
    """
    train, y, weights = network_parts(hidden)
    # fmt: off
    # line is the number of the line that is running, or 0 outside of iteration n, and
    # calls is what that line has called so far, or None before iteration n.
    line, calls, lines = 0, None, []
    def hook(frame, event, value):
        # Python calls this before each line of train, and when a function returns.
        # frame is what runs; its names are that function's variables.
        nonlocal line, calls
        code, names = frame.f_code, frame.f_locals
        if code is train.__code__:
            now = frame.f_lineno if event != "return" and names.get("i") == n else 0
            if now and calls is None:  # Iteration n begins: print what goes in.
                print(f"Iteration:{n}")
                for name in filter(names.get, ["l0", "y", "W0", "W1", "W2"]):
                    print(f"\n{name} =\n{format_matrix(names[name])}")
            if now != line:  # The line before has run: print it.
                if line and (calls or "= " in lines[line - 1]):
                    print_line(lines[line - 1].strip(), calls, names)
                line, calls = now, []
        # Otherwise, a function that the line called may have returned.
        elif line and event == "return" and frame.f_back.f_code is train.__code__:
            function = "slope" if names.get("deriv") else code.co_name
            # Only a new matrix has equations; transposing one computes nothing.
            if str(value)[:2] == "[[" and function not in ("transpose", "<listcomp>"):
                given = [names[x] for x in code.co_varnames[: code.co_argcount]]
                calls.append((function, given, value))
        return hook
    def report(i, *_):
        if i == n - 1:  # Watching costs time, so it begins one iteration early.
            sys.settrace(hook)
            sys._getframe(1).f_trace = hook
    if hasattr(sys, "settrace"):  # MicroPython has none.
        import linecache
        lines = linecache.getlines(train.__code__.co_filename, train.__globals__)
    # fmt: on
    # The file may have changed since Python read train: does it still hold this code?
    # (Without a hook, lines is empty.)
    if lines and train.__code__ in compile("".join(lines), "", "exec").co_consts:
        before = sys.gettrace()
        try:
            sys.settrace(hook if n == 0 else before)
            train(X, y, *weights, iterations=n + 1, report=report, learning_rate=RATE)
        finally:
            sys.settrace(before)
    if calls is None:
        print(f"Iteration {n} can't be shown: the docstring of show_trace says why.")


# --- The command line: what each way to run prints ------------------------------------

USAGE = "usage: python nn_scratch.py [--hidden] [--trace N]"


def main(arguments):
    """Run what the arguments ask for; wrong arguments end in SystemExit."""
    hidden = "--hidden" in arguments
    words = [word for word in arguments if word != "--hidden"]
    if not words:
        show_training(hidden)
    elif len(words) == 2 and words[0] == "--trace" and words[1].encode().isdigit():
        show_trace(int(words[1]), hidden)
    elif words in (["-h"], ["--help"]):
        print(globals().get("__doc__") or USAGE)  # -OO leaves docstrings out
    else:
        print(f"{USAGE}\nnot understood: {words}", file=sys.stderr)
        sys.exit(2)
    sys.stdout.flush()  # Here a closed pipe can be caught; at exit, it can't.


if __name__ == "__main__":
    try:  # A notebook has no __file__, and its arguments are not for this program.
        main(sys.argv[1:] if "__file__" in globals() else [])
    except BrokenPipeError:
        sys.stdout = None  # Whatever reads our output (head, say) has closed the pipe.
