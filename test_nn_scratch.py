"""The proof: nn_scratch.py computes what numpy computes, bit for bit.

    python -m pytest                 run the tests (pytest is all they need)
    python test_nn_scratch.py        make STORED anew with numpy, and print it

STORED, at the end, is what numpy computed. Where numpy is installed, it is computed
once more. What is promised to the last bit is compared with ==.
"""

import ast
import code
import contextlib
import copy
import decimal
import doctest
import fractions
import hashlib
import inspect
import io
import math
import os
import platform
import random
import re
import shutil
import struct
import subprocess
import sys
import warnings
from subprocess import PIPE

import pytest

import nn_scratch as nn

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "nn_scratch.py")
with open(PROGRAM, encoding="ascii") as file:
    SOURCE = file.read()
DOCSTRINGS = {  # read from the source, since python -OO leaves none
    node.name: ast.get_docstring(node) or ""
    for node in ast.parse(SOURCE).body
    if isinstance(node, ast.FunctionDef)
}
README = None
if os.path.exists(os.path.join(HERE, "README.md")):
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
        README = file.read()

# --- The claim: numpy's programs, ours, and the == between them ----------------------


def numpy_sigmoid(np, x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def numpy_first(np):
    """Yield W0 as it begins, and after every iteration of the tutorial's program."""
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [0], [1], [1]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 1)) - 1
    yield [W0]
    for _ in range(10000):
        l0 = X
        l1 = numpy_sigmoid(np, np.dot(l0, W0))
        l1_error = y - l1
        l1_delta = l1_error * numpy_sigmoid(np, l1, True)
        W0 += np.dot(l0.T, l1_delta)
        yield [W0]


def our_first():
    trained = []
    W0 = nn.random_weights(3, 1, nn.random_floats(1))
    final = nn.train(nn.X, nn.y, W0, 10000, lambda i, l1, error, W0: trained.append(W0))
    return [[W0] for W0 in trained + [final]]


def numpy_hidden(np):
    """The same for both matrices of the article's network with a hidden layer."""
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [0]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 4)) - 1
    W1 = 2 * np.random.random((4, 1)) - 1
    yield [W0, W1]
    for _ in range(60000):
        l0 = X
        l1 = numpy_sigmoid(np, np.dot(l0, W0))
        l2 = numpy_sigmoid(np, np.dot(l1, W1))
        l2_error = y - l2
        l2_delta = l2_error * numpy_sigmoid(np, l2, True)
        l1_error = l2_delta.dot(W1.T)
        l1_delta = l1_error * numpy_sigmoid(np, l1, True)
        W1 += l1.T.dot(l2_delta)
        W0 += l0.T.dot(l1_delta)
        yield [W0, W1]


def our_hidden():
    trained = []
    W0, W1 = nn.starting_weights(nn.y_xor, 4)
    final = nn.train_hidden(
        nn.X, nn.y_xor, W0, W1, 60000, lambda *call: trained.append(call[3:])
    )
    return trained + [final]


def summary(network, training):
    """Return the lines of STORED: some of the weights, and the SHA-256 over all."""
    lines, digest = [], hashlib.sha256()
    for n, weights in enumerate(training):
        numbers = [float(x) for W in weights for row in W for x in row]
        if n > 0:  # after an iteration
            digest.update(struct.pack(f"<{len(numbers)}d", *numbers))
        if n in KEPT[network]:
            lines.append(f"{network} {n} {' '.join([repr(x) for x in numbers])}")
    return lines + [f"{network} sha256 {digest.hexdigest()}"]


KEPT = {"first": [0, 1, 16, 100, 4000, 10000], "hidden": [0, 1, 100, 10000, 60000]}
OURS = {"first": our_first, "hidden": our_hidden}
NETWORKS = ["first", "hidden"]


def check(ours, network, exact):
    """Compare lines with STORED: with ==, or to 12 digits where that cannot be."""
    if exact and not ROUNDS_TWICE:
        assert ours == stored_lines(network)
    for our_line, line in zip(ours, stored_lines(network)[:-1]):
        ours_, expected = [[float(x) for x in s.split()[1:]] for s in (our_line, line)]
        assert ours_ == pytest.approx(expected, rel=1e-12, abs=1e-12)
    if ROUNDS_TWICE:
        pytest.skip("equal to 12 digits: this platform's arithmetic (x87) rounds twice")


class TestEveryBit:
    @pytest.mark.parametrize("network", NETWORKS)
    def test_with_a_correctly_rounded_exp_on_any_platform(self, network, monkeypatch):
        monkeypatch.setattr(nn, "exp", rounded_exp)
        check(summary(network, OURS[network]()), network, exact=True)

    @pytest.mark.parametrize("network", NETWORKS)
    def test_with_the_exp_of_this_platform(self, network, hidden_run):
        ours = summary(network, hidden_run[0] if network == "hidden" else our_first())
        check(ours, network, exact=exp_is_good_for(network))

    @pytest.mark.parametrize("network", NETWORKS)
    def test_what_numpy_computes_now(self, network, live):
        ours = [line for line in live if line.startswith(network)]
        check(ours, network, exact=network == "first" or exp_is_good_for(network))


# --- The program's functions, in the program's order ---------------------------------


def refuses(message, function, *arguments):
    """Check that function(*arguments) raises this message and changes no argument."""
    before = repr(arguments)
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
    assert repr(arguments) == before


def got(x):
    """Return the end of a message about x."""
    text = repr(x) if isinstance(x, (str, bytes)) else str(x)
    return f"got {type(x).__name__} {' '.join(text.split())[:60]}"


TOLIST = ".tolist() turns arrays into lists"


RAGGED = [
    ([], "A must be a list of rows, got list []"),
    ([[]], "A row 0 must be a list of numbers, got list []"),
    ([[1, 2], [3]], "A row 1 must have 2 numbers, like row 0, got list [3]"),
    (
        [[1, 2], [3, 4, 5]],
        "A row 1 must have 2 numbers, like row 0, got list [3, 4, 5]",
    ),
]


class TestDot:
    def test_adds_products_from_left_to_right_starting_from_zero(self):
        assert nn.dot([[1e16, 1.0, -1e16]], [[1], [1], [1]]) == [[0.0]]
        assert nn.dot([[-1e16, 1e16, 1.0]], [[1], [1], [1]]) == [[1.0]]
        assert repr(nn.dot([[-0.0]], [[1.0]])) == "[[0.0]]"
        assert repr(nn.dot([[0, -1]], [[-5.0], [0.0]])) == "[[0.0]]"

    def test_is_the_plain_product_for_random_shapes_and_numbers(self):
        draw = random.Random(1)
        for _ in range(300):
            rows, terms, columns = [draw.randint(1, 6) for _ in range(3)]
            A, B = random_matrix(draw, rows, terms), random_matrix(draw, terms, columns)
            assert nn.dot(A, B) == left_to_right(A, B)

    def test_refuses_matrices_that_do_not_fit(self):
        for A, shape in [([[1, 2, 3], [4, 5, 6]], "2x3"), ([[1]], "1x1")]:
            message = f"A is {shape} and B is 2x1: "
            message += "A must have as many columns as B has rows"
            refuses(message, nn.dot, A, [[1], [2]])


