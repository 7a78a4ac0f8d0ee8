"""A neural network from scratch, every multiplication and addition in view.

    python nn_scratch.py            train the network and print how its error falls
    python nn_scratch.py --help     the other lessons

It computes, bit for bit, what this numpy program computes:

    np.random.seed(1)
    W0 = 2 * np.random.random((3, 1)) - 1
    for i in range(10000):
        l0 = X
        l1 = 1 / (1 + np.exp(-np.dot(l0, W0)))
        l1_error = y - l1
        l1_delta = l1_error * (l1 * (1 - l1))
        W0 += np.dot(l0.T, l1_delta)

(On some processors numpy adds in another order, or has an exp of its own. The last bits
of its numbers then differ for a while.)

A matrix is a list of rows, all of one length; 4x3 means 4 rows of 3 numbers. Rows,
columns and iterations count from 0. The names:

    X         4x3  the inputs: one example a row, three numbers each
    y         4x1  the targets: the answer wanted for each example
    l0        4x3  layer 0: the inputs again
    W0        3x1  the weights between layer 0 and layer 1
    l1        4x1  layer 1: the network's answers, each between 0 and 1
    l1_error  4x1  the targets minus the answers
    l1_delta  4x1  the error times the slope of the sigmoid at each answer
    l0_T      3x4  l0 with its columns as rows
    A, B, C        any matrices
    i, j           a row and a column; in a training loop, i is the iteration

A hidden layer comes in between: then that is l1 (4x4), and a second matrix of weights,
W1 (4x1), leads from it to the answers, l2 (4x1).
"""

import sys
from math import exp

# --- Matrices: shapes are checked here, numbers by train and predict, once -----------


def shape(A):
    """Return the shape of A as text, rows x columns.

    numpy: A.shape.

    >>> shape([[1, 2, 3], [4, 5, 6]])
    '2x3'
    """
    return f"{len(A)}x{len(A[0])}"


