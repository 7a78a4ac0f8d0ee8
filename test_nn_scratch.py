"""The proof: nn_scratch.py computes what numpy computes, bit for bit.

    python -m pytest              run the tests; pytest is all they need
    python test_nn_scratch.py     compute STORED with numpy again, and print it

STORED, at the end, is what numpy computed. Where numpy is installed, it computes the
same numbers again. All bits are compared with ==.
"""

import code
import contextlib
import copy
import decimal
import doctest
import functools
import gc
import hashlib
import importlib.util
import inspect
import io
import linecache
import math
import os
import pathlib
import platform
import random
import re
import struct
import subprocess
import sys
import tempfile

import pytest

import nn_scratch as nn

gc.disable()  # The many lists that are recorded would slow down every collection.

# --- The claim: numpy's programs, ours, and the == between them ----------------------


def numpy_first(np, iterations, rate):
    """Yield W0 as it starts, and after every iteration of the tutorial's program."""
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
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def ours(network, iterations, rate=1, names=None):
    """Return our weights as they start, and after every iteration."""
    names = names or vars(nn)
    _, train, y, _ = NETWORKS[network]
    X, y = names["X"], names[y]
    hidden = [names["HIDDEN"]] if network == "hidden" else []
    shapes = zip([len(X[0])] + hidden, hidden + [len(y[0])])
    floats = nn.random_floats(names["SEED"])
    weights = [nn.random_weights(rows, columns, floats) for rows, columns in shapes]
    return record(names[train], X, y, weights, iterations, rate)


def record(train, X, y, weights, iterations, rate=1):
    """Train, and return all weights that report gets, and those after training."""
    training = []
    report = lambda i, output, error, *weights: training.append(list(weights))
    final = train(X, y, *weights, iterations, report, rate)
    return training + [[final] if len(weights) == 1 else list(final)]


NETWORKS = {
    "first": (numpy_first, "train", "y", []),
    "hidden": (numpy_hidden, "train_hidden", "y_xor", ["--hidden"]),
}
TRAININGS = [("first", 10_000, 1), ("first", 300, 0.1), ("first", 300, 10)]
TRAININGS += [("hidden", 60_000, 1), ("hidden", 300, 0.1), ("hidden", 300, 10)]
FIRST, HIDDEN = TRAININGS[0], TRAININGS[3]


def summary(training, network, iterations, rate):
    """Return the lines of STORED: some of the weights, and the SHA-256 over all."""
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
    """Return our weights. exp, always nn.exp, only tells trainings in the cache apart."""
    return ours(*training)


def our_summary(training):
    return summary(recorded(training, nn.exp), *training)


def rounded_exp(x):
    """Return e**x as the nearest float."""
    return float(decimal.Decimal(x).exp())