class TestTranspose:
    def test_makes_new_rows(self):
        assert nn.transpose([[1, 2, 3]]) == [[1], [2], [3]]
        assert nn.transpose([[1], [2], [3]]) == [[1, 2, 3]]


ELEMENTWISE = [nn.add, nn.subtract, nn.multiply]


class TestAddSubtractMultiply:
    def test_go_number_by_number(self):
        A, B = [[1, 2], [3, 4], [5, 6]], [[10, 20], [30, 40], [50, 60.5]]
        assert nn.add(A, B) == [[11, 22], [33, 44], [55, 66.5]]
        assert nn.subtract(A, B) == [[-9, -18], [-27, -36], [-45, -54.5]]
        assert nn.multiply(A, B) == [[10, 40], [90, 160], [250, 363.0]]
        assert nn.add(A, B)[0] is not A[0]

    @pytest.mark.parametrize("function", ELEMENTWISE)
    def test_do_not_broadcast(self, function):
        A = [[1, 2], [3, 4]]
        for B, shape in [([[1, 2]], "1x2"), ([[1], [2]], "2x1")]:
            refuses(
                f"A is 2x2 and B is {shape}: A and B must have the same shape",
                function,
                A,
                B,
            )
            refuses(
                f"A is {shape} and B is 2x2: A and B must have the same shape",
                function,
                B,
                A,
            )


class TestScale:
    def test_multiplies_every_element_and_makes_new_rows(self):
        A = ([1, -2.5], (0.1, 4))
        assert nn.scale(0.1, A) == [[0.1, 0.1 * -2.5], [0.1 * 0.1, 0.4]]
        assert nn.scale(1, A) == [[1, -2.5], [0.1, 4]] and nn.scale(1, A)[0] is not A[0]


NO_MATRIX = [([1, 2], "row 0 must be a list of numbers, got int 1")]
for A in [0.1, None, {1, 2}, {(1, 2)}, iter([[1]]), map(len, [])]:
    NO_MATRIX.append((A, f"must be a list of rows, got {type(A).__name__} "))


class TestEveryMatrixFunction:
    @pytest.mark.parametrize("function", [nn.dot] + ELEMENTWISE)
    @pytest.mark.parametrize("A, message", NO_MATRIX, ids=lambda x: str(x)[:30])
    def test_names_what_is_no_matrix(self, function, A, message):
        for name, matrices in [("A", (A, [[1.0], [2.0]])), ("B", ([[1.0], [2.0]], A))]:
            with pytest.raises(ValueError) as caught:
                function(*matrices)
            assert str(caught.value).startswith(f"{name} {message}")
        with pytest.raises(ValueError) as caught:
            nn.transpose(A)
        assert str(caught.value).startswith(f"A {message}")

    def test_works_on_numpys_arrays_or_names_their_type(self):
        np = pytest.importorskip("numpy")
        A, B = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])
        assert nn.dot(A, B) == [[11.0]] and nn.transpose(A) == [[1.0], [2.0]]
        assert nn.add(A, A) == nn.scale(2, A) == [[2.0, 4.0]]
        for function, M in [(nn.dot, A), (nn.add, B), (nn.subtract, A[0])]:
            with pytest.raises(ValueError) as caught:
                function(A, M)
            assert str(caught.value).startswith(
                "A must be a list of rows, got ndarray "
            )

    @pytest.mark.parametrize("function", [nn.dot] + ELEMENTWISE)
    @pytest.mark.parametrize("A, message", RAGGED)
    def test_refuses_what_is_ragged_or_empty(self, function, A, message):
        square = [[1] * max(1, len(A))] * max(1, len(A))
        refuses(message, function, A, square)
        refuses("B" + message[1:], function, square, A)
        refuses(message, function, A, copy.deepcopy(A))
        refuses(message, nn.transpose, A)


class TestSigmoid:
    def test_reaches_zero_and_one_at_both_ends(self):
        assert repr(nn.sigmoid([[-1000, -1e300, -math.inf]])) == "[[0.0, 0.0, 0.0]]"
        assert nn.sigmoid([[1000, 1e300], [math.inf, 0]]) == [[1.0, 1.0], [1.0, 0.5]]
        assert math.isnan(nn.sigmoid([[math.nan]])[0][0])
        ((last, below),) = nn.sigmoid([[-709.782712893384, -709.7827128933841]])
        assert 0.0 == below < last < 1e-308  # below, exp outgrows a float

    def test_stays_below_one_until_no_float_is_left_there(self):
        numbers = [30 + n / 8 for n in range(64)]
        assert nn.sigmoid([numbers]) == [[1 / (1 + math.exp(-x)) for x in numbers]]
        assert nn.sigmoid([[36.5, 37]]) == [[0.9999999999999998, 1.0]]
        assert nn.sigmoid([[0.1, 0.75]], deriv=True) == [[0.1 * (1 - 0.1), 0.1875]]


DATA = [[0.5, -1.0], [0.25, 0.75], [-0.5, 1.0], [1.0, 1.0], [0.0, -0.25]]
TARGETS = [[0, 1, 0.5], [1, 0, 0.25], [1, 1, 0], [0, 0, 1], [0.5, 1, 1]]
ONE_LAYER = [[[0.1, -0.2, 0.3], [-0.4, 0.5, 0.6]]]
TWO_LAYERS = [
    [[0.3, -0.1, 0.2, 0.4], [-0.5, 0.6, 0.1, -0.3]],
    [[0.2, -0.3, 0.1], [0.5, 0.4, -0.6], [-0.1, 0.3, 0.2], [0.7, -0.2, 0.1]],
]
BOTH = pytest.mark.parametrize(
    "function, weights", [(nn.train, ONE_LAYER), (nn.train_hidden, TWO_LAYERS)]
)


def trained(function, weights, *arguments, X=DATA, y=TARGETS):
    """Return what training returns, always as a list of matrices."""
    result = function(X, y, *weights, *arguments)
    return [result] if function is nn.train else list(result)


def half_squared_error(weights):
    error = nn.subtract(TARGETS, nn.predict(DATA, *weights))
    return math.fsum(e * e for row in error for e in row) / 2


# Andrew Trask's part 2, four hidden numbers: the errors at iteration 10,000.
TRASKS_RATES = [(0.001, "0.495164025493"), (0.01, "0.457431074442")]
TRASKS_RATES += [(0.1, "0.0428880170001"), (1, "0.00858452565325")]
TRASKS_RATES += [(10, "0.00312938876301"), (1000, "0.5")]