def dot(A, B):
    """Return the matrix product: each row of A times each column of B, summed.

    numpy: np.dot(A, B). Shapes: 4x3 and 3x1 give 4x1.
    Raises ValueError unless A has as many columns as B has rows.

    >>> dot([[1, 2, 3], [4, 5, 6]], [[1], [0], [2]])
    [[7.0], [16.0]]
    """
    if len(A[0]) != len(B):
        raise ValueError(f"A {shape(A)} must have a column per row of B {shape(B)}")
    columns, terms = range(len(B[0])), range(len(B))
    C = []
    for A_row in A:
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
    """Return A with its columns as rows.

    numpy: A.T. Shapes: 4x3 gives 3x4.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    return [list(column) for column in zip(*A)]


def elementwise(operation, A, B):
    """Return the matrix of operation(a, b), for a and b at the same place in A and B.

    numpy: np.maximum(A, B) and its like. Shapes: 4x1 and 4x1 give 4x1.
    Raises ValueError unless A and B have the same shape.

    >>> elementwise(max, [[1, 20]], [[10, 2]])
    [[10, 20]]
    """
    if len(A) != len(B) or len(A[0]) != len(B[0]):
        raise ValueError(f"A {shape(A)} must have the same shape as B {shape(B)}")
    columns = range(len(A[0]))
    C = []
    for i in range(len(A)):
        C_row = []
        for j in columns:
            C_row.append(operation(A[i][j], B[i][j]))
        C.append(C_row)
    return C


def add(A, B):
    """Return the sum of A and B, number by number.

    numpy: A + B. Shapes and errors: see elementwise.

    >>> add([[1, 2]], [[10, 20]])
    [[11, 22]]
    """
    return elementwise(lambda a, b: a + b, A, B)


def subtract(A, B):
    """Return the difference of A and B, number by number.

    numpy: A - B. Shapes and errors: see elementwise.

    >>> subtract([[10, 20]], [[1, 2]])
    [[9, 18]]
    """
    return elementwise(lambda a, b: a - b, A, B)


def multiply(A, B):
    """Return the product of A and B, number by number (the matrix product is dot).

    numpy: A * B. Shapes and errors: see elementwise.

    >>> multiply([[1, 2]], [[10, 20]])
    [[10, 40]]
    """
    return elementwise(lambda a, b: a * b, A, B)


# --- Sigmoid: any number becomes one between 0 and 1 --------------------------------

LOWEST = -709.782712893384  # below, exp(-x) would be more than a float can hold


def sigmoid(A, deriv=False):
    """Return the sigmoid of each number of A, or the slope of the curve there.

    For the slope, deriv=True, A must be what sigmoid returned, not what went into it:
    the slope follows from the height, 0.25 half-way up and near 0 at both ends.

    numpy: 1 / (1 + np.exp(-A)), and A * (1 - A) for the slope. Shapes: 4x1 gives 4x1.

    >>> sigmoid([[-1000, 0, 1000]])
    [[0.0, 0.5, 1.0]]
    >>> sigmoid([[0.0, 0.5, 0.75]], deriv=True)
    [[0.0, 0.25, 0.1875]]
    """
    if deriv:
        return [[x * (1 - x) for x in row] for row in A]
    return [[0.0 if x < LOWEST else 1 / (1 + exp(-x)) for x in row] for row in A]


# --- Random weights: the numbers that numpy draws -----------------------------------


def random_words(seed):
    """Yield the words, 32 bits each, of numpy's generator, the Mersenne Twister.

    It makes numbers that look random. How it does is no part of the lesson.

    numpy: what np.random.seed(seed) sets up. (Python's random.seed(seed) fills the
    state in another way, and so gives other numbers.)
    Source: Makoto Matsumoto and Takuji Nishimura, "Mersenne Twister: A
    623-Dimensionally Equidistributed Uniform Pseudo-Random Number Generator", ACM
    Transactions on Modeling and Computer Simulation 8 (1998); init_genrand and
    genrand_int32 in the authors' program of 2002.

    >>> next(random_words(5489))
    3499211612
    """
    state = [seed]
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ (state[-1] >> 30)) + i) % 2**32)
    while True:
        for i in range(624):
            # Renew one word of the state from three, ...
            mixed = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7FFFFFFF)
            state[i] = state[(i + 397) % 624] ^ (mixed >> 1) ^ (mixed % 2 * 0x9908B0DF)
            # ... then temper a copy, so that each of its bits looks random.
            word = state[i] ^ (state[i] >> 11)
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
    words = random_words(seed)
    # 27 bits of one word and 26 of the next make the 53 bits that a float holds; zip
    # takes a and b in turn from the one stream of words.
    return (((a >> 5) * 2**26 + (b >> 6)) / 2**53 for a, b in zip(words, words))


def random_weights(rows, columns, floats):
    """Return a matrix of weights from -1 to 1, drawn from floats row by row.

    numpy: 2 * np.random.random((rows, columns)) - 1. Shapes: 3 and 1 give 3x1.

    >>> random_weights(3, 1, random_floats(1))
    [[-0.165955990594852], [0.4406489868843162], [-0.9997712503653102]]
    """
    return [[2 * next(floats) - 1 for _ in range(columns)] for _ in range(rows)]


# --- Training: answer, compare, correct ---------------------------------------------

X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]
y = [[0], [0], [1], [1]]


def train(X, y, W0, iterations=10_000, report=None):
    """Return the trained W0; the arguments stay as they are.

    A report is called as report(i, l1, l1_error, W0), once an iteration, before the
    weights change.

    numpy: the program at the top of this file. Shapes: 4x3, 4x1 and 3x1 give 3x1.
    Raises ValueError, before the first iteration, for what check_training refuses.

    >>> train(X, y, [[0], [0], [0]], iterations=1)
    [[0.25], [0.0], [0.0]]
    """
    # Layer 0 is X. It, y and W0 are copies, as floats: what came in stays as it is.
    l0, y, W0 = check_training(X, y, [W0], iterations)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation: the network's answers, and how far they are off.
        l1 = sigmoid(dot(l0, W0))
        l1_error = subtract(y, l1)
        if report is not None:
            report(i, l1, l1_error, W0)
        # Back propagation: an error counts by how much its answer can still move.
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update: add to each weight, over all examples, its input times the delta.
        W0 = add(W0, dot(l0_T, l1_delta))
    return W0


def train_hidden(X, y, W0, W1, iterations=60_000, report=None):
    """Return the trained W0 and W1 of a network with a hidden layer, l1, in between.

    A report is called as report(i, l2, l2_error, W0, W1), once an iteration, before
    the weights change. The arguments stay as they are.

    numpy: the same lines with np.dot, .T and operators.
    Source: Andrew Trask, "A Neural Network in 11 lines of Python", part 1.
    Shapes: 4x3, 4x1, 3x4 and 4x1 give 3x4 and 4x1; l1 is 4x4, l2 4x1.
    Raises ValueError, before the first iteration, for what check_training refuses.

    >>> train_hidden([[1]], [[1]], [[0]], [[0]], iterations=1)
    ([[0.0]], [[0.0625]])
    """
    l0, y, W0, W1 = check_training(X, y, [W0, W1], iterations)
    l0_T = transpose(l0)
    for i in range(iterations):
        # Forward propagation, through both layers.
        l1 = sigmoid(dot(l0, W0))
        l2 = sigmoid(dot(l1, W1))
        l2_error = subtract(y, l2)
        if report is not None:
            report(i, l2, l2_error, W0, W1)
        # Back propagation: W1 tells how large a part each number of l1 has in l2.
        l2_delta = multiply(l2_error, sigmoid(l2, deriv=True))
        l1_error = dot(l2_delta, transpose(W1))
        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))
        # Update, only now that W1 has served for both deltas.
        W1 = add(W1, dot(transpose(l1), l2_delta))
        W0 = add(W0, dot(l0_T, l1_delta))
    return W0, W1


def predict(X, *weights):
    """Return the network's answers to X, given the weights of each of its layers.

    numpy: 1 / (1 + np.exp(-np.dot(X, W0))), and so on from layer to layer.
    Shapes: 4x3 and 3x1 give 4x1; 4x3, 3x4 and 4x1 give 4x1.
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
    """Return the mean of the squares of all errors.

    numpy: (error ** 2).mean(), see mean. Shapes: 4x1 gives one number.

    >>> mean_squared_error([[1], [-3]])
    5.0
    """
    return mean([e * e for row in error for e in row])