def exactly(expected, compute):
    """Check that compute() returns expected, with math.exp or else with rounded_exp.

    Every C library rounds some exps wrongly. Most of these errors never reach the
    weights, but with some libraries they do. We promise what a correct exp gives.
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
        exactly(part(STORED, training), lambda: our_summary(training))

    def test_needs_no_c_library(self, monkeypatch):
        monkeypatch.setattr(nn, "exp", rounded_exp)
        exactly(part(STORED, FIRST), lambda: our_summary(FIRST))

    @pytest.mark.parametrize("training", TRAININGS)
    def test_is_what_numpy_computes_now(self, training, computed_now):
        assert part(computed_now, training) == our_summary(training)  # with math.exp


# --- What others published, from the public functions --------------------------------

# byanofsky's notebook: errors at iterations 0, 2,000 ... 8,000, then the final answers.
NOTEBOOK = ["0.309945849909", "0.000336708224729", "0.000164702002695"]
NOTEBOOK += ["0.000108737823564", "8.10817681677e-05"]
NOTEBOOK += ["0.00966449", "0.00786506", "0.99358898", "0.99211957"]
# Andrew Trask, "A Neural Network in 11 lines of Python": the errors of part 1 at
# iterations 0, 10,000 ... 50,000, and of part 2 at 10,000, for six other rates.
ERRORS = ["0.496410031903", "0.00858452565325", "0.00578945986251"]
ERRORS += ["0.00462917677677", "0.00395876528027", "0.00351012256786"]
RATES = [(0.001, "0.495164025493"), (0.01, "0.457431074442"), (0.1, "0.0428880170001")]
RATES += [(10, "0.00312938876301"), (100, "0.125476983855"), (1000, "0.5")]


def decimals(A):
    return [f"{x:.8f}".rstrip("0") for row in A for x in row]


def error_of(weights):
    return nn.subtract(nn.y_xor, nn.predict(nn.X, *weights))


class TestPublishedNumbers:
    def test_of_the_tutorials_notebook(self):
        answers = [nn.predict(nn.X, *weights) for weights in recorded(FIRST, nn.exp)]
        errors = [nn.subtract(nn.y, l1) for l1 in answers[:10_000:2_000]]
        found = [f"{nn.mean_squared_error(error):.12g}" for error in errors]
        assert found + decimals(answers[9_999]) == NOTEBOOK

    def test_of_trasks_hidden_layer(self):
        found = [error_of(recorded(HIDDEN, nn.exp)[i * 10_000]) for i in range(6)]
        assert [f"{nn.mean_absolute_error(error):.12g}" for error in found] == ERRORS

    @pytest.mark.parametrize("rate, published", RATES)
    def test_of_trasks_learning_rates(self, rate, published):
        weights = ours("hidden", 0)[0]
        weights = nn.train_hidden(nn.X, nn.y_xor, *weights, 10_000, None, rate)
        # At rate 100, a difference in a last bit grows: numpy ends on ...831 today, too.
        digits = 9 if rate == 100 else 12
        error = nn.mean_absolute_error(error_of(weights))
        assert f"{error:.{digits}g}" == f"{float(published):.{digits}g}"

    def test_of_the_network_in_nine_lines(self):
        # Milo Spencer-Harper, "How to build a simple neural network in 9 lines of
        # Python code": the same examples in another order, and a new input.
        X, y = [[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], [[0], [1], [1], [0]]
        W0 = nn.train(X, y, nn.random_weights(3, 1, nn.random_floats(1)))
        assert decimals(W0) == ["9.67299303", "-0.2078435", "-4.62963669"]
        assert decimals(nn.predict([[1, 0, 0]], W0)) == ["0.99993704"]


# --- The program's functions, in the program's order ---------------------------------

# Every line must be True. Beside 1e16, a 1.0 is lost: so the order of additions counts.
TRUE = """\
dot([[1e16, 1.0, -1e16]], [[1], [1], [1]]) == [[0.0]]
dot([[-1e16, 1e16, 1.0]], [[1], [1], [1]]) == [[1.0]]
dot([[1e16, 1.0, -1e16, 0, 0, 0, 0, 0, 1.0]], [[1]] * 9) == [[1.0]]
repr(dot([[-0.0]], [[1.0]])) == "[[0.0]]"
repr(dot([[0, -1]], [[-5.0], [0.0]])) == "[[0.0]]"
transpose([[1, 2, 3]]) == [[1], [2], [3]]
add([[1, 2], [3, 4], [5, 6]], [[9, 8], [7, 6], [5, 0.5]]) == [[10] * 2] * 2 + [[10, 6.5]]
subtract([[1, 2], [3, 4], [5, 6]], [[1, 1], [1, 1], [2, 2.5]]) == [[0, 1], [2, 3], [3, 3.5]]
multiply([[1, 2], [3, 4], [5, 6]], [[2, 2], [3, 3], [4, 0.5]]) == [[2, 4], [9, 12], [20, 3]]
scale(0.1, ([1, -2.5], (0.1, 4))) == [[0.1, 0.1 * -2.5], [0.1 * 0.1, 0.4]]
scale(1, X) == X and scale(1, X)[0] is not X[0]
repr(sigmoid([[-1000, -1e300, -inf]])) == "[[0.0, 0.0, 0.0]]"
sigmoid([[1000, 1e300], [inf, 0]]) == [[1.0, 1.0], [1.0, 0.5]]
isnan(sigmoid([[nan]])[0][0])
0.0 == sigmoid([[-709.7827128933841]])[0][0] < sigmoid([[-709.782712893384]])[0][0] < 1e-308
sigmoid([[36.5, 37]]) == [[0.9999999999999998, 1.0]]
sigmoid([[0.1, 0.75]], deriv=True) == [[0.1 * (1 - 0.1), 0.1875]]
train(((False, True), [True, True]), ([0], (True,)), ((0,), (0,)), True) == [[0.125], [0.0]]
repr(train([[1, 1]], [[1]], ((True,), (False,)), 0)) == "[[1.0], [0.0]]"
predict([[0.5, 2]], [[1, 2], [3, 4]], [[1], [-1]]) == sigmoid(dot(sigmoid([[6.5, 9]]), [[1], [-1]]))
repr(predict(((True, False),))) == "[[1.0, 0.0]]"
predict([[1.7976931348623157e308], [-(2**1023)]], [[1]]) == [[1.0], [0.0]]
mean([1e16, 1.0, -1e16]) == mean([0]) == 0.0
mean_squared_error([[1.05, -1.05], [1e8, 0.95]]) == (1e16 + 2) / 4
mean_absolute_error([[1.1, -1.1], [1e16, 0.9]]) == (1e16 + 2) / 4
random_weights(2, 3, iter([0.5, 0.75, 1.0, 0.25, 0.0, 0.125])) == [[0, 0.5, 1], [-0.5, -1, -0.75]]
train.__defaults__ + train_hidden.__defaults__ == (10_000, None, 1, 60_000, None, 1)
format_matrix([[1, -0.25], [100, 3.125]]) == "[[  1.     -0.25 ]\\n [100.      3.125]]"
format_matrix([[0.1 + 0.2, 0.001, -0.0]]) == "[[ 0.3    0.001 -0.   ]]"
format_matrix([[0.123456785, 0.999999996]]) == "[[0.12345678 1.        ]]"
format_matrix([[67108863.9, 60000000]]) == "[[67108863.9 60000000. ]]"
format_matrix([[nan, -inf]]) == "[[ nan -inf]]"
format_matrix([[1e-9, 1.2e-7, -0.5]]) == "[[ 0.          0.00000012 -0.5       ]]"
format_matrix([[1e20]]) == "[[100000000000000000000.]]"
next(random_floats(True)) == next(random_floats(1))
[word for word, _ in zip(mersenne_twister(5489), range(10_000))][-1] == 4123659995  # C++
"""


def refuses(message, function, *arguments):
    """Check that function(*arguments) raises this message and changes no argument."""
    before = repr(arguments)
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
    assert repr(arguments) == before


def got(x):
    """Return how a message about x ends."""
    text = repr(x) if isinstance(x, (str, bytes)) else str(x)
    hint = ": .tolist() turns arrays into lists" if hasattr(x, "tolist") else ""
    return f"got {type(x).__name__} {' '.join(text.split())[:60]}{hint}"


ELEMENTWISE = [nn.add, nn.subtract, nn.multiply]
NO_MATRIX = [
    ([[]], "row 0 must be a list of numbers, got list []"),
    ([1, 2], "row 0 must be a list of numbers, got int 1"),
    ([[1, 2], [3]], "row 1 must be as long as row 0, got list [3]"),
    ([[1, 2], [3, 4, 5]], "row 1 must be as long as row 0, got list [3, 4, 5]"),
]
for A in [[], 0.1, None, {1, 2}, {(1, 2)}, iter([[1]]), map(len, [])]:
    NO_MATRIX.append((A, f"must be a list of rows, {got(A)}"))


class TestFunctions:
    @pytest.mark.parametrize("line", TRUE.splitlines())
    def test_do_what_they_say(self, line):
        assert eval(line, {**vars(math), **vars(nn)}), line

    @pytest.mark.parametrize("A, message", NO_MATRIX, ids=lambda x: type(x).__name__)
    def test_name_what_is_no_matrix(self, A, message):
        for function in [nn.dot] + ELEMENTWISE:
            for fitting in [[[1, 2], [3, 4]], [[1.0], [2.0]]]:
                refuses(f"A {message}", function, A, fitting)
                refuses(f"B {message}", function, fitting, A)
            refuses(f"A {message}", function, A, A)
        refuses(f"A {message}", nn.transpose, A)

    def test_refuse_matrices_that_do_not_fit(self):
        rule = "A must have as many columns as B has rows"
        refuses(f"A is 1x3 and B is 2x1: {rule}", nn.dot, [[1, 2, 3]], [[1], [2]])
        refuses(f"A is 1x1 and B is 2x1: {rule}", nn.dot, [[1]], [[1], [2]])
        A, rule = [[1, 2], [3, 4]], "A and B must have the same shape"
        for B, shape in [([[1, 2]], "1x2"), ([[1], [2]], "2x1")]:
            for function in ELEMENTWISE:
                refuses(f"A is 2x2 and B is {shape}: {rule}", function, A, B)
                refuses(f"A is {shape} and B is 2x2: {rule}", function, B, A)

    @pytest.mark.parametrize("seed", [0, 1, 42, 2**31, 2**32 - 1])
    def test_draw_numpys_random_numbers_for_any_seed(self, seed):
        np = pytest.importorskip("numpy")
        state, floats = np.random.RandomState(seed), nn.random_floats(seed)
        assert [next(floats) for _ in range(2000)] == list(state.random_sample(2000))

    @pytest.mark.parametrize("seed", [-1, 2**32, 2**40, 1.0, "1", None], ids=repr)
    def test_refuse_at_once_what_is_no_seed(self, seed):
        message = f"seed must be a whole number from 0 to 2**32 - 1, {got(seed)}"
        refuses(message, nn.random_floats, seed)


DATA = [[0.5, -1.0], [0.25, 0.75], [-0.5, 1.0], [1.0, 1.0], [0.0, -0.25]]
TARGETS = [[0, 1, 0.5], [1, 0, 0.25], [1, 1, 0], [0, 0, 1], [0.5, 1, 1]]
ONE_LAYER = [[[0.1, -0.2, 0.3], [-0.4, 0.5, 0.6]]]
TWO_LAYERS = [[[0.3, -0.1, 0.2, 0.4], [-0.5, 0.6, 0.1, -0.3]]]
TWO_LAYERS += [[[0.2, -0.3, 0.1], [0.5, 0.4, -0.6], [-0.1, 0.3, 0.2], [0.7, -0.2, 0.1]]]
CASES = [(nn.train, ONE_LAYER), (nn.train_hidden, TWO_LAYERS)]
BOTH = pytest.mark.parametrize("train, weights", CASES)


def half_squared_error(weights):
    error = nn.subtract(TARGETS, nn.predict(DATA, *weights))
    return math.fsum(e * e for row in error for e in row) / 2


class TestTrainAndTrainHidden:
    @BOTH
    def test_descend_the_squared_error_as_found_numerically(self, train, weights):
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

    @BOTH
    def test_report_before_each_update(self, train, weights):
        calls = []
        arguments = copy.deepcopy([DATA, TARGETS] + weights)
        train(DATA, TARGETS, *weights, 3, lambda *call: calls.append(call))
        assert [DATA, TARGETS] + weights == arguments
        training = record(train, DATA, TARGETS, weights, 3)
        assert [call[0] for call in calls] == [0, 1, 2]
        assert [list(call[3:]) for call in calls] == training[:3]
        [copies] = record(train, DATA, TARGETS, weights, 0)
        assert copies == weights
        assert all(C is not W and C[0] is not W[0] for C, W in zip(copies, weights))
        for n, (_, output, error, *now) in enumerate(calls):
            assert output == nn.predict(DATA, *now)
            assert error == nn.subtract(TARGETS, output)
            assert record(train, DATA, TARGETS, now, 1)[1] == training[n + 1]

    def test_names_the_way_out_for_rows_of_numpys_integers(self):
        np = pytest.importorskip("numpy")
        rows, W0 = [list(row) for row in np.array(nn.X)], [[0], [0], [0]]
        message = f"X row 0 column 0 must be an int or a float, {got(np.int64(0))}"
        refuses(message, nn.train, rows, nn.y, W0, 1)
        message = f"X must be a list of rows, {got(np.array(nn.X))}"
        refuses(message, nn.train, np.array(nn.X), nn.y, W0, 1)
        assert nn.train(np.array(nn.X).tolist(), nn.y, W0, 1) == [[0.25], [0.0], [0.0]]
        assert nn.predict([[np.float64(0)]], [[1]]) == [[0.5]]


# --- Bad input: a change to the arguments, and the sentence that it gets -------------

SENTENCES = """\
y=[[1 + 2**-52], [0]] -> y row 0 column 0 must be between 0 and 1, like every answer, got float 1.0000000000000002
y=[[0, 1], [1, -0.5]] -> y row 1 column 1 must be between 0 and 1, like every answer, got float -0.5
W0=[[0], [1, 2]] -> W0 row 1 must be as long as row 0, got list [1, 2]
W0=[[0, [1]], [1, 1]] -> W0 row 0 column 1 must be an int or a float, got list [1]
W0=[[[1], [2]], [[3]]] -> W0 must be one matrix, not a list of them, got list [[[1], [2]], [[3]]]
W1=[[math.inf, "w"]] -> W1 row 0 column 0 must be a finite number, got float inf
W0=[[1], [2], [3]] -> X is 2x2 and W0 is 3x1: X must have as many columns as W0 has rows
W1=[[1], [2]] -> W0 is 2x1 and W1 is 2x1: W0 must have as many columns as W1 has rows
y=[[0], [1], [1]] -> X is 2x2 and y is 3x1: y must be 2x1
y=[[0]] -> X is 2x2 and y is 1x1: y must be 2x1
W1=[[1, 2, 3]] -> X is 2x2 and y is 2x1: y must be 2x3
report=0.5 -> report must be a function or None, got float 0.5
report=False -> report must be a function or None, got bool False
iterations=-1 -> iterations must be a whole number, 0 or more, got int -1
iterations=1.0 -> iterations must be a whole number, 0 or more, got float 1.0
iterations=None -> iterations must be a whole number, 0 or more, got NoneType None
rate=-1 -> learning_rate must be finite and above 0, got int -1
rate=0 -> learning_rate must be finite and above 0, got int 0
rate=math.inf -> learning_rate must be finite and above 0, got float inf
rate="1" -> learning_rate must be finite and above 0, got str '1'
"""
X2, Y2, W2 = [[0, 1], [1, 1]], [[0], [1]], [[0.5], [0.5]]
NOT_LISTS = [
    None,
    5,
    "text" * 99,
    b"text",
    [],
    (),
    {1, 2},
    {0: 1},
    range(2),
    iter([[1, 2]]),
]
NOT_NUMBERS = [math.nan, math.inf, -math.inf, 10**400, None, "1", decimal.Decimal(1)]


def refused(message, X=X2, y=Y2, W0=W2, W1=None, iterations=1, rate=1, report=None):
    """Check that training raises this message, and so does predict, if it can."""
    for train, weights in [(nn.train, [W0]), (nn.train_hidden, [W0, W1 or [[1]]])]:
        if W1 is None or train is nn.train_hidden:
            calls = []
            if report is None:
                report = lambda *call, calls=calls: calls.append(call)
            refuses(message, train, X, y, *weights, iterations, report, rate)
            assert calls == []
            if re.match("X|W", message) and " y" not in message:
                refuses(message, nn.predict, X, *weights)


class TestBadInput:
    @pytest.mark.parametrize("sentence", SENTENCES.splitlines())
    def test_every_argument_is_checked_and_named(self, sentence):
        arguments, message = sentence.split(" -> ")
        refused(message, **eval(f"dict({arguments})"))

    @pytest.mark.parametrize("x", NOT_LISTS, ids=lambda x: type(x).__name__)
    def test_what_is_no_list_of_rows_or_no_row_is_refused(self, x):
        refused(f"X must be a list of rows, {got(x)}", X=x)
        refused(f"X row 0 must be a list of numbers, {got(x)}", X=[x, [1, 1]])
        refused(f"X row 1 must be a list of numbers, {got(x)}", X=[[0, 1], x])

    @pytest.mark.parametrize("x", NOT_NUMBERS, ids=lambda x: repr(x)[:9])
    @pytest.mark.parametrize("i, j", [(0, 0), (0, 3), (2, 2)])
    def test_what_is_no_finite_number_is_refused(self, x, i, j):
        A = [[0, 1, 0, 1] for _ in range(3)]
        A[i][j] = x
        kind = "a finite number" if isinstance(x, (int, float)) else "an int or a float"
        message = f"X row {i} column {j} must be {kind}, {got(x)}"
        refused(message, X=A, y=[[0]] * 3, W0=[[1]] * 4)


# --- What is printed -----------------------------------------------------------------


class TestFormatMatrix:
    def test_prints_as_numpy_does_here(self):
        np = pytest.importorskip("numpy")
        draw, compared = random.Random(1), 0
        while compared < 2000:
            rows, largest = draw.randint(1, 4), 10 ** draw.uniform(-3, 7.8)
            A = random_matrix(draw, rows, draw.randint(1, 4), largest)
            A = [[round(x, draw.choice([1, 4, 8, 17])) for x in row] for row in A]
            text = str(np.array(A))
            if "e" not in text and text.count("\n") == rows - 1:
                assert nn.format_matrix(A) == text
                compared += 1


# --- The traces: every line holds true -----------------------------------------------


def traced(network, n, main=nn.main):
    return output_of(main, ["--trace", str(n)] + NETWORKS[network][-1])


NUMBER = r"-?(?:\d[\d.]*(?:e[+-]?\d+)?|inf|nan)"
EQUATION = rf"^    (\w+)\[(\d+)\]\[(\d+)\]: (?:((?:.|\n {{4,}}\+ )+?) = )?({NUMBER})( \(.*\))?$"


def equations(text):
    """Return {label: matrix of (expression, number, note)}, in the order of the text."""
    found = re.findall(EQUATION, text, re.MULTILINE)
    assert len(found) == text.count("]: ")
    matrices = {}
    for label, i, j, *equation in found:
        rows = matrices.setdefault(label, [])
        if int(j) == 0:
            rows.append([])
        assert (int(i), int(j)) == (len(rows) - 1, len(rows[-1]))
        rows[-1].append(equation)
    return matrices


def check_trace(text):
    """Check that every equation in text holds; return {label: matrix of its numbers}."""
    for label, rows in equations(text).items():
        for expression, number, note in [x for row in rows for x in row]:
            assert repr(float(number)) == number
            assert bool(expression) != bool(note)
            if expression:
                value = eval(f"({expression})", {"exp": math.exp})
                assert value == float(number), expression
            if expression and re.search("_sum|_update", label):
                assert all(line.count(" * ") == 1 for line in expression.split("\n"))
    found = equations(text).items()
    return {name: [[float(x[1]) for x in row] for row in rows] for name, rows in found}


def steps(text):
    """Return the headings of a trace, without the matrices that it starts from."""
    parts = [part.split("\n")[0] for part in text.split("\n\n")[1:]]
    return [part for part in parts if not part.endswith(" =")]


# What a reader might change in train: the change, and the headings that it changes.
DELTA = "        l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))\n"
UPDATE = "        W0 = add(W0, scale(learning_rate, W0_update))\n    return W0\n"
SIGMOID = "[[0.0 if x < LOWEST else 1.0 / (1.0 + exp(-x)) for x in row] for row in A]"
TRACE_EDITS = {
    "no slope": [(DELTA, "        l1_delta = l1_error\n")],
    "rate halved": [(DELTA, DELTA + "        learning_rate /= 2\n")],
    "tanh": [
        (
            SIGMOID,
            "[[(exp(x) - exp(-x)) / (exp(x) + exp(-x)) for x in row] for row in A]",
        )
    ],
    "A - B in add": [("A[i][j] + B[i][j] for", "A[i][j] - B[i][j] for")],
    "dot backwards": [
        ("range(len(B[0])), range(len(B))", "range(len(B[0])), range(len(B))[::-1]")
    ],
    "two answers": [
        ("y = [[0], [0], [1], [1]]", "y = [[0, 1], [0, 1], [1, 0], [1, 0]]")
    ],
    "fourth input": [
        (
            "X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]",
            "X = [[0, 0, 1, 1], [0, 1, 1, 0], [1, 0, 1, 5], [1, 1, 1, 0.1]]",
        )
    ],
    "print": [(DELTA, '        print("in the loop")\n' + DELTA)],
    "if": [
        (
            DELTA,
            "        if i > 0:\n    "
            + DELTA
            + "        else:\n            l1_delta = l1_error\n",
        )
    ],
    "comment": [(DELTA, DELTA[:-1] + "  # a comment\n")],
    "three lines": [
        (
            DELTA,
            "        l1_delta = multiply(\n            l1_error, sigmoid(l1, deriv=True)\n        )\n",
        )
    ],
    "two sums in a line": [
        (
            UPDATE,
            "        W0 = add(W0, add(scale(learning_rate, W0_update), scale(-0.01, W0)))\n    return W0\n",
        )
    ],
    "a function of one's own": [
        (DELTA, "        l1_delta = negative(l1_error)\n"),
        (
            "\ndef train(",
            "\ndef negative(A):\n    return [[-x for x in row] for row in A]\n\n\ndef train(",
        ),
    ],
}
HIDDEN_EDITS = {
    "twelve hidden numbers": [("HIDDEN = 4 ", "HIDDEN = 12 ")],
    "third layer": [
        ("    l0_T = transpose(l0)\n", "    l0_T, W2 = transpose(l0), [[0.5]]\n"),
        (
            "        l2_error = subtract(y, l2)\n",
            (
                "        l3 = sigmoid(dot(l2, W2))\n"
                "        l3_error = subtract(y, l3)\n"
                "        l3_delta = multiply(l3_error, sigmoid(l3, deriv=True))\n"
                "        l2_error = dot(l3_delta, transpose(W2))\n"
            ),
        ),
        (
            "        W1_update = ",
            "        W2 = add(W2, dot(transpose(l2), l3_delta))\n        W1_update = ",
        ),
    ],
}


class TestTraces:
    @pytest.mark.parametrize("network", NETWORKS)
    @pytest.mark.parametrize("n", [0, 1, 99, 1999])
    def test_hold_true_line_by_line_and_end_on_the_next_weights(self, network, n):
        found = check_trace(traced(network, n))
        after = ours(network, n + 1)[-1]
        assert [found[f"W{k}"] for k in range(len(after))] == after
        parts = ["l{}", "l{}_sum", "l{}_error", "l{}_slope", "l{}_delta"]
        names = {part.format(k + 1) for part in parts for k in range(len(after))}
        names |= {
            f"W{k}{x}" for k in range(len(after)) for x in ["", "_update", "_step"]
        }
        assert set(found) == names

    @pytest.mark.parametrize("network", NETWORKS)
    def test_show_what_goes_in_then_the_lines_of_the_loop(self, network):
        _, train, y, _ = NETWORKS[network]
        given = {"l0": nn.X, "y": vars(nn)[y]}
        given.update({f"W{k}": W for k, W in enumerate(ours(network, 5)[5])})
        parts = [f"{name} =\n{nn.format_matrix(A)}" for name, A in given.items()]
        text = traced(network, 5)
        assert text.split("\n\n")[: len(parts) + 1] == ["Iteration:5"] + parts
        source = inspect.getsource(vars(nn)[train]).split("l0_T = transpose(l0)\n")[1]
        assert steps(text) == re.findall(r"^ +(\w+ = .*)$", source, re.MULTILINE)

    @pytest.mark.parametrize("edits", TRACE_EDITS.values(), ids=list(TRACE_EDITS))
    @pytest.mark.parametrize("n", [0, 2])
    def test_follow_an_edited_loop(self, edits, n):
        names = edited(*edits)
        text = traced("first", n, names["main"])
        found, calls = check_trace(text), []
        X, y = names["X"], names["y"]
        arguments = [X, y, *names["starting_weights"](X, y), n + 1]
        with contextlib.redirect_stdout(io.StringIO()):
            W0 = names["train"](*arguments, report=lambda *call: calls.append(call))
        _, l1, l1_error, before = calls[n]
        assert (found["l1"], found["l1_error"], found["W0"]) == (l1, l1_error, W0)
        for name, A in [("l0", X), ("y", y), ("W0", before)]:
            assert f"\n{name} =\n{nn.format_matrix(A)}\n" in text

    @pytest.mark.parametrize("edits", HIDDEN_EDITS.values(), ids=list(HIDDEN_EDITS))
    def test_follow_an_edited_hidden_layer(self, edits):
        names = edited(*edits)
        text = traced("hidden", 1, names["main"])
        found, calls = check_trace(text), []
        X, y = names["X"], names["y_xor"]
        weights = names["starting_weights"](X, y, names["HIDDEN"])
        report = lambda *call: calls.append(call)
        after = names["train_hidden"](X, y, *weights, 2, report)
        assert (found["l2"], found["l2_error"]) == calls[1][1:3]
        assert (found["W0"], found["W1"]) == after
        for match in re.finditer(r"(?m)^(    \w.*: ).*((?:\n {5,}\+.*)+)", text):
            first, rest = match.groups()
            assert all(x.index("+") == len(first) - 2 for x in rest.split("\n")[1:])

    def test_show_a_number_without_an_equation_and_name_the_function(self):
        text = traced("first", 0, edited(*TRACE_EDITS["tanh"])["main"])
        note = " (for an equation, mend the line of sigmoid in expression)"
        rows = equations(text)["l1"]
        assert [[x[0], x[2]] for row in rows for x in row] == [["", note]] * 4

    def test_show_the_guard_of_sigmoid(self):
        names = edited(("SEED = 1", "SEED = 1  # the weights are set below"))
        names["starting_weights"] = lambda X, y: [[[0], [0], [-1000]]]
        found = equations(traced("first", 0, names["main"]))
        guard = "0.0 if -1000.0 < -709.782712893384 else 1 / (1 + exp(-(-1000.0)))"
        assert found["l1"] == [[[guard, "0.0", ""]]] * 4

    @pytest.mark.parametrize("n", [0, 3])
    def test_put_back_the_hook_that_was_there(self, n):
        before = sys.gettrace()
        sys.settrace(lambda *event: None)
        try:
            hook = sys.gettrace()
            output_of(nn.show_trace, n)
            assert sys.gettrace() is hook
            names = edited(("return W0", "return 1 / 0"))
            with pytest.raises(ZeroDivisionError):
                output_of(names["show_trace"], n)
            assert sys.gettrace() is hook
        finally:
            sys.settrace(before)

    def test_say_so_if_the_iteration_can_not_be_shown(self):
        sentence = "Iteration 3 can't be shown: the docstring of show_trace says why.\n"
        no_report = edited(
            ("            report(i, l1, l1_error, W0)\n", "            pass\n")
        )
        other_name = edited(
            ("for i in range(iterations)", "for n in range(iterations)"),
            ("report(i, l1, ", "report(n, l1, "),
        )
        ends = edited((DELTA, DELTA + "        if i == 2:\n            break\n"))
        no_source = {"__name__": "no source"}
        output_of(exec, SOURCE, no_source)
        for names in [no_report, other_name, ends, no_source]:
            assert output_of(names["show_trace"], 3) == sentence
        changed = edited()
        path = changed["train"].__code__.co_filename
        text = SOURCE.replace(DELTA, "        l1_delta = l1_error\n")
        linecache.cache[path] = len(text), None, text.splitlines(True), path
        assert output_of(changed["show_trace"], 3) == sentence


# --- The command line ----------------------------------------------------------------

HERE = pathlib.Path(nn.__file__).resolve().parent
PROGRAM = str(HERE / "nn_scratch.py")
SOURCE = (HERE / "nn_scratch.py").read_text(encoding="ascii")
# These would change a child's output or numpy's kernels. We promise nothing there.
UNSET = ["FORCE_COLOR", "PYTHON_COLORS", "PYTHONIOENCODING", "PYTHONWARNINGS"]
UNSET += ["PYTHONUNBUFFERED", "PYTHONINSPECT", "NPY_ENABLE_CPU_FEATURES"]
UNSET += ["NPY_DISABLE_CPU_FEATURES", "OPENBLAS_CORETYPE"]


def run(arguments, stdout=subprocess.PIPE, **options):
    """Run Python as a child process; return its exit status, output and errors."""
    env = {name: x for name, x in os.environ.items() if name not in UNSET}
    env.update(options.pop("env", {}))
    own = {"stderr": subprocess.PIPE, "universal_newlines": True, "timeout": 120}
    command = [sys.executable] + arguments
    done = subprocess.run(
        command, check=False, stdout=stdout, env=env, **own, **options
    )
    return done.returncode, done.stdout, done.stderr


def output_of(function, *arguments):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        function(*arguments)
    return output.getvalue()


PLAIN = output_of(nn.main, [])  # what the plain run prints with this platform's exp
USAGE = "usage: python nn_scratch.py [--hidden] [--trace N]\n"
WRONG = "--trace|--trace -1|--trace 1.5|--trace x|--trace |--trace \u00b2|--trace 1 2"
WRONG += "|--hidden --trace -1|--hid|--tr 1|1|"


class TestCommandLine:
    @pytest.mark.parametrize("arguments", WRONG.split("|"), ids=repr)
    def test_wrong_arguments_get_a_usage_line(self, arguments):
        words = arguments.split(" ")
        named = f"not understood: {[word for word in words if word != '--hidden']}\n"
        assert run([PROGRAM] + words) == (2, "", USAGE + named)

    def test_help_prints_the_docstring(self):
        docstring = SOURCE.split('"""')[1]
        assert run([PROGRAM, "--help"]) == (0, docstring + "\n", "")
        assert run(["-OO", PROGRAM, "--help"]) == (0, USAGE, "")

    def test_traces_either_network_with_the_options_in_any_order(self):
        first, hidden = traced("first", 0), traced("hidden", 2)
        assert run([PROGRAM, "--trace", "0"]) == (0, first, "")
        assert run([PROGRAM, "--hidden", "--trace", "2"]) == (0, hidden, "")
        assert run([PROGRAM, "--trace", "2", "--hidden"]) == (0, hidden, "")
        assert output_of(nn.show_trace, 0) == first
        assert output_of(nn.show_trace, 2, True) == hidden

    def test_the_plain_run_works_under_any_flags_and_from_standard_input(self):
        assert PLAIN == expected_run(vars(nn), recorded(FIRST, nn.exp))
        env = {"PYTHONIOENCODING": "ascii"}
        for arguments in [[PROGRAM], ["-OO", "-W", "error", PROGRAM], ["-"]]:
            assert run(arguments, input=SOURCE, env=env) == (0, PLAIN, "")

    def test_the_program_imports_math_and_sys_alone(self):
        code = "import math, sys; sys.path.insert(0, '.'); old = set(sys.modules); import nn_scratch as nn\n"
        code += "nn.main([]); nn.train_hidden(nn.X, nn.y_xor, *nn.starting_weights(nn.X, nn.y_xor, 4), 1)\n"
        code += "print(sorted(set(sys.modules) - old))"
        printed = PLAIN + "['nn_scratch']\n"
        assert run(["-S", "-c", code], cwd=str(HERE)) == (0, printed, "")

    @pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
    @pytest.mark.parametrize("buffering", ["", "1"], ids=["on", "off"])
    @pytest.mark.parametrize("arguments", ["", "--hidden --trace 2", "--help"])
    def test_a_reader_that_left_ends_the_program_quietly(self, arguments, buffering):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            env = {"PYTHONUNBUFFERED": buffering}
            status, _, errors = run([PROGRAM] + arguments.split(), stdout=pipe, env=env)
        assert (status, errors) == (0, "")
        if arguments == "--help" and os.path.exists("/dev/full"):  # must not be quiet
            with open("/dev/full", "w") as full:
                assert run([PROGRAM], stdout=full, env=env)[0] > 0

    def test_a_notebook_cell_prints_the_plain_run(self, monkeypatch):
        monkeypatch.setattr(sys, "argv", ["ipykernel_launcher.py", "-f", "kernel.json"])
        assert output_of(exec, SOURCE, {"__name__": "__main__"}) == PLAIN

    def test_the_shell_takes_it_line_by_line(self, monkeypatch):
        monkeypatch.setattr(sys, "argv", [""])
        console = code.InteractiveConsole({"__name__": "__main__"})
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            output = output_of(lambda: [console.push(x) for x in SOURCE.split("\n")])
        assert (errors.getvalue(), output[-len(PLAIN) :]) == ("", PLAIN)