class TestTrainAndTrainHidden:
    @BOTH
    def test_descend_the_squared_error_as_found_numerically(self, function, weights):
        after = trained(function, weights, 1)
        for n, W in enumerate(weights):
            for i, row in enumerate(W):
                for j, weight in enumerate(row):
                    low, high = copy.deepcopy(weights), copy.deepcopy(weights)
                    low[n][i][j] -= 1e-5
                    high[n][i][j] += 1e-5
                    fall = (half_squared_error(low) - half_squared_error(high)) / 2e-5
                    moved = after[n][i][j] - weight
                    assert moved == pytest.approx(fall, rel=1e-6, abs=1e-9)

    @BOTH
    def test_move_by_the_learning_rate_times_the_update(self, function, weights):
        whole = trained(function, weights, 1)
        assert whole == trained(function, weights, 1, None, 1.0)
        for rate in [0.1, 10, 5e-324]:
            for W, at_1, moved in zip(
                weights, whole, trained(function, weights, 1, None, rate)
            ):
                full = nn.subtract(at_1, W)
                part = nn.subtract(moved, W)
                for row, expected in zip(part, nn.scale(rate, full)):
                    assert row == pytest.approx(expected, rel=1e-9, abs=1e-15)

    @pytest.mark.parametrize("rate, published", TRASKS_RATES)
    def test_meet_trasks_table_of_learning_rates(self, rate, published):
        errors = []
        weights = nn.starting_weights(nn.y_xor, 4)
        report = lambda i, l2, l2_error, *W: errors.append(l2_error)
        nn.train_hidden(nn.X, nn.y_xor, *weights, 10001, report, rate)
        found = [nn.mean_absolute_error(errors[i]) for i in (0, 10000)]
        assert [f"{x:.12g}" for x in found] == ["0.496410031903", published]

    @BOTH
    @pytest.mark.parametrize("rate", [0, -1, math.nan, math.inf, None, "1", 10**400])
    def test_refuse_what_is_no_learning_rate(self, function, weights, rate):
        message = f"learning_rate must be a finite number above 0, {got(rate)}"
        refuses(message, function, DATA, TARGETS, *weights, 1, None, rate)

    @BOTH
    def test_report_before_each_update(self, function, weights):
        calls = []
        arguments = copy.deepcopy([DATA, TARGETS] + weights)
        after = trained(function, weights, 3, lambda *call: calls.append(call))
        assert [DATA, TARGETS] + weights == arguments
        assert after == trained(function, weights, 3)
        assert [call[0] for call in calls] == [0, 1, 2]
        reported = [list(call[3:]) for call in calls] + [after]
        assert reported[0] == weights
        for n, (_, output, error, *now) in enumerate(calls):
            assert output == nn.predict(DATA, *now)
            assert error == nn.subtract(TARGETS, output)
            assert trained(function, now, 1) == reported[n + 1]

    @BOTH
    def test_call_a_falsy_report_also_when_nothing_moves(self, function, weights):
        class Report(list):
            def __call__(self, i, *call):
                calls.append(i)

        calls = []
        saturated = [[[1e6 for _ in row] for row in W] for W in weights]
        X = [[abs(x) for x in row] for row in DATA]
        assert trained(function, saturated, 5, Report(), X=X) == saturated
        assert calls == [0, 1, 2, 3, 4]

    @BOTH
    def test_return_copies_after_no_iteration(self, function, weights):
        after = trained(function, weights, 0)
        assert after == weights
        for W, given in zip(after, weights):
            assert W is not given and W[0] is not given[0]

    def test_default_to_the_articles_iterations_and_no_report(self):
        for function, iterations in [(nn.train, 10000), (nn.train_hidden, 60000)]:
            parameters = list(inspect.signature(function).parameters.values())
            assert [p.default for p in parameters[-3:]] == [iterations, None, 1]

    def test_take_tuples_and_bools_and_return_floats(self):
        X, y = ((False, True), [True, True]), ([0], (True,))
        assert nn.train(X, y, ((0,), (0,)), True) == [[0.125], [0.0]]
        assert repr(nn.train(X, y, ((True,), (False,)), 0)) == "[[1.0], [0.0]]"
        assert repr(nn.predict(((True, False),))) == "[[1.0, 0.0]]"


class TestPredict:
    def test_goes_through_every_layer(self):
        l1 = nn.sigmoid(nn.dot(DATA, TWO_LAYERS[0]))
        assert nn.predict(DATA, *TWO_LAYERS) == nn.sigmoid(nn.dot(l1, TWO_LAYERS[1]))
        assert nn.predict(DATA) == DATA

    def test_takes_the_largest_numbers(self):
        x = sys.float_info.max
        assert nn.predict([[x], [-x], [int(x)]], [[1]]) == [[1.0], [0.0], [1.0]]


class TestMeans:
    def test_add_from_left_to_right(self):
        assert nn.mean([1e16, 1.0, -1e16]) == nn.mean([0]) == 0.0
        assert nn.mean_squared_error([[1.05, -1.05], [1e8, 0.95]]) == (1e16 + 2) / 4
        assert nn.mean_absolute_error([[1.1, -1.1], [1e16, 0.9]]) == (1e16 + 2) / 4
        assert nn.mean_squared_error([[-1.0, 2.0], [3.0, -6.0]]) == 12.5
        assert nn.mean_absolute_error([[-1.0, 2.0], [3.0, -6.0]]) == 3.0


class TestRandomNumbers:
    @pytest.mark.parametrize("seed", [0, 1, 42, 2**31, 2**32 - 1])
    def test_are_numpys_for_any_seed(self, seed):
        np = pytest.importorskip("numpy")
        state, floats = np.random.RandomState(seed), nn.random_floats(seed)
        assert [next(floats) for _ in range(2000)] == list(state.random_sample(2000))

    def test_are_the_mersenne_twisters_ten_thousandth_word(self):
        words = nn.mersenne_twister(5489)  # as in the standard library of C++
        for _ in range(9999):
            next(words)
        assert next(words) == 4123659995

    @pytest.mark.parametrize("seed", [-1, 2**32, 2**40, 1.0, "1", None], ids=repr)
    def test_refuse_at_once_what_is_no_seed(self, seed):
        message = f"seed must be a whole number from 0 to 2**32 - 1, {got(seed)}"
        refuses(message, nn.random_floats, seed)

    def test_fill_weights_row_by_row(self):
        floats = iter([0.5, 0.75, 1.0, 0.25, 0.0, 0.125, 0.875])
        weights = nn.random_weights(2, 3, floats)
        assert weights == [[0.0, 0.5, 1.0], [-0.5, -1.0, -0.75]]
        assert list(floats) == [0.875]
        assert next(nn.random_floats(True)) == next(nn.random_floats(1))


# --- Bad input: the call, and the sentence that it gets ------------------------------