def mean_absolute_error(error):
    """Return the mean of all errors without their signs.

    numpy: np.abs(error).mean(), see mean. Shapes: 4x1 gives one number.

    >>> mean_absolute_error([[1], [-3]])
    2.0
    """
    return mean([abs(e) for row in error for e in row])


# --- Bad input: refused at the door, so that the loops above need not check ---------


def check_training(X, y, weights, iterations):
    """Return a list of X, y and all weights, as matrices of floats ready to train.

    Raises ValueError unless X and the weights fit (see check_layers), y has a row for
    each row of X and a column for each column of the last weights, and iterations is
    a whole number >= 0.

    >>> check_training([[0, 0, 1]], [[1], [0]], [[[1], [2], [3]]], 1)
    Traceback (most recent call last):
    ValueError: y must be 1x1 for X 1x3 and W0 3x1, got 2x1
    """
    X, *weights = check_layers(X, weights)
    y = check_matrix("y", y)
    n, W = len(weights) - 1, weights[-1]
    wanted = f"{len(X)}x{len(W[0])} for X {shape(X)} and W{n} {shape(W)}"
    if len(y) != len(X) or len(y[0]) != len(W[0]):
        raise ValueError(f"y must be {wanted}, got {shape(y)}")
    if not isinstance(iterations, int) or iterations < 0:
        raise ValueError(f"iterations must be a whole number >= 0, got {iterations!r}")
    return [X, y] + weights


