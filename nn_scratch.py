"""A neural network from scratch, every multiplication and addition in view.

    python nn_scratch.py                     train the network, and see its error fall
    python nn_scratch.py --trace 0           its first iteration, number by number
    python nn_scratch.py --hidden            train a second one, with a hidden layer
    python nn_scratch.py --hidden --trace 0  its first iteration, number by number

A network learns from examples: inputs go in, and for each it is known which answer is
wanted. It guesses, sees how far off each guess is, changes its weights a little so that
the guesses come closer, and guesses again, thousands of times (each is an iteration).
Then it has good answers to new inputs too. The weights, numbers that the inputs are
multiplied by, begin at random; they grow from a fixed number, the seed, so that every
run is the same. The inputs are layer 0; each matrix of weights leads to one layer more.

A matrix is a list of rows, all of one length; 4x3 means 4 rows of 3 numbers. Rows,
columns and iterations count from 0. The names:

    X         4x3  the inputs: one example a row, three numbers each
    y         4x1  the targets: the answer wanted for each example
    l0        4x3  layer 0: the inputs again
    W0        3x1  the weights from layer 0 to 1: a row an input, a column an answer
    l1        4x1  layer 1: the network's answers, each between 0 and 1
    l1_error  4x1  the errors: wanted minus answered
    l1_delta  4x1  each error times the slope of the sigmoid at that answer
    l0_T      3x4  l0 with its columns as rows
    A, B, C        any matrices
    i, j, k        a row, a column, a term; in a training loop, i is the iteration

Both networks compute, bit for bit, what numpy computes for them on its plain kernels.
"""

# Copyright (c) 2026 The nn_scratch authors
# SPDX-License-Identifier: MIT

import sys
from math import exp

__version__ = "1.0"

# --- The examples: the answer is the first input, but nobody tells the network -------

X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
y = [[0], [0], [1], [1]]

# --- Matrices: lists of rows; all but sigmoid raise ValueError for what does not fit --


def dot(A, B):
    """Return the matrix product: each row of A times each column of B, added up.

    numpy: np.dot(A, B). 4x3 and 3x1 give 4x1. Below, 7 is 1*1 + 2*0 + 3*2.

    >>> dot([[1, 2, 3], [4, 5, 6]], [[1], [0], [2]])
    [[7.0], [16.0]]
    """
    if not A or not B or not B[0]:
        raise misfit("A", A, "have a column per row of", "B", B)
    rows, width = len(B), len(B[0])
    columns, terms = range(width), range(rows)
    for B_row in B:
        if len(B_row) != width:
            raise misfit("A", A, "have a column per row of", "B", B)
    C = []
    for A_row in A:
        if len(A_row) != rows:
            raise misfit("A", A, "have a column per row of", "B", B)
        C_row = []
        for j in columns:
            # From left to right, and not with sum(): since Python 3.12 that corrects
            # its rounding, and 7,538 of the 10,000 training iterations would differ.
            total = 0.0
            for k in terms:
                total += A_row[k] * B[k][j]
            C_row.append(total)
        C.append(C_row)
    return C