# --- Edited copies: each setting stands once, and every run follows it ---------------

XS, YS = "[[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]", "y = [[0], [0], [1], [1]]"
XOR = "y_xor = [[0], [1], [1], [0]]"
# The rows of "Now try" in the file: what is replaced, and what takes its place.
NOW_TRY = {
    "RATE = 0.1": ("\nRATE = 1\n", "\nRATE = 0.1\n"),
    "RATE = 100": ("\nRATE = 1\n", "\nRATE = 100\n"),
    "iterations=100 in train": ("iterations=10_000", "iterations=100"),
    "y = [[0], [1], [0], [1]]": (YS, "y = [[0], [1], [0], [1]]"),
    "y = [[0], [1], [1], [0]]": (YS, "y = [[0], [1], [1], [0]]"),
    "no third input in X": (XS, "[[0, 0], [0, 1], [1, 0], [1, 1]]"),
    "all numbers in X times 10": (XS, XS.replace("1", "10")),
    "l1_delta = l1_error": ("multiply(l1_error, sigmoid(l1, deriv=True))", "l1_error"),
    "HIDDEN = 2, and --hidden": ("\nHIDDEN = 4 ", "\nHIDDEN = 2 "),
}
SETTINGS = [("=10_000", "=3"), ("=60_000", "=3"), ("\nRATE = 1\n", "\nRATE = 0.1\n")]
SETTINGS += [("\nSEED = 1\n", "\nSEED = 2\n"), ("\nHIDDEN = 4 ", "\nHIDDEN = 3 ")]
ONE_ROW = [(XS, "[[0, 0, 1, 1]]"), (YS, "y = [[0.5, 1]]"), (XOR, "y_xor = [[0, 1]]")]
ONE_ROW += [("=60_000", "=3")]
MORE = [("=10_000", "=4_001"), ("=60_000", "=10_001"), ("HIDDEN = 4 ", "HIDDEN = 1 ")]
NONE = [("=10_000", "=0"), ("=60_000", "=0")]