X2, Y2, W2 = [[0, 1], [1, 1]], [[0], [1]], [[0.5], [0.5]]
NOT_LISTS = [None, 5, "text", b"text", [], (), {1, 2}, {0: 1}, range(2), iter([[1, 2]])]
NOT_NUMBERS = [math.nan, math.inf, -math.inf, 10**400, -(10**400), None, "1", 1j, [1]]
NOT_NUMBERS += [{}, decimal.Decimal(1), fractions.Fraction(1, 2)]
COUNT = "iterations must be a whole number, 0 or more,"
BAD_RUNS = [(f"{COUNT} {got(x)}", (x, 5)) for x in [-1, 1.0, "1", None, [1]]]
NO_ANSWER = "must be between 0 and 1, like every answer, got"
SENTENCES = [
    ("X row 1 must have 2 numbers, like row 0, got list [1]", {"X": [[0, 1], [1]]}),
    (
        "X row 2 must have 2 numbers, like row 0, got list [1, 2, 3]",
        {"X": X2 + [[1, 2, 3]]},
    ),
    ("y must be a list of rows, got NoneType None", {"y": None}),
    ("y row 1 must be a list of numbers, got int 1", {"y": [[0], 1]}),
    (f"y row 1 column 0 {NO_ANSWER} float nan", {"y": [[0], [math.nan]]}),
    (
        "W0 row 1 must have 1 numbers, like row 0, got list [1, 2]",
        {"W0": [[0], [1, 2]]},
    ),
    (
        "W0 row 0 column 0 must be an int or a float, got str 'w'",
        {"W0": [["w"], ["w"]]},
    ),
    (
        "W1 row 0 column 0 must be a finite number, got float inf",
        {"W1": [[math.inf, "w"]]},
    ),
    (
        "X is 2x2 and W0 is 3x1: X must have as many columns as W0 has rows",
        {"W0": [[1], [2], [3]]},
    ),
    (
        "W0 is 2x1 and W1 is 2x1: W0 must have as many columns as W1 has rows",
        {"W1": [[1], [2]]},
    ),
    (
        "X is 2x2 and W0 is 1x1: X must have as many columns as W0 has rows",
        {"W0": [[1]], "W1": [[1], [2]]},
    ),
    (
        "X is 2x2 and y is 3x1: the weights need a 2x1 y",
        {"y": [[0], [1], [1]]},
    ),
    (
        "X is 2x2 and y is 2x2: the weights need a 2x1 y",
        {"y": [[0, 1], [1, 1]]},
    ),
    (
        "X is 2x2 and y is 1x1: the weights need a 2x1 y",
        {"y": [[0]]},
    ),
    (
        "X is 2x2 and y is 2x1: the weights need a 2x3 y",
        {"W1": [[1, 2, 3]], "y": Y2},
    ),
    (f"y row 1 column 0 {NO_ANSWER} int 5", {"y": [[0], [5]]}),
    (
        f"y row 0 column 0 {NO_ANSWER} float 1.0000000000000002",
        {"y": [[1 + 2**-52], [0]]},
    ),
    (f"y row 1 column 1 {NO_ANSWER} float -0.5", {"y": [[0, 1], [1, -0.5]]}),
]


def refused(message, X=X2, y=Y2, W0=W2, W1=None):
    """Check that training, and predict where y is not concerned, raise this message."""
    weights = [W0] if W1 is None else [W0, W1]
    train = nn.train if W1 is None else nn.train_hidden
    calls = []
    arguments = [X, y] + weights + [1, lambda *call: calls.append(call)]
    refuses(message, train, *arguments)
    assert calls == []
    if not message.startswith("y ") and " y " not in message:
        refuses(message, nn.predict, X, *weights)


class TestBadInput:
    @pytest.mark.parametrize("A", NOT_LISTS, ids=lambda A: type(A).__name__)
    def test_what_is_no_list_of_rows_is_refused(self, A):
        refused(f"X must be a list of rows, {got(A)}", X=A)

    @pytest.mark.parametrize("row", NOT_LISTS, ids=lambda row: type(row).__name__)
    @pytest.mark.parametrize("i", [0, 1])
    def test_what_is_no_row_is_refused(self, row, i):
        A = [[0, 1], [1, 1]]
        A[i] = row
        refused(f"X row {i} must be a list of numbers, {got(row)}", X=A)

    @pytest.mark.parametrize("x", NOT_NUMBERS, ids=lambda x: repr(x)[:9])
    @pytest.mark.parametrize("i, j", [(0, 0), (0, 3), (2, 2)])
    def test_what_is_no_finite_number_is_refused(self, x, i, j):
        A = [[0, 1, 0, 1] for _ in range(3)]
        A[i][j] = x
        kind = "a finite number" if isinstance(x, (int, float)) else "an int or a float"
        message = f"X row {i} column {j} must be {kind}, {got(x)}"
        if x == [1] and j == 0:
            message = (
                f"X must be one matrix (pass several with *, as *weights), {got(A)}"
            )
        refused(message, X=A, y=[[0]] * 3, W0=[[1]] * 4)

    @pytest.mark.parametrize("message, arguments", SENTENCES, ids=lambda x: str(x)[:60])
    def test_every_argument_is_checked_and_named(self, message, arguments):
        refused(message, **arguments)

    @pytest.mark.parametrize("message, arguments", BAD_RUNS, ids=lambda x: str(x)[:60])
    def test_what_is_no_count_of_iterations_or_no_report(self, message, arguments):
        refuses(message, nn.train, X2, Y2, W2, *arguments)
        refuses(message, nn.train_hidden, X2, Y2, W2, [[1]], *arguments)

    def test_several_weights_without_a_star_are_named(self):
        weights = nn.train_hidden(nn.X, nn.y_xor, *nn.starting_weights(nn.y_xor, 4), 1)
        with pytest.raises(
            ValueError, match=r"^W0 must be one matrix \(pass several with"
        ):
            nn.predict(nn.X, weights)

    def test_what_is_long_is_cut(self):
        for A in [
            "x" * 999,
            [list(range(999)), 1],
            [["x" * 999]],
            [[list(range(999))]],
        ]:
            with pytest.raises(ValueError) as caught:
                nn.predict(A)
            assert len(str(caught.value)) <= 200

    def test_numpys_arrays_and_integers_are_refused(self):
        np = pytest.importorskip("numpy")
        refused(
            f"X must be a list of rows, {got(np.array(X2))}: {TOLIST}", X=np.array(X2)
        )
        message = (
            f"X row 0 column 1 must be an int or a float, {got(np.int64(1))}: {TOLIST}"
        )
        refused(message, X=[[0, np.int64(1)], [1, 1]])
        assert nn.predict([[np.float64(0)]], [[1]]) == [[0.5]]


# --- What is printed -----------------------------------------------------------------

PRINTED = """\
Iteration:0
L1: [[0.2689864  0.36375058 0.23762817 0.3262757 ]]
Error: 0.3099458499092816

Iteration:2000
L1: [[0.02210122 0.01793507 0.985409   0.98200541]]
Error: 0.00033670822472949333

Iteration:4000
L1: [[0.01544409 0.0125494  0.98978021 0.98741602]]
Error: 0.00016470200269547836

Iteration:6000
L1: [[0.01254323 0.01019961 0.99168995 0.98977602]]
Error: 0.00010873782356422837

Iteration:8000
L1: [[0.01082824 0.00880917 0.99282079 0.99117199]]
Error: 8.108176816772632e-05

Output After Training:
[[0.00966449]
 [0.00786506]
 [0.99358898]
 [0.99211957]]
"""

TRASKS_ERRORS = ["0.496410031903", "0.00858452565325", "0.00578945986251"]
TRASKS_ERRORS += ["0.00462917677677", "0.00395876528027", "0.00351012256786"]

# What numpy 2.4 prints for each matrix.
FORMATTED = [
    ([[0.5]], "[[0.5]]"),
    ([[1, -0.25], [100, 3.125]], "[[  1.     -0.25 ]\n [100.      3.125]]"),
    ([[0.1 + 0.2, 0.001, -0.0]], "[[ 0.3    0.001 -0.   ]]"),
    ([[0.123456785, 0.999999996]], "[[0.12345678 1.        ]]"),
    ([[67108863.9, 60000000]], "[[67108863.9 60000000. ]]"),
]


