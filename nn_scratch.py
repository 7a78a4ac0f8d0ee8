"""A neural network from scratch, with every multiplication and addition in plain sight.

    python nn_scratch.py                     train the network and watch its error fall
    python nn_scratch.py --trace 0           print its first iteration as equations
    python nn_scratch.py --hidden            train a second network, with a hidden layer
    python nn_scratch.py --hidden --trace 0  print its first iteration as equations

A neural network learns from examples. Each example consists of some inputs and the
answer we want for them, the target. The network multiplies each input by a number that
belongs to it, its weight, adds up the products, and turns the sum into an answer. Then
it measures how far off each answer is, and changes its weights a little so that the
next answers come closer. That is one iteration, and training repeats it thousands of
times. Once trained, the network can give answers for inputs that it has never seen.

A matrix is a list of rows that all have the same length; 4x3 means 4 rows of 3 numbers.
Rows, columns and iterations are numbered from 0. These are the names, with their shapes
in the first network and in the second, which has a hidden layer between the inputs and
the answers (l stands for layer, and W for weights):

               1st  2nd  (network)
    X          4x3  4x3  the inputs: one row per example, three numbers in each
    y          4x1  4x1  the targets: the answer we want for each example
    l0         4x3  4x3  layer 0: the inputs again
    W0         3x1  3x4  the weights from layer 0 to 1: a row per number of layer 0,
                         and a column per number of layer 1
    l1         4x1  4x4  layer 1: the answers (2nd: the hidden numbers), from 0 to 1
    W1              4x1  the weights from layer 1 to 2
    l2              4x1  layer 2: the answers of the second network
    l1_error   4x1  4x4  the errors: target minus answer (or see train_hidden)
    l1_delta   4x1  4x4  the deltas: each error times a slope (see sigmoid)
    l0_T       3x4  3x4  l0 transposed: its columns have become rows
    W0_update  3x1  3x4  the updates: how far each weight should move

l2_error, l2_delta and W1_update are the same for layer 2 and its weights.
"""

# Copyright (c) 2026 The nn_scratch authors
# SPDX-License-Identifier: MIT

import sys
from math import exp

__version__ = "4.0"

# --- The examples --------------------------------------------------------------------

# The target is always the first input. Nobody tells the network this rule; it has to
# work it out. After training, the weights are 9.7, -0.2 and -4.6: the first input
# decides, and the second hardly counts. The third is always 1, so its weight sets a
# threshold: it keeps the sum below 0, and the answer below 0.5, unless the first input
# is 1.
X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
y = [[0], [0], [1], [1]]

# --- Matrices ------------------------------------------------------------------------

# numpy is a library for matrices. If you don't know it, skip the remarks about it.
# Matrices whose shapes don't fit raise a ValueError.


def dot(A, B):
    """Return the matrix product of A and B (numpy: np.dot(A, B)).

    Multiply each row of A by each column of B, element by element, and add up the
    products. In the example, 7 is 1*1 + 2*0 + 3*2. A 4x3 and a 3x1 matrix give a 4x1.

    >>> dot([[1, 2, 3], [4, 5, 6]], [[1], [0], [2]])
    [[7.0], [16.0]]
    """
    terms, columns = checked_ranges(A, B, PRODUCT)
    C = []
    for row in A:
        C_row = []
        for j in columns:
            # Add from left to right, not with sum(): since Python 3.12, sum() corrects
            # its rounding, and then the weights after 7,538 of the 10,000 iterations
            # would differ from numpy's in their last digits.
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
    return [[row[j] for row in A] for j in range(shape(A)[1])]


def add(A, B):
    """Return A plus B, element by element (numpy: A + B)."""
    rows, columns = checked_ranges(A, B, SAME)
    return [[A[i][j] + B[i][j] for j in columns] for i in rows]