def edited(*edits):
    """Return the names of a copy of the program with these edits, imported from a file."""
    source = SOURCE
    for old, new in edits:
        assert old in source
        source = source.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "edited.py")
        with open(path, "w") as file:
            file.write(source)
        spec = importlib.util.spec_from_file_location("edited", path)
        module = importlib.util.module_from_spec(spec)
        assert output_of(spec.loader.exec_module, module) == ""
        linecache.getlines(path)  # since the file is about to go
    return vars(module)


def expected_run(names, training):
    """Return what a run without --trace prints, given the weights that it goes through."""
    first = len(training[0]) == 1
    X, y = names["X"], names["y" if first else "y_xor"]
    every, title = (2_000, "Error") if first else (10_000, "Mean absolute error")
    mean_error = nn.mean_squared_error if first else nn.mean_absolute_error
    targets = [] if first else nn.transpose(y)
    text = "".join(f"Targets: {' '.join(map(str, row))}\n\n" for row in targets)
    for i in range(0, len(training) - 1, every):
        answers = nn.predict(X, *training[i])
        row = nn.format_matrix(nn.transpose(answers))
        text += f"Iteration:{i}\nL{1 if first else 2}: {row}\n"
        text += f"{title}: {mean_error(nn.subtract(y, answers))}\n\n"
    last = nn.predict(X, *training[-2:][0])
    return text + f"Output After Training:\n{nn.format_matrix(last)}\n"