class TestFormatMatrix:
    @pytest.mark.parametrize("A, text", FORMATTED)
    def test_prints_what_numpy_printed(self, A, text):
        assert nn.format_matrix(A) == text

    def test_keeps_its_form_where_numpy_changes_to_exponents(self):
        small = "[[ 0.00012345  0.        ]\n [ 0.00000012 -0.5       ]]"
        assert nn.format_matrix([[0.00012345, 1e-9], [1.2e-7, -0.5]]) == small
        assert nn.format_matrix([[1e20]]) == "[[100000000000000000000.]]"
        assert nn.format_matrix([[math.nan, -math.inf]]) == "[[ nan -inf]]"

    def test_prints_as_numpy_does_here(self):
        np = pytest.importorskip("numpy")
        for A, text in FORMATTED:
            assert str(np.array(A, dtype=float)) == text
        draw, compared = random.Random(1), 0
        while compared < 2000:
            rows, largest = draw.randint(1, 4), 10 ** draw.uniform(-3, 7.8)
            A = random_matrix(draw, rows, draw.randint(1, 4), largest)
            A = [[round(x, draw.choice([1, 4, 8, 17])) for x in row] for row in A]
            text = str(np.array(A))
            if "e" not in text and text.count("\n") == rows - 1:
                assert nn.format_matrix(A) == text
                compared += 1


class TestPrintedText:
    def test_of_the_plain_run_is_numpys(self, monkeypatch):
        monkeypatch.setattr(nn, "exp", rounded_exp)
        assert output_of(nn.main, []) == PRINTED

    def test_of_the_hidden_layer_has_the_published_errors(self, hidden_run):
        training, printed = hidden_run
        first, *parts, last = printed.split("\n\n")
        assert first.startswith("Targets: 0 1 1 0")
        assert len(parts) == len(TRASKS_ERRORS)
        for n, (part, published) in enumerate(zip(parts, TRASKS_ERRORS)):
            iteration, outputs, error = part.split("\n")
            assert iteration == f"Iteration:{10000 * n}"
            answers = nn.transpose(nn.predict(nn.X, *training[10000 * n]))
            assert outputs == f"L2: {nn.format_matrix(answers)}"
            assert error.startswith("Mean absolute error: ")
            assert f"{float(error[21:]):.12g}" == published
        answers = nn.format_matrix(nn.predict(nn.X, *training[59999]))
        assert last == f"Output After Training:\n{answers}\n"


# --- The traces: every line holds true -----------------------------------------------


def traced(network, n):
    show = nn.show_trace if network == "first" else nn.show_hidden_trace
    return output_of(show, n)


def equations(text):
    """Return {label: (expression, number)}, and check how they are written."""
    pattern = r"^    (\w+\[\d\]\[\d\]): ((?:.|\n {4,}\+ )*?) = (\S+)$"
    found = re.findall(pattern, text, re.MULTILINE)
    for label, expression, number in found:
        assert repr(float(number)) == number
        if re.search("_sum|_update", label):
            assert all(line.count(" * ") == 1 for line in expression.split("\n"))
    return {label: (expression, float(number)) for label, expression, number in found}


class TestTraces:
    @pytest.mark.parametrize("network", NETWORKS)
    @pytest.mark.parametrize("n", [0, 1, 99, 1999])
    def test_hold_true_line_by_line_and_end_on_the_next_weights(self, network, n):
        text = traced(network, n)
        assert max(map(len, text.split("\n"))) <= 100
        found = equations(text)
        assert len(found) == text.count("]: ") == {"first": 26, "hidden": 132}[network]
        for expression, number in found.values():
            assert eval(f"({expression})", {"exp": math.exp}) == number, expression
        before, after = weights_at(network, n), weights_at(network, n + 1)
        parts = ["l{}", "l{}_sum", "l{}_error", "l{}_slope", "l{}_delta"]
        names = {part.format(k + 1) for part in parts for k in range(len(after))}
        names |= {f"W{k}{part}" for part in ["", "_update"] for k in range(len(after))}
        assert {label[:-6] for label in found} == names
        assert all(a < b for a, b in zip(found, list(found)[1:]) if a[:-6] == b[:-6])
        for k, W in enumerate(after):
            for i, row in enumerate(W):
                for j, weight in enumerate(row):
                    _, update = found[f"W{k}_update[{i}][{j}]"]
                    sum_ = f"{before[k][i][j]} + 1 * {update}"
                    assert found[f"W{k}[{i}][{j}]"] == (sum_, weight)

    @pytest.mark.parametrize("network", NETWORKS)
    def test_show_what_goes_in_then_the_lines_of_the_loop(self, network):
        given = {"l0": nn.X, "y": nn.y if network == "first" else nn.y_xor}
        given.update({f"W{k}": W for k, W in enumerate(weights_at(network, 5))})
        parts = [f"{name} =\n{nn.format_matrix(A)}" for name, A in given.items()]
        steps = traced(network, 5).split("\n\n")
        assert steps[: len(parts) + 1] == ["Iteration:5"] + parts
        headings = [step.split("\n")[0] for step in steps[len(parts) + 1 :]]
        train = nn.train if network == "first" else nn.train_hidden
        source = inspect.getsource(train).split("l0_T = transpose(l0)\n")[1]
        assert headings == re.findall(r"^ +(\w+ = .*)$", source, re.MULTILINE)


# --- The command line ----------------------------------------------------------------

USAGE = "usage: python nn_scratch.py [--hidden] [--trace N]; iterations count from 0\n"
WRONG_ARGUMENTS = ["--trace", "--trace -1", "--trace 1.5", "--trace x", "--trace "]
WRONG_ARGUMENTS += [
    "--trace \u00b2",
    "--trace 1 2",
    "--hidden --trace -1",
    "--hid",
    "--tr 1",
    "1",
    "",
]


class TestCommandLine:
    @pytest.mark.parametrize("arguments", WRONG_ARGUMENTS, ids=repr)
    def test_wrong_arguments_get_a_usage_line(self, arguments):
        status, output, errors = run([PROGRAM] + arguments.split(" "))
        assert (status, output) == (2, "")
        assert errors == USAGE

    def test_help_describes_every_way_to_run(self):
        status, output, errors = run([PROGRAM, "--help"])
        assert (status, errors) == (0, "")
        assert (
            output == USAGE + "\n".join(x[4:] for x in SOURCE.split("\n")[2:6]) + "\n"
        )

    def test_traces_either_network_with_the_options_in_any_order(self):
        first, hidden = traced("first", 0), traced("hidden", 2)
        assert run([PROGRAM, "--trace", "0"]) == (0, first, "")
        assert run([PROGRAM, "--hidden", "--trace", "2"]) == (0, hidden, "")
        assert run([PROGRAM, "--trace", "2", "--hidden"]) == (0, hidden, "")
        assert run(["-OO", "-W", "error", PROGRAM, "--trace", "0"]) == (0, first, "")

    @pytest.mark.parametrize("flags", ["", "-OO", "-I -S", "-W error", "-u"], ids=repr)
    def test_the_plain_run_works_under_any_flags(self, flags, printed_here):
        result = run(flags.split() + [PROGRAM], PYTHONIOENCODING="ascii")
        assert result == (0, printed_here, "")

    def test_the_file_works_alone_in_an_empty_folder(self, tmp_path, printed_here):
        with open(PROGRAM, "rb") as file:
            (tmp_path / "nn_scratch.py").write_bytes(file.read())
        result = run(["nn_scratch.py"], cwd=str(tmp_path))
        assert result == (0, printed_here, "")

    def test_the_plain_run_imports_math_and_sys_alone_and_import_prints_nothing(self):
        code = f"import math, sys; sys.path.insert(0, {HERE!r}); old = set(sys.modules)"
        code += "\nimport nn_scratch; print(sorted(set(sys.modules) - old))"
        code += "\nnn_scratch.main([]); nn_scratch.main(['--trace', '0'])"
        code += "; print(sorted(set(sys.modules) - old))"
        status, output, errors = run(["-S", "-c", code])
        assert (status, errors) == (0, "")
        lines = output.splitlines()
        assert lines[0] == lines[-1] == "['nn_scratch']"

    def test_the_source_is_ascii_python_3_6_with_its_licence(self):
        assert "# Copyright (c) 2026 The nn_scratch authors\n" in SOURCE
        assert "# SPDX-License-Identifier: MIT\n" in SOURCE
        assert nn.__version__ == "2.0"
        if "feature_version" in inspect.signature(ast.parse).parameters:
            ast.parse(SOURCE, feature_version=(3, 6))