def subtract(A, B):
    """Return A minus B, element by element (numpy: A - B)."""
    rows, columns = checked_ranges(A, B, SAME)
    return [[A[i][j] - B[i][j] for j in columns] for i in rows]


def multiply(A, B):
    """Return A times B, element by element (numpy: A * B)."""
    rows, columns = checked_ranges(A, B, SAME)
    return [[A[i][j] * B[i][j] for j in columns] for i in rows]


def scale(factor, A):
    """Return A with every element multiplied by the same number (numpy: factor * A)."""
    return [[factor * x for x in row] for row in A]


LOWEST = -709.782712893384  # for any smaller x, exp(-x) is too large for a float


def sigmoid(A, deriv=False):
    """Return the sigmoid of each number in A, or the slope of that curve.

    The sigmoid of x is 1 / (1 + exp(-x)), where exp(x) is the number e, about 2.718, to
    the power of x. It turns any number into one between 0 and 1, which you can read as
    a probability: 0 becomes 0.5, 10 nearly 1, and -10 nearly 0.

    With deriv=True, A must hold answers, which have been through the curve already. The
    slope of the curve at each answer comes out: how fast the answer rises with its sum.
    The slope at an answer a is a * (1 - a). This comes from calculus, but you can test
    it: raise a sum from 0 to 0.001, and its answer rises from 0.5 by nearly 0.00025.

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
    the weights change, it is called as report(i, l1, l1_error, W0). It may keep these
    lists, but it must not change them. An argument that can't be used raises a
    ValueError before the first iteration.

    >>> train(X, y, [[0], [0], [0]], iterations=1)
    [[0.25], [0.0], [0.0]]
    """
    l0, y, W0 = checked_training(X, y, [W0], iterations, report, learning_rate)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation, from inputs to answers: multiply each input by its
        # weight, add up the products, and turn each sum into an answer. How far off
        # is the answer?
        l1 = sigmoid(dot(l0, W0))
        l1_error = subtract(y, l1)
        if report is not None:
            report(i, l1, l1_error, W0)
        # Backpropagation, from errors to weights: multiply each error by the slope of
        # the sigmoid. Where the curve is flat, at answers near 0 or 1, moving the
        # weights hardly moves the answer, so there is little to gain. (The slope has a
        # price: a confidently wrong answer is slow to change.)
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
# falls by 2 * error * slope * input * d. (Why 2? If an error e shrinks by a little, s,
# its square falls by 2 * e * s - s * s, and s * s is tiny.) Over all examples, that
# makes 2 * update * d. For example, the updates in iteration 0 are 0.286, 0.064 and
# 0.149. Raise one of the weights by 0.001, and the total of the squared errors falls by
# 0.000572, 0.000128 or 0.000298. So each update says how fast its weight lowers the
# error. (The 2 only changes the size of the step.) Together, the updates give the
# direction in which the error falls most steeply; the opposite direction is its
# gradient, hence the name: gradient descent.


def predict(X, *weights):
    """Return the network's answers to X, given the weights of each of its layers.

    Raises ValueError if a matrix can't be used or doesn't fit the one before.

    >>> predict([[1, 0, 0]], [[0], [5], [5]])
    [[0.5]]
    """
    layer, *weights = checked_layers(X, weights)
    for W in weights:
        layer = sigmoid(dot(layer, W))
    return layer


# Can it give answers for inputs that it has never seen? Leave an example out, train on
# the other three, and ask for its answer. For the four examples in turn, the answer is
# 0.118, 0.059, 0.985 and 0.951; the targets are 0, 0, 1 and 1.


def random_weights(rows, columns, floats):
    """Return a matrix of weights between -1 and 1, drawn row by row from floats.

    The floats lie between 0 and 1, so 2 * float - 1 lies between -1 and 1. (Only hidden
    layers, which come below, need random weights.)
    numpy: 2 * np.random.random((rows, columns)) - 1.

    >>> random_weights(3, 1, random_floats(1))
    [[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]
    """
    return [[2 * next(floats) - 1 for _ in range(columns)] for _ in range(rows)]


