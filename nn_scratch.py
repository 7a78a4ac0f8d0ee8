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
times. Once trained, the network can answer inputs that it has never seen.

A matrix is a list of rows that all have the same length; 4x3 means 4 rows of 3 numbers.
Rows, columns and iterations count from 0. These are the names:

    X          4x3  the inputs: one row per example, three numbers in each
    y          4x1  the targets: the answer we want for each example
    l0         4x3  layer 0: the inputs again
    W0         3x1  the weights from layer 0 to 1: a row per input, a column per answer
    l1         4x1  layer 1: the network's answers, each between 0 and 1
    l1_error   4x1  the errors: target minus answer
    l1_delta   4x1  the deltas: each error times the slope of the sigmoid at that answer
    l0_T       3x4  l0 transposed: its columns have become rows
    W0_update  3x1  the updates: how far each weight should move
    A, B, C         any matrices
    i, j, k         a row, a column, a term of a sum; in training, i is the iteration

Both networks compute, bit for bit, what numpy computes for them with those of its
compiled routines that round as Python does.
"""

# Copyright (c) 2026 The nn_scratch authors
# SPDX-License-Identifier: MIT

import sys
from math import exp

__version__ = "2.0"

# --- The examples --------------------------------------------------------------------

# The target is always the first input. Nobody tells the network this rule: it has to
# work the rule out from the four examples.
# The third input is always 1, so its weight is added to every sum. This weight sets the
# threshold that the other inputs must pass (books call it the bias). The trained
# weights are about 9.7, -0.2 and -4.6: the first input counts, the second is ignored,
# and the third keeps the sum below 0 unless the first input is 1.
X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
y = [[0], [0], [1], [1]]

# The weights start out as random numbers. They are drawn from this fixed number, the
# seed, so every run gives the same result.
SEED = 1

# --- Matrices: all but scale and sigmoid raise ValueError if the shapes don't fit ----


def dot(A, B):
    """Return the matrix product of A and B (numpy: np.dot(A, B)).

    Multiply each row of A by each column of B, number by number, and add up the
    products. In the example, 7 is 1*1 + 2*0 + 3*2. A 4x3 and a 3x1 matrix give a 4x1.

    >>> dot([[1, 2, 3], [4, 5, 6]], [[1], [0], [2]])
    [[7.0], [16.0]]
    """
    columns, terms = dot_ranges(A, B)
    C = []
    for row in A:
        C_row = []
        for j in columns:
            # Add from left to right, not with sum(): since Python 3.12, sum() corrects
            # its rounding, and 7,538 of the 10,000 iterations would differ.
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
    rows, columns = shared_ranges(A, A)
    return [[A[i][j] for i in rows] for j in columns]


def add(A, B):
    """Return A plus B, element by element (numpy: A + B).

    >>> add([[1, 2]], [[10, 20]])
    [[11, 22]]
    """
    rows, columns = shared_ranges(A, B)
    return [[A[i][j] + B[i][j] for j in columns] for i in rows]


def subtract(A, B):
    """Return A minus B, element by element (numpy: A - B).

    >>> subtract([[10, 20]], [[1, 2]])
    [[9, 18]]
    """
    rows, columns = shared_ranges(A, B)
    return [[A[i][j] - B[i][j] for j in columns] for i in rows]


def multiply(A, B):
    """Return A times B, element by element (numpy: A * B).

    >>> multiply([[1, 2]], [[10, 20]])
    [[10, 40]]
    """
    rows, columns = shared_ranges(A, B)
    return [[A[i][j] * B[i][j] for j in columns] for i in rows]


def scale(factor, A):
    """Return A with every element multiplied by the same number (numpy: factor * A).

    >>> scale(10, [[1, 2]])
    [[10, 20]]
    """
    return [[factor * x for x in row] for row in A]


LOWEST = -709.782712893384  # for any smaller x, exp(-x) is too large for a float


def sigmoid(A, deriv=False):
    """Return the sigmoid of each number of A, or the slope of that curve.

    The sigmoid turns any number into a number between 0 and 1, which you can read as a
    probability: 0 becomes 0.5, 10 nearly 1, and -10 nearly 0. With deriv=True, you get
    the slope of the curve: how much an answer changes if its sum changes a little. For
    the slope, pass what sigmoid returned, not what you passed to it.

    numpy: 1 / (1 + np.exp(-A)), and A * (1 - A) for the slope.

    >>> sigmoid([[-1000, 0, 1000]])
    [[0.0, 0.5, 1.0]]
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

    numpy, where sigmoid(x) is 1 / (1 + np.exp(-x)) and sigmoid(x, True) x * (1 - x):

        for i in range(iterations):
            l0 = X
            l1 = sigmoid(np.dot(l0, W0))
            l1_error = y - l1
            l1_delta = l1_error * sigmoid(l1, True)
            W0 += np.dot(l0.T, l1_delta)

    If you pass a report, it is called as report(i, l1, l1_error, W0) in every
    iteration, before the weights change. It receives the lists that training is using:
    it may keep them, but it must not change them.

    Raises ValueError before the first iteration if check_training rejects an argument.

    >>> train(X, y, [[0], [0], [0]], iterations=1)
    [[0.25], [0.0], [0.0]]
    """
    # check_training refuses what can't be used, and returns copies of the rest.
    l0, y, W0 = check_training(X, y, [W0], iterations, learning_rate)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation: multiply each input by its weight, add up the products,
        # and turn each sum into an answer. Then, how far off is each answer?
        l1 = sigmoid(dot(l0, W0))
        l1_error = subtract(y, l1)
        if report is not None:
            report(i, l1, l1_error, W0)
        # Back propagation: multiply each error by the slope of the sigmoid, which
        # deriv=True gives. Where the curve is flat, at answers near 0 or 1, moving
        # the weights hardly moves the answer, so there is little to gain. At answers
        # near 0.5, the curve is steep, and the error counts most.
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: a weight can move an answer only through its input. If the delta is
        # positive, the answer should rise; a weight whose input is 1 can raise it, but
        # a weight whose input is 0 can't. So each example asks for its input times its
        # delta, and the update is the sum over all examples. The inputs of one weight
        # are a column of l0, that is, a row of l0_T.
        W0_update = dot(l0_T, l1_delta)
        W0 = add(W0, scale(learning_rate, W0_update))
    return W0


def predict(X, *weights):
    """Return the network's answers to X, given the weights of each of its layers.

    numpy: 1 / (1 + np.exp(-np.dot(X, W0))), and so on from layer to layer.
    Raises ValueError if check_layers rejects an argument.

    >>> predict([[1, 0, 0]], [[0], [5], [5]])
    [[0.5]]
    """
    layer, *weights = check_layers(X, weights)
    for W in weights:
        layer = sigmoid(dot(layer, W))
    return layer


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
# lower it. A single weight can't do both, so one layer answers 0.5 to everything.
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
    l0, y, W0, W1 = check_training(X, y, [W0, W1], iterations, learning_rate)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation goes through both layers.
        l1 = sigmoid(dot(l0, W0))
        l2 = sigmoid(dot(l1, W1))
        l2_error = subtract(y, l2)
        if report is not None:
            report(i, l2, l2_error, W0, W1)
        # Back propagation: there are no targets for l1. Its error comes back through
        # the old W1, which made the answers: the error of each hidden number is the
        # answer's delta times the weight between the two.
        l2_delta = multiply(l2_error, sigmoid(l2, deriv=True))
        l1_error = dot(l2_delta, transpose(W1))
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: both matrices of weights change as in train.
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
#     l1_delta = l1_error         0.000 0.000 1.000 1.000  It learns without the slope.
#     HIDDEN = 2, and --hidden    0.004 0.500 0.996 0.500  2 are too few with this SEED.

# ======================================================================================
# The lesson ends here. The rest is what it needs but doesn't teach.

# --- Random weights: the numbers that numpy draws -------------------------------------


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
        raise must("seed", "be a whole number from 0 to 2**32 - 1", seed)
    words = mersenne_twister(seed)
    # A float holds 53 bits: 27 of them come from one word and 26 from the next. zip
    # takes a and b in turn from the same stream of words.
    return (((a >> 5) * 2**26 + (b >> 6)) / 2**53 for a, b in zip(words, words))


def random_weights(rows, columns, floats):
    """Return a matrix of weights between -1 and 1, drawn from floats row by row.

    The floats run from 0 to 1, so 2 * float - 1 runs from -1 to 1, around 0.
    Only a hidden layer needs random weights. Hidden numbers that start with the same
    weights, both in W0 and in W1, would get the same updates and stay equal forever.
    numpy: 2 * np.random.random((rows, columns)) - 1.

    >>> random_weights(3, 1, random_floats(1))
    [[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]
    """
    return [[2 * next(floats) - 1 for _ in range(columns)] for _ in range(rows)]


def starting_weights(y, *hidden):
    """Return the weights with which a network from X to y starts, layer by layer."""
    rows = [len(check_matrix("X", X)[0])] + list(hidden)
    columns = list(hidden) + [len(check_matrix("y", y)[0])]
    floats = random_floats(SEED)
    return [random_weights(m, n, floats) for m, n in zip(rows, columns)]


# --- Checks: what can't be used is refused, in a sentence ----------------------------

LARGEST = 1.7976931348623157e308  # only infinity is larger


def dot_ranges(A, B):
    """Return the ranges of the columns and of the terms in dot(A, B)."""
    try:
        rows, width = len(B), len(B[0])
        for matrix, length in (A, rows), (B, width):
            for row in matrix:
                if len(row) != length:
                    raise LookupError
        if width and len(A[0]):
            return range(width), range(rows)
    except (TypeError, LookupError):
        pass  # refuse will name the argument
    refuse("A", A, "B", B, "A must have as many columns as B has rows")


def shared_ranges(A, B):
    """Return the ranges of the rows and of the columns that A and B both have."""
    try:
        rows, width = range(len(A)), len(A[0])
        for i in rows:
            if len(A[i]) != width or len(B[i]) != width:
                raise LookupError
        if width and len(A) == len(B):
            return rows, range(width)
    except (TypeError, LookupError):
        pass
    refuse("A", A, "B", B, "A and B must have the same shape")


def refuse(a, A, b, B, rule):
    """Raise the ValueError that says why A and B, with these names, don't fit."""
    check_rows(a, A)
    check_rows(b, B)
    shapes = f"{a} is {len(A)}x{len(A[0])} and {b} is {len(B)}x{len(B[0])}"
    raise ValueError(f"{shapes}: {rule}")


def must(name, rule, x):
    """Return the ValueError that says what the named argument must be, and what came.

    >>> print(must("iterations", "be a whole number", "ten"))
    iterations must be a whole number, got str 'ten'
    """
    text = " ".join((repr(x) if isinstance(x, (str, bytes)) else str(x)).split())
    hint = ": .tolist() turns arrays into lists" if hasattr(x, "tolist") else ""
    return ValueError(f"{name} must {rule}, got {type(x).__name__} {text[:60]}{hint}")


def check_rows(name, A):
    """Raise ValueError if A is not a matrix.

    A matrix is a list (or tuple) of rows, and each row is a list (or tuple) that is as
    long as row 0. There must be at least one row, with at least one number in it.

    >>> check_rows("X", [[0, 0, 1], [0, 1]])
    Traceback (most recent call last):
    ValueError: X row 1 must have 3 numbers, like row 0, got list [0, 1]
    """
    if not isinstance(A, (list, tuple)) or not A:
        raise must(name, "be a list of rows", A)
    for i, row in enumerate(A):
        if not isinstance(row, (list, tuple)) or not row:
            raise must(f"{name} row {i}", "be a list of numbers", row)
        if isinstance(row[0], (list, tuple)):
            raise must(name, "be one matrix (pass several with *, as *weights)", A)
        if len(row) != len(A[0]):
            raise must(f"{name} row {i}", f"have {len(A[0])} numbers, like row 0", row)


def check_matrix(name, A, low=-LARGEST, high=LARGEST, rule="be a finite number"):
    """Return A as a new list of rows of floats.

    Raises ValueError if check_rows does, or unless all numbers are from low to high.

    >>> check_matrix("X", ((0, True), (1, 0.5)))
    [[0.0, 1.0], [1.0, 0.5]]
    """
    check_rows(name, A)
    for i, row in enumerate(A):
        for j, x in enumerate(row):
            if not isinstance(x, (int, float)):
                raise must(f"{name} row {i} column {j}", "be an int or a float", x)
            if not low <= x <= high:
                raise must(f"{name} row {i} column {j}", rule, x)
    return [[float(x) for x in row] for row in A]


def check_layers(X, weights):
    """Return a list of X and all weights, copied as floats.

    Raises ValueError if check_matrix rejects a matrix, or unless W0 has a row for each
    column of X, W1 has a row for each column of W0, and so on.
    """
    names = ["X"] + [f"W{n}" for n in range(len(weights))]
    layers = [check_matrix(name, A) for name, A in zip(names, [X] + list(weights))]
    for a, A, b, B in zip(names, layers, names[1:], layers[1:]):
        if len(A[0]) != len(B):
            refuse(a, A, b, B, f"{a} must have as many columns as {b} has rows")
    return layers


def check_training(X, y, weights, iterations, learning_rate):
    """Return a list of X, y and all weights, copied as floats.

    Raises ValueError if check_layers or check_matrix rejects a matrix, or unless y has
    a row for each row of X and a column for each column of the last weights, iterations
    is a whole number from 0 up, and learning_rate is a finite number above 0.
    """
    X, *weights = check_layers(X, weights)
    y = check_matrix("y", y, 0, 1, "be between 0 and 1, like every answer")
    if (len(y), len(y[0])) != (len(X), len(weights[-1][0])):
        refuse("X", X, "y", y, f"the weights need a {len(X)}x{len(weights[-1][0])} y")
    if not isinstance(iterations, int) or iterations < 0:
        raise must("iterations", "be a whole number, 0 or more", iterations)
    if not isinstance(learning_rate, (int, float)) or not 0 < learning_rate <= LARGEST:
        raise must("learning_rate", "be a finite number above 0", learning_rate)
    return [X, y] + weights


# --- Printing: the text that numpy prints --------------------------------------------


def format_matrix(A):
    """Return A as text, with at most eight decimals and the decimal points aligned.

    numpy: str(A) of finite floats below 2**26, in fixed notation, one row per line.

    >>> print(format_matrix([[0.5, -12], [0.123456789, 1]]))
    [[  0.5        -12.        ]
     [  0.12345679   1.        ]]
    """
    rows = [[f"{x:.8f}".rstrip("0").partition(".") for x in row] for row in A]
    left = max([len(whole) for row in rows for whole, _, _ in row])
    right = max([len(decimals) for row in rows for _, _, decimals in row])
    rows = [[f"{w:>{left}}{point}{d:<{right}}" for w, point, d in row] for row in rows]
    return "[[" + "]\n [".join([" ".join(row) for row in rows]) + "]]"


def show_progress(last, every, name, mean_error, i, output, error, *weights):
    """Keep output in last; every so many iterations, print it and its mean error."""
    last[:] = output
    if i % every == 0:
        print(f"Iteration:{i}\nL{len(weights)}: {format_matrix(transpose(output))}")
        print(f"{name}: {mean_error(error)}\n")


# --- The trace: one iteration in equations that hold in Python to the last bit --------


def trace(label, form, C, *matrices):
    """Print an equation for each number of C, and return C.

    The expression comes from form, a format string that is filled in with the numbers
    at the same place in each of the matrices.
    """
    for i in range(len(C)):
        for j in range(len(C[i])):
            expression = form.format(*[A[i][j] for A in matrices])
            print(f"    {label}[{i}][{j}]: {expression} = {C[i][j]}")
    return C


def trace_dot(label, A, B):
    """Print an equation for each number of dot(A, B), one product per line.

    >>> trace_dot("C", [[1, 2]], [[0.5], [-3]])
        C[0][0]: 1 * 0.5
               + 2 * -3 = -5.5
    [[-5.5]]
    """
    plus = "\n" + " " * len(f"    {label}[0][0]") + "+ "
    sums = [[plus.join(map("{} * {}".format, r, c)) for c in transpose(B)] for r in A]
    return trace(label, "{}", dot(A, B), sums)


def trace_layer(n, before, W):
    """Print how layer n is computed from the layer before it, and return layer n."""
    print(f"\nl{n} = sigmoid(dot(l{n - 1}, W{n - 1}))")
    sums = trace_dot(f"l{n}_sum", before, W)
    return trace(f"l{n}", "1 / (1 + exp(-({})))", sigmoid(sums), sums)


def trace_delta(n, error, layer):
    """Print how the error of layer n becomes its delta, and return the delta."""
    print(f"\nl{n}_delta = multiply(l{n}_error, sigmoid(l{n}, deriv=True))")
    slope = trace(f"l{n}_slope", "{0} * (1 - {0})", sigmoid(layer, deriv=True), layer)
    return trace(f"l{n}_delta", "{} * {}", multiply(error, slope), error, slope)


def trace_update(n, name, layer_T, delta, W):
    """Print how Wn changes; name is what the loop calls layer_T."""
    print(f"\nW{n}_update = dot({name}, l{n + 1}_delta)")
    update = trace_dot(f"W{n}_update", layer_T, delta)
    print(f"\nW{n} = add(W{n}, scale(learning_rate, W{n}_update))")
    trace(f"W{n}", f"{{}} + {RATE} * {{}}", add(W, scale(RATE, update)), W, update)


def trace_given(n, given):
    """Print the number of the iteration, and the matrices that it starts from."""
    print(f"Iteration:{n}")
    for name, A in given:
        print(f"\n{name} =\n{format_matrix(A)}")


# --- The command line: one lesson per run ---------------------------------------------


def print_training(train, y, weights, *settings):
    """Train, print the progress, and then the answers of the last iteration."""
    last = predict(X, *weights)  # in case there are 0 iterations
    train(X, y, *weights, report=lambda *call: show_progress(last, *settings, *call))
    print(f"Output After Training:\n{format_matrix(last)}")


def show_training():
    """Train the first network, and print what the numpy program prints."""
    print_training(train, y, starting_weights(y), 2_000, "Error", mean_squared_error)


def show_hidden():
    """Train the network with a hidden layer, and print how its error falls."""
    weights, name = starting_weights(y_xor, HIDDEN), "Mean absolute error"
    for column in transpose(y_xor):
        print("Targets:", *column, end="\n\n")
    print_training(train_hidden, y_xor, weights, 10_000, name, mean_absolute_error)


def show_trace(n):
    """Print iteration n of the first network, each equation under its line of train."""
    W0 = train(X, y, *starting_weights(y), n)
    trace_given(n, [("l0", X), ("y", y), ("W0", W0)])
    l1 = trace_layer(1, X, W0)
    print("\nl1_error = subtract(y, l1)")
    l1_error = trace("l1_error", "{} - {}", subtract(y, l1), y, l1)
    l1_delta = trace_delta(1, l1_error, l1)
    trace_update(0, "l0_T", transpose(X), l1_delta, W0)


def show_hidden_trace(n):
    """Print iteration n of the network with a hidden layer, as show_trace does."""
    W0, W1 = train_hidden(X, y_xor, *starting_weights(y_xor, HIDDEN), n)
    trace_given(n, [("l0", X), ("y", y_xor), ("W0", W0), ("W1", W1)])
    l1 = trace_layer(1, X, W0)
    l2 = trace_layer(2, l1, W1)
    print("\nl2_error = subtract(y, l2)")
    l2_error = trace("l2_error", "{} - {}", subtract(y_xor, l2), y_xor, l2)
    l2_delta = trace_delta(2, l2_error, l2)
    print("\nl1_error = dot(l2_delta, transpose(W1))")
    l1_error = trace_dot("l1_error", l2_delta, transpose(W1))
    l1_delta = trace_delta(1, l1_error, l1)
    trace_update(1, "transpose(l1)", transpose(l1), l2_delta, W1)
    trace_update(0, "l0_T", transpose(X), l1_delta, W0)


HELP = """usage: python nn_scratch.py [--hidden] [--trace N]; iterations count from 0
python nn_scratch.py                     train the network and watch its error fall
python nn_scratch.py --trace 0           print its first iteration, number by number
python nn_scratch.py --hidden            train a second network, with a hidden layer
python nn_scratch.py --hidden --trace 0  print its first iteration, number by number"""


def main(arguments):
    """Run the lesson that the arguments choose; wrong arguments end in SystemExit."""
    words = [word for word in arguments if word != "--hidden"]
    hidden = len(words) < len(arguments)
    if not words:
        show_hidden() if hidden else show_training()
    elif len(words) == 2 and words[0] == "--trace" and words[1].encode().isdigit():
        (show_hidden_trace if hidden else show_trace)(int(words[1]))
    elif words in (["-h"], ["--help"]):
        print(HELP)
    else:
        print(HELP.split("\n")[0], file=sys.stderr)
        sys.exit(2)
    sys.stdout.flush()  # Here a closed pipe can be caught; at exit, it can't.


if __name__ == "__main__":
    try:  # A notebook has no __file__, and its arguments are not for this program.
        main(sys.argv[1:] if "__file__" in globals() else [])
    except OSError as error:
        if type(error).__name__ != "BrokenPipeError":  # MicroPython has no such name.
            raise
        sys.stdout = None  # Whatever reads our output (head, say) has closed the pipe.