def transpose(A):
    """Return A with its columns as rows (numpy: A.T).

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    if len({len(row) for row in A}) != 1 or not A[0]:
        shape("A", A)  # raises ValueError
    return [list(column) for column in zip(*A)]


def add(A, B):
    """Return the sum of A and B, number by number (numpy: A + B).

    >>> add([[1, 2]], [[10, 20]])
    [[11, 22]]
    """
    columns = shared_columns(A, B)
    C = []
    for i in range(len(A)):
        C_row = []
        for j in columns:
            C_row.append(A[i][j] + B[i][j])
        C.append(C_row)
    return C


def subtract(A, B):
    """Return the difference of A and B, number by number (numpy: A - B).

    >>> subtract([[10, 20]], [[1, 2]])
    [[9, 18]]
    """
    columns = shared_columns(A, B)
    C = []
    for i in range(len(A)):
        C_row = []
        for j in columns:
            C_row.append(A[i][j] - B[i][j])
        C.append(C_row)
    return C


def multiply(A, B):
    """Return the product of A and B, number by number (numpy: A * B).

    >>> multiply([[1, 2]], [[10, 20]])
    [[10, 40]]
    """
    columns = shared_columns(A, B)
    C = []
    for i in range(len(A)):
        C_row = []
        for j in columns:
            C_row.append(A[i][j] * B[i][j])
        C.append(C_row)
    return C


LOWEST = -709.782712893384  # below, exp(-x) would be more than a float can hold


def sigmoid(A, deriv=False):
    """Return the sigmoid of each number of A, or the slope of that curve.

    The sigmoid makes of any number one between 0 and 1, which can be read as a
    probability: 0.5 of 0, nearly 1 of 10, nearly 0 of -10. Its slope is steepest, 0.25,
    at 0. For the slope (deriv=True) A must be what sigmoid returned, not what went in.

    numpy: 1 / (1 + np.exp(-A)), and A * (1 - A) for the slope.

    >>> sigmoid([[-1000, 0, 1000]])
    [[0.0, 0.5, 1.0]]
    >>> sigmoid([[0.0, 0.5, 0.75]], deriv=True)
    [[0.0, 0.25, 0.1875]]
    """
    if deriv:
        return [[x * (1.0 - x) for x in row] for row in A]
    return [[0.0 if x < LOWEST else 1.0 / (1.0 + exp(-x)) for x in row] for row in A]


# --- Training: guess, compare, correct -----------------------------------------------


def train(X, y, W0, iterations=10_000, report=None):
    """Return W0 after training, as a new matrix (numpy's += changes the one passed in).

    numpy, where sigmoid(x) is 1 / (1 + np.exp(-x)) and sigmoid(x, True) x * (1 - x):

        for i in range(iterations):
            l0 = X
            l1 = sigmoid(np.dot(l0, W0))
            l1_error = y - l1
            l1_delta = l1_error * sigmoid(l1, True)
            W0 += np.dot(l0.T, l1_delta)

    A report is called as report(i, l1, l1_error, W0) in every iteration, before the
    weights change. It gets the very lists that training goes on with: it must not
    change them, but copy what it wants to change.

    Raises ValueError, before the first iteration, for what check_training refuses.

    >>> train(X, y, [[0], [0], [0]], iterations=1)
    [[0.25], [0.0], [0.0]]
    """
    l0, y, W0 = check_training(X, y, [W0], iterations, report)  # copies, as floats
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation: the inputs of each example times their weights, added up;
        # the sigmoid makes an answer of each sum. Then, how far off is each answer?
        l1 = sigmoid(dot(l0, W0))
        l1_error = subtract(y, l1)
        if report is not None:
            report(i, l1, l1_error, W0)
        # Back propagation: the slope says how strongly a sum moves its answer. Near 0.5
        # an answer is unsure, and its error counts much; near 0 or 1 it is sure: little.
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: each weight grows by its input times the delta, added up over all
        # examples. Its inputs are a column of l0, which is a row of l0_T.
        W0 = add(W0, dot(l0_T, l1_delta))
    return W0


def predict(X, *weights):
    """Return the network's answers to X, given the weights of each of its layers.

    numpy: 1 / (1 + np.exp(-np.dot(X, W0))), and so on from layer to layer.
    Raises ValueError for what check_layers refuses.

    >>> predict([[1, 0, 0]], [[0], [5], [5]])
    [[0.5]]
    """
    layer, *weights = check_layers(X, weights)
    for W in weights:
        layer = sigmoid(dot(layer, W))
    return layer


def mean(numbers):
    """Return the mean of a list of numbers, added from left to right.

    numpy: np.mean(numbers); eight numbers and more it adds in another order.

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
    """Return the mean of all errors without signs (numpy: np.abs(error).mean()).

    >>> mean_absolute_error([[1], [-3]])
    2.0
    """
    return mean([abs(e) for row in error for e in row])


# --- A hidden layer: for what no single layer can learn ------------------------------

# 1 where one of the first two inputs is 1, but not both. For that the first input must
# raise the answer when the second is 0, and lower it when that is 1: no one weight can.
y_either = [[0], [1], [1], [0]]


def train_hidden(X, y, W0, W1, iterations=60_000, report=None):
    """Return W0 and W1 after training a network with a hidden layer.

    The hidden layer is l1, here 4x4: four numbers for each example, made from the
    inputs by W0 (3x4). Only W1 (4x1) sees them, and makes the answers, l2 (4x1).

    numpy: the same lines, with np.dot, .T and operators.
    Source: Andrew Trask, "A Neural Network in 11 lines of Python", part 1.
    A report is called as report(i, l2, l2_error, W0, W1); all else is as in train.

    >>> train_hidden([[1]], [[1]], [[0]], [[0]], iterations=1)
    ([[0.0]], [[0.0625]])
    """
    l0, y, W0, W1 = check_training(X, y, [W0, W1], iterations, report)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation, through both layers.
        l1 = sigmoid(dot(l0, W0))
        l2 = sigmoid(dot(l1, W1))
        l2_error = subtract(y, l2)
        if report is not None:
            report(i, l2, l2_error, W0, W1)
        # Back propagation. What l1 should be, nobody knows; its error comes back on the
        # way that its numbers went: each gets the answer's delta times its weight in W1.
        l2_delta = multiply(l2_error, sigmoid(l2, deriv=True))
        l1_error = dot(l2_delta, transpose(W1))
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: as before, and only now that W1 has brought the error back.
        W1 = add(W1, dot(transpose(l1), l2_delta))
        W0 = add(W0, dot(l0_T, l1_delta))
    return W0, W1


# ======================================================================================
# The lesson ends here. Below stands what it needs and does not teach.

# --- Random weights: the numbers that numpy draws -------------------------------------


def mersenne_twister(seed):
    """Yield the 32-bit words of numpy's generator after np.random.seed(seed).

    Source: init_genrand and genrand_int32 in the program (2002) of its authors, M.
    Matsumoto and T. Nishimura. (Python's random.seed fills the state in another way.)

    >>> next(mersenne_twister(5489))
    3499211612
    """
    state = [seed]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) % 2**32)
    while True:
        # Make a new word from three of the state, in place of the oldest, ...
        mixed = (state[0] & 0x80000000) | (state[1] & 0x7FFFFFFF)
        state = state[1:] + [state[397] ^ (mixed >> 1) ^ (mixed % 2 * 0x9908B0DF)]
        # ... then temper a copy, so that each of its bits looks random.
        word = state[-1] ^ (state[-1] >> 11)
        word ^= (word << 7) & 0x9D2C5680
        word ^= (word << 15) & 0xEFC60000
        yield word ^ (word >> 18)