# All random numbers follow from this fixed number, the seed, so all runs are alike.
SEED = 1


def starting_weights(X, y, *hidden):
    """Return the starting weights, layer by layer, of a network from X to y.

    For each hidden layer, pass how many numbers it has for each example: 1 or more.
    Raises ValueError if that, X or y can't be used.

    >>> starting_weights(X, y)
    [[[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]]
    """
    for size in hidden:
        check_number(size, "hidden", "a whole number, 1 or more", 1, kinds=int)
    X, y = checked_matrix(X, "X"), checked_matrix(y, "y")
    sizes = [len(X[0])] + list(hidden) + [len(y[0])]
    floats = random_floats(SEED)
    return [random_weights(m, n, floats) for m, n in zip(sizes, sizes[1:])]


def mean(numbers):
    """Return the mean of a list of numbers, which are added from left to right.

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
# layers with weights leading into them count; layer 0, the inputs, has none.)
y_xor = [[0], [1], [1], [0]]

# The weights of a hidden layer must be random, since two hidden numbers with equal
# weights, coming in and going out, would get equal updates and stay twins forever.
HIDDEN = 4  # how many numbers the hidden layer has for each example


def train_hidden(X, y, W0, W1, iterations=60_000, report=None, learning_rate=RATE):
    """Return W0 and W1 after training a network with a hidden layer.

    The hidden layer is l1, here 4x4: four numbers for each example, computed from the
    inputs with W0 (3x4). W1 (4x1) then turns them into the answers, l2 (4x1). A report
    is called as report(i, l2, l2_error, W0, W1). The rest is as in train.
    Source: Andrew Trask, "A Neural Network in 11 lines of Python", part 1.

    >>> train_hidden([[1]], [[1]], [[0]], [[0]], iterations=1)
    ([[0.0]], [[0.0625]])
    """
    l0, y, W0, W1 = checked_training(X, y, [W0, W1], iterations, report, learning_rate)
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
        # is the total over them.) These weights are the column of W1, which transpose
        # turns into a row. They are the old ones, since the delta belongs to the answer
        # that these gave. (The new ones would work, too: the final answers would differ
        # by less than 0.00001.)
        l2_delta = multiply(l2_error, sigmoid(l2, deriv=True))
        l1_error = dot(l2_delta, transpose(W1))
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update, as in train: the hidden numbers are the inputs of W1.
        W1_update = dot(transpose(l1), l2_delta)
        W1 = add(W1, scale(learning_rate, W1_update))
        W0_update = dot(l0_T, l1_delta)
        W0 = add(W0, scale(learning_rate, W0_update))
    return W0, W1


# Now try one change at a time and run the file again. These are the final answers:
#
#     RATE = 0.1                  0.032 0.026 0.979 0.974  Smaller steps go less far.
#     RATE = 100                  1.000 1.000 1.000 1.000  The first step goes too far.
#     iterations=100 in train     0.110 0.092 0.926 0.910  The first 100 help the most.
#     y = [[0], [1], [1], [0]]    0.500 0.500 0.500 0.500  One layer can't learn XOR.
#     no third input in X         0.500 0.013 1.000 0.990  Inputs 0, 0 always sum to 0.
#     l1_delta = l1_error         0.000 0.000 1.000 1.000  The slope is gone from train.
#     HIDDEN = 2, and --hidden    0.004 0.500 0.996 0.500  2 is too few with this SEED.
#
# Another curve needs another slope: tanh(x) (from math import tanh) has 1.0 - x * x.
# With RATE = 0.1, the final answers are 0.000, 0.000, 0.992 and 0.992.

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
    check_number(seed, "seed", "a whole number from 0 to 2**32 - 1", 0, 2**32 - 1, int)
    words = mersenne_twister(seed)
    # A float holds 53 bits: 27 of them come from one word and 26 from the next. zip
    # takes a and b in turn from the same stream of words.
    return (((a >> 5) * 2**26 + (b >> 6)) / 2**53 for a, b in zip(words, words))


# --- Checks: bad input is refused, with a sentence that says why ----------------------

# check_... raises the error, if there is one; checked_... also returns what was checked.

LARGEST = 1.7976931348623157e308  # no finite float is larger
SAME = "{} and {} must have the same shape"
PRODUCT = "{} must have as many columns as {} has rows"


def value_error(rule, x):
    """Return the ValueError that says which rule was broken, and by which x."""
    text = " ".join(repr(x).split())
    hint = ": .tolist() turns arrays into lists" if hasattr(x, "tolist") else ""
    return ValueError(f"{rule}, got {type(x).__name__} {text[:60]}{hint}")


def check_number(x, name, rule, low=-LARGEST, high=LARGEST, kinds=(int, float)):
    """Raise ValueError unless x is of one of these kinds, and from low to high."""
    if not isinstance(x, kinds) or not low <= x <= high:
        raise value_error(f"{name} must be {rule}", x)


def checked_matrix(A, name, rule="a finite number", *limits):
    """Return A as new rows of floats, or raise ValueError."""
    if not isinstance(A, (list, tuple)) or not A:
        raise value_error(f"{name} must be a list of rows", A)
    for i, row in enumerate(A):
        if not isinstance(row, (list, tuple)) or not row:
            raise value_error(f"{name} row {i} must be a list of numbers", row)
        if isinstance(row[0], (list, tuple)):
            only_one = "must be one matrix, not a list of them (pass several with *)"
            raise value_error(f"{name} {only_one}", A)
        if len(row) != len(A[0]):
            raise value_error(f"{name} row {i} must be as long as row 0", row)
    for i, row in enumerate(A):
        for j, x in enumerate(row):
            check_number(x, f"{name} row {i} column {j}", rule, *limits)
    return [[float(x) for x in row] for row in A]


def shape(A, name="A"):
    """Return how many rows and columns A has (numpy: np.shape(A)), or raise ValueError.

    This runs in every iteration, so it only compares lengths. With checked_matrix in
    its place, training would take four to five times as long.
    """
    try:
        columns = len(A[0])
        for row in A:
            if len(row) != columns:
                columns = 0  # The rows have different lengths.
    except (TypeError, LookupError):
        columns = 0
    if columns == 0:  # A is not a matrix, or a row is empty.
        checked_matrix(A, name)  # This raises the error that says what is wrong.
    return len(A), columns


def checked_ranges(A, B, rule, a="A", b="B"):
    """Return the ranges of B's rows and columns, or raise ValueError if A doesn't fit B.

    The rule is SAME or PRODUCT: in a product, B has a row for each term of the sums.
    The error calls the matrices a and b.
    """
    m, n = shape(A, a)
    p, q = shape(B, b)
    fits = n == p if rule is PRODUCT else m == p and n == q
    if not fits:
        raise ValueError(f"{a} is {m}x{n} and {b} is {p}x{q}: {rule.format(a, b)}")
    return range(p), range(q)


def checked_layers(X, weights):
    """Return X and all weights as new rows of floats, or raise ValueError."""
    names = ["X"] + [f"W{n}" for n in range(len(weights))]
    layers = [checked_matrix(A, name) for A, name in zip([X] + list(weights), names)]
    for A, B, a, b in zip(layers, layers[1:], names, names[1:]):  # each fits the next
        checked_ranges(A, B, PRODUCT, a, b)
    return layers


def checked_training(X, y, weights, iterations, report, learning_rate):
    """Return X, y and all weights as new rows of floats, or raise ValueError."""
    X, *weights = checked_layers(X, weights)
    y = checked_matrix(y, "y", "between 0 and 1, like every answer", 0, 1)
    # The answers are computed here only for their shape.
    checked_ranges(y, predict(X, *weights), SAME, "y", "the weights' answer to X")
    check_number(iterations, "iterations", "a whole number, 0 or more", 0, kinds=int)
    if report is not None and not callable(report):
        raise value_error("report must be a function or None", report)
    # No float above 0 is smaller than 5e-324.
    check_number(learning_rate, "learning_rate", "finite and above 0", 5e-324)
    return [X, y] + weights


# --- Printing: the text that numpy prints --------------------------------------------

# A blank line would end a function in the Python shell, so the formatter must add none.
# fmt: off


def format_matrix(A):
    """Return A as text, with at most eight decimals and the decimal points aligned.

    numpy: str(A), for finite floats below 2**26, if each row fits on one line.

    >>> print(format_matrix([[0.5, -12], [0.123456789, 1]]))
    [[  0.5        -12.        ]
     [  0.12345679   1.        ]]
    """
    # Each number has three parts: whole, point and decimals.
    rows = [[f"{x:.8f}".rstrip("0").partition(".") for x in row] for row in A]
    left = max([len(whole) for row in rows for whole, _, _ in row])
    right = max([len(decimals) for row in rows for _, _, decimals in row])
    rows = [[f"{w:>{left}}{point}{d:<{right}}" for w, point, d in row] for row in rows]
    return "[[" + "]\n [".join([" ".join(row) for row in rows]) + "]]"


def network_parts(hidden):
    """Return the training function, the targets and the starting weights."""
    if hidden:
        return train_hidden, y_xor, starting_weights(X, y_xor, HIDDEN)
    return train, y, starting_weights(X, y)


def show_training(hidden=False):
    """Train and print the progress, then the answers of the last iteration."""
    training, targets, weights = network_parts(hidden)
    every, title, mean_error = 2_000, "Error", mean_squared_error
    if hidden:
        every, title, mean_error = 10_000, "Mean absolute error", mean_absolute_error
        for column in transpose(targets):
            print("Targets:", *column, end="\n\n")
    last = []  # the answers of the last iteration
    def report(i, answers, error, *weights):
        last[:] = answers
        if i % every == 0:
            print(f"Iteration:{i}\nL{len(weights)}: {format_matrix(transpose(answers))}")
            print(f"{title}: {mean_error(error)}\n")
    trained = training(X, targets, *weights, report=report, learning_rate=RATE)
    if not last:  # There was no iteration, or an edited loop doesn't call report.
        last = predict(X, *trained) if hidden else predict(X, trained)
    print(f"Output After Training:\n{format_matrix(last)}")


# --- The trace: the lines of one iteration, and below each what it computes -----------

# 1. The program trains as usual, but with copies of its functions, which find one
#    another in a second dict of names.
# 2. In the iteration to show, each function that the loop calls is given Numbers in
#    place of floats. A Number remembers how it was computed: from the Number 3.0,
#    1 + 3.0 * 2 makes the Number 7.0 with the text "1 + 3.0 * 2". So the equations
#    show what a function really does, also after you have changed it.
# 3. When the function returns, the lists hold floats again.
# 4. After the iteration, the lines of the loop are printed with their equations.


class Number(float):
    """A float that, while a call is recorded, remembers as text how it was computed.

    Its level is the precedence of the text: 1 for a sum, 2 for a product, or else 3. It
    also remembers the recording, since in a later one it is only a number.
    """
    recording = None  # For each call that is recorded, this is another list.


def text_of(x, level=0):
    """Return how x was computed, in parentheses if its level is lower than this."""
    if isinstance(x, list):
        return "[" + ", ".join([text_of(y) for y in x]) + "]"
    if getattr(x, "recorded_in", None) is not Number.recording:
        return repr(x)  # It was given, or an earlier call has kept it somewhere.
    return x.text if x.level >= level else f"({x.text})"


def replace_floats(x, make):
    """Return x with make(float) for each float in it; lists are changed in place."""
    if isinstance(x, list):
        x[:] = [replace_floats(y, make) for y in x]
    return make(x) if type(x) in (float, Number) else x


def remembering(compute, name, level=0):
    """Return a function that does what compute does, and whose result remembers it.

    The name is a sign, such as -, or else that of a function, such as exp. Only signs
    have a level, the precedence of their texts. What stands on the right of a sign
    needs parentheses unless its level is higher: 5 - (3 - 1), but 5 - 3 * 1.
    """
    def computed(*given, **named):
        if Number.recording is None:
            return compute(*given, **named)
        # A generator can be read only once, so it becomes a list.
        given = [list(x) if hasattr(x, "__iter__") else x for x in given]
        texts = [text_of(x, level + k) for k, x in enumerate(given)]  # k: 1 is right
        text = f" {name} ".join(texts) if level else f"{name}({', '.join(texts)})"
        x = compute(*replace_floats(given, float), **named)
        if type(x) is float and not named:
            x = Number(x)
            if len(text) < 10_000:  # A longer text would only grow further.
                x.text, x.level, x.recorded_in = text, level or 3, Number.recording
        return x
    return computed


Number.__add__ = remembering(lambda a, b: float(a) + float(b), "+", 1)
Number.__sub__ = remembering(lambda a, b: float(a) - float(b), "-", 1)
Number.__mul__ = remembering(lambda a, b: float(a) * float(b), "*", 2)
Number.__truediv__ = remembering(lambda a, b: float(a) / float(b), "/", 2)
# 2 + x, in which only x is a Number, calls x.__radd__(2).
Number.__radd__ = lambda b, a: Number.__add__(a, b)
Number.__rsub__ = lambda b, a: Number.__sub__(a, b)
Number.__rmul__ = lambda b, a: Number.__mul__(a, b)
Number.__rtruediv__ = lambda b, a: Number.__truediv__(a, b)
Number.__neg__ = remembering(lambda a: -float(a), "-")
Number.__abs__ = remembering(lambda a: abs(float(a)), "abs")
Number.__pow__ = remembering(lambda a, b: float(a) ** b, "pow")


def equations_in(x, place=""):
    """Return a text such as "[0][1]: 3 - 4 == -1" for each number in x."""
    if isinstance(x, (list, tuple)):
        return [e for i, y in enumerate(x) for e in equations_in(y, f"{place}[{i}]")]
    text = text_of(x)
    # Python knows no names inf and nan, so nobody could paste an equation with them.
    if text == repr(x) or "inf" in f"{text} {x}" or "nan" in f"{text} {x}":
        return [f"{place}: {x}"] if isinstance(x, (int, float)) else []
    if text.count(" + ") > 1 and "(" not in text:  # a line for each term
        text = "(" + text.replace(" + ", "\n    + ") + ")"
    return [f"{place}: {text} == {x}"]


def recorded(copy, given, named):
    """Return the equations of a call with Numbers in place of floats, and its result."""
    Number.recording = values = [list(given), list(named.values())]
    try:
        positional, by_name = replace_floats(values, Number)
        x = copy(*positional, **dict(zip(named, by_name)))
        return equations_in(x), replace_floats(x, float)
    finally:
        Number.recording = None
        replace_floats(values, float)


def watched(name, copy, code, n, calls):
    """Return copy, but so that calls gets what iteration n of code computes with it."""
    def watching(*given, **named):
        loop = sys._getframe(1)  # whatever calls this: its code, variables and line
        while loop.f_code.co_name[0] == "<":  # a comprehension, for example
            loop = loop.f_back
        i = loop.f_locals.get("i") if loop.f_code is code else None
        if i != n:
            if calls and i is not None:  # Iteration n is over.
                raise SystemExit  # This ends the training, and show_trace goes on.
            return copy(*given, **named)
        equations, x = recorded(copy, given, named)
        label = {"dot": "sum"}.get(name, name)
        if name == "sigmoid" and named.get("deriv", given[1:2] == (True,)):
            label = "slope"
        if name != "transpose":  # It computes nothing.
            calls.append((loop, loop.f_lineno, label, equations, x))
        return x
    return watching


def watched_names(code, n, calls):
    """Return all names, in which the functions are copies that watch iteration n."""
    names = dict({"sum": remembering(sum, "sum")}, **globals())
    for name, value in globals().items():
        if getattr(value, "__globals__", None) is globals():  # a function of this file
            given = name, value.__defaults__, value.__closure__
            copy = type(value)(value.__code__, names, *given)
            copy.__kwdefaults__ = value.__kwdefaults__
            names[name] = watched(name, copy, code, n, calls)
        elif getattr(value, "__module__", None) == "math":
            names[name] = remembering(value, name)
    return names


def print_loop(lines, calls):
    """Print the loop that made these calls, and below each line what it computed."""
    from textwrap import dedent
    called = [at for _, at, *_ in calls]  # the numbers of the lines with calls
    # The loop reaches up and down as far as lines are indented at least like these.
    margin = min([len(lines[at - 1]) - len(lines[at - 1].lstrip()) for at in called])
    first, last = min(called) - 1, max(called)
    while not lines[first - 1][:margin].strip():
        first -= 1
    while last < len(lines) and not lines[last][:margin].strip():
        last += 1
    shown = []
    for k, line in enumerate(dedent("".join(lines[first:last])).split("\n"), first + 1):
        shown.append(line)
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        for loop, at, label, equations, x in calls:
            if at == k:
                # If x has a name in the loop, that is its label.
                label = ([n for n, y in loop.f_locals.items() if y is x] + [label])[0]
                for equation in equations:
                    shown += [indent + label + equation.replace("\n", "\n" + indent)]
        shown += [""] * (k in called)
    text = "\n".join(shown).rstrip()
    print(text.encode("ascii", "backslashreplace").decode())


def source_of(function):
    """Return the lines of function's file, or [], and why a trace of it may fail."""
    if not hasattr(sys, "_getframe"):  # as in MicroPython
        return [], "this Python can't look at a loop while it runs"
    from linecache import checkcache, getlines
    code = function.__code__
    checkcache(code.co_filename)
    lines = getlines(code.co_filename, globals())
    try:
        # Is the code that runs among what the file, as it is now, compiles to?
        if code in compile("".join(lines), "", "exec").co_consts:
            return lines, "training ends before it, or its loop does not count in i"
    except SyntaxError:
        pass
    return [], "its source is missing, or has changed since Python read it"


def show_trace(n, hidden=False):
    """Print iteration n: the lines of the loop, and below each line what it computes.

    The loop must count in i, and nothing else may set i. Only what a function returns
    has equations; all other numbers appear where the next function uses them. So it is
    with math.tanh, too, unless the file says from math import tanh.
    """
    training, targets, weights = network_parts(hidden)
    lines, reason = source_of(training)
    calls = []
    if lines:
        names = watched_names(training.__code__, n, calls)
        try:
            train_copy = names["train_hidden" if hidden else "train"]
            train_copy(X, targets, *weights, learning_rate=RATE)
        except SystemExit:
            pass  # Iteration n is over.
    if calls:
        print(f"Iteration:{n}\n")
        print_loop(lines, calls)
    else:
        print(f"Iteration {n} can't be shown: {reason}.")


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
    if sys.stdout:  # It is None if the output was closed from the start.
        sys.stdout.flush()  # Here a closed pipe can be caught; at exit, it can't.


if __name__ == "__main__":
    try:  # A notebook has no __file__, and its arguments are not for this program.
        main(sys.argv[1:] if "__file__" in globals() else [])
    except BrokenPipeError:
        sys.stdout = None  # Whatever reads our output (head, say) has closed the pipe.