class TestEditedCopies:
    def test_answer_as_now_try_says(self):
        pattern = r"^#     (.{26})  ((?:\d\.\d{3} ){4}) [A-Z0-9].*\.$"
        rows = re.findall(pattern, SOURCE, re.MULTILINE)
        assert [name.strip() for name, _ in rows] == list(NOW_TRY)
        for name, answers in rows:
            main = edited(NOW_TRY[name.strip()])["main"]
            printed = output_of(main, ["--hidden"] if "--hidden" in name else [])
            found = re.findall(r"\d\.\d*", printed.split("Output After Training:")[1])
            assert "".join(f"{float(x):.3f} " for x in found) == answers, name

    @pytest.mark.parametrize("network", NETWORKS)
    @pytest.mark.parametrize("edits", [SETTINGS, ONE_ROW, MORE, NONE])
    def test_follow_in_every_run(self, edits, network):
        names = edited(*edits)
        _, train, _, options = NETWORKS[network]
        count, rate = names[train].__defaults__[0], names["RATE"]
        training = ours(network, count, rate, names)
        assert output_of(names["main"], options) == expected_run(names, training)
        found = check_trace(traced(network, 1, names["main"]))
        after = ours(network, 2, rate, names)[2]
        assert [found[f"W{k}"] for k in range(len(after))] == after

    @pytest.mark.parametrize("network", NETWORKS)
    def test_follow_settings_that_change_at_run_time(self, network):
        new = {"RATE": 0.5, "SEED": 7, "HIDDEN": 3, "X": [[0, 1], [1, 1], [1, 0]]}
        new.update({"y": [[0.5], [0], [1]], "y_xor": [[1], [0.25], [0]]})
        for name in list(new) + [None]:
            module = edited(("=10_000", "=3"), ("=60_000", "=3"))
            change = new if name is None else {name: new[name]}
            if name in ("X", "y", "y_xor"):
                change = {x: new[x] for x in ("X", "y", "y_xor")}
            module.update(change)
            training = ours(network, 3, module["RATE"], module)
            printed = output_of(module["main"], NETWORKS[network][-1])
            assert printed == expected_run(module, training)
            found = check_trace(traced(network, 2, module["main"]))
            assert [found[f"W{k}"] for k in range(len(training[3]))] == training[3]

    def test_name_a_flat_y(self):
        main = edited((YS, "y = [0, 0, 1, 1]"))["main"]
        refuses("y row 0 must be a list of numbers, got int 0", main, [])