def check_layers(X, weights):
    """Return a list of X and all weights, as matrices of floats that fit one another.

    Raises ValueError unless each is a matrix (see check_matrix), W0 has a row for each
    column of X, W1 one for each column of W0, and so on.

    >>> check_layers([[0, 0, 1]], [[[1], [2]]])
    Traceback (most recent call last):
    ValueError: W0 2x1 must have a row per column of X 1x3
    """
    names = ["X"] + [f"W{n}" for n in range(len(weights))]
    matrices = [check_matrix(name, A) for name, A in zip(names, [X] + list(weights))]
    for n, W in enumerate(matrices[1:]):
        if len(W) != len(matrices[n][0]):
            before = f"{names[n]} {shape(matrices[n])}"
            raise ValueError(f"W{n} {shape(W)} must have a row per column of {before}")
    return matrices


def check_matrix(name, A):
    """Return A as a new list of rows of floats; errors call it by its name.

    Raises ValueError unless A is a list (or tuple) of rows (see check_row).

    >>> check_matrix("X", ((0, True), (1, 0.5)))
    [[0.0, 1.0], [1.0, 0.5]]
    >>> check_matrix("X", [])
    Traceback (most recent call last):
    ValueError: X must be a list of rows, got []
    """
    if not isinstance(A, (list, tuple)) or not A:
        raise ValueError(f"{name} must be a list of rows, got {A!r}")
    return [check_row(f"{name} row {i}", row, A[0]) for i, row in enumerate(A)]


def check_row(name, row, first):
    """Return row as a new list of floats.

    Raises ValueError unless row is a list (or tuple) of finite numbers, at least one,
    and as many as the first row has.

    >>> check_row("X row 1", [0, 1], [0, 0, 1])
    Traceback (most recent call last):
    ValueError: X row 1 must be 3 long like row 0, got 2
    """
    if not isinstance(row, (list, tuple)) or not row:
        raise ValueError(f"{name} must be a list of numbers, got {row!r}")
    if len(row) != len(first):
        raise ValueError(f"{name} must be {len(first)} long like row 0, got {len(row)}")
    for j, x in enumerate(row):
        # False for NaN as well; math.isfinite fails on integers beyond every float.
        if not isinstance(x, (int, float)) or not abs(x) <= 1.7976931348623157e308:
            raise ValueError(f"{name} column {j} must be a finite number, got {x!r}")
    return [float(x) for x in row]


# --- Printing: the text that numpy prints -------------------------------------------


def format_number(x):
    """Return x as text, rounded to eight decimals, without zeros at the end.

    >>> format_number(0.98541), format_number(-2), format_number(67108864.1)
    ('0.98541', '-2.', '67108864.1')
    """
    # Floats beyond 2**26 lie more than 1e-8 apart, so not all of eight decimals mean
    # something. repr writes those that do, but from 1e16 on it writes an exponent.
    return (repr(float(x)) if 2**26 < abs(x) < 1e16 else f"{x:.8f}").rstrip("0")


def format_matrix(A):
    """Return A as text: at most eight decimals, decimal points below one another.

    numpy: str(A) of finite floats, where that is in fixed notation, a row on a line.

    >>> print(format_matrix([[0.5, -12], [0.123456789, 1]]))
    [[  0.5        -12.        ]
     [  0.12345679   1.        ]]
    """
    rows = [[format_number(x).partition(".") for x in row] for row in A]
    left = max([len(whole) for row in rows for whole, _, _ in row])
    right = max([len(decimals) for row in rows for _, _, decimals in row])
    rows = [[f"{w:>{left}}{point}{d:<{right}}" for w, point, d in row] for row in rows]
    return "[[" + "]\n [".join([" ".join(row) for row in rows]) + "]]"


def progress(mean_error, every, iterations):
    """Return a report for training: it prints every so many iterations, and at the end.

    >>> report = progress(mean_squared_error, every=10, iterations=12)
    >>> report(10, [[0.5], [0.25]], [[-0.5], [0.5]], [[1]])
    Iteration:10
    L1: [[0.5  0.25]]
    Error: 0.25
    <BLANKLINE>
    >>> report(11, [[0.5], [0.25]], [[-0.5], [0.5]], [[1]])
    Output After Training:
    [[0.5 ]
     [0.25]]
    """

    def report(i, output, error, *weights):
        if i % every == 0:
            print(f"Iteration:{i}\nL{len(weights)}: {format_matrix(transpose(output))}")
            print(f"Error: {mean_error(error)}\n")
        if i == iterations - 1:
            print(f"Output After Training:\n{format_matrix(output)}")

    return report