def random_floats(seed):
    """Return an endless iterator over random numbers from 0 up to, not including, 1.

    numpy: np.random.seed(seed), then np.random.random() again and again.
    Raises ValueError unless seed is a whole number from 0 to 2**32 - 1.

    >>> floats = random_floats(1)
    >>> next(floats), next(floats)
    (0.417022004702574, 0.7203244934421581)
    """
    if not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise ValueError(f"seed must be an integer from 0 to 2**32 - 1, got {seed!r}")
    words = mersenne_twister(seed)
    # 27 bits of one word and 26 of the next make the 53 bits that a float holds; zip
    # takes a and b in turn from the one stream of words.
    return (((a >> 5) * 2**26 + (b >> 6)) / 2**53 for a, b in zip(words, words))


def random_weights(rows, columns, floats):
    """Return a matrix of weights from -1 to 1, drawn from floats row by row.

    They must differ from each other: equal ones that lead to a hidden layer would be
    corrected alike, and stay equal for ever.

    numpy: 2 * np.random.random((rows, columns)) - 1.

    >>> random_weights(3, 1, random_floats(1))
    [[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]
    """
    return [[2 * next(floats) - 1 for _ in range(columns)] for _ in range(rows)]


# --- Bad input: refused at the door --------------------------------------------------