# --- The texts: docstrings and README ------------------------------------------------

PAGE = HERE / "README.md"
README = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""


def examples_hold(text):
    """Check that all doctest examples in text hold, and that there are some."""
    text, output = re.sub('"""|```.*', "", text), io.StringIO()
    test = doctest.DocTestParser().get_doctest(text, dict(vars(nn)), "text", "", 0)
    results = doctest.DocTestRunner(verbose=False).run(test, out=output.write)
    assert results.failed == 0, output.getvalue()
    assert results.attempted == len(re.findall("^ *>>> ", text, re.MULTILINE)) > 0


def numpy_loop():
    """Return the lines of numpy_first's loop, as the tutorial has them."""
    source = inspect.getsource(numpy_first).replace("numpy_sigmoid(np, ", "sigmoid(")
    return re.sub("(?m)^ +|rate [*] ", "", source.split("iterations):\n")[1])


class TestDocstrings:
    def test_have_examples_that_hold(self):
        examples_hold(SOURCE)

    def test_show_the_numpy_loop_that_is_compared(self):
        loop = SOURCE.split("#     for i in range(iterations):\n")[1].split("#\n")[0]
        assert re.sub("(?m)^# +", "", loop) + "yield [W0]\n" == numpy_loop()


def blocks():
    """Return (kind, text) of every fenced block and every table of the page."""
    fenced = r"(?ms)^```(\w+)\n(.*?)\n```$"
    tables = re.findall(r"(?m)(?:^.+ \| .+\n|^---.*\n)+", re.sub(fenced, "", README))
    return re.findall(fenced, README) + [("table", text) for text in tables]