XS, YS = "[[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]", "y = [[0], [0], [1], [1]]"
FIVE = "[[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1], [1, 1, 0]]"
# The edits, the arguments, and what is printed: "Now try" of the file and other edits.
EDITS = [
    ([("RATE = 1 ", "RATE = 0.1 ")], "", "0.032 0.026 0.979 0.974"),
    ([("RATE = 1 ", "RATE = 100 ")], "", "1.000 1.000 1.000 1.000"),
    ([("=10_000", "=100")], "", "0.110 0.092 0.926 0.910"),
    ([("=10_000", "=0")], "", "0.269 0.364 0.238 0.326"),
    ([(YS, "y = [[0], [1], [0], [1]]")], "", "0.010 0.994 0.008 0.992"),
    ([(YS, "y = [[0], [1], [1], [0]]")], "", "0.500 0.500 0.500 0.500"),
    ([(XS, "[[0, 0], [0, 1], [1, 0], [1, 1]]")], "", "0.500 0.013 1.000 0.990"),
    ([(XS, XS.replace("1", "10"))], "", "0.000 0.000 0.000 0.000"),
    (
        [
            (
                "l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))",
                "l1_delta = l1_error",
            )
        ],
        "",
        "0.000 0.000 1.000 1.000",
    ),
    ([("HIDDEN = 4 ", "HIDDEN = 2 ")], "--hidden", "0.004 0.500 0.996 0.500"),
    ([("SEED = 1 ", "SEED = 2 "), ("=10_000", "=1")], "", None),
    ([(XS, FIVE), (YS, "y = [[0, 1], [0, 0], [1, 0], [1, 1], [1, 0]]")], "", None),
    ([("=60_000", "=7"), ("SEED = 1 ", "SEED = 2 ")], "--hidden", None),
    (
        [
            (XS, "[[0, 0, 1, 1], [0, 1, 0, 1]]"),
            (YS, "y = [[0, 1], [1, 0]]"),
            ("y_xor = [[0], [1], [1], [0]]", "y_xor = [[0, 1], [1, 0.5]]"),
            ("=60_000", "=7"),
        ],
        "--hidden",
        None,
    ),
]


class TestSettingsStandOnce:
    @pytest.mark.parametrize("edits, arguments, answers", EDITS, ids=repr)
    def test_an_edited_copy_follows(self, edits, arguments, answers, tmp_path):
        source = SOURCE.replace("\n", " \n")
        for old, new in edits:
            assert old in source
            source = source.replace(old, new)
        source = "".join(line.rstrip() + "\n" for line in source.split("\n"))
        (tmp_path / "edited.py").write_text(source)
        edited = {"__name__": "edited"}
        assert output_of(exec, source, edited) == ""
        hidden = arguments == "--hidden"
        status, output, errors = run(
            ["edited.py"] + arguments.split(), cwd=str(tmp_path)
        )
        assert (status, errors) == (0, "")
        printed = output.split("Output After Training:\n")[1]
        found = re.findall(r"\d+\.\d*", printed)
        if answers:
            assert " ".join(f"{float(x):.3f}" for x in found) == answers
            if not any("=0" in new for _, new in edits):
                assert f" {answers}  " in SOURCE
        y = edited["y_xor"] if hidden else edited["y"]
        X, sizes = edited["X"], [edited["HIDDEN"]] if hidden else []
        floats, weights = nn.random_floats(edited["SEED"]), []
        for rows, columns in zip([len(X[0])] + sizes, sizes + [len(y[0])]):
            weights.append(nn.random_weights(rows, columns, floats))
        assert len(found) == len(y) * len(y[0])
        untrained = nn.predict(X, *weights)
        start = (
            f"Iteration:0\nL{len(weights)}: {nn.format_matrix(nn.transpose(untrained))}"
        )
        if ("=10_000", "=0") in edits:
            start = f"Output After Training:\n{nn.format_matrix(untrained)}"
        assert start + "\n" in output
        if hidden:
            lines = [f"Targets: {' '.join(map(str, c))}\n\n" for c in nn.transpose(y)]
            assert output.startswith("".join(lines) + "Iteration:0\n")
        command = ["edited.py", "--trace", "1"] + arguments.split()
        status, text, errors = run(command, cwd=str(tmp_path))
        assert (status, errors) == (0, "")
        train = edited["train_hidden" if hidden else "train"]
        after = train(X, y, *weights, 2)
        after = after if hidden else [after]
        found = equations(text)
        for expression, number in found.values():
            assert eval(f"({expression})", {"exp": math.exp}) == number, expression
        if "l1_delta = l1_error" not in source.split("# Now try")[0]:
            for k, W in enumerate(after):
                for i, row in enumerate(W):
                    assert [found[f"W{k}[{i}][{j}]"][1] for j in range(len(row))] == row

    @pytest.mark.parametrize("arguments", ["", "--trace 0"])
    def test_a_flat_y_is_named(self, arguments, tmp_path):
        (tmp_path / "edited.py").write_text(SOURCE.replace(YS, "y = [0, 0, 1, 1]"))
        status, _, errors = run(["edited.py"] + arguments.split(), cwd=str(tmp_path))
        assert status == 1
        assert errors.endswith("y row 0 must be a list of numbers, got int 0\n")


class TestWhereverItIsPut:
    def test_a_notebook_cell_prints_the_plain_run(self, printed_here, monkeypatch):
        monkeypatch.setattr(sys, "argv", ["ipykernel_launcher.py", "-f", "kernel.json"])
        assert output_of(exec, SOURCE, {"__name__": "__main__"}) == printed_here

    def test_standard_input_prints_the_plain_run(self, printed_here):
        assert run(["-"], input=SOURCE) == (0, printed_here, "")

    def test_the_shell_takes_it_line_by_line(self, printed_here, monkeypatch):
        monkeypatch.setattr(sys, "argv", [""])
        console = code.InteractiveConsole({"__name__": "__main__"})
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            output = output_of(lambda: [console.push(x) for x in SOURCE.split("\n")])
        assert errors.getvalue() == ""
        assert output.endswith(printed_here)

    if shutil.which("micropython"):  # no skip elsewhere: the imports are tested anyway

        def test_micropython_traces_and_trains(self):
            for arguments in [[], ["--trace", "3"], ["--hidden", "--trace", "3"]]:
                expected = run([PROGRAM] + arguments)[1]
                output = subprocess.check_output(["micropython", PROGRAM] + arguments)
                assert output.decode() == expected


BUFFERED = pytest.mark.parametrize("buffering", ["", "1"], ids=["on", "off"])