# --- The command line: one lesson a run ---------------------------------------------


def show_hidden():
    """Train a network with a hidden layer on what one layer cannot learn.

    The answer is to be 1 where one of the first two inputs is 1, and not both.
    """
    floats = random_floats(1)
    W0, W1 = random_weights(3, 4, floats), random_weights(4, 1, floats)
    report = progress(mean_absolute_error, every=10_000, iterations=60_000)
    train_hidden(X, [[0], [1], [1], [0]], W0, W1, 60_000, report)


def products(A, B):
    """Return, as text, the sums of products that dot computes for A and one column B.

    >>> products([[1, 2]], [[0.5], [-3]])
    [['1 * 0.5 + 2 * -3']]
    """
    return [[" + ".join([f"{a} * {b}" for a, [b] in zip(row, B)])] for row in A]


def trace(label, form, C, *matrices):
    """Print a line for each row of C, form = number, and return C.

    The form is filled in from the same row of the matrices. All have one column.

    >>> trace("C", "{} - {}", [[2]], [[3]], [[1]])
        C[0][0]: 3 - 1 = 2
    [[2]]
    """
    for i in range(len(C)):
        expression = form.format(*[A[i][0] for A in matrices])
        print(f"    {label}[{i}][0]: {expression} = {C[i][0]}")
    return C


def show_trace(n):
    """Print iteration n of the plain run, or of its continuation, number by number.

    The headings are lines of the loop in train; the indented lines below them are
    equations that Python finds true to the last bit.
    """
    W0 = train(X, y, random_weights(3, 1, random_floats(1)), n)
    l0, l0_T = X, transpose(X)
    print(f"Iteration:{n}\n\nl1 = sigmoid(dot(l0, W0))")
    sums = trace("sums", "{}", dot(l0, W0), products(l0, W0))
    l1 = trace("l1", "1 / (1 + exp({}))", sigmoid(sums), [[-x] for [x] in sums])
    print("\nl1_error = subtract(y, l1)")
    l1_error = trace("l1_error", "{} - {}", subtract(y, l1), y, l1)
    print("\nl1_delta = multiply(l1_error, sigmoid(l1, deriv=True))")
    slope = trace("slope", "{0} * (1 - {0})", sigmoid(l1, deriv=True), l1)
    l1_delta = trace("l1_delta", "{} * {}", multiply(l1_error, slope), l1_error, slope)
    print("\nW0 = add(W0, dot(l0_T, l1_delta))")
    gradient = trace("gradient", "{}", dot(l0_T, l1_delta), products(l0_T, l1_delta))
    trace("W0", "{} + {}", add(W0, gradient), W0, gradient)


def main(arguments):
    """Run the lesson that the arguments of the command line ask for.

    Prints a usage line and raises SystemExit for arguments that ask for none.
    """
    if not arguments:
        report = progress(mean_squared_error, every=2_000, iterations=10_000)
        return train(X, y, random_weights(3, 1, random_floats(1)), 10_000, report)

    import argparse  # here, since the plain run does without it

    about = "Without arguments: train the network and print how its error falls."
    parser = argparse.ArgumentParser(description=about, allow_abbrev=False)
    lesson = parser.add_mutually_exclusive_group()
    lesson.add_argument("--trace", metavar="N", type=int, help="show iteration N")
    lesson.add_argument("--hidden", action="store_true", help="train a hidden layer")
    options = parser.parse_args(arguments)
    if options.hidden:
        return show_hidden()
    if options.trace < 0:
        parser.error("argument --trace: N must be a whole number >= 0")
    show_trace(options.trace)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
        sys.stdout.flush()
    except (BrokenPipeError, KeyboardInterrupt):  # as head and Ctrl-C end a program
        sys.stdout = None  # else Python would try again to print the rest, and complain
        sys.exit(1)