SCRIPTS = re.findall(r"(?s)```python\n(from .*?)```\n\n```text\n(.*?)\n```", README)


def words(text):
    """Return the words of a block that have digits in them, in order."""
    text = re.sub(r"(?s)^---\n.*?\n---\n", "", text)  # how it is drawn
    return re.findall(r"-?\b\w*\d[\w.]*", text)


def shown(*matrices):
    """Return the numbers of these matrices as text, each row through all matrices."""
    numbers = [x for rows in zip(*matrices) for row in rows for x in row]
    return " ".join([str(x) if x in (0, 1) else f"{x:.3f}" for x in numbers])


STEPS = ["", "_error", "_slope", "_delta"]


def rounded(network, label):
    """Return an equation of the trace of iteration 0, with three decimals."""
    text = re.sub(r"\n +\+", " +", traced(network, 0))
    text = re.sub(r"\b([01])\.0\b(?!\d)", r"\1", text)
    text = re.sub(r"-?\d+\.[\de-]+", lambda x: f"{float(x.group()):.3f}", text)
    return text.split(f" {label}: ")[1].split("\n")[0]


def computed_blocks():
    """Return {words that only this block of the page has: its numbers, as text}."""
    X, l0_T = nn.X, nn.transpose(nn.X)
    [W0], [after] = ours("first", 1)
    sums, l1 = nn.dot(X, W0), nn.predict(X, W0)
    error, slope = nn.subtract(nn.y, l1), nn.sigmoid(l1, deriv=True)
    delta = nn.multiply(error, slope)
    updates = shown(nn.dot(l0_T, delta))
    a, u, b, v, c, w, sum_ = words(rounded("first", "l1_sum[2][0]"))
    o, *there = [rounded("hidden", f"l2{x}[3][0]") for x in STEPS]
    h1, *back = [rounded("hidden", f"l1{x}[3][1]") for x in STEPS]
    back, weight = back + [rounded("hidden", "W0_update[0][1]")], back[0].split()[2]
    curve = nn.sigmoid([[n * 0.75 for n in range(-8, 9)]])
    trained = recorded(HIDDEN, nn.exp)[-1]
    hidden, answers = nn.predict(X, trained[0]), nn.predict(X, *trained)
    now_try = re.findall(r"(?m)^#     ((?!y =|all).{26}  (?:\d\.\d{3} ){4}.*)$", SOURCE)
    return {
        "change": " ".join(now_try),
        **{printed: printed for _, printed in SCRIPTS},  # since they were run
        "X = [[": shown(X, nn.y),
        "x-axis": f"-6 6 0 1 {shown(curve)} {shown(nn.sigmoid(curve, deriv=True))}",
        r"\texttt{W0}": f"{shown(X)} l0 4 3 {shown(W0)} W0 3 1 {shown(sums)} 4 1",
        "input  l1": f"l1 {shown(X, l1, error, slope, delta)}",
        r"l0\_T": f"{shown(l0_T)} l0 3 4 {shown(delta)} l1 4 1 {updates} 3 1",
        "input  target": shown(X, nn.y, l1, nn.predict(X, after)),
        "l0<br>": "l0 l0 4x3 W0 3x4 l1 l1 4x4 W1 4x1 l2 l2 4x1",
        " h0 ": f"h0 h1 h2 h3 {shown(X, hidden, answers)}",
        "answer  0": f"{o[-5:]} {there} h1 {h1[-5:]} {weight} {back}",
        "x0": f"x0 {a} {u} {sum_} x1 {b} {v} x2 {c} {w} l1 {shown(l1[2:3])}",
    }