def shape(name, A):
    """Return the name and the shape of A as text; raise ValueError if A is no matrix.

    A matrix is a list (or tuple) of rows, and a row a list (or tuple), as long as row
    0. There is at least one row, and one number in it; check_matrix looks at numbers.

    >>> shape("X", [[0, 0, 1], [0, 1]])
    Traceback (most recent call last):
    ValueError: X row 1 must be 3 long like row 0, got 2
    """
    if not isinstance(A, (list, tuple)) or not A:
        raise ValueError(f"{name} must be a list of rows, got {A!r}")
    for i, row in enumerate(A):
        if not isinstance(row, (list, tuple)) or not row:
            raise ValueError(f"{name} row {i} must be a list of numbers, got {row!r}")
        if len(row) != len(A[0]):
            wanted = f"{len(A[0])} long like row 0"
            raise ValueError(f"{name} row {i} must be {wanted}, got {len(row)}")
    return f"{name} {len(A)}x{len(A[0])}"


def misfit(A_name, A, rule, B_name, B):
    """Return the error that A and B break this rule, or raise that one is no matrix."""
    return ValueError(f"{shape(A_name, A)} must {rule} {shape(B_name, B)}")


def shared_columns(A, B):
    """Return the range of the columns of A and B; raise ValueError if shapes differ.

    >>> shared_columns([[1, 2, 3]], [[4, 5, 6]])
    range(0, 3)
    """
    if not A or not A[0] or len(A) != len(B):
        raise misfit("A", A, "have the same shape as", "B", B)
    width = len(A[0])
    for i in range(len(A)):
        if len(A[i]) != width or len(B[i]) != width:
            raise misfit("A", A, "have the same shape as", "B", B)
    return range(width)


def check_matrix(name, A, targets=False):
    """Return A as a new list of rows of floats.

    Raises ValueError if A is no matrix (see shape), or a number in it is not finite or,
    among targets, not from 0 to 1.

    >>> check_matrix("X", ((0, True), (1, 0.5)))
    [[0.0, 1.0], [1.0, 0.5]]
    """
    shape(name, A)
    for i, row in enumerate(A):
        for j, x in enumerate(row):
            place = f"{name} row {i} column {j} must be"
            # False for NaN as well; math.isfinite fails on integers beyond every float.
            if not isinstance(x, (int, float)) or not abs(x) <= 1.7976931348623157e308:
                raise ValueError(f"{place} a finite number, got {x!r}")
            if targets and not 0 <= x <= 1:
                raise ValueError(f"{place} from 0 to 1, as answers are, got {x!r}")
    return [[float(x) for x in row] for row in A]


def check_layers(X, weights):
    """Return a list of X and all weights, as matrices of floats.

    Raises ValueError for what check_matrix refuses, and unless W0 has a row for each
    column of X, W1 one for each column of W0, and so on.

    >>> check_layers([[0, 0, 1]], [[[1], [2]]])
    Traceback (most recent call last):
    ValueError: W0 2x1 must have a row per column of X 1x3
    """
    names = ["X"] + [f"W{n}" for n in range(len(weights))]
    layers = [check_matrix(name, A) for name, A in zip(names, [X] + list(weights))]
    for n, W in enumerate(weights):
        if len(W) != len(layers[n][0]):
            raise misfit(f"W{n}", W, "have a row per column of", names[n], layers[n])
    return layers


