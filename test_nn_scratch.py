"""The evidence that nn_scratch.py computes what numpy computes, bit for bit.

    python -m pytest              run the tests; pytest is all they need
    python test_nn_scratch.py     compute STORED with numpy again, and print it

STORED, at the end, is what numpy computed. Where numpy is installed, it computes the
same numbers again. The comparison is ==, so every bit counts. What else is expected
comes from literals, from what others published, and from the plain loops below; none
of it comes from the program.
"""

import code
import collections
import contextlib
import copy
import decimal
import doctest
import functools
import hashlib
import importlib.util
import inspect
import io
import linecache
import math
import operator
import os
import pathlib
import platform
import random
import re
import struct
import subprocess
import sys
import tempfile
import types
import zipfile

import pytest

import nn_scratch as nn

# --- The claim: numpy's programs, ours, and the == between them ----------------------


def numpy_first(np, iterations, rate):
    """Yield W0 before the first iteration of the notebook's loop, and after each."""
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [0], [1], [1]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 1)) - 1
    yield [W0]
    for _ in range(iterations):
        l0 = X
        l1 = numpy_sigmoid(np, np.dot(l0, W0))
        l1_error = y - l1
        l1_delta = l1_error * numpy_sigmoid(np, l1, True)
        W0 += rate * np.dot(l0.T, l1_delta)
        yield [W0]


def numpy_hidden(np, iterations, rate):
    """Yield W0 and W1 in the same way, with the hidden layer of Trask's article."""
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [0]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 4)) - 1
    W1 = 2 * np.random.random((4, 1)) - 1
    yield [W0, W1]
    for _ in range(iterations):
        l0 = X
        l1 = numpy_sigmoid(np, np.dot(l0, W0))
        l2 = numpy_sigmoid(np, np.dot(l1, W1))
        l2_error = y - l2
        l2_delta = l2_error * numpy_sigmoid(np, l2, True)
        l1_error = l2_delta.dot(W1.T)
        l1_delta = l1_error * numpy_sigmoid(np, l1, True)
        W1 += rate * l1.T.dot(l2_delta)
        W0 += rate * l0.T.dot(l1_delta)
        yield [W0, W1]


def numpy_sigmoid(np, x, deriv=False):
    """Return the sigmoid of an array, or the slope at these answers."""
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def lesson(names, network):
    """Return what the program trains: the function, X, y, and the sizes of its layers."""
    X, y = names["X"], names["y" if network == "first" else "y_xor"]
    if network == "first":
        return names["train"], X, y, [len(X[0]), len(y[0])]
    return names["train_hidden"], X, y, [len(X[0]), names["HIDDEN"], len(y[0])]


def ours(network, iterations, rate=1):
    """Return our weights before the first iteration, and after each one."""
    train, X, y, sizes = lesson(vars(nn), network)
    weights = nn.starting_weights(X, y, *sizes[1:-1])
    return record(train, X, y, weights, iterations, rate)


def record(train, X, y, weights, iterations, rate=1):
    """Train, and return all weights that report gets, and those after training."""
    training = []
    report = lambda i, answers, error, *weights: training.append(list(weights))
    final = train(X, y, *weights, iterations, report, rate)
    return training + [[final] if len(weights) == 1 else list(final)]


FIRST, HIDDEN = ("first", 10_000, 1), ("hidden", 60_000, 1)
TRAININGS = (FIRST, ("first", 300, 0.1), ("first", 300, 10))
TRAININGS += (HIDDEN, ("hidden", 300, 0.1), ("hidden", 300, 10))


def summary(training, network, iterations, rate):
    """Return the lines of STORED: some of the weights, and the SHA-256 of all of them."""
    lines, digest = [], hashlib.sha256()
    for n, weights in enumerate(training):
        numbers = [float(x) for W in weights for row in W for x in row]
        if n > 0:  # after an iteration
            digest.update(struct.pack(f"<{len(numbers)}d", *numbers))
        if n in (1, 100, iterations) and rate == 1:
            lines.append(f"{n} {' '.join([repr(x) for x in numbers])}")
    head = f"{network}, {iterations} iterations at rate {rate}: "
    return "\n  ".join([head + digest.hexdigest()] + lines) + "\n"


@functools.lru_cache(maxsize=9)
def recorded(training, exp):
    """Return our weights. Pass nn.exp as exp, so that the cache keeps exps apart."""
    return ours(*training)


def rounded_exp(x):
    """Return e**x as the nearest float."""
    return float(decimal.Decimal(x).exp())