@pytest.mark.skipif(os.name != "posix", reason="pipes and Ctrl-C of POSIX")
class TestInterruptions:
    @BUFFERED
    @pytest.mark.parametrize("arguments", ["", "--hidden --trace 2", "--help"])
    def test_a_reader_that_left_ends_the_program_quietly(self, arguments, buffering):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            command = [PROGRAM] + arguments.split()
            status, _, errors = run(command, stdout=pipe, PYTHONUNBUFFERED=buffering)
        assert errors == ""
        assert status == 0


# --- The texts: docstrings and README ------------------------------------------------


def numpy_loop():
    "Return the lines of numpy_first's loop, as the tutorial has them."
    source = inspect.getsource(numpy_first).replace("numpy_sigmoid(np, ", "sigmoid(")
    lines = [line.strip() for line in source.split("\n")]
    return lines[lines.index("l0 = X") :][:5]


def blocks(kind):
    "Return the text of each block of this kind in the README."
    return re.findall(rf"^```{kind}\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)


def examples_hold(text, name):
    """Check that the doctest examples in text hold; return how many there are."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    test.globs.update(vars(nn))
    output = io.StringIO()
    results = doctest.DocTestRunner(verbose=False).run(test, out=output.write)
    assert results.failed == 0, output.getvalue()
    return results.attempted


class TestDocstrings:
    @pytest.mark.parametrize("name", sorted(DOCSTRINGS))
    def test_have_examples_that_hold(self, name):
        without = re.match(
            "starting_|dot_|shared_|refuse|check_[lt]|print_|trace(?!_dot)|show_|main",
            name,
        )
        assert examples_hold(DOCSTRINGS[name], name) or without

    def test_of_train_has_the_numpy_loop_that_is_compared(self):
        loop = DOCSTRINGS["train"].split("range(iterations):\n")[1].split("\n\n")[0]
        assert [line.strip() for line in loop.split("\n")] == numpy_loop()


@pytest.mark.skipif(README is None, reason="README.md is not here")
class TestReadme:
    def test_examples_hold(self, monkeypatch):
        monkeypatch.setattr(nn, "exp", nn.exp)  # since one example changes it
        attempted = examples_hold(re.sub("```.*", "", README), "README.md")
        assert attempted == README.count("\n>>> ") > 0

    def test_shows_what_is_printed(self, printed_here):
        texts = [set(printed_here.split("\n"))]
        texts += [set(traced(network, 0).split("\n")) for network in NETWORKS]
        printed = [b for b in blocks("text") if b.startswith(("Iteration:", "l1 = "))]
        assert len(printed) == 2
        for block in printed:
            lines = set(block.split("\n")) - {"..."}
            assert any(lines <= text for text in texts)

    def test_shows_the_training_loop_below_numpys(self):
        [loop] = [block for block in blocks("python") if ">>>" not in block]
        assert re.findall(r"^ *# (.*)$", loop, re.MULTILINE) == numpy_loop()
        loop = [line.strip() for line in loop.split("\n") if line.strip()[0] != "#"]
        source = inspect.getsource(nn.train).split('"""\n')[1].split("\n")
        assert loop == [line.strip() for line in source if line.strip() in loop]
        steps = ["l1 =", "l1_error =", "l1_delta =", "W0 ="]
        assert [line for line in loop if line.startswith(tuple(steps))] == loop[
            -5:-2
        ] + loop[-1:]

    def test_draws_the_numbers_of_the_program(self, hidden_run):
        texts = [traced(network, 0) for network in NETWORKS]
        known = [float(x) for x in re.findall(r"-?\d\.\d+", " ".join(texts))]
        [curve] = nn.sigmoid([[n * 0.75 for n in range(-8, 9)]])
        trained = hidden_run[0][-1]
        results = nn.predict(nn.X, trained[0]) + nn.predict(nn.X, *trained)
        for row in results + [curve] + nn.sigmoid([curve], deriv=True):
            known += row
        known += [1 - x for x in known]
        tables = [text for text in blocks("text") if re.match("input|answer", text)]
        shown = " ".join(blocks("mermaid") + blocks("math") + tables)
        shown = re.findall(r"-?\b\d\.\d+\b", shown)
        assert len(shown) > 90
        for number in shown:
            digits = len(number) - number.index(".") - 1
            assert number in [f"{x:.{digits}f}" for x in known]


# --- Children, matrices and other means ----------------------------------------------

LIMIT = 120  # seconds that a child process may take
# What would change a child's output or numpy's kernels, and is no part of a promise.
UNSET = ["FORCE_COLOR", "PYTHON_COLORS", "PYTHONIOENCODING", "PYTHONWARNINGS"]
UNSET += ["PYTHONUNBUFFERED", "PYTHONINSPECT", "NPY_ENABLE_CPU_FEATURES"]
UNSET += ["NPY_DISABLE_CPU_FEATURES", "OPENBLAS_CORETYPE"]


def settings(options):
    """Return how a child process is started; options in capitals are its environment."""
    env = {name: x for name, x in os.environ.items() if name not in UNSET}
    env.update({"COLUMNS": "80", "NO_COLOR": "1"})
    env.update({name: x for name, x in options.items() if name.isupper()})
    own = {"stdout": PIPE, "stderr": PIPE, "universal_newlines": True, "env": env}
    own.update({name: x for name, x in options.items() if not name.isupper()})
    return own


def run(arguments, **options):
    """Run Python as a child process; return its exit status, output and errors."""
    command = [sys.executable] + arguments
    done = subprocess.run(command, check=False, timeout=LIMIT, **settings(options))
    return done.returncode, done.stdout, done.stderr


def output_of(function, *arguments):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        function(*arguments)
    return output.getvalue()


@pytest.fixture(scope="module")
def printed_here():
    """Return what the plain run prints with the exp of this platform."""
    printed = output_of(nn.main, [])
    assert printed == PRINTED or not exp_is_good_for("first")
    return printed


@pytest.fixture(scope="module")
def hidden_run():
    """Run the command --hidden; return all weights, and what it printed."""
    training, show = [], nn.show_progress

    def recording(*arguments):
        training.append(arguments[7:])
        show(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nn, "show_progress", recording)
        printed = output_of(nn.main, ["--hidden"])
    return training + [nn.train_hidden(nn.X, nn.y_xor, *training[-1], 1)], printed


def weights_at(network, n):
    """Return the weights that iteration n begins with."""
    if network == "hidden":
        return list(
            nn.train_hidden(nn.X, nn.y_xor, *nn.starting_weights(nn.y_xor, 4), n)
        )
    return [nn.train(nn.X, nn.y, nn.random_weights(3, 1, nn.random_floats(1)), n)]


def random_matrix(draw, rows, columns, largest=9.0):
    numbers = [draw.uniform(-largest, largest) for _ in range(rows * columns)]
    return [numbers[i * columns : (i + 1) * columns] for i in range(rows)]


def left_to_right(A, B):
    C = [[0.0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            for k in range(len(B)):
                C[i][j] += A[i][k] * B[k][j]
    return C


# --- This platform: its arithmetic, its exp, and one that rounds correctly -----------

ROUNDS_TWICE = 1e16 + 2.9999 != 1e16 + 2  # x87 arithmetic makes 1e16 + 4 of it
ONE = 2**100  # numbers with a hundred bits after the point, as integers
LN_2 = 878668439483319573618263538048
SERIES = [ONE // math.factorial(n) for n in range(6, -1, -1)]


def small_exp(rest):
    """Return e**rest by the exponential series, for a rest below 2**-14."""
    total = 0
    for coefficient in SERIES:
        total = (total * rest >> 100) + coefficient
    return total


POWERS = [ONE]  # of e**(2**-14), as far as ln 2
while len(POWERS) < 11357:
    POWERS.append(POWERS[-1] * small_exp(ONE >> 14) >> 100)


def rounded_exp(x):
    """Return e**x as the nearest float: e**x = 2**k * e**(n / 2**14) * e**rest."""
    k, rest = divmod(int(x * 2.0**100), LN_2)
    power = POWERS[rest >> 86] * small_exp(rest & (ONE >> 14) - 1) >> 100
    return float(power) / 2.0**100 * 2.0**k


# Arguments that training meets: four in the first network, four in the hidden layer.
# fdlibm (FreeBSD, browsers) misses one of the first four; musl, and glibc without fused
# multiply-add, miss some of the others, to which a thousand random numbers are added.
MET = [0.34607578040146414, -1.0802946606751058, -0.8798310168397903]
MET += [1.0737069133418966, 1.0891144918203173, 0.37451290451249564]
MET += [-0.061796868459536525, 0.2730905826166796]


def exp_is_good_for(network):
    """Return whether a few exps say that math.exp can give every bit."""
    [thousand] = random_matrix(random.Random(2), 1, 1000)
    numbers = MET[:4] if network == "first" else MET + thousand
    return all(math.exp(x) == rounded_exp(x) for x in numbers)


class TestCorrectlyRoundedExp:
    def test_is_decimals(self):
        [numbers] = random_matrix(random.Random(1), 1, 2000, largest=40.0)
        for x in numbers + [0.0, 700.0, -700.0, 1e-300]:
            assert rounded_exp(x) == float(decimal.Decimal(x).exp())


# --- Numpy on its plain kernels ------------------------------------------------------

# numpy picks its kernels by the machine it finds. These settings leave it the plain
# ones: a dot product is added from left to right, np.exp is the C library's. numpy
# names the features otherwise before 2.4, and warns of names that it does not know.
PLAIN_KERNELS = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR "
    "AVX512F AVX512CD AVX512_KNL AVX512_SKX AVX512_CLX AVX512_CNL",
}
NOT_PLAIN = 3  # exit status


def kernels_are_plain(np):
    """Return whether numpy adds from left to right and its exp is the C library's."""
    draw = random.Random(1)
    numbers = random_matrix(draw, 1024, 4)
    plain = [np.exp(numbers).tolist() == [[math.exp(x) for x in r] for r in numbers]]
    for _ in range(100):
        for rows, columns in [(3, 1), (3, 4), (4, 1)]:
            layer, W = random_matrix(draw, 4, rows), random_matrix(draw, rows, columns)
            product = np.dot(np.array(layer), np.array(W)).tolist()
            plain.append(product == left_to_right(layer, W))
            delta, layer_T = random_matrix(draw, 4, columns), list(zip(*layer))
            product = np.dot(np.array(layer).T, np.array(delta)).tolist()
            plain.append(product == left_to_right(layer_T, delta))
    return all(plain)


def print_stored():
    """Print STORED as numpy computes it now; exit with NOT_PLAIN where it can't."""
    os.environ.update(PLAIN_KERNELS)
    warnings.simplefilter("ignore")
    import numpy as np

    if not kernels_are_plain(np):
        print(f"numpy {np.__version__} has no plain kernels here", file=sys.stderr)
        sys.exit(NOT_PLAIN)
    lines = summary("first", numpy_first(np)) + summary("hidden", numpy_hidden(np))
    print("\n".join(lines))


@pytest.fixture(scope="module")
def live():
    """Return the lines of STORED as numpy computes them now."""
    pytest.importorskip("numpy")
    code = f"import sys; sys.path.insert(0, {HERE!r}); import test_nn_scratch as test; "
    status, output, errors = run(["-c", code + "test.print_stored()"])
    if status == NOT_PLAIN:
        version = int(re.match(r"numpy (\d+)", errors).group(1))
        if version >= 2 and (sys.platform, platform.machine()) == ("linux", "x86_64"):
            pytest.fail(errors)  # there it has them: the claim must not go unchecked
        pytest.skip(errors.strip())
    assert (status, errors) == (0, "")
    return output.splitlines()


# --- What numpy computed -------------------------------------------------------------


def stored_lines(network):
    return [line for line in STORED.splitlines() if line.startswith(network)]


STORED = """\
first 0 -0.165955990594852 0.4406489868843162 -0.9997712503653102
first 1 0.12025405710936243 0.5045619608367021 -0.8506377412381663
first 16 2.2738087734469152 0.07305470540245325 -1.0444328638748075
first 100 4.621287365729615 -0.20338466199808042 -2.0932531092512123
first 4000 8.728120875329353 -0.21048990804906473 -4.154964062747049
first 10000 9.672993027736892 -0.20784349926631962 -4.62963668773159
first sha256 69c29fdd3d59b3da7a2aeedddeae757933b165aff565916ef87acd32424bd285
hidden 0 -0.165955990594852 0.4406489868843162 -0.9997712503653102 -0.39533485473632046 -0.7064882183657739 -0.8153228104624044 -0.6274795772446582 -0.3088785459139045 -0.20646505153866013 0.07763346800671389 -0.1616109711934104 0.370439000793519 -0.5910955005369651 0.7562348727818908 -0.9452248136041477 0.34093502035680445
hidden 1 -0.16699282039330107 0.4356842300163949 -1.0035254719526316 -0.3968903012314346 -0.7067957043687165 -0.8191727974273151 -0.6377381163002581 -0.309203896621807 -0.2056601605060437 0.07150791351379948 -0.16356386743295886 0.3700284938983041 -0.5956093551675226 0.7495416252840079 -0.9519941299531026 0.3363836910095263
hidden 100 -0.3491042159203478 0.3280739280762486 -2.119617064306039 -0.5831857965938819 -0.7842281473062912 -1.2676292778675042 -2.153461811083389 -0.3694523144702165 -0.32344318326606347 -0.24376676481878315 -0.10641690970736856 0.43737963417619896 -0.5720040033121043 0.9037389467400432 -2.212260994651611 0.5526992143543508
hidden 10000 4.0575119941232405 3.775924921886887 -6.077748832643126 -3.9151275467126565 -1.9244776431990118 -5.520994783264467 -6.390282454336558 -3.1942974594640674 0.574473163455482 -1.8396058211600341 2.4154122307698156 5.238815049457741 -6.018225655377018 6.391843068197887 -9.638291753053766 6.906782168332779
hidden 60000 4.601357097887595 4.171971929551632 -6.309562451905658 -4.197451175646527 -2.5841348360008496 -5.814479292280625 -6.607934353119599 -3.6839612330122224 0.9753867879450967 -2.0268577531413277 2.529497509188096 5.843717394604796 -6.9676576314129255 7.141019485765206 -10.319173822748821 7.861284050871799
hidden sha256 3b3f5c50038629cd5c13481c74508ac6542afa66926e3a413b3c5377c4d559cd
"""

if __name__ == "__main__":
    print_stored()