def check_training(X, y, weights, iterations, report):
    """Return a list of X, y and all weights, as matrices of floats.

    Raises ValueError for what check_layers and check_matrix refuse, and unless y has a
    row for each row of X and a column for each column of the last weights, iterations
    is a whole number >= 0, and report is None or can be called.

    >>> check_training([[0, 0, 1]], [[5]], [[[1], [2], [3]]], 1, None)
    Traceback (most recent call last):
    ValueError: y row 0 column 0 must be from 0 to 1, as answers are, got 5
    """
    X, *weights = check_layers(X, weights)
    y = check_matrix("y", y, targets=True)
    n, W = len(weights) - 1, weights[-1]
    if len(y) != len(X) or len(y[0]) != len(W[0]):
        wanted = f"{len(X)}x{len(W[0])} for {shape('X', X)} and {shape(f'W{n}', W)}"
        raise ValueError(f"y must be {wanted}, got {len(y)}x{len(y[0])}")
    if not isinstance(iterations, int) or iterations < 0:
        raise ValueError(f"iterations must be a whole number >= 0, got {iterations!r}")
    if report is not None and not callable(report):
        raise ValueError(f"report must be a function, got {report!r}")
    return [X, y] + weights


# --- Printing: the text that numpy prints --------------------------------------------


def format_matrix(A):
    """Return A as text: at most eight decimals, decimal points below one another.

    numpy: str(A) of finite floats below 2**26, in fixed notation, each row on one line.

    >>> print(format_matrix([[0.5, -12], [0.123456789, 1]]))
    [[  0.5        -12.        ]
     [  0.12345679   1.        ]]
    """
    rows = [[f"{x:.8f}".rstrip("0").partition(".") for x in row] for row in A]
    left = max([len(whole) for row in rows for whole, _, _ in row])
    right = max([len(decimals) for row in rows for _, _, decimals in row])
    rows = [[f"{w:>{left}}{point}{d:<{right}}" for w, point, d in row] for row in rows]
    return "[[" + "]\n [".join([" ".join(row) for row in rows]) + "]]"


def progress(name, mean_error, every, iterations):
    """Return a report for training: it prints every so many iterations, and at the end.

    >>> report = progress("Error", mean_squared_error, every=10, iterations=11)
    >>> report(10, [[0.5], [0.25]], [[-0.5], [0.5]], [[1]])
    Iteration:10
    L1: [[0.5  0.25]]
    Error: 0.25
    <BLANKLINE>
    Output After Training:
    [[0.5 ]
     [0.25]]
    """

    def report(i, output, error, *weights):
        if i % every == 0:
            print(f"Iteration:{i}\nL{len(weights)}: {format_matrix(transpose(output))}")
            print(f"{name}: {mean_error(error)}\n")
        if i == iterations - 1:  # as in numpy: the answers before the last update
            print(f"Output After Training:\n{format_matrix(output)}")

    return report


# --- The trace: one iteration in equations, which Python finds true to the last bit ---


def trace(label, form, C, *matrices):
    """Print an equation for each number of C, and return C.

    Its left side is the form, filled in with the numbers at that place in matrices.
    """
    for i in range(len(C)):
        for j in range(len(C[i])):
            expression = form.format(*[A[i][j] for A in matrices])
            print(f"    {label}[{i}][{j}]: {expression} = {C[i][j]}")
    return C


def trace_dot(label, A, B):
    """Print an equation for each number of dot(A, B), a product a line, and return it.

    >>> trace_dot("C", [[1, 2]], [[0.5], [-3]])
        C[0][0]: 1 * 0.5
               + 2 * -3 = -5.5
    [[-5.5]]
    """
    plus = "\n" + " " * len(f"    {label}[0][0]") + "+ "
    sums = [[plus.join(map("{} * {}".format, r, c)) for c in transpose(B)] for r in A]
    return trace(label, "{}", dot(A, B), sums)


def trace_layer(n, before, W):
    """Print how layer n is made from the layer before it, and return layer n."""
    print(f"\nl{n} = sigmoid(dot(l{n - 1}, W{n - 1}))")
    sums = trace_dot(f"l{n}_sum", before, W)
    return trace(f"l{n}", "1 / (1 + exp(-({})))", sigmoid(sums), sums)


def trace_delta(n, error, layer):
    """Print how the error of layer n becomes its delta, and return the delta."""
    print(f"\nl{n}_delta = multiply(l{n}_error, sigmoid(l{n}, deriv=True))")
    slope = trace(f"l{n}_slope", "{0} * (1 - {0})", sigmoid(layer, deriv=True), layer)
    return trace(f"l{n}_delta", "{} * {}", multiply(error, slope), error, slope)