# Blocks that the tests can't compute: words that only this block has, and the reason.
NOT_COMPUTED = {
    "data (rows)": "five splits of three sets of real data",
    "what you see": "trainings on data of other shapes, and a search through 40 seeds",
    "where numpy runs": "numpy on other machines",
    "source | numbers": "what TestPublishedNumbers computes, in words",
    "CPython": "speed, beside numpy, on several Pythons",
}


@pytest.mark.skipif(not README, reason="README.md is not here")
class TestPage:
    def test_examples_hold(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)  # since one example writes a file
        examples_hold(README)

    def test_scripts_print_what_stands_below_them(self):
        assert len(SCRIPTS) == README.count("```python\nfrom nn_scratch import *") == 2
        for script, printed in SCRIPTS:
            assert output_of(exec, script, {}) == printed + "\n"

    def test_has_no_number_that_is_not_computed(self):
        expected = {**dict.fromkeys(NOT_COMPUTED), **computed_blocks()}
        for kind, text in blocks():
            heads = [head for head in expected if head in text]
            if text.startswith(("Iteration:", "    l1_sum")):  # cut from the output
                gap = r"\n\.\.\.\n" if "..." in text else r"\n(?! +\+ )"
                printed = "\n" + PLAIN + traced("first", 0)
                places = [printed.find(f"\n{part}\n") for part in re.split(gap, text)]
                assert -1 not in places and places == sorted(places)
            elif kind != "python" and (words(text) or heads):
                [head] = heads
                numbers = expected.pop(head)
                assert numbers is None or words(text) == words(numbers), head
        assert list(expected) == []
        assert rounded("first", "l1_sum[2][0]") in README
        for step in STEPS[1:]:
            assert rounded("first", f"l1{step}[2][0]") in README
            assert rounded("hidden", f"l2{step}[3][0]") in README
            assert rounded("hidden", f"l1{step}[3][1]") in README

    def test_shows_the_loops_of_the_program_and_of_numpy(self):
        shown, loops = [], []
        for kind, text in blocks():
            if kind == "python" and text.startswith(("for i", "l0")):
                shown.append([line for line in text.split("\n") if "# " not in line])
        for train in [nn.train, nn.train_hidden]:
            body = inspect.getsource(train).split("transpose(l0)\n")[1].split("\n")
            loops.append([x[4:] for x in body if not re.match(" *(#|$|if|rep|ret)", x)])
        assert shown == [loops[0], numpy_loop().split("\n")[:-2], loops[1]]


# --- Numpy on its plain kernels ------------------------------------------------------


def random_matrix(draw, rows, columns, largest=9.0):
    numbers = [draw.uniform(-largest, largest) for _ in range(rows * columns)]
    return [numbers[i * columns : (i + 1) * columns] for i in range(rows)]


# numpy picks its kernels by the machine it finds. These settings leave it the plain
# ones: a dot product is added from left to right, np.exp is the C library's. numpy
# has other names for these features before 2.4, and warns of names it doesn't know.
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
        layer, W, delta = [np.array(random_matrix(draw, *shape)) for shape in shapes]
        plain = [np.exp(W).tolist() == [[math.exp(x) for x in row] for row in W]]
        for A, B in [(layer, W), (layer.T, delta)]:
            by_hand = sum(np.outer(A[:, k], B[k]) for k in range(len(B)))
            plain.append((np.dot(A, B) == by_hand).all())
        if not all(plain):
            sys.exit(f"numpy {np.__version__} has no plain kernels here")
    for network, iterations, rate in TRAININGS:
        training = NETWORKS[network][0](np, iterations, rate)
        print(end=summary(training, network, iterations, rate))


@pytest.fixture(scope="module")
def computed_now():
    """Return STORED as numpy computes it now."""
    np = pytest.importorskip("numpy")
    env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    status, output, errors = run(
        ["-W", "ignore", str(HERE / "test_nn_scratch.py")], env=env
    )
    linux = (sys.platform, platform.machine()) == ("linux", "x86_64")
    if "no plain kernels" in errors and not (linux and np.__version__[0] != "1"):
        pytest.skip(errors.strip())  # On Linux, numpy 2 has plain kernels.
    assert (status, errors) == (0, "")
    return output


# --- What numpy computed -------------------------------------------------------------


def part(text, training):
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