def exactly(expected, compute):
    """Check that compute() returns expected, with math.exp or else with rounded_exp.

    Most C libraries round some values of exp incorrectly. Most of those errors never
    reach the weights, but with some libraries they do. We promise what a correctly
    rounded exp gives.
    """
    if compute() == expected:
        return
    if 1e16 + 2.9999 != 1e16 + 2:
        pytest.skip("this platform's arithmetic (x87) rounds twice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nn, "exp", rounded_exp)
        assert compute() == expected


class TestEveryBit:
    @pytest.mark.parametrize("training", TRAININGS)
    def test_is_what_numpy_computed(self, training):
        compute = lambda: summary(recorded(training, nn.exp), *training)
        exactly(lines_of(STORED, training), compute)

    def test_needs_no_c_library(self, monkeypatch):
        monkeypatch.setattr(nn, "exp", rounded_exp)
        assert summary(recorded(FIRST, rounded_exp), *FIRST) == lines_of(STORED, FIRST)

    @pytest.mark.parametrize("training", TRAININGS)
    def test_is_what_numpy_computes_now(self, training, computed_now):
        found = summary(recorded(training, nn.exp), *training)  # with math.exp
        assert found == lines_of(computed_now, training)


# --- The plain loops: what the other tests compare with ------------------------------


def plain_dot(A, B):
    """Return the matrix product of two lists of rows, added from left to right."""
    C = [[0.0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            for k in range(len(B)):
                C[i][j] += A[i][k] * B[k][j]
    return C


def plain_transpose(A):
    """Return a list of the columns of A, each as a list."""
    return [list(column) for column in zip(*A)]


def plain_difference(A, B):
    """Return A minus B, element by element."""
    return [[a - b for a, b in zip(*rows)] for rows in zip(A, B)]


def plain_sigmoid(A):
    """Return the sigmoid of each number; below -709.78, exp(-x) overflows."""
    return [[1 / (1 + math.exp(-x)) if x > -709.78 else 0.0 for x in row] for row in A]


def plain_answers(X, *weights):
    """Return the answers to X of a network with any number of layers."""
    return functools.reduce(lambda A, W: plain_sigmoid(plain_dot(A, W)), weights, X)


def plain_training(X, y, weights, iterations, rate=1):
    """Return weights before the first iteration, and after each one, for any layers."""
    training = [weights]
    for _ in range(iterations):
        weights, after = training[-1], []
        error = plain_difference(y, plain_answers(X, *weights))
        for n, W in reversed(list(enumerate(weights))):
            rows = zip(error, plain_answers(X, *weights[: n + 1]))
            delta = [[e * (a * (1 - a)) for e, a in zip(*pair)] for pair in rows]
            inputs = plain_transpose(plain_answers(X, *weights[:n]))
            rows = zip(W, plain_dot(inputs, delta))
            after.insert(0, [[w + rate * u for w, u in zip(*pair)] for pair in rows])
            error = plain_dot(delta, plain_transpose(W))
        training.append(after)
    return training


def plain_mean(numbers):
    """Return the mean of numbers, added from left to right."""
    return functools.reduce(lambda total, x: total + x, numbers, 0.0) / len(numbers)


def python_floats(seed):
    """Return a function that draws numpy's random numbers with Python's generator."""
    state = [seed]  # filled as by np.random.seed; Python's random.seed does otherwise
    for i in range(1, 624):
        state.append((1812433253 * (state[-1] ^ state[-1] >> 30) + i) & 0xFFFFFFFF)
    generator = random.Random()
    generator.setstate((3, (*state, 624), None))
    return generator.random


def plain_start(seed, *sizes):
    """Return starting weights for a network with layers of these sizes."""
    draw, weights = python_floats(seed), []
    for rows, columns in zip(sizes, sizes[1:]):
        weights.append([[2 * draw() - 1 for _ in range(columns)] for _ in range(rows)])
    return weights


def matrix(rows, columns, seed=1, largest=9.0):
    """Return a matrix of random numbers, the same in every run."""
    draw = random.Random(seed * 10_000 + rows * 100 + columns)
    numbers = [draw.uniform(-largest, largest) for _ in range(rows * columns)]
    return [numbers[i * columns : (i + 1) * columns] for i in range(rows)]


# --- What others published, from the public functions --------------------------------

# byanofsky's notebook: errors at iterations 0, 2,000 ... 8,000, then the final answers.
NOTEBOOK = "0.309945849909 0.000336708224729 0.000164702002695 0.000108737823564 "
NOTEBOOK += "8.10817681677e-05 0.00966449 0.00786506 0.99358898 0.99211957"
# Andrew Trask, "A Neural Network in 11 lines of Python": the errors of part 1 at
# iterations 0, 10,000 ... 50,000, and of part 2 at 10,000, for six other rates.
ERRORS = "0.496410031903 0.00858452565325 0.00578945986251 "
ERRORS += "0.00462917677677 0.00395876528027 0.00351012256786"
RATES = [(0.001, "0.495164025493"), (0.01, "0.457431074442"), (0.1, "0.0428880170001")]
RATES += [(10, "0.00312938876301"), (100, "0.125476983855"), (1000, "0.5")]


def xor_error(weights, digits=12):
    """Return the mean absolute error of a network with a hidden layer on XOR."""
    error = nn.subtract(nn.y_xor, nn.predict(nn.X, *weights))
    return f"{nn.mean_absolute_error(error):.{digits}g}"


class TestPublishedNumbers:
    def test_of_byanofskys_notebook(self):
        answers = [nn.predict(nn.X, *weights) for weights in recorded(FIRST, nn.exp)]
        errors = [nn.subtract(nn.y, l1) for l1 in answers[:10_000:2_000]]
        found = [f"{nn.mean_squared_error(error):.12g}" for error in errors]
        found += [f"{answer:.8f}" for [answer] in answers[9_999]]
        assert found == NOTEBOOK.split()

    def test_of_the_articles_hidden_layer(self):
        weights = recorded(HIDDEN, nn.exp)[:60_000:10_000]
        assert [xor_error(each) for each in weights] == ERRORS.split()

    @pytest.mark.parametrize("rate, published", RATES)
    def test_of_the_articles_learning_rates(self, rate, published):
        weights = nn.starting_weights(nn.X, nn.y_xor, 4)
        weights = nn.train_hidden(nn.X, nn.y_xor, *weights, 10_000, None, rate)
        # At rate 100, a difference in a last bit grows: numpy ends on ...831 today, too.
        digits = 9 if rate == 100 else 12
        assert xor_error(weights, digits) == f"{float(published):.{digits}g}"

    def test_of_the_network_in_nine_lines(self):
        # Milo Spencer-Harper, "How to build a simple neural network in 9 lines of
        # Python code": the same examples in another order, and a new input.
        X, y = [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], [[0], [1], [1], [0]]
        W0 = nn.train(X, y, nn.random_weights(3, 1, nn.random_floats(1)))
        assert nn.format_matrix(W0) == "[[ 9.67299303]\n [-0.2078435 ]\n [-4.62963669]]"
        assert nn.format_matrix(nn.predict([[1, 0, 0]], W0)) == "[[0.99993704]]"


# --- The functions: what they return, and what they refuse ---------------------------

# What each function promises: every expression must be True. Next to 1e16, a 1.0 is
# rounded away, so the order of the additions shows.
PROMISES = {
    "dot adds from left to right": "dot([[1e16, 1.0, -1e16]], [[1]] * 3) == [[0.0]]",
    "dot starts from plus zero": "repr(dot([[-0.0]], [[1.0]])) == '[[0.0]]'",
    "mean adds from left to right": "mean([1e16, 1.0, -1e16] + [0] * 8 + [12.0]) == 1.0",
    "scale returns new rows": "scale(1, X) == X and scale(1, X)[0] is not X[0]",
    "dot takes tuples": "dot(((2, True), (0, 3)), ([1], (1,))) == [[3.0], [3.0]]",
    "add takes named tuples": "add((Pair(1, 2), [3, 4]), [Pair(1, 1), (1, 1)]) == [[2, 3], [4, 5]]",
    "multiply takes subclasses": "multiply([[0, 1]], [Row([5, 1])]) == [[0, 1]]",
    "add takes the same list twice": "add(A, A) == [[4, 2], [0, 6]] and A == [[2, 1], [0, 3]]",
    "sigmoid is 0 far below": "repr(sigmoid([[-1000, -1e300, -inf]])) == '[[0.0, 0.0, 0.0]]'",
    "sigmoid is 0 where exp would overflow": "sigmoid([[-709.7827128933841]]) == [[0.0]]",
    "sigmoid is above 0 before": "0 < sigmoid([[-709.782712893384]])[0][0] < 1e-308",
    "sigmoid ends at 1": "sigmoid([[36.5, 37, 1e300, inf]]) == [[0.9999999999999998, 1.0, 1.0, 1.0]]",
    "sigmoid keeps nan": "isnan(sigmoid([[nan]])[0][0])",
    "random_weights goes row by row": "random_weights(2, 2, iter([0.5, 1.0, 0.75, 0.0])) == [[0, 1], [0.5, -1]]",
    "train takes booleans and tuples": "train(((False, True), [True, True]), ([0], (True,)), ((0,), (0,)), True) == [[0.125], [0.0]]",
    "train takes other kinds of rows": "train([Pair(0, 1), Row([1, 1])], (Row([0]), [1]), [[0], Row([0])], 1) == [[0.125], [0.0]]",
    "train_hidden takes all kinds of rows": "train_hidden((Pair(1, 0),), ((True,),), (Pair(0, 0), Row([0, 0])), [(0,), Row([0])], 1)[1] == [[0.0625]] * 2",
    "predict takes all kinds of rows": "predict((Pair(True, 0), Row([0, 1])), (Pair(0, 0), (0, 0)), [Row([1]), (-1,)]) == [[0.5], [0.5]]",
    "train_hidden takes a list as all": "train_hidden(B, B, B, B, 3) == train_hidden(B, B, ((0.5, 1), (1, 0)), ((0.5, 1), (1, 0)), 3)",
    "train returns floats after 0 iterations": "repr(train([[1, 1]], [[1]], ((True,), (0,)), False)) == '[[1.0], [0.0]]'",
    "predict returns floats without a layer": "repr(predict(((True, False),))) == '[[1.0, 0.0]]'",
    "predict takes the largest numbers": "predict([[LARGEST], [-LARGEST], [-(2**1023)]], [[1]]) == [[1.0], [0.0], [0.0]]",
    "predict takes the largest weights": "predict([[1]], [[LARGEST, -LARGEST, int(LARGEST)]]) == [[1.0, 0.0, 1.0]]",
    "train takes the largest numbers": "train([[LARGEST]], [[1]], [[LARGEST]], 1) == [[LARGEST]]",
    "train takes the largest rate": "train([[1]], [[1]], [[0]], 1, None, LARGEST) == [[LARGEST / 8]]",
    "train takes the smallest rate": "train([[8]], [[1]], [[0]], 1, None, 5e-324) == [[5e-324]]",
    "train_hidden takes the largest rate": "train_hidden([[1]], [[1]], [[0]], [[0]], 1, None, LARGEST)[1] == [[LARGEST / 16]]",
    "train takes the target 0": "train([[1]], [[0]], [[0]], 1) == train([[1]], [[5e-324]], [[0]], 1) == [[-0.125]]",
    "train takes the target 1": "train([[1]], [[1]], [[0]], 1) == train([[1]], [[True]], [[0]], 1) == [[0.125]]",
    "train takes more iterations than its default": "train([[1]], [[1]], [[0]], 10_001) > train([[1]], [[1]], [[0]]) > [[0]]",
    "train has numpy's default": "train.__defaults__ == (10_000, None, 1)",
    "train_hidden has numpy's default": "train_hidden.__defaults__ == (60_000, None, 1)",
    "format_matrix aligns the points": "format_matrix([[1, -0.25], [100, 3.125]]) == '[[  1.     -0.25 ]\\n [100.      3.125]]'",
    "format_matrix leaves zeros out": "format_matrix([[0.1 + 0.2, 0.001, -0.0]]) == '[[ 0.3    0.001 -0.   ]]'",
    "format_matrix rounds to eight decimals": "format_matrix([[0.123456785, 0.999999996]]) == '[[0.12345678 1.        ]]'",
    "format_matrix prints large numbers": "format_matrix([[67108863.9, 60000000]]) == '[[67108863.9 60000000. ]]'",
    "format_matrix prints nan and inf": "format_matrix([[nan, -inf]]) == '[[ nan -inf]]'",
}
# What else is refused: an expression, and the message that it raises.
REFUSED = {
    "dot(M5x12, M5x12)": "A is 5x12 and B is 5x12: A must have as many columns as B has rows",
    "add(M5x12, M12x5)": "A is 5x12 and B is 12x5: A and B must have the same shape",
    "add([[1, 2], [3, 4]], [[1, 2]])": "A is 2x2 and B is 1x2: A and B must have the same shape",
    "subtract(M12x5, M5x12)": "A is 12x5 and B is 5x12: A and B must have the same shape",
    "multiply(M5x12, M12x5)": "A is 5x12 and B is 12x5: A and B must have the same shape",
    "multiply([[1], [2]], [[1, 2], [3, 4]])": "A is 2x1 and B is 2x2: A and B must have the same shape",
    "transpose([[]])": "A row 0 must be a list of numbers, got list []",
    "dot(X, [[1], [1], []])": "B row 2 must be a list of numbers, got list []",
    "dot([[1, 2]], [1, 2])": "B row 0 must be a list of numbers, got int 1",
    "predict(M12x5, M12x5)": "X is 12x5 and W0 is 12x5: X must have as many columns as W0 has rows",
    "predict(M12x5, M5x12, M5x12, M12x5)": "W0 is 5x12 and W1 is 5x12: W0 must have as many columns as W1 has rows",
    "predict(M12x5, M5x12, M12x5, M12x5)": "W1 is 12x5 and W2 is 12x5: W1 must have as many columns as W2 has rows",
    "random_floats(-1)": "seed must be a whole number from 0 to 2**32 - 1, got int -1",
    "random_floats(2**32)": "seed must be a whole number from 0 to 2**32 - 1, got int 4294967296",
    "random_floats(1.0)": "seed must be a whole number from 0 to 2**32 - 1, got float 1.0",
    "random_floats('1')": "seed must be a whole number from 0 to 2**32 - 1, got str '1'",
    "predict(Table())": "X must be a list of rows, got Table [[0 1] [1 1]]: .tolist() turns arrays into lists",
    "predict([[0], Table()])": "X row 1 must be a list of numbers, got Table [[0 1] [1 1]]: .tolist() turns arrays into lists",
}
SHAPES = pytest.mark.parametrize("m, n", [(1, 1), (1, 5), (5, 1), (5, 12), (12, 5)])
CASES = [(0, 4), (0, 6), (2, 4), (2, 6), (4, 4), (4, 6)]  # too short and too long
NOT_LISTS = (  # neither matrices nor rows, and how the message ends
    ([], "list []"),
    ((), "tuple ()"),
    (None, "NoneType None"),
    (0.1, "float 0.1"),
    ({1, 2}, "set {1, 2}"),
    ({0: [1]}, "dict {0: [1]}"),
    (range(2), "range range(0, 2)"),
    (b"text", "bytes b'text'"),
    ("text" * 99, "str '" + "text" * 14 + "tex"),
)
NOT_NUMBERS = (
    (math.nan, "a finite number, got float nan"),
    (math.inf, "a finite number, got float inf"),
    (-math.inf, "a finite number, got float -inf"),
    (10**400, "a finite number, got int 1" + "0" * 59),
    (None, "an int or a float, got NoneType None"),
    ("1", "an int or a float, got str '1'"),
    (b"1", "an int or a float, got bytes b'1'"),
    (decimal.Decimal(1), "an int or a float, got Decimal 1"),
)
Pair = collections.namedtuple("Pair", "a b")


class Row(list):
    """A list's subclass: a row, or a report that keeps its calls, false when empty."""

    __call__ = lambda self, *call: self.append(call)


class Table:
    """Something that prints in two lines and has tolist, as numpy's arrays have."""

    tolist, __str__ = list, lambda self: "[[0 1]\n [1 1]]"


def ones():
    """Return a 5x5 matrix of ones."""
    return [[1, 1, 1, 1, 1] for _ in range(5)]


def ragged(row, length):
    """Return a 5x5 matrix with a row of another length, and the end of the message."""
    A = ones()
    A[row] = [1] * length
    place = row or 1  # since the other rows are compared with row 0
    return A, f"row {place} must be as long as row 0, got list {A[place]}"


def bad_matrices(numbers=True):
    """Yield what is no 5x5 matrix of finite numbers, and how the message ends."""
    yield from [ragged(*case) for case in CASES]
    for x, message in NOT_LISTS if numbers else NOT_LISTS[:-1]:
        yield x, f"must be a list of rows, got {message}"
        for i in (0, 2, 4):
            A = ones()[:i] + [x] + ones()[i + 1 :]
            yield A, f"row {i} must be a list of numbers, got {message}"
    for x, message in NOT_NUMBERS if numbers else ():
        for i, j in [(0, 0), (0, 4), (2, 3), (4, 4)]:
            A = ones()
            A[i][j] = x
            yield A, f"row {i} column {j} must be {message}"


def refuses(message, function, *arguments, **named):
    """Check that the function raises this message and changes no argument."""
    before = repr((arguments, named))
    with pytest.raises(ValueError) as caught:
        function(*arguments, **named)
    assert str(caught.value) == message
    assert repr((arguments, named)) == before


class TestFunctions:
    @pytest.mark.parametrize("promise", PROMISES)
    def test_keep_their_promises(self, promise):
        names = {"A": [[2, 1], [0, 3]], "B": [[0.5, 1], [1, 0]]}
        assert eval(PROMISES[promise], {**globals(), **vars(math), **vars(nn), **names})

    @pytest.mark.parametrize("expression", REFUSED)
    def test_refuse_with_a_message_that_says_why(self, expression):
        names = {"M5x12": matrix(5, 12), "M12x5": matrix(12, 5), "Table": Table}
        refuses(REFUSED[expression], eval, expression, {**vars(nn), **names})

    @SHAPES
    def test_compute_every_element_of_matrices_of_any_shape(self, m, n):
        A, B = matrix(m, n), matrix(m, n, seed=2)
        pairs = [list(zip(*rows)) for rows in zip(A, B)]
        assert nn.add(A, B) == [[a + b for a, b in row] for row in pairs]
        assert nn.subtract(A, B) == [[a - b for a, b in row] for row in pairs]
        assert nn.multiply(A, B) == [[a * b for a, b in row] for row in pairs]
        assert nn.scale(0.1, A) == [[0.1 * x for x in row] for row in A]
        assert nn.sigmoid(A) == plain_sigmoid(A)
        assert nn.sigmoid(A, deriv=True) == [[x * (1 - x) for x in row] for row in A]
        assert nn.transpose(A) == [[A[i][j] for i in range(m)] for j in range(n)]
        for columns in (1, 5, 12):
            C = matrix(n, columns)
            assert nn.dot(A, C) == plain_dot(A, C)
        numbers = [x for row in A for x in row]
        assert nn.mean_absolute_error(A) == plain_mean([abs(x) for x in numbers])
        assert nn.mean_squared_error(A) == plain_mean([x * x for x in numbers])

    @pytest.mark.parametrize("bad, message", list(bad_matrices(numbers=False)))
    def test_refuse_a_bad_matrix(self, bad, message):
        refuses(f"A {message}", nn.transpose, bad)
        for function in (nn.dot, nn.add, nn.subtract, nn.multiply):
            refuses(f"A {message}", function, bad, ones())
            refuses(f"B {message}", function, ones(), bad)

    @pytest.mark.parametrize("seed", [0, 1, 42, 2**31, 2**32 - 1])
    def test_draw_the_random_numbers_of_numpys_generator(self, seed):
        floats, draw = nn.random_floats(seed), python_floats(seed)
        assert [next(floats) for _ in range(2000)] == [draw() for _ in range(2000)]

    @pytest.mark.parametrize("hidden", [(), (1,), (12,), (5, 12), (12, 5, 3)])
    def test_draw_the_starting_weights_layer_by_layer(self, hidden):
        for columns, answers in [(1, 1), (5, 12), (12, 5)]:
            X, y = matrix(5, columns), matrix(5, answers)
            expected = plain_start(1, columns, *hidden, answers)
            assert nn.starting_weights(X, y, *hidden) == expected
            assert nn.predict(X, *expected) == plain_answers(X, *expected)


class TestBesideNumpy:
    def test_prints_the_same_text(self):
        np = pytest.importorskip("numpy")
        draw, compared = random.Random(1), 0
        while compared < 1000:
            largest, digits = 10 ** draw.uniform(-3, 7.8), draw.choice([1, 4, 8, 17])
            A = matrix(draw.randint(1, 9), draw.randint(1, 6), draw.random(), largest)
            A = [[round(x, digits) for x in row] for row in A]
            text = str(np.array(A))
            if "e" not in text and text.count("\n") == len(A) - 1:
                assert nn.format_matrix(A) == text
                compared += 1

    def test_names_the_way_out_for_numpys_integers(self):
        np = pytest.importorskip("numpy")
        rows = [list(row) for row in np.array(nn.X)]
        message = f"must be an int or a float, got {type(rows[0][0]).__name__} 0"
        message = f"X row 0 column 0 {message}: .tolist() turns arrays into lists"
        refuses(message, nn.predict, rows)
        assert nn.predict([[np.float64(0)]], [[1]]) == [[0.5]]
        assert nn.predict(np.array(nn.X).tolist()) == nn.X


# --- Training ------------------------------------------------------------------------

DATA, TARGETS = matrix(5, 2, largest=1), plain_sigmoid(matrix(5, 3))
TRAINS = [(nn.train, [matrix(2, 3, largest=1)])]
TRAINS += [(nn.train_hidden, [matrix(2, 4), matrix(4, 3, largest=1)])]
BOTH = pytest.mark.parametrize("train, weights", TRAINS)
LARGEST = 1.7976931348623157e308


def half_squared_error(weights):
    """Return half the total of the squared errors of a network on DATA."""
    error = plain_difference(TARGETS, plain_answers(DATA, *weights))
    return math.fsum(e * e for row in error for e in row) / 2


class TestTraining:
    @BOTH
    def test_moves_weights_down_the_numerical_gradient(self, train, weights):
        after = record(train, DATA, TARGETS, weights, 1)[1]
        for n, W in enumerate(weights):
            for i, row in enumerate(W):
                for j, weight in enumerate(row):
                    low, high = copy.deepcopy(weights), copy.deepcopy(weights)
                    low[n][i][j] -= 1e-5
                    high[n][i][j] += 1e-5
                    fall = (half_squared_error(low) - half_squared_error(high)) / 2e-5
                    moved = after[n][i][j] - weight
                    assert moved == pytest.approx(fall, rel=1e-6, abs=1e-9)

    @pytest.mark.parametrize("rate", [1, 0.3])
    @pytest.mark.parametrize("hidden", [(), (1,), (5,), (12,)])
    def test_updates_networks_of_any_size(self, hidden, rate):
        for rows, columns, answers in [(1, 1, 1), (12, 5, 12), (5, 12, 5)]:
            X, y = matrix(rows, columns), plain_sigmoid(matrix(rows, answers))
            weights = plain_start(7, columns, *hidden, answers)
            train = nn.train_hidden if hidden else nn.train
            expected = plain_training(X, y, weights, 3, rate)
            assert record(train, X, y, weights, 3, rate) == expected

    @BOTH
    def test_reports_before_each_update(self, train, weights):
        calls = Row()  # counts as false until it is called
        train(DATA, TARGETS, *weights, 3, calls)
        assert [call[0] for call in calls] == [0, 1, 2]
        training = plain_training(DATA, TARGETS, weights, 3)
        for (_, answers, error, *now), expected in zip(calls, training):
            assert now == expected
            assert answers == plain_answers(DATA, *expected)
            assert error == plain_difference(TARGETS, answers)

    @BOTH
    def test_works_on_copies(self, train, weights):
        def report(*_):
            for A in given:
                A[0][:], A[1:] = ["spoiled"], []

        X, y, *own = given = copy.deepcopy([DATA, TARGETS] + weights)
        after = train(X, y, *own, 3, report)
        expected = plain_training(DATA, TARGETS, weights, 3)
        assert ([after] if len(own) == 1 else list(after)) == expected[3]
        [copies] = record(train, DATA, TARGETS, weights, 0)
        for C, W in zip(copies, weights):
            assert C == W and C is not W and all(map(operator.is_not, C, W))


# --- The doors: bad input, and the message it gets -----------------------------------

# Arguments of train and train_hidden (W1: of the latter) where X is 2x2 and y 2x1.
MESSAGES = {
    "y=[[1 + 2**-52], [0]]": "y row 0 column 0 must be between 0 and 1, like every answer, got float 1.0000000000000002",
    "y=[[0], [-5e-324]]": "y row 1 column 0 must be between 0 and 1, like every answer, got float -5e-324",
    "W0=[[0, [1]], [1, 1]]": "W0 row 0 column 1 must be an int or a float, got list [1]",
    "W0=[[[1], [2]], [[3]]]": "W0 must be one matrix, not a list of them, got list [[[1], [2]], [[3]]]",
    "X=[[1, 2], [(1, 2), 3]]": "X must be one matrix, not a list of them, got list [[1, 2], [(1, 2), 3]]",
    "W0=[[1], [2], [3]]": "X is 2x2 and W0 is 3x1: X must have as many columns as W0 has rows",
    "W1=[[1], [2]]": "W0 is 2x1 and W1 is 2x1: W0 must have as many columns as W1 has rows",
    "y=[[0], [1], [1]]": "X is 2x2 and y is 3x1: y must be 2x1",
    "W1=[[1, 2, 3]]": "X is 2x2 and y is 2x1: y must be 2x3",
    "report=False": "report must be a function or None, got bool False",
    "iterations=-1": "iterations must be a whole number, 0 or more, got int -1",
    "iterations=1.0": "iterations must be a whole number, 0 or more, got float 1.0",
    "learning_rate=0": "learning_rate must be finite and above 0, got int 0",
    "learning_rate=math.inf": "learning_rate must be finite and above 0, got float inf",
    "learning_rate=math.nan": "learning_rate must be finite and above 0, got float nan",
    "learning_rate=10**400": "learning_rate must be finite and above 0, got int 100000000000000000000000000000000000000000000000000000000000",
    "learning_rate='1'": "learning_rate must be finite and above 0, got str '1'",
}


class TestDoors:
    @pytest.mark.parametrize("argument", MESSAGES)
    @pytest.mark.parametrize("train", [nn.train, nn.train_hidden])
    def test_name_a_bad_argument_before_the_first_report(self, train, argument):
        given = {"X": [[0, 1], [1, 1]], "y": [[0], [1]], "W0": [[0.5], [0.5]]}
        given.update(iterations=1, report=lambda *call: calls.append(call))
        calls = []
        if train is nn.train_hidden:
            given["W1"] = [[1]]
        given.update(eval(f"dict({argument})"))
        if train is nn.train_hidden or "W1" not in given:
            refuses(MESSAGES[argument], train, **given)
            assert calls == []

    @pytest.mark.parametrize("bad, message", list(bad_matrices()))
    def test_refuse_a_bad_matrix_wherever_it_is_given(self, bad, message):
        for name in ("X", "y", "W0", "W1", "W2"):
            given = {**dict.fromkeys(["X", "y", "W0", "W1", "W2"], ones()), name: bad}
            X, y, *weights = given.values()
            text = f"{name} {message}"
            if name == "y":
                rule = "between 0 and 1, like every answer"
                text = text.replace("a finite number", rule)
            else:
                refuses(text, nn.predict, X, *weights)
            if name != "W2":
                refuses(text, nn.train_hidden, X, y, *weights[:2])
            if name in ("X", "y", "W0"):
                refuses(text, nn.train, X, y, weights[0])
            if name in ("X", "y"):
                refuses(f"{name} {message}", nn.starting_weights, X, y)

    def test_refuse_an_iterator(self):
        for X, place in [(map(list, [[1]]), "X"), ([iter([1])], "X row 0")]:
            for function in (nn.train, nn.predict):
                with pytest.raises(ValueError, match=f"^{place} must be a list of"):
                    function(X, [[1]], [[1]])


# --- The trace: every line holds true ------------------------------------------------


def output_of(function, *arguments):
    """Return what a call prints."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        function(*arguments)
    return output.getvalue()


def traced(network, n, main=nn.main):
    """Return the text of the trace of iteration n."""
    return output_of(main, ["--trace", str(n), "--hidden"][: 2 + (network == "hidden")])


def check_trace(text):
    """Check that every equation of a trace holds; return {label: matrix of numbers}."""
    number = r"-?(?:\d[\d.]*(?:e[+-]?\d+)?|inf|nan)"
    expression = r"(?:((?:.|\n {4,}\+ )+?) = )?"  # a sum goes on below, after a +
    pattern = rf"^    (\w+)\[(\d+)\]\[(\d+)\]: {expression}({number})( \(.*\))?$"
    found, matrices = re.findall(pattern, text, re.MULTILINE), {}
    assert len(found) == text.count("]: ")
    for label, i, j, expression, number, note in found:
        rows = matrices.setdefault(label, [])
        if j == "0":
            rows.append([])
        assert (int(i), int(j)) == (len(rows) - 1, len(rows[-1]))
        rows[-1].append(float(number))
        assert (repr(float(number)), bool(note)) == (number, not expression)
        if expression:
            assert eval(f"({expression})", {"exp": math.exp}) == float(number)
        if expression and re.search("_sum|_update", label):
            assert all(line.count(" * ") == 1 for line in expression.split("\n"))
        for line in expression.split("\n")[1:]:  # where + stands
            assert line.index("+") == len(f"    {label}[{i}][{j}]: ") - 2
    return matrices


# What a reader may change in the file: the old text, and the new one.
XS, YS = "X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]", "y = [[0], [0], [1], [1]]"
DELTA = "l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))"
UPDATE = "W0 = add(W0, scale(learning_rate, W0_update))"
THIRD = "l3 = sigmoid(dot(l2, W2))\n        l3_error = subtract(y, l3)\n"
THIRD += "        l3_delta = multiply(l3_error, sigmoid(l3, deriv=True))\n"
THIRD += "        l2_error = dot(l3_delta, transpose(W2))"
EDITS = [  # old, new; more than one are joined by " | "
    (DELTA, "l1_delta = l1_error"),
    (DELTA, f"{DELTA}\n        learning_rate /= 2"),
    (DELTA, f"{DELTA}  # a comment"),
    (DELTA, f"{DELTA}\n        print('in the loop')"),
    (DELTA, "l1_delta = multiply(\n            l1_error, sigmoid(l1, deriv=True))"),
    (DELTA, f"l1_delta = l1_error\n        if i > 0:\n            {DELTA}"),
    (DELTA, "l1_delta = check_matrix(l1_error, 'l1_error')"),
    (UPDATE, "W0 = add(W0, add(scale(learning_rate, W0_update), scale(-0.01, W0)))"),
    ("1.0 / (1.0 + exp(-x))", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))"),
    ("A[i][j] + B[i][j]", "A[i][j] - B[i][j]"),
    ("range(len(B[0])), range(len(B))", "range(len(B[0])), range(len(B))[::-1]"),
    (XS, "X = [[0, 0, 1, 1], [0, 1, 1, 0], [1, 0, 1, 5], [1, 1, 1, 0.1]]"),
    (YS, "y = [[0, 1], [0, 1], [1, 0], [1, 0]]"),
    (
        "l0_T = transpose(l0) | l2_error = subtract(y, l2) | W1_update = ",
        f"l0_T, W2 = transpose(l0), [[0.5]] | {THIRD} | W2 = add(W2, dot(transpose(l2), l3_delta))\n        W1_update = ",
    ),
]
NETWORKS = pytest.mark.parametrize("network", ["first", "hidden"])


# What the trace of iteration 0 shows after an edit, "old -> new".
NOTE = "(for an equation, mend the line of sigmoid in expression)"
GUARD = "0.0 if -1000.0 < -709.782712893384 else 1 / (1 + exp(-(-1000.0))) = 0.0"
SHOWN = {
    "1.0 / (1.0 + exp(-x)) -> 0.25": f"    l1[0][0]: 0.25 {NOTE}\n",
    f"{UPDATE} -> {UPDATE}\n        l1 = sigmoid([[1e999]])": f"\n    l1[0][0]: 1.0 {NOTE}\n",
    "l0_T = transpose(l0) -> l0_T, W0 = transpose(l0), [[0], [0], [-1000]]": f"    l1[3][0]: {GUARD}\n",
    "l0_T = transpose(l0) -> l0_T, W0 = transpose(l0), [[0], [0], [1000]]": "    l1_delta[0][0]: -1.0 * 0.0 = -0.0\n",
    f"{DELTA} -> {DELTA}\n        subtract(y, l1)": "\n\nsubtract(y, l1)\n    inner_subtract[0][0]: 0.0 - ",
    f"{DELTA} -> l1_delta = l1_error\n        learning_rate /= 2": "\n\nl1_delta = l1_error\n\nlearning_rate /= 2\n\nW0_update",
    f"{DELTA} -> l1_delta = [row for row in l1_error]\n        flat = (lambda: [1.0])()": "\n\nl1_delta = [row for row in l1_error]\n\nflat = (lambda: [1.0])()\n\nW0",
    f"{YS} -> y = [[0]] * 4; X = [[0, 1, 1]] * 4": " = 0.0\n    W0_update[1]",  # not -0.0
}


class TestTrace:
    @NETWORKS
    @pytest.mark.parametrize("n", [0, 1, 99, 1999])
    def test_holds_true_line_by_line_and_ends_on_the_next_weights(self, network, n):
        text, after = traced(network, n), ours(network, n + 1)[-1]
        found = check_trace(text)
        assert "mend" not in text  # every number has its equation
        assert [found[f"W{k}"] for k in range(len(after))] == after
        names = set()
        for k in range(len(after)):
            parts = ("", "_sum", "_error", "_slope", "_delta")
            names |= {f"l{k + 1}{part}" for part in parts}
            names |= {f"W{k}{part}" for part in ("", "_update", "_step")}
        assert set(found) == names

    @NETWORKS
    def test_shows_what_goes_in_then_the_lines_of_the_loop(self, network):
        train, X, y, _ = lesson(vars(nn), network)
        given = {"l0": X, "y": y}
        given.update({f"W{k}": W for k, W in enumerate(ours(network, 5)[5])})
        parts = [f"{name} =\n{nn.format_matrix(A)}" for name, A in given.items()]
        shown = traced(network, 5).split("\n\n")
        assert shown[: len(parts) + 1] == ["Iteration:5"] + parts
        headings = [part.split("\n")[0] for part in shown[len(parts) + 1 :]]
        loop = inspect.getsource(train).split("l0_T = transpose(l0)\n")[1]
        assert headings == re.findall(r"^ +(\w+ = .*)$", loop, re.MULTILINE)

    @NETWORKS
    @pytest.mark.parametrize("old, new", EDITS)
    @pytest.mark.parametrize("n", [0, 2])
    def test_follows_an_edited_copy(self, old, new, network, n):
        names, calls = edited(*zip(old.split(" | "), new.split(" | "))), []
        text = traced(network, n, names["main"])
        train, X, y, sizes = lesson(names, network)
        weights = plain_start(names["SEED"], *sizes)
        given = [X, y, *weights, n + 2, lambda *call: calls.append(call), names["RATE"]]
        output_of(train, *given)
        (_, answers, error, *before), (_, _, _, *after) = calls[n : n + 2]
        found, last = check_trace(text), f"l{len(weights)}"
        assert (found[last], found[f"{last}_error"]) == (answers, error)
        assert [found[f"W{k}"] for k in range(len(after))] == after
        for name, A in zip(["l0", "y", "W0", "W1"], [X, y] + before):
            assert f"\n{name} =\n{nn.format_matrix(A)}\n" in text
        assert ("\nW2 =\n[[" in text) == ("W2 = " in new)

    @pytest.mark.parametrize("edit", SHOWN)
    def test_shows_after_an_edit(self, edit):
        assert SHOWN[edit] in traced("first", 0, edited(edit.split(" -> "))["main"])

    def test_finds_the_lines_in_a_zip_file(self, tmp_path):
        path = tmp_path / "program.zip"
        with zipfile.ZipFile(str(path), "w") as file:
            file.writestr("nn_scratch.py", source())
        code = "import nn_scratch; nn_scratch.show_trace(3)"
        traces = run(["-c", code], env={"PYTHONPATH": str(path)}, cwd=str(tmp_path))
        assert traces == (0, traced("first", 3), "")

    @pytest.mark.parametrize("n", [0, 3])
    def test_puts_back_the_hook_that_was_there(self, n):
        before = sys.gettrace()
        sys.settrace(lambda *event: None)
        try:
            hook = sys.gettrace()
            output_of(nn.show_trace, n)
            assert sys.gettrace() is hook
            with pytest.raises(ZeroDivisionError):
                output_of(edited(("return W0", "return 1 / 0"))["show_trace"], n)
            assert sys.gettrace() is hook
        finally:
            sys.settrace(before)

    def test_says_so_if_the_iteration_can_not_be_shown(self):
        no_source, no_hook, changed = {"__name__": "none"}, edited(), edited()
        output_of(exec, source(), no_source)
        no_hook["sys"] = types.SimpleNamespace()  # as in MicroPython
        path = changed["train"].__code__.co_filename
        text = source().replace(DELTA, "l1_delta = l1_error")
        linecache.cache[path] = len(text), None, text.splitlines(True), path
        ends = edited((DELTA, f"{DELTA}\n        if i == 2:\n            break"))
        no_report = edited(("report(i, l1, l1_error, W0)\n", "pass\n"))
        in_n = edited(("for i in range(i", "for n in range(i"), ("t(i, l", "t(n, l"))
        sentence = "Iteration 3 can't be shown: the docstring of show_trace says why.\n"
        for names in (no_source, no_hook, changed, ends, no_report, in_n):
            assert output_of(names["show_trace"], 3) == sentence


# --- The command line ----------------------------------------------------------------

HERE = pathlib.Path(nn.__file__).resolve().parent
PROGRAM = str(HERE / "nn_scratch.py")
USAGE = "usage: python nn_scratch.py [--hidden] [--trace N]\n"
# These would change a child's output or numpy's kernels. We promise nothing there.
UNSET = ["FORCE_COLOR", "PYTHON_COLORS", "PYTHONIOENCODING", "PYTHONWARNINGS"]
UNSET += ["PYTHONUNBUFFERED", "PYTHONINSPECT", "NPY_ENABLE_CPU_FEATURES"]
UNSET += ["NPY_DISABLE_CPU_FEATURES", "OPENBLAS_CORETYPE"]
# Words between which a space stands; "\u0663" is a digit, but not one of ours.
WRONG = "--trace|--trace -1|--trace +1|--trace 1.5|--trace x|--trace |--trace 1 2|"
WRONG += "--trace 0 --trace 0|--trace=0|0 --trace|--trace \u0663|--trace \u00b2|"
WRONG += "--hidden --trace -1|--hidden --trace|--hid|--Hidden|--hidden=1|--tr 1|1|0 1||"
WRONG += "-h 0|--help --help|-h --help|--help --trace 0|-H|--Help|-help|help|-hidden"


@functools.lru_cache(maxsize=None)
def source():
    """Return the program's text."""
    return pathlib.Path(PROGRAM).read_text(encoding="ascii")


@functools.lru_cache(maxsize=None)
def plain_run():
    """Return what the plain run prints with this platform's exp."""
    return output_of(nn.main, [])


def run(arguments, stdout=subprocess.PIPE, **more):
    """Run Python as a child process; return its exit status, output and errors."""
    env = {name: x for name, x in os.environ.items() if name not in UNSET}
    more["env"], command = {**env, **more.get("env", {})}, [sys.executable] + arguments
    more.update(stderr=subprocess.PIPE, universal_newlines=True, timeout=120)
    done = subprocess.run(command, check=False, stdout=stdout, **more)
    return done.returncode, done.stdout, done.stderr


class TestCommandLine:
    @pytest.mark.parametrize("arguments", WRONG.split("|"), ids=ascii)
    def test_refuses_other_words_with_a_usage_line(self, arguments, capsys):
        words = arguments.split(" ")
        with pytest.raises(SystemExit) as caught:
            nn.main(words)
        named = [word for word in words if word != "--hidden"]
        assert capsys.readouterr() == ("", f"{USAGE}not understood: {named}\n")
        assert caught.value.code == 2

    def test_prints_the_docstring_for_help(self):
        docstring = source().split('"""')[1] + "\n"
        for words in (["-h"], ["--help"], ["--hidden", "-h"], ["--help", "--hidden"]):
            assert output_of(nn.main, words) == docstring
        assert run([PROGRAM, "--help"]) == (0, docstring, "")
        assert run(["-OO", PROGRAM, "--help"]) == (0, USAGE, "")

    def test_takes_the_options_in_any_order(self):
        first, hidden = traced("first", 0), traced("hidden", 2)
        assert run([PROGRAM, "--trace", "0"]) == (0, first, "")
        assert run([PROGRAM, "--hidden", "--trace", "2"]) == (0, hidden, "")
        assert output_of(nn.main, ["--trace", "2", "--hidden"]) == hidden
        assert output_of(nn.main, ["--hidden", "--trace", "--hidden", "02"]) == hidden
        assert output_of(nn.show_trace, 0) == first
        assert output_of(nn.show_trace, 2, True) == hidden

    def test_prints_the_plain_run_under_any_flags_and_from_standard_input(self):
        assert plain_run() == expected_run(vars(nn), "first", recorded(FIRST, nn.exp))
        env = {"PYTHONIOENCODING": "ascii"}
        for arguments in [[PROGRAM], ["-OO", "-W", "error", PROGRAM], ["-"]]:
            assert run(arguments, input=source(), env=env) == (0, plain_run(), "")

    def test_imports_math_and_sys_alone(self):
        code = "import math, sys; sys.path.insert(0, '.'); old = set(sys.modules)\n"
        code += "import nn_scratch as nn\nnn.main([])\n"
        code += "nn.train_hidden(nn.X, nn.y_xor, *nn.starting_weights(nn.X, nn.y_xor, 4), 1)\n"
        code += "print(sorted(set(sys.modules) - old))"
        expected = plain_run() + "['nn_scratch']\n"
        assert run(["-S", "-c", code], cwd=str(HERE)) == (0, expected, "")

    @pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
    @pytest.mark.parametrize("buffering", ["", "1"], ids=["on", "off"])
    @pytest.mark.parametrize("arguments", ["", "--hidden --trace 2", "--help"])
    def test_ends_quietly_if_the_pipe_is_closed(self, arguments, buffering):
        reader, writer = os.pipe()
        os.close(reader)
        env = {"PYTHONUNBUFFERED": buffering}
        with os.fdopen(writer, "w") as pipe:
            status, _, errors = run([PROGRAM] + arguments.split(), stdout=pipe, env=env)
        assert (status, errors) == (0, "")

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
    def test_fails_if_its_output_can_not_be_written(self):
        with open("/dev/full", "w") as full:
            assert run([PROGRAM], stdout=full)[0] > 0

    def test_prints_the_plain_run_in_a_notebook_cell(self, monkeypatch):
        monkeypatch.setattr(sys, "argv", ["ipykernel_launcher.py", "-f", "kernel.json"])
        assert output_of(exec, source(), {"__name__": "__main__"}) == plain_run()

    def test_can_be_pasted_into_the_shell_line_by_line(self, monkeypatch):
        monkeypatch.setattr(sys, "argv", [""])
        shell, errors = code.InteractiveConsole({"__name__": "__main__"}), io.StringIO()
        lines = source().split("\n")
        with contextlib.redirect_stderr(errors):
            output = output_of(lambda: [shell.push(line) for line in lines])
        assert (errors.getvalue(), output[-len(plain_run()) :]) == ("", plain_run())


# --- Edited copies: each setting appears once, and every run follows it ---------------


def edited(*edits):
    """Return the names of a copy of the program with these edits, read from a file."""
    text = source()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "edited.py")
        pathlib.Path(path).write_text(text)
        spec = importlib.util.spec_from_file_location("edited", path)
        module = importlib.util.module_from_spec(spec)
        assert output_of(spec.loader.exec_module, module) == ""
        linecache.getlines(path)  # since the file is about to go
    return vars(module)


def setting(line):
    """Return the edit that replaces the only line of the file that sets this name."""
    name = line.split(" = ")[0]
    [old] = re.findall(rf"(?m)^{name} = .*\n", source())
    return "\n" + old, f"\n{line}\n"


def expected_run(names, network, training):
    """Return what a run without --trace prints, given the weights it goes through."""
    _, X, y, _ = lesson(names, network)
    every, head, title, measure = 2_000, "L1", "Error", lambda e: e * e
    targets = []
    if network == "hidden":
        every, head, title, measure = 10_000, "L2", "Mean absolute error", abs
        targets = [f"Targets: {' '.join(map(str, row))}\n\n" for row in zip(*y)]
    text = "".join(targets)
    for i in range(0, len(training) - 1, every):
        answers = plain_answers(X, *training[i])
        rows = plain_difference(y, answers)
        error = plain_mean([measure(e) for row in rows for e in row])
        row = nn.format_matrix(plain_transpose(answers))
        text += f"Iteration:{i}\n{head}: {row}\n{title}: {error}\n\n"
    last = plain_answers(X, *training[-2:][0])
    return text + f"Output After Training:\n{nn.format_matrix(last)}\n"


CHANGES = [
    "RATE = 0.3",
    "SEED = 4294967295",
    "HIDDEN = 1",
    "X = [[0.5, 0, 1, -2, 3], [1, 1, 1, 0, 0], [2, 0, 1, 0.1, 5], [9, 8, 7, 6, 5]]",
    "y = [[0.5, 0, 1, 0, 1], [1, 1, 1, 0, 0], [0, 0, 1, 0.1, 1], [1, 1, 0, 0, 1]]",
    "y_xor = [[0.5, 0], [1, 1], [0, 0.25], [1, 1]]",
    "X = [[0, 0, 1, 1]] | y = [[0.5, 1]] | y_xor = [[0, 1]]",
    "RATE = 0.5 | SEED = 7 | HIDDEN = 12 | X = [[1, 0.5, -1, 2, 0], [0.1, 1, 1, 0, 1]] * 6 | y = [[1, 0, 1, 0, 0.5]] * 12 | y_xor = [[0, 1, 0.25, 1, 1]] * 12",
]
SHORT = [("=10_000", "=3"), ("=60_000", "=3")]


class TestSettings:
    @NETWORKS
    @pytest.mark.parametrize("change", CHANGES)
    def test_are_followed_in_the_file_and_at_run_time(self, change, network):
        lines, at_run_time = change.split(" | "), edited(*SHORT)
        at_run_time.update(eval(f"dict({', '.join(lines)})"))
        for names in (edited(*map(setting, lines), *SHORT), at_run_time):
            _, X, y, sizes = lesson(names, network)
            start = plain_start(names["SEED"], *sizes)
            training = plain_training(X, y, start, 3, names["RATE"])
            printed = output_of(names["main"], ["--hidden"] * (network == "hidden"))
            assert printed == expected_run(names, network, training)
            found = check_trace(traced(network, 2, names["main"]))
            assert [found[f"W{k}"] for k in range(len(start))] == training[3]

    @pytest.mark.parametrize("training", [FIRST, HIDDEN])
    @pytest.mark.parametrize("iterations", [0, 1, 2_000, 2_001, 10_001])
    def test_are_followed_for_the_number_of_iterations(self, iterations, training):
        new, network = f"={iterations}", training[0]
        names = edited(("=10_000", new), ("=60_000", new))
        weights = (recorded(training, nn.exp) * 2)[: iterations + 1]  # last: not shown
        printed = output_of(names["main"], ["--hidden"] * (network == "hidden"))
        assert printed == expected_run(names, network, weights)

    def test_are_refused_if_they_are_no_matrix(self):
        for line in ("X", "y", "X --hidden", "y_xor --hidden"):
            name, *words = line.split()
            for bad, message in (
                [[0, 1], "row 0 must be a list of numbers, got int 0"],
                ragged(2, 4),
            ):
                main = edited(setting(f"{name} = {bad}"))["main"]
                refuses(f"{name[0]} {message}", main, words)
                refuses(f"{name[0]} {message}", main, words + ["--trace", "0"])


# --- The texts: docstrings and comments ----------------------------------------------


def examples_hold(text):
    """Check that all doctest examples in text hold, and that there are some."""
    text, output = re.sub('"""|```.*', "", text), io.StringIO()
    test = doctest.DocTestParser().get_doctest(text, dict(vars(nn)), "text", "", 0)
    results = doctest.DocTestRunner(verbose=False).run(test, out=output.write)
    assert results.failed == 0, output.getvalue()
    assert results.attempted == len(re.findall("^ *>>> ", text, re.MULTILINE)) > 0


def numpy_loop():
    """Return the lines of numpy_first's loop, as the notebook has them."""
    text = inspect.getsource(numpy_first).replace("numpy_sigmoid(np, ", "sigmoid(")
    text = text.split("iterations):\n")[1].split("        yield")[0]
    return re.sub("(?m)^ +|rate [*] ", "", text)


def compensated_dot(A, B):
    """Return the matrix product, added with compensation, as sum() does since 3.12."""
    C = plain_dot(A, B)
    for i, row in enumerate(A):
        for j in range(len(B[0])):
            total = lost = 0.0
            for k, a in enumerate(row):
                x = a * B[k][j]
                new = total + x
                lost += (total - new) + x if abs(total) >= abs(x) else (x - new) + total
                total = new
            C[i][j] = total + lost
    return C


def says(sentence):
    """Check that the program's comments have this sentence, or this part of one."""
    assert sentence in re.sub(r"\s*\n\s*#? *", " ", source())


class TestComments:
    def test_have_examples_that_hold(self):
        examples_hold(source())

    def test_show_the_numpy_loop_that_is_compared(self):
        loop = source().split("#     for i in range(iterations):\n")[1].split("#\n")[0]
        assert re.sub("(?m)^# +", "", loop) == numpy_loop()

    @NETWORKS
    def test_list_the_names_with_their_shapes(self, network):
        def report(i, *_):
            if i == 1:  # when the names of iteration 0 are there, too
                names.update(sys._getframe(1).f_locals)

        names, (train, X, y, sizes) = {"X": nn.X}, lesson(vars(nn), network)
        train(X, y, *plain_start(1, *sizes), 2, report)
        rows = re.findall(r"(?m)^    (\w+) +(\dx\d)? +(\dx\d)  \w", source())
        table = {row[0]: row[1 if network == "first" else 2] for row in rows}
        assert len(table) == 11
        for name, shape in table.items():
            A = names.get(name)
            assert shape == (f"{len(A)}x{len(A[0])}" if A else "")
        for name in ("l2_error", "l2_delta", "W1_update"):
            assert len(names.get(name, [])) == (0 if network == "first" else 4)

    def test_give_the_figures_of_the_first_network(self):
        def mean_error(W0, X=nn.X, y=nn.y):
            error = plain_difference(y, plain_answers(X, W0))
            return plain_mean([e * e for [e] in error])

        training = [W0 for [W0] in recorded(FIRST, nn.exp)]
        a, b, c = [f"{w:.1f}" for [w] in training[-1]]
        says(f"The trained weights are about {a}, {b} and {c}:")
        a, b, c = [f"{mean_error(training[n]):.2g}" for n in (10, 100, 1_000)]
        says("after 10, 100 and 1,000 iterations, the mean squared error is")
        says(f" the mean squared error is {a}, {b} and {c}.")
        a, b, c = [f"{u:.3f}" for [u] in plain_difference(training[1], training[0])]
        says(f"the updates in iteration 0 are {a}, {b} and {c}.")
        gains = []
        for n in range(3):
            raised = [[w + 0.001 * (i == n)] for i, [w] in enumerate(training[0])]
            gains.append(f"{4 * (mean_error(training[0]) - mean_error(raised)):.6f}")
        says("the total of the squared errors falls by {}, {} or {}.".format(*gains))

    def test_give_the_answer_to_the_example_that_was_left_out(self):
        answers = []
        for n in range(4):
            X, y = nn.X[:n] + nn.X[n + 1 :], nn.y[:n] + nn.y[n + 1 :]
            W0 = nn.train(X, y, plain_start(1, 3, 1)[0])
            answers.append(f"{plain_answers([nn.X[n]], W0)[0][0]:.3f}")
        says("answer is {}, {}, {} and {}; the targets are 0, 0, 1".format(*answers))

    def test_give_the_price_of_the_slope(self):
        fast = edited((DELTA, "l1_delta = l1_error"))["train"]
        [[a]] = plain_answers([[1]], nn.train([[1]], [[1]], [[-10]], 1_000))
        [[b]] = plain_answers([[1]], fast([[1]], [[1]], [[-10]], 1_000))
        says(f"the answer is still {a:.5f}. Without the slope, it would be {b:.3f},")

    def test_give_the_number_of_iterations_that_sum_would_change(self):
        def differ():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(nn, "dot", compensated_dot)
                summed = ours(*FIRST)
            return sum(a != b for a, b in zip(recorded(FIRST, nn.exp), summed))

        exactly(7_538, differ)
        says("7,538 of 10,000 iterations would differ from numpy's.")

    def test_give_the_answers_that_now_try_leads_to(self):
        pattern = r"^#     (.{26})  ((?:\d\.\d{3} ){4}) [A-Z0-9].*\.$"
        edits = {
            "iterations=100 in train": ("iterations=10_000", "iterations=100"),
            "no third input in X": (XS, "X = [[0, 0], [0, 1], [1, 0], [1, 1]]"),
            "all numbers in X times 10": (XS, XS.replace("1", "10")),
            "l1_delta = l1_error": (DELTA, "l1_delta = l1_error"),
        }
        rows = re.findall(pattern, source(), re.MULTILINE)
        assert len(rows) == 9
        for name, answers in rows:
            name, _, words = name.strip().partition(", and ")
            main = edited(edits.get(name) or setting(name))["main"]
            printed = output_of(main, words.split()).split("Output After Training:")[1]
            found = re.findall(r"\d\.\d*", printed)
            assert "".join(f"{float(x):.3f} " for x in found) == answers, name


# --- The page ------------------------------------------------------------------------

PAGE = HERE / "README.md"
HOW = 'write a line "<!-- computed: NAME -->" above it, and add NAME to page_blocks'


def blocks():
    """Return (comment, kind, text) of every fenced block and every table of the page."""
    page = PAGE.read_text(encoding="utf-8")
    comment = r"(?ms)(?:^<!-- ([^\n]*) -->\n)?"
    fenced = comment + r"^```(\w+)\n(.*?)\n```$"
    table = comment + r"()((?:^[^\n]+ \| [^\n]+\n|^---[^\n]*\|[^\n]*\n)+)"
    return re.findall(fenced, page) + re.findall(table, re.sub(fenced, "", page))


def scripts():
    """Return (script, output) for the blocks that import all and what stands below."""
    texts = [text for _, _, text in blocks()]
    pairs = zip(texts, texts[1:])
    return [pair for pair in pairs if pair[0].startswith("from nn_scratch import *")]


def figures_in(text):
    """Return the numbers and shapes of a block, in order, without a chart's settings."""
    text = re.sub(r"(?s)^---\n.*?\n---\n", "", text)
    return re.findall(r"(?<![\w.])-?\d+(?:\.\d+|x\d+)?(?!\w)", text)


def text_of(*matrices):
    """Return the numbers of these matrices as text, row by row, across all matrices."""
    found = [x for rows in zip(*matrices) for row in rows for x in row]
    return " ".join([str(int(x)) if x in (0, 1) else f"{x:.3f}" for x in found])


def loop_of(function):
    """Return the lines of a training loop that compute, without their comments."""
    body = inspect.getsource(function).split("transpose(l0)\n")[1].split("\n")
    lines = [line[4:] for line in body if not re.match(" *(#|$|if|rep|ret)", line)]
    return "\n".join(lines)


def equation(network, label):
    """Return an equation of the trace of iteration 0, as it is printed."""
    pattern = rf"(?m)^    {re.escape(label)}: .*(?:\n {{5,}}\+ .*)*"
    return re.search(pattern, traced(network, 0)).group()


def rounded(network, label):
    """Return an equation of the trace of iteration 0, with three decimals."""
    text = re.sub(r"\n +\+", " +", equation(network, label).split(": ")[1])
    text = re.sub(r"\b([01])\.0\b(?!\d)", r"\1", text)
    return re.sub(r"-?\d+\.[\de-]+", lambda x: f"{float(x.group()):.3f}", text)


def page_blocks():
    """Return {name: text}: what the page's blocks of these names have to show.

    Only the numbers and shapes are compared, except in a block of Python, where all
    lines are compared that are not comments, and after "printed:", where all text is.
    """
    out, X, y, X_T = plain_run().split("\n"), nn.X, nn.y, plain_transpose(nn.X)
    W0, trace = plain_start(1, 3, 1)[0], check_trace(traced("first", 0))
    sums, l1, error, slope, delta, update, _, after = trace.values()
    curve = plain_sigmoid([[n * 0.75 for n in range(-8, 9)]])
    slopes = [[a * (1 - a) for a in row] for row in curve]
    part = ["l1_sum[2]", "l1[2]", "l1_slope[2]", "l1_delta[2]", "W0_update[1]", "W0[1]"]
    answer = ["l2_error[3][0]", "l2_slope[3][0]", "l2_delta[3][0]"]
    answer = [rounded("hidden", label) for label in answer]
    h1 = ["l1_error[3][1]", "l1_slope[3][1]", "l1_delta[3][1]", "W0_update[0][1]"]
    h1 = [rounded("hidden", label) for label in h1]
    l2, weight, number = answer[0].split()[2], h1[0].split()[2], h1[1].split()[0]
    trained = recorded(HIDDEN, nn.exp)[-1]
    numbers = plain_answers(X, trained[0])
    hand = [[20, 20, 0], [20, 20, 0], [-10, -30, 20]], [[20], [-20], [-10]]
    hidden = plain_answers(X, hand[0])
    hand = zip(X, plain_dot(X, hand[0]), hidden, plain_answers(X, *hand))
    back, W1 = check_trace(traced("hidden", 0)), plain_start(1, 3, 4, 1)[1]
    rows = re.findall(r"(?m)^#     ((?!y =|all).{26}  (?:\d\.\d{3} ){4}.*)$", source())
    return {
        "plain run": "\n".join(out[:3] + ["..."] + out[-6:-1]),
        "first loop": loop_of(nn.train),
        "examples": text_of(X, y),
        "sum and answer": f"1 {text_of(W0[:1], sums[2:])} 0 {text_of(W0[1:2])} 1 {text_of(W0[2:], l1[2:])}",
        "sigmoid curve": f"-6 6 0 1 {text_of(curve)} {text_of(slopes)}",
        "sums": f"{text_of(X)} 4 3 {text_of(W0)} 3 1 {text_of(sums)} 4 1",
        "example table": text_of(X, l1, error, slope, delta),
        "updates": f"{text_of(X_T)} 3 4 {text_of(delta)} 4 1 {text_of(update)} 3 1",
        "before and after": text_of(X, y, l1, plain_answers(X, after)),
        "numpy loop": numpy_loop().rstrip("\n"),
        "part of the trace": "\n".join(equation("first", f"{x}[0]") for x in part),
        "by hand": " ".join([f"{x:.0f}" for rows in hand for row in rows for x in row]),
        "back": text_of(
            back["l2_delta"][3:], plain_transpose(W1), back["l1_error"][3:]
        ),
        "eight hidden numbers": HIDDEN_FLOWERS,
        "hidden shapes": "4x3 3x4 4x4 4x1 4x1",
        "hidden loop": loop_of(nn.train_hidden),
        "hidden example": f"{l2} {answer} {number} {weight} {h1}",
        "hidden numbers": text_of(X, numbers, plain_answers(numbers, trained[1])),
        "now try": " ".join(rows),
    }


# Two lines of the page, which turn its script on flowers into one with a hidden layer.
HIDDEN_FLOWERS = """weights = starting_weights(X, y, 8)
weights = train_hidden(X, y, *weights, 3_000, report, rate)"""
# What may be wrong with rows of one's own: what becomes of them, and what Python names.
SPOILED = {
    "another name": (lambda rows: rows.replace("setosa", "Iris-setosa"), "Iris-setosa"),
    "a capital letter": (lambda rows: rows.replace("setosa", "Setosa"), "Setosa"),
    "a blank after commas": (lambda rows: rows.replace(",", ", "), " setosa"),
    "semicolons": (lambda rows: rows.replace(",", ";"), "5.1;3.5;1.4;0.2;setosa"),
    "tabs": (lambda rows: rows.replace(",", "\t"), "5.1\t3.5\t1.4\t0.2\tsetosa"),
    "kind in front": (lambda rows: re.sub(r"(?m)^(.*),(\w+)$", r"\2,\1", rows), "0.2"),
    "kinds as numbers": (lambda rows: rows.replace("setosa", "0"), "0"),
    "a header": (lambda rows: f"a,b,c,d,kind\n{rows}", "kind"),
    "an empty last field": (lambda rows: rows.replace("setosa", "", 1), ""),
}


@pytest.mark.skipif(not PAGE.exists(), reason="README.md is not here")
class TestPage:
    @pytest.mark.parametrize("spoil, named", SPOILED.values(), ids=list(SPOILED))
    def test_stops_at_a_spoiled_row_and_names_it(self, spoil, named):
        script = scripts()[-1][0]
        rows = re.search(r'(?s)"""\\\n(.*?)"""', script).group(1)
        with pytest.raises(KeyError) as caught:
            output_of(exec, script.replace(rows, spoil(rows)), {})
        assert caught.value.args == (named,)

    def test_reads_over_blank_lines_and_learns_with_a_hidden_layer(self):
        script, printed = scripts()[-1]
        blank = script.replace("\n5.8,", "\n\n5.8,").replace('\n"""', '\n  \n"""')
        assert output_of(exec, blank, {}) == printed + "\n"
        start, training = HIDDEN_FLOWERS.split("\n")
        hidden = script.replace("weights = starting_weights(X, y)", start)
        hidden = re.sub(r"weights = \[train\(.*", training, hidden)
        assert (
            output_of(exec, hidden, {}).split("\n")[-3:-1] == printed.split("\n")[-2:]
        )

    def test_says_in_its_sentences_what_was_computed(self):
        page, W0 = PAGE.read_text(encoding="utf-8"), recorded(FIRST, nn.exp)
        errors = [plain_difference(nn.y, plain_answers(nn.X, *W)) for W in W0[:2]]
        means = [plain_mean([e * e for [e] in error]) for error in errors]
        assert "fell from {:.3f} to {:.3f}.".format(*means) in page
        updates = [w for [w] in plain_difference(W0[1][0], W0[0][0])]
        assert "updates were {:.3f}, {:.3f} and {:.3f}:".format(*updates) in page
        weights = [w for [w] in W0[-1][0]]
        assert "the weights are {:.3f}, {:.3f} and {:.3f}.".format(*weights) in page
        weights = [w for [w] in recorded(HIDDEN, nn.exp)[-1][1]]
        words = "in `W1` are {:.1f}, {:.1f}, {:.1f} and {:.1f},".format(*weights)
        assert words in page.replace("\n", " ")
        for label in ("l1_sum", "l1_error", "l1_slope", "l1_delta"):
            assert rounded("first", f"{label}[2][0]") in page

    def test_has_examples_that_hold(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)  # since one example writes a file
        examples_hold(PAGE.read_text(encoding="utf-8"))

    def test_shows_what_its_scripts_print(self):
        for script, printed in scripts():
            assert output_of(exec, script, {}) == printed + "\n"

    def test_shows_the_numbers_that_are_computed(self):
        expected, done = page_blocks(), [text for pair in scripts() for text in pair]
        for comment, kind, text in blocks():
            form, _, name = comment.partition(": ")
            if figures_in(text) and text not in done and ">>> " not in text:
                assert re.match("(not )?computed: .|printed: .", comment), (
                    f"{text}\n{HOW}"
                )
            if form in ("computed", "printed"):
                assert name in expected, f"{name}: add it to page_blocks"
                computed = expected.pop(name)
                if kind == "python":
                    text = re.sub(r"(?m)^ *# .*\n", "", text)
                if kind != "python" and form == "computed":
                    text, computed = figures_in(text), figures_in(computed)
                assert text == computed, name
        assert list(expected) == [], "the page has no block of this name"


# --- Numpy on its plain kernels ------------------------------------------------------


# numpy picks its kernels by the machine it finds. These settings leave it the plain
# ones: a dot product is added from left to right, np.exp is the C library's. numpy
# has other names for these features before 2.4, and warns about names it doesn't know.
PLAIN_KERNELS = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR "
    "AVX512F AVX512CD AVX512_KNL AVX512_SKX AVX512_CLX AVX512_CNL",
}


def print_stored():
    """Print STORED as numpy computes it now; exit where its kernels are not plain."""
    os.environ.update(PLAIN_KERNELS)
    import numpy as np

    draw = random.Random(1)
    for rows, columns in [(3, 1), (3, 4), (4, 1)] * 100:
        shapes = [(4, rows), (rows, columns), (4, columns)]
        layer, W, delta = [np.array(matrix(*shape, draw.random())) for shape in shapes]
        plain = [np.exp(W).tolist() == [[math.exp(x) for x in row] for row in W]]
        for A, B in [(layer, W), (layer.T, delta)]:
            by_hand = sum(np.outer(A[:, k], B[k]) for k in range(len(B)))
            plain.append((np.dot(A, B) == by_hand).all())
        if not all(plain):
            sys.exit(f"numpy {np.__version__} has no plain kernels here")
    numpy_networks = {"first": numpy_first, "hidden": numpy_hidden}
    for network, iterations, rate in TRAININGS:
        training = numpy_networks[network](np, iterations, rate)
        print(end=summary(training, network, iterations, rate))


@pytest.fixture(scope="module")
def computed_now():
    """Return STORED as numpy computes it now."""
    np = pytest.importorskip("numpy")
    env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    program = str(HERE / "test_nn_scratch.py")
    status, output, errors = run(["-W", "ignore", program], env=env)
    linux = (sys.platform, platform.machine()) == ("linux", "x86_64")
    if "no plain kernels" in errors and not (linux and np.__version__[0] != "1"):
        pytest.skip(errors.strip())  # On Linux, numpy 2 has plain kernels.
    assert (status, errors) == (0, "")
    return output


# --- What numpy computed -------------------------------------------------------------


def lines_of(text, training):
    """Return the part of text that begins like the summary of this training."""
    head = "{}, {} iterations at rate {}: ".format(*training)
    return re.search(f"^{head}.*\n(?:  .*\n)*", text, re.MULTILINE).group()


STORED = """\
first, 10000 iterations at rate 1: 69c29fdd3d59b3da7a2aeedddeae757933b165aff565916ef87acd32424bd285
  1 0.12025405710936243 0.5045619608367021 -0.8506377412381663
  100 4.621287365729615 -0.20338466199808042 -2.0932531092512123
  10000 9.672993027736892 -0.20784349926631962 -4.62963668773159
first, 300 iterations at rate 0.1: 5aeee711efdef5c37a8a549f047afa3c478e11e3f0e4c493ef76a53d312abfc3
first, 300 iterations at rate 10: c25176ed023a0c9ac1914e06bc854f80633a66dcb00d030ff719fec718437fad
hidden, 60000 iterations at rate 1: 3b3f5c50038629cd5c13481c74508ac6542afa66926e3a413b3c5377c4d559cd
  1 -0.16699282039330107 0.4356842300163949 -1.0035254719526316 -0.3968903012314346 -0.7067957043687165 -0.8191727974273151 -0.6377381163002581 -0.309203896621807 -0.2056601605060437 0.07150791351379948 -0.16356386743295886 0.3700284938983041 -0.5956093551675226 0.7495416252840079 -0.9519941299531026 0.3363836910095263
  100 -0.3491042159203478 0.3280739280762486 -2.119617064306039 -0.5831857965938819 -0.7842281473062912 -1.2676292778675042 -2.153461811083389 -0.3694523144702165 -0.32344318326606347 -0.24376676481878315 -0.10641690970736856 0.43737963417619896 -0.5720040033121043 0.9037389467400432 -2.212260994651611 0.5526992143543508
  60000 4.601357097887595 4.171971929551632 -6.309562451905658 -4.197451175646527 -2.5841348360008496 -5.814479292280625 -6.607934353119599 -3.6839612330122224 0.9753867879450967 -2.0268577531413277 2.529497509188096 5.843717394604796 -6.9676576314129255 7.141019485765206 -10.319173822748821 7.861284050871799
hidden, 300 iterations at rate 0.1: dbf0a339474e95e72e89b4ce81d1853ffdcd58bec0291304f3950434c14c8db4
hidden, 300 iterations at rate 10: 6477f8c5a65a39de0510626a825fffee6f1e30799beff4bacabed8ad8599adf1
"""

if __name__ == "__main__":
    print_stored()