def trace_update(n, name, layer_T, delta, W):
    """Print how the weights Wn change; layer_T is called name in the heading."""
    print(f"\nW{n} = add(W{n}, dot({name}, l{n + 1}_delta))")
    update = trace_dot(f"W{n}_update", layer_T, delta)
    trace(f"W{n}", "{} + {}", add(W, update), W, update)


def trace_given(n, given):
    """Print the number of the iteration, and the matrices that go into it."""
    print(f"Iteration:{n}")
    for name, A in given:
        print(f"\n{name} =\n{format_matrix(A)}")


# --- The command line: one lesson a run ----------------------------------------------


def hidden_weights():
    """Return W0 and W1 as the network with a hidden layer begins with them."""
    floats = random_floats(1)
    return random_weights(3, 4, floats), random_weights(4, 1, floats)


def show_hidden():
    """Train the network with a hidden layer, and print how its error falls."""
    print("Wanted: 0 1 1 0 (1 where one of the first two inputs is 1, but not both)\n")
    report = progress("Mean absolute error", mean_absolute_error, 10_000, 60_000)
    train_hidden(X, y_either, *hidden_weights(), 60_000, report)


def show_trace(n):
    """Print iteration n of the first network, number by number, under its loop."""
    W0 = train(X, y, random_weights(3, 1, random_floats(1)), n)
    trace_given(n, [("l0", X), ("y", y), ("W0", W0)])
    l1 = trace_layer(1, X, W0)
    print("\nl1_error = subtract(y, l1)")
    l1_error = trace("l1_error", "{} - {}", subtract(y, l1), y, l1)
    l1_delta = trace_delta(1, l1_error, l1)
    trace_update(0, "l0_T", transpose(X), l1_delta, W0)


def show_hidden_trace(n):
    """Print iteration n of the second network in the same way."""
    W0, W1 = train_hidden(X, y_either, *hidden_weights(), n)
    trace_given(n, [("l0", X), ("y", y_either), ("W0", W0), ("W1", W1)])
    l1 = trace_layer(1, X, W0)
    l2 = trace_layer(2, l1, W1)
    print("\nl2_error = subtract(y, l2)")
    l2_error = trace("l2_error", "{} - {}", subtract(y_either, l2), y_either, l2)
    l2_delta = trace_delta(2, l2_error, l2)
    print("\nl1_error = dot(l2_delta, transpose(W1))")
    l1_error = trace_dot("l1_error", l2_delta, transpose(W1))
    l1_delta = trace_delta(1, l1_error, l1)
    trace_update(1, "transpose(l1)", transpose(l1), l2_delta, W1)
    trace_update(0, "l0_T", transpose(X), l1_delta, W0)


def main(arguments):
    """Run the lesson that the arguments ask for; SystemExit after usage or help."""
    if not arguments:
        report = progress("Error", mean_squared_error, 2_000, 10_000)
        return train(X, y, random_weights(3, 1, random_floats(1)), 10_000, report)
    from argparse import ArgumentParser  # here, since the plain run does without it

    parser = ArgumentParser(description="Without arguments: train.", allow_abbrev=False)
    parser.add_argument("--trace", dest="n", type=int, help="show iteration N")
    parser.add_argument("--hidden", action="store_true", help="use a hidden layer")
    options = parser.parse_args(arguments)
    if options.n is None:
        return show_hidden()
    if options.n < 0:
        parser.error("argument --trace: N must be a whole number >= 0")
    return show_hidden_trace(options.n) if options.hidden else show_trace(options.n)


if __name__ == "__main__":
    try:
        try:
            main(sys.argv[1:])
        finally:  # print the rest now: at its own end Python could only complain
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:  # Ctrl-C
        sys.exit(130)
    except OSError as error:
        if type(error).__name__ != "BrokenPipeError":  # MicroPython has none
            raise
        sys.stdout = None  # the reader has left, as head does: print no more
        sys.exit(1)
