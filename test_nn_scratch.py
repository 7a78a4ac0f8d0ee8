"""The promises of nn_scratch.py, each one checked; needs pytest, nothing else.

    python -m pytest                 run the tests
    python test_nn_scratch.py        make STORED anew with numpy, and print it

STORED, at the end of this file, is what numpy computed. What is promised to the last
bit is compared with ==. Where numpy is installed, it computes STORED once more.
"""

import contextlib
import copy
import doctest
import hashlib
import inspect
import io
import math
import os
import random
import re
import signal
import struct
import subprocess
import sys
import warnings

import pytest

import nn_scratch as nn

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "nn_scratch.py")
with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
    README = file.read()

KEPT = [0, 1, 2, 10, 16, 44, 100, 500, 1000, 2000, 4000, 6000, 8000, 9999]
KEPT_HIDDEN = [0, 1, 2, 10, 100, 1000, 10000, 20000, 30000, 40000, 50000, 59999]
SEEDS = [0, 1, 42, 2**31, 2**32 - 1]
DRAWS = [0, 1, 2, 3, 310, 311, 312, 313, 623, 624, 1999]

# --- What is stored: one line a matrix, its numbers as float.hex writes them ---------


def flat(*matrices):
    """Return the numbers of all matrices, row by row; numpy's arrays will do too."""
    return [x for A in matrices for row in A for x in row]


def line(network, moment, name, numbers):
    """Return one line of STORED.

    >>> line("two_layer", 0, "l1", [0.5, 1])
    'two_layer 0 l1 0x1.0000000000000p-1 0x1.0000000000000p+0'
    """
    return " ".join([network, str(moment), name] + [float(x).hex() for x in numbers])


def recorder(network, kept, mean_error, lines):
    """Return record(i, weights, error, ...), and finish(weights) for the trained ones.

    They append to lines what is given at the kept iterations, and in the end the trained
    weights and the SHA-256 over the weights after every single iteration.
    """
    digest = hashlib.sha256()

    def update(weights):
        numbers = flat(*weights)
        digest.update(struct.pack(f"<{len(numbers)}d", *numbers))

    def keep(moment, weights, **matrices):
        matrices.update({f"W{n}": W for n, W in enumerate(weights)})
        for name in sorted(matrices):
            lines.append(line(network, moment, name, flat(matrices[name])))

    def record(i, weights, error, **layers):
        if i > 0:  # these are the weights that the iteration before has made
            update(weights)
        if i in kept:
            keep(i, weights, error=error, **layers)
            lines.append(line(network, i, "mean_error", [mean_error(error)]))

    def finish(weights):
        update(weights)
        keep("final", weights)
        lines.append(f"{network} sha256 {digest.hexdigest()}")

    return record, finish


# --- numpy: the programs of the two articles -----------------------------------------

# numpy picks its kernels by the machine it finds. These settings leave it the plain
# ones: a dot product is added from left to right, np.exp is the C library's. numpy
# names the features otherwise before 2.4, and warns of names that it does not know.
PLAIN_KERNELS = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR "
    "AVX512F AVX512CD AVX512_KNL AVX512_SKX AVX512_CLX AVX512_CNL",
}
NOT_PLAIN = 3  # exit status


def numpy_two_layer(np, lines):
    record, finish = recorder("two_layer", KEPT, lambda e: (e**2).mean(), lines)
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [0], [1], [1]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 1)) - 1
    for i in range(10000):
        l0 = X
        l1 = 1 / (1 + np.exp(-np.dot(l0, W0)))
        l1_error = y - l1
        l1_delta = l1_error * (l1 * (1 - l1))
        record(i, [W0], l1_error, l1=l1, l1_delta=l1_delta)
        W0 += np.dot(l0.T, l1_delta)
    finish([W0])


def numpy_hidden(np, lines):
    record, finish = recorder("hidden", KEPT_HIDDEN, lambda e: abs(e).mean(), lines)
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    y = np.array([[0], [1], [1], [0]])
    np.random.seed(1)
    W0 = 2 * np.random.random((3, 4)) - 1
    W1 = 2 * np.random.random((4, 1)) - 1
    for i in range(60000):
        l0 = X
        l1 = 1 / (1 + np.exp(-np.dot(l0, W0)))
        l2 = 1 / (1 + np.exp(-np.dot(l1, W1)))
        l2_error = y - l2
        record(i, [W0, W1], l2_error, l2=l2)
        l2_delta = l2_error * (l2 * (1 - l2))
        l1_error = l2_delta.dot(W1.T)
        l1_delta = l1_error * (l1 * (1 - l1))
        W1 += l1.T.dot(l2_delta)
        W0 += l0.T.dot(l1_delta)
    finish([W0, W1])


def numpy_random(np, lines):
    for seed in SEEDS:
        np.random.seed(seed)
        floats = np.random.random(max(DRAWS) + 1)
        lines.append(line("random", seed, "draws", [floats[n] for n in DRAWS]))


def left_to_right(A, B):
    C = [[0.0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            for k in range(len(B)):
                C[i][j] += A[i][k] * B[k][j]
    return C


def kernels_are_plain(np):
    """Return whether numpy adds from left to right and its exp is the C library's."""
    draw = random.Random(1).uniform

    def draw_matrix(rows, columns):
        return [[draw(-9, 9) for _ in range(columns)] for _ in range(rows)]

    numbers = draw_matrix(1024, 4)
    exps = [[math.exp(x) for x in row] for row in numbers]
    plain = [np.exp(np.array(numbers)).tolist() == exps]
    for _ in range(100):
        for rows, columns in [(3, 1), (3, 4), (4, 1)]:
            layer, weights = draw_matrix(4, rows), draw_matrix(rows, columns)
            product = np.dot(np.array(layer), np.array(weights)).tolist()
            plain.append(product == left_to_right(layer, weights))
            delta, layer_T = draw_matrix(4, columns), [list(row) for row in zip(*layer)]
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
    lines = []
    numpy_two_layer(np, lines)
    numpy_hidden(np, lines)
    numpy_random(np, lines)
    print("\n".join(lines))


# --- The same from nn_scratch --------------------------------------------------------


def run_two_layer():
    """Return the lines of STORED that are the first network's."""
    lines = []
    record, finish = recorder("two_layer", KEPT, nn.mean_squared_error, lines)

    def report(i, l1, l1_error, W0):
        l1_delta = nn.multiply(l1_error, nn.sigmoid(l1, deriv=True))
        record(i, [W0], l1_error, l1=l1, l1_delta=l1_delta)

    W0 = nn.random_weights(3, 1, nn.random_floats(1))
    finish([nn.train(nn.X, nn.y, W0, 10000, report)])
    return lines


def run_hidden():
    """Run the command --hidden; return the lines of STORED, and what it printed."""
    lines = []
    record, finish = recorder("hidden", KEPT_HIDDEN, nn.mean_absolute_error, lines)
    train_hidden = nn.train_hidden

    def recording(X, y, W0, W1, iterations, report):
        def both(i, l2, l2_error, W0, W1):
            record(i, [W0, W1], l2_error, l2=l2)
            report(i, l2, l2_error, W0, W1)

        finish(train_hidden(X, y, W0, W1, iterations, both))

    nn.train_hidden = recording
    try:
        with contextlib.redirect_stdout(io.StringIO()) as output:
            nn.main(["--hidden"])
    finally:
        nn.train_hidden = train_hidden
    return lines, output.getvalue()


@pytest.fixture(scope="module")
def two_layer():
    return run_two_layer()


@pytest.fixture(scope="module")
def hidden():
    return run_hidden()


def stored(network):
    return [text for text in STORED.splitlines() if text.split()[0] == network]


def numbers(lines):
    """Return {(moment, name): [float, ...]} for lines as STORED has them."""
    words = [text.split() for text in lines if " sha256 " not in text]
    return {(w[1], w[2]): [float.fromhex(x) for x in w[3:]] for w in words}


# --- Where every bit can be equal: a few exps, and one sum, tell ---------------------

# Arguments that the training meets and what exp is there, as the C library of the
# reference rounds it. The first network forgives the last bit of some exps, so its
# list is shorter; fdlibm (FreeBSD, browsers) fails it. The exps of musl, and of glibc
# without fused multiply-add, fail the second. The hidden layer forgives nothing: for
# it, exp must also agree on a thousand random numbers.
EXPS = {
    "two_layer": """
        0x1.6261b07b0c40ep-2 0x1.69dbc606bd9cdp+0
        -0x1.148e30dda49b7p+0 0x1.5ba4b3a804765p-2
        -0x1.c2793606aaa98p-1 0x1.a8cf3a28071ebp-2
        0x1.12de74ce4ae4bp+0 0x1.768df036f22dfp+1""",
    "hidden": """
        0x1.16d03513f7c9cp+0 0x1.7c5ebf9cba40dp+1
        0x1.7f804f933e9b6p-2 0x1.744be1cacf0b7p+0
        -0x1.fa3d6d20ecf08p-5 0x1.e1515b455a0b9p-1
        0x1.92ecc67f67638p-2 0x1.7b6cfaba7744ep+0
        0x1.17a50ec4bca58p-2 0x1.50639110f3a0bp+0""",
}

RANDOM_EXPS = "9d79e99576616a3fad23e67953bcc172a41a717bca227481d753d7d665205f05"


def random_exps():
    """Return the SHA-256 over exp of a thousand random numbers."""
    draw = random.Random(1).uniform
    exps = [math.exp(draw(-9, 9)) for _ in range(1000)]
    return hashlib.sha256(struct.pack("<1000d", *exps)).hexdigest()


def rounds_like_reference(network):
    words = [float.fromhex(word) for word in EXPS[network].split()]
    exps_agree = all(math.exp(x) == e for x, e in zip(words[::2], words[1::2]))
    if network == "hidden":
        exps_agree = exps_agree and random_exps() == RANDOM_EXPS
    once = 1e16 + 2.9999 == 1e16 + 2  # x87 arithmetic rounds twice, to 1e16 + 4
    return exps_agree and once


def bit_for_bit(network):
    return pytest.mark.skipif(
        not rounds_like_reference(network),
        reason="this platform's exp or arithmetic rounds otherwise",
    )


@bit_for_bit("two_layer")
def test_two_layer_equals_stored_bit_for_bit(two_layer):
    assert two_layer == stored("two_layer")


@bit_for_bit("hidden")
def test_hidden_equals_stored_bit_for_bit(hidden):
    assert hidden[0] == stored("hidden")


@pytest.mark.parametrize("network", ["two_layer", "hidden"])
def test_training_equals_stored_to_12_digits(network, two_layer, hidden):
    ours = numbers(two_layer if network == "two_layer" else hidden[0])
    theirs = numbers(stored(network))
    assert list(ours) == list(theirs)
    for key in theirs:
        assert ours[key] == pytest.approx(theirs[key], rel=1e-12, abs=1e-12), key


def test_stored_values_are_the_published_ones():
    assert stored("two_layer")[-1].endswith(
        " 69c29fdd3d59b3da7a2aeedddeae757933b165aff565916ef87acd32424bd285"
    )
    assert stored("hidden")[-1].endswith(
        " 3b3f5c50038629cd5c13481c74508ac6542afa66926e3a413b3c5377c4d559cd"
    )
    outputs = numbers(stored("two_layer"))["9999", "l1"]
    assert nn.format_matrix([outputs]) == (
        "[[0.00966449 0.00786506 0.99358898 0.99211957]]"
    )


def test_stored_values_are_what_numpy_computes_now():
    pytest.importorskip("numpy")
    status, output, errors = run([__file__])
    if status == NOT_PLAIN:
        pytest.skip(errors.strip())
    assert (status, errors) == (0, "")
    if not rounds_like_reference("hidden"):
        pytest.skip("this platform's exp or arithmetic rounds otherwise")
    assert output.splitlines() == STORED.splitlines()


# --- Random numbers ------------------------------------------------------------------


def test_random_floats_equal_numpys_for_every_stored_seed():
    lines = []
    for seed in SEEDS:
        floats = nn.random_floats(seed)
        draws = [next(floats) for _ in range(max(DRAWS) + 1)]
        lines.append(line("random", seed, "draws", [draws[n] for n in DRAWS]))
    assert lines == stored("random")


def test_random_floats_takes_a_bool_as_a_number():
    assert next(nn.random_floats(True)) == next(nn.random_floats(1))


@pytest.mark.parametrize("seed", [-1, 2**32, 1.0, "1", None, [1]])
def test_random_floats_refuses_at_once_what_is_no_seed(seed):
    message = f"seed must be an integer from 0 to 2**32 - 1, got {seed!r}"
    refuses(message, nn.random_floats, seed)


def test_random_weights_draws_row_by_row():
    floats = iter([0.5, 0.75, 1.0, 0.25, 0.0, 0.125, 0.875])
    weights = nn.random_weights(2, 3, floats)
    assert weights == [[0.0, 0.5, 1.0], [-0.5, -1.0, -0.75]]
    assert list(floats) == [0.875]


# --- Matrices ------------------------------------------------------------------------


def refuses(message, function, *arguments):
    """Check that function(*arguments) raises this message and changes no argument."""
    before = copy.deepcopy(arguments)
    with pytest.raises(ValueError) as caught:
        function(*arguments)
    assert str(caught.value) == message
    assert repr(arguments) == repr(before)


def test_dot_adds_from_left_to_right_starting_from_zero():
    assert nn.dot([[1e16, 1.0, -1e16]], [[1], [1], [1]]) == [[0.0]]
    assert nn.dot([[-1e16, 1e16, 1.0]], [[1], [1], [1]]) == [[1.0]]
    assert repr(nn.dot([[-0.0]], [[1.0]])) == "[[0.0]]"


def test_dot_of_other_shapes():
    A, B = [[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10], [11, 12]]
    assert nn.dot(A, B) == [[58.0, 64.0], [139.0, 154.0]]
    assert nn.dot([[2], [3]], [[4, 5, 6]]) == [[8.0, 10.0, 12.0], [12.0, 15.0, 18.0]]


def test_dot_refuses_shapes_that_do_not_fit():
    A, B = [[1, 2, 3], [4, 5, 6]], [[1], [2]]
    refuses("A 2x3 must have a column per row of B 2x1", nn.dot, A, B)


def test_elementwise_functions():
    A, B = [[1, 2], [3, 4], [5, 6]], [[10, 20], [30, 40], [50, 60.5]]
    assert nn.add(A, B) == [[11, 22], [33, 44], [55, 66.5]]
    assert nn.subtract(A, B) == [[-9, -18], [-27, -36], [-45, -54.5]]
    assert nn.multiply(A, B) == [[10, 40], [90, 160], [250, 363.0]]


@pytest.mark.parametrize("function", [nn.add, nn.subtract, nn.multiply])
def test_elementwise_functions_do_not_broadcast(function):
    A, row, column = [[1, 2], [3, 4]], [[1, 2]], [[1], [2]]
    refuses("A 2x2 must have the same shape as B 1x2", function, A, row)
    refuses("A 2x2 must have the same shape as B 2x1", function, A, column)
    refuses("A 2x1 must have the same shape as B 2x2", function, column, A)


def test_transpose_makes_new_rows():
    A = [[1, 2, 3]]
    assert nn.transpose(A) == [[1], [2], [3]]
    assert nn.transpose(nn.transpose(A)) == A
    assert nn.transpose(nn.transpose(A))[0] is not A[0]


# --- Sigmoid, and the means ----------------------------------------------------------


def test_sigmoid_at_both_ends():
    assert nn.sigmoid([[-1000, -1e300, -math.inf]]) == [[0.0, 0.0, 0.0]]
    assert nn.sigmoid([[1000, 1e300], [math.inf, 0]]) == [[1.0, 1.0], [1.0, 0.5]]
    assert math.isnan(nn.sigmoid([[math.nan]])[0][0])


def test_sigmoid_is_zero_just_where_exp_outgrows_a_float():
    ((last, below),) = nn.sigmoid([[-709.782712893384, -709.7827128933841]])
    assert 0.0 < last < 1e-308
    assert below == 0.0


def test_slope_is_that_of_the_curve():
    for x in [-3.0, -0.5, 0.0, 0.25, 2.0]:
        ((low, at, high),) = nn.sigmoid([[x - 1e-6, x, x + 1e-6]])
        assert nn.sigmoid([[at]], deriv=True) == [[at * (1 - at)]]
        assert at * (1 - at) == pytest.approx((high - low) / 2e-6, rel=1e-8)


def test_means_add_from_left_to_right():
    assert nn.mean([1e16, 1.0, -1e16]) == 0.0
    assert nn.mean_absolute_error([[-1.0, 2.0], [3.0, -6.0]]) == 3.0
    assert nn.mean_squared_error([[-1.0, 2.0], [3.0, -6.0]]) == 12.5


# --- Training ------------------------------------------------------------------------

DATA = [[0.5, -1.0], [0.25, 0.75], [-0.5, 1.0], [1.0, 1.0], [0.0, -0.25]]
TARGETS = [[0, 1, 0.5], [1, 0, 0.25], [1, 1, 0], [0, 0, 1], [0.5, 1, 1]]
TO_OUTPUTS = [[0.1, -0.2, 0.3], [-0.4, 0.5, 0.6]]
TO_HIDDEN = [[0.3, -0.1, 0.2, 0.4], [-0.5, 0.6, 0.1, -0.3]]
FROM_HIDDEN = [[0.2, -0.3, 0.1], [0.5, 0.4, -0.6], [-0.1, 0.3, 0.2], [0.7, -0.2, 0.1]]


def half_squared_error(weights):
    """Return what training descends: half the sum of the squares of all errors."""
    error = nn.subtract(TARGETS, nn.predict(DATA, *weights))
    return math.fsum(e * e for row in error for e in row) / 2


def check_descent(before, after):
    """Check that each weight moved down the slope of the error, found numerically."""
    for n, W in enumerate(before):
        for i, row in enumerate(W):
            for j, weight in enumerate(row):
                low, high = copy.deepcopy(before), copy.deepcopy(before)
                low[n][i][j] -= 1e-5
                high[n][i][j] += 1e-5
                slope = (half_squared_error(high) - half_squared_error(low)) / 2e-5
                moved = after[n][i][j] - weight
                assert moved == pytest.approx(-slope, rel=1e-6, abs=1e-9)


def test_back_propagation_against_a_numerical_gradient():
    after = nn.train(DATA, TARGETS, TO_OUTPUTS, 1)
    check_descent([TO_OUTPUTS], [after])


def test_back_propagation_of_both_layers_against_a_numerical_gradient():
    after = nn.train_hidden(DATA, TARGETS, TO_HIDDEN, FROM_HIDDEN, 1)
    check_descent([TO_HIDDEN, FROM_HIDDEN], after)


@pytest.mark.parametrize(
    "train, weights",
    [(nn.train, [TO_OUTPUTS]), (nn.train_hidden, [TO_HIDDEN, FROM_HIDDEN])],
)
def test_report_is_called_before_each_update(train, weights):
    calls = []
    arguments = [DATA, TARGETS] + weights
    before = copy.deepcopy(arguments)
    trained = train(*arguments, iterations=3, report=lambda *call: calls.append(call))
    assert arguments == before
    assert trained == train(*arguments, iterations=3)
    trained = [trained] if train is nn.train else list(trained)
    assert [call[0] for call in calls] == [0, 1, 2]
    reported = [list(call[3:]) for call in calls] + [trained]
    for n, (_, output, error, *now) in enumerate(calls):
        assert now == reported[n]
        assert output == nn.predict(DATA, *now)
        assert error == nn.subtract(TARGETS, output)
        result = train(DATA, TARGETS, *now, iterations=1)
        assert ([result] if train is nn.train else list(result)) == reported[n + 1]


def test_iterations_are_the_articles_unless_given():
    for train, iterations in [(nn.train, 10000), (nn.train_hidden, 60000)]:
        parameters = inspect.signature(train).parameters
        assert parameters["iterations"].default == iterations
        assert parameters["report"].default is None


def test_zero_iterations_return_a_copy():
    W0 = nn.train(DATA, TARGETS, TO_OUTPUTS, 0)
    assert W0 == TO_OUTPUTS
    assert W0 is not TO_OUTPUTS and W0[0] is not TO_OUTPUTS[0]
    W0, W1 = nn.train_hidden(DATA, TARGETS, TO_HIDDEN, FROM_HIDDEN, 0)
    assert (W0, W1) == (TO_HIDDEN, FROM_HIDDEN)
    assert W0[0] is not TO_HIDDEN[0] and W1[0] is not FROM_HIDDEN[0]


def test_tuples_and_bools_are_taken_like_lists_and_numbers():
    X, y = ((False, True), [True, True]), ([0], (True,))
    assert nn.train(X, y, ((0,), (0,)), True) == [[0.125], [0.0]]
    assert nn.predict(X, ((0,), (0,))) == [[0.5], [0.5]]


def test_predict_goes_through_every_layer():
    l1 = nn.sigmoid(nn.dot(DATA, TO_HIDDEN))
    l2 = nn.sigmoid(nn.dot(l1, FROM_HIDDEN))
    assert nn.predict(DATA, TO_HIDDEN, FROM_HIDDEN) == l2
    assert nn.predict(DATA) == DATA


# --- Bad input -----------------------------------------------------------------------

X2, Y2, W2 = [[0, 1], [1, 1]], [[0], [1]], [[0.5], [0.5]]
NOT_MATRICES = [None, 5, "text", [], (), {0: [1, 2]}, iter([[1, 2]])]
NOT_ROWS = [None, 5, "text", [], (), {0: 1}]
NOT_NUMBERS = [math.nan, math.inf, -math.inf, 10**400, -(10**400)]
NOT_NUMBERS += [None, "1", 1j, [1], {}]


def refused(message, X=X2, y=Y2, W0=W2, W1=None):
    """Check that training, and predict where y is not concerned, raise this message."""
    weights = [W0] if W1 is None else [W0, W1]
    train = nn.train if W1 is None else nn.train_hidden
    calls = []
    refuses(
        message, lambda *a: train(*a, 1, lambda *c: calls.append(c)), X, y, *weights
    )
    assert calls == []
    if y is Y2:
        refuses(message, nn.predict, X, *weights)


@pytest.mark.parametrize("A", NOT_MATRICES, ids=repr)
def test_what_is_no_list_of_rows_is_refused(A):
    with pytest.raises(ValueError) as caught:
        nn.check_matrix("X", A)
    assert str(caught.value) == f"X must be a list of rows, got {A!r}"


@pytest.mark.parametrize("row", NOT_ROWS, ids=repr)
@pytest.mark.parametrize("i", [0, 1])
def test_what_is_no_row_is_refused(row, i):
    A = [[0, 1], [1, 1]]
    A[i] = row
    refused(f"X row {i} must be a list of numbers, got {row!r}", X=A)


@pytest.mark.parametrize("x", NOT_NUMBERS, ids=lambda x: repr(x)[:9])
@pytest.mark.parametrize("i, j", [(0, 0), (0, 1), (1, 0)])
def test_what_is_no_finite_number_is_refused(x, i, j):
    A = [[0, 1], [1, 1]]
    A[i][j] = x
    message = f"X row {i} column {j} must be a finite number, got {x!r}"
    refused(message, X=A)


def test_the_largest_numbers_are_taken():
    largest = sys.float_info.max
    assert nn.predict([[largest], [-largest]], [[1]]) == [[1.0], [0.0]]
    assert nn.predict([[int(largest)]], [[-1]]) == [[0.0]]


def test_short_and_long_rows_are_refused():
    message = "X row 1 must be 2 long like row 0, got 1"
    refused(message, X=[[0, 1], [1]])
    refused("X row 2 must be 2 long like row 0, got 3", X=X2 + [[1, 2, 3]])


def test_every_argument_is_checked_and_named():
    refused("y must be a list of rows, got None", y=None)
    refused("y row 1 must be a list of numbers, got 1", y=[[0], 1])
    refused("y row 1 column 0 must be a finite number, got nan", y=[[0], [math.nan]])
    refused("W0 row 1 must be 1 long like row 0, got 2", W0=[[0], [1, 2]])
    refused("W0 row 0 column 0 must be a finite number, got 'w'", W0=[["w"], [1]])
    refused("W1 must be a list of rows, got 'w'", W1="w")
    refused("W1 row 0 column 0 must be a finite number, got inf", W1=[[math.inf]])


def test_shapes_that_do_not_fit_are_refused():
    message = "W0 3x1 must have a row per column of X 2x2"
    refused(message, W0=[[1], [2], [3]])
    message = "W1 2x1 must have a row per column of W0 2x1"
    refused(message, W1=[[1], [2]])
    message = "W0 1x1 must have a row per column of X 2x2"
    refused(message, W0=[[1]], W1=[[1]])
    message = "y must be 2x1 for X 2x2 and W0 2x1, got 3x1"
    refused(message, y=[[0], [1], [1]])
    message = "y must be 2x1 for X 2x2 and W0 2x1, got 2x2"
    refused(message, y=[[0, 1], [1, 1]])
    message = "y must be 2x3 for X 2x2 and W1 1x3, got 2x1"
    refused(message, y=[[0], [1]], W1=[[1, 2, 3]])


@pytest.mark.parametrize("iterations", [-1, 1.0, "1", None, [1]])
def test_what_is_no_count_of_iterations_is_refused(iterations):
    message = f"iterations must be a whole number >= 0, got {iterations!r}"
    refuses(message, nn.train, X2, Y2, W2, iterations)
    refuses(message, nn.train_hidden, X2, Y2, W2, [[1]], iterations)


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

TRASKS_ERRORS = [
    "0.496410031903",
    "0.00858452565325",
    "0.00578945986251",
    "0.00462917677677",
    "0.00395876528027",
    "0.00351012256786",
]


@bit_for_bit("two_layer")
def test_printed_text_is_numpys(capsys):
    nn.main([])
    assert capsys.readouterr() == (PRINTED, "")


def test_hidden_prints_the_published_errors(hidden):
    lines, printed = hidden
    l2 = {moment: x for (moment, name), x in numbers(lines).items() if name == "l2"}
    *parts, last = printed.split("\n\n")
    assert len(parts) == len(TRASKS_ERRORS)
    for n, (part, published) in enumerate(zip(parts, TRASKS_ERRORS)):
        iteration, outputs, error = part.split("\n")
        assert iteration == f"Iteration:{10000 * n}"
        assert outputs == f"L2: {nn.format_matrix([l2[str(10000 * n)]])}"
        assert error.startswith("Error: ")
        assert f"{float(error[7:]):.12g}" == published
    column = nn.format_matrix([[x] for x in l2["59999"]])
    assert last == f"Output After Training:\n{column}\n"


# What numpy 2.4 prints for each matrix.
FORMATTED = [
    ([[0.5]], "[[0.5]]"),
    (
        [[1, -0.25], [100, 3.14159265358979]],
        """\
[[  1.          -0.25      ]
 [100.           3.14159265]]""",
    ),
    (
        [[9.67299303], [-0.2078435], [-4.62963669]],
        """\
[[ 9.67299303]
 [-0.2078435 ]
 [-4.62963669]]""",
    ),
    ([[0.1 + 0.2, 0.001, -0.0]], "[[ 0.3    0.001 -0.   ]]"),
    ([[0.123456785, 0.999999996]], "[[0.12345678 1.        ]]"),
    ([[67108864.1, 99999999.5]], "[[67108864.1 99999999.5]]"),
    ([[67108863.9, 90000000]], "[[67108863.9 90000000. ]]"),
    ([[61621420.887407795, 1e5]], "[[61621420.88740779   100000.        ]]"),
]


@pytest.mark.parametrize("A, text", FORMATTED)
def test_format_matrix(A, text):
    assert nn.format_matrix(A) == text


def test_format_matrix_keeps_its_form_where_numpy_changes_to_exponents():
    assert nn.format_matrix([[0.00012345, 1e-9], [1.2e-7, -0.5]]) == (
        "[[ 0.00012345  0.        ]\n [ 0.00000012 -0.5       ]]"
    )
    assert nn.format_matrix([[1e15 + 0.5, 1e16]]) == (
        "[[ 1000000000000000.5 10000000000000000. ]]"
    )
    assert nn.format_matrix([[1e20]]) == "[[100000000000000000000.]]"
    assert nn.format_matrix([[math.nan, -math.inf]]) == "[[ nan -inf]]"


def test_format_matrix_prints_as_numpy_does_here():
    np = pytest.importorskip("numpy")
    for A, text in FORMATTED:
        assert str(np.array(A, dtype=float)) == text
    draw = random.Random(1)
    compared = 0
    while compared < 2000:
        rows, columns = draw.randint(1, 4), draw.randint(1, 4)
        largest = 10 ** draw.uniform(-3, 8)
        A = [
            [
                round(draw.uniform(-largest, largest), draw.choice([1, 4, 8, 17]))
                for _ in range(columns)
            ]
            for _ in range(rows)
        ]
        text = str(np.array(A))
        if "e" not in text and text.count("\n") == rows - 1:
            assert nn.format_matrix(A) == text
            compared += 1


# --- The trace -----------------------------------------------------------------------

HEADINGS = [
    "l1 = sigmoid(dot(l0, W0))",
    "l1_error = subtract(y, l1)",
    "l1_delta = multiply(l1_error, sigmoid(l1, deriv=True))",
    "W0 = add(W0, dot(l0_T, l1_delta))",
]
STEPS = {"sums": 4, "l1": 4, "l1_error": 4, "slope": 4, "l1_delta": 4}
STEPS.update({"gradient": 3, "W0": 3})


def read_trace(text):
    """Return the headings, and {label: [(expression, number), ...]}, of a trace."""
    headings, equations = [], {}
    for text_line in text.splitlines():
        if text_line.startswith("    "):
            label, equation = text_line.strip().split(": ")
            name, i = re.match(r"(\w+)\[(\d)\]\[0\]$", label).groups()
            expression, number = equation.split(" = ")
            assert int(i) == len(equations.setdefault(name, []))
            equations[name].append((expression, float(number)))
            assert repr(float(number)) == number
        elif text_line:
            headings.append(text_line)
    return headings, equations


@pytest.mark.parametrize("n, after", [(0, 1), (1, 2), (9999, "final"), (3, None)])
def test_trace_holds_true_line_by_line(n, after, capsys):
    nn.main(["--trace", str(n)])
    output, errors = capsys.readouterr()
    assert errors == ""
    headings, equations = read_trace(output)
    assert headings == [f"Iteration:{n}"] + HEADINGS
    parts = output.split("\n\n")
    assert [part.split("\n")[0] for part in parts] == headings
    assert {name: len(lines) for name, lines in equations.items()} == STEPS
    for lines in equations.values():
        for expression, number in lines:
            assert eval(expression, {"exp": math.exp}) == number, expression
    values = {name: [number for _, number in equations[name]] for name in equations}
    if after is not None and rounds_like_reference("two_layer"):
        expected = numbers(stored("two_layer"))
        for name, ours in [
            ("l1", "l1"),
            ("error", "l1_error"),
            ("l1_delta", "l1_delta"),
        ]:
            assert values[ours] == expected[str(n), name]
        assert values["W0"] == expected[str(after), "W0"]


def test_trace_shows_every_product_and_the_old_weights():
    with contextlib.redirect_stdout(io.StringIO()) as output:
        nn.show_trace(0)
    _, equations = read_trace(output.getvalue())
    W0 = nn.random_weights(3, 1, nn.random_floats(1))
    for i, row in enumerate(nn.X):
        products = [f"{x} * {W0[j][0]}" for j, x in enumerate(row)]
        assert equations["sums"][i][0] == " + ".join(products)
        _, l1 = equations["l1"][i]
        error, delta = equations["l1_error"][i], equations["l1_delta"][i]
        assert error[0] == f"{nn.y[i][0]} - {l1}"
        expression, slope = equations["slope"][i]
        assert expression == f"{l1} * (1 - {l1})"
        assert delta[0] == f"{error[1]} * {slope}"
    for j in range(3):
        terms = zip([row[j] for row in nn.X], equations["l1_delta"])
        products = [f"{x} * {delta}" for x, (_, delta) in terms]
        expression, gradient = equations["gradient"][j]
        assert expression == " + ".join(products)
        assert equations["W0"][j][0] == f"{W0[j][0]} + {gradient}"


def test_headings_are_lines_of_the_training_loop():
    source = [text.strip() for text in inspect.getsource(nn.train).splitlines()]
    assert [text for text in source if text in HEADINGS] == HEADINGS


# --- The command line ----------------------------------------------------------------


def run(arguments, **options):
    """Run Python; return its exit status, standard output and standard error."""
    process = subprocess.Popen(
        [sys.executable] + arguments,
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        universal_newlines=True,
        **options,
    )
    output, errors = process.communicate()
    return process.returncode, output, errors


WRONG_ARGUMENTS = [
    ["--trace"],
    ["--trace", "-1"],
    ["--trace", "1.5"],
    ["--trace", "x"],
    ["--trace", ""],
    ["--trace", "1", "2"],
    ["--trace", "1", "--hidden"],
    ["--hidden", "--trace", "1"],
    ["--hid"],
    ["--tr", "1"],
    ["1"],
    [""],
    ["--"],
]


@pytest.mark.parametrize("arguments", WRONG_ARGUMENTS, ids=" ".join)
def test_wrong_arguments_get_a_usage_line(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        nn.main(arguments)
    assert caught.value.code == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("usage: ")
    assert "[--trace N | --hidden]" in errors


def test_a_negative_iteration_is_refused_with_a_sentence():
    status, output, errors = run([PROGRAM, "--trace", "-1"])
    assert (status, output) == (2, "")
    assert errors == (
        "usage: nn_scratch.py [-h] [--trace N | --hidden]\nnn_scratch.py: error: "
        "argument --trace: N must be a whole number >= 0\n"
    )


def test_help_describes_every_way_to_run():
    status, output, errors = run([PROGRAM, "--help"])
    assert (status, errors) == (0, "")
    text = " ".join(output.split())
    about = "Without arguments: train the network and print how its error falls."
    assert f" {about} " in text
    assert text.endswith("--trace N show iteration N --hidden train a hidden layer")


@bit_for_bit("two_layer")
@pytest.mark.parametrize(
    "flags", ["", "-O", "-OO", "-I -S", "-W error", "-X utf8"], ids=repr
)
def test_the_program_runs_under_any_flags(flags):
    environment = dict(os.environ, PYTHONIOENCODING="ascii")
    result = run(flags.split() + [PROGRAM], env=environment)
    assert result == (0, PRINTED, "")


def test_other_lessons_run_without_docstrings():
    assert run(["-OO", PROGRAM, "--help"]) == run([PROGRAM, "--help"])
    status, output, errors = run(["-OO", "-W", "error", PROGRAM, "--trace", "2"])
    assert (status, errors) == (0, "")
    assert output.startswith("Iteration:2\n\nl1 = sigmoid(dot(l0, W0))\n    sums[0]")


def test_the_plain_run_imports_math_and_sys_alone_and_import_prints_nothing():
    code = f"import math, sys; sys.path.insert(0, {HERE!r}); before = set(sys.modules);"
    code += "import nn_scratch; print(sorted(set(sys.modules) - before));"
    code += "nn_scratch.main([]); print(sorted(set(sys.modules) - before))"
    status, output, errors = run(["-S", "-c", code])
    assert (status, errors) == (0, "")
    lines = output.splitlines()
    assert lines[0] == lines[-1] == "['nn_scratch']"


needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes and Ctrl-C of POSIX")


@needs_posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [[], ["--trace", "2"], ["--hidden"]])
def test_a_reader_that_left_ends_the_program_quietly(arguments, unbuffered):
    reader, writer = os.pipe()
    os.close(reader)
    environment = dict(os.environ, PYTHONUNBUFFERED=unbuffered)
    status, _, errors = run([PROGRAM] + arguments, stdout=writer, env=environment)
    os.close(writer)
    assert (status, errors) == (1, "")


@needs_posix
def test_ctrl_c_ends_the_program_quietly():
    # Where the tests themselves ignore Ctrl-C, in the background, a child would too.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-u", PROGRAM, "--hidden"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )
    signal.signal(signal.SIGINT, handler)
    assert process.stdout.readline() == "Iteration:0\n"
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert (process.returncode, errors) == (1, "")
    assert "Output After Training:" not in output


# --- The texts -----------------------------------------------------------------------


def examples_hold(text, name):
    """Check that the doctest examples in text hold; return how many there are."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    test.globs.update(vars(nn))
    output = io.StringIO()
    results = doctest.DocTestRunner().run(test, out=output.write)
    assert results.failed == 0, output.getvalue()
    return results.attempted


FUNCTIONS = {
    name: function
    for name, function in vars(nn).items()
    if inspect.isfunction(function) and function.__module__ == nn.__name__
}
WITHOUT_EXAMPLE = {"show_hidden", "show_trace", "main"}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_docstring_examples(name):
    attempted = examples_hold(inspect.getdoc(FUNCTIONS[name]), name)
    assert (attempted == 0) == (name in WITHOUT_EXAMPLE)


def test_readme_examples():
    attempted = examples_hold(README.replace("```", ""), "README.md")
    assert attempted == README.count("\n>>> ") > 0


@bit_for_bit("hidden")
def test_readme_shows_what_is_printed(hidden):
    assert f"```text\n{PRINTED}```" in README
    assert f"```text\n{hidden[1]}```" in README


@bit_for_bit("two_layer")
def test_readme_trace_is_the_programs(capsys):
    nn.main(["--trace", "0"])
    trace = capsys.readouterr().out.splitlines()
    excerpt = re.search(r"```text\n(Iteration:0\n\nl1 = .*?)\n```", README, re.DOTALL)
    lines = excerpt.group(1).splitlines()
    assert [heading for heading in lines if heading in HEADINGS] == HEADINGS
    assert len(lines) > len(HEADINGS) + 7
    assert set(lines) <= set(trace)


@pytest.mark.skipif(nn.__doc__ is None, reason="Python runs without docstrings")
def test_the_numpy_program_at_the_top_is_the_one_that_is_compared():
    program = nn.__doc__.split("computes:\n\n")[1].split("\n\n")[0].splitlines()
    source = inspect.getsource(numpy_two_layer).splitlines()
    assert program == [text for text in source if text in program]
    assert len(program) == 8


def test_readme_compares_lines_of_the_program():
    with open(PROGRAM, encoding="ascii") as file:
        program = file.read()
    rows = re.findall(r"^\| `(.*)` \| `(.*)` \|$", README, re.MULTILINE)
    assert len(rows) >= 8
    for numpys, ours in rows:
        assert numpys in inspect.getsource(numpy_two_layer)
        assert ours in program


def sigmoid_chart():
    """Return the curve of the sigmoid, x, and its slope, o, from -6 to 6 as text."""
    [heights] = nn.sigmoid([[n / 4 for n in range(-24, 25)]])
    [slopes] = nn.sigmoid([heights], deriv=True)
    text = ""
    for level in range(20, -1, -1):
        cells = ["o" if round(20 * slope) == level else " " for slope in slopes]
        for n, height in enumerate(heights):
            if round(20 * height) == level:
                cells[n] = "x"
        text += f"{level / 20:6.2f} |{''.join(cells)}".rstrip() + "\n"
    text += f"       +{'-' * 49}\n"
    return text + f"       -6{'-3':>12}{'0':>12}{'3':>12}{'6':>12}\n"


def training_chart():
    """Return, as text, the error and where the four answers stand between 0 and 1."""
    lines = ["iteration    error   0" + "the answers a to d".center(39) + "1"]

    def report(i, l1, l1_error, W0):
        if i in [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 9999]:
            cells = [" "] * 41
            for letter, [answer] in zip("abcd", l1):
                place = round(40 * answer)
                cells[place] = letter if cells[place] == " " else "*"
            error = nn.mean_squared_error(l1_error)
            lines.append(f"{i:9}  {error:.6f}  |{''.join(cells)}|")

    nn.train(nn.X, nn.y, nn.random_weights(3, 1, nn.random_floats(1)), 10000, report)
    return "\n".join(lines) + "\n"


def test_readme_network_shows_real_values():
    W0 = nn.train(nn.X, nn.y, nn.random_weights(3, 1, nn.random_floats(1)))
    example = nn.X[2]
    assert f"the third example, `{example}`" in README
    for n in range(3):
        assert f"input {n}:<br>{example[n]}" in README
        assert f"times W0[{n}][0]: {W0[n][0]:.4f}" in README
    sums = nn.dot([example], W0)
    assert f"sum:<br>{sums[0][0]:.4f}" in README
    assert f"answer:<br>{nn.sigmoid(sums)[0][0]:.4f}" in README


def test_readme_charts_are_drawn_from_real_values():
    assert f"```text\n{sigmoid_chart()}```" in README
    assert f"```text\n{training_chart()}```" in README


# --- What numpy computed -------------------------------------------------------------

STORED = """\
two_layer 0 W0 -0x1.53e0bc0170fe8p-3 0x1.c3397ceebc144p-2 -0x1.ffe2046f999e4p-1
two_layer 0 error -0x1.13712ba52adebp-2 -0x1.747b07e3b6123p-2 0x1.8655999a8c1c4p-1 0x1.58f26442d4a88p-1
two_layer 0 l1 0x1.13712ba52adebp-2 0x1.747b07e3b6123p-2 0x1.e6a99995cf8f2p-3 0x1.4e1b377a56aefp-2
two_layer 0 l1_delta -0x1.b14991df3cbbdp-5 -0x1.58d262342e066p-4 0x1.1ada7f13feb40p-3 0x1.2f4dff416a280p-3
two_layer 0 mean_error 0x1.3d6271e390ae1p-2
two_layer 1 W0 0x1.ec8f84a7efbb0p-4 0x1.0255f20132d35p-1 -0x1.b386ca3eb8f3cp-1
two_layer 1 error -0x1.327b762f6ddf8p-2 -0x1.a84743fa6bfd8p-2 0x1.598b1c9ea99c1p-1 0x1.1cc8709276bb0p-1
two_layer 1 l1 0x1.327b762f6ddf8p-2 0x1.a84743fa6bfd8p-2 0x1.4ce9c6c2acc7ep-2 0x1.c66f1edb128a0p-2
two_layer 1 l1_delta -0x1.0119ce25fd9d5p-4 -0x1.9bd2edb2da05ep-4 0x1.2f448e2defea7p-3 0x1.192ed57e6cdb7p-3
two_layer 1 mean_error 0x1.06aeddcdba136p-2
two_layer 2 W0 0x1.9f5d93002a51bp-2 0x1.152749aa72c97p-1 -0x1.750788cebcb6bp-1
two_layer 2 error -0x1.4d51f3365d5d5p-2 -0x1.d0339cace24ebp-2 0x1.28fb2a8bd110ap-1 0x1.c85154ca08f12p-2
two_layer 2 l1 0x1.4d51f3365d5d5p-2 0x1.d0339cace24ebp-2 0x1.ae09aae85ddecp-2 0x1.1bd7559afb877p-1
two_layer 2 l1_delta -0x1.24b99efe1d876p-4 -0x1.cc27e9ede9ebfp-4 0x1.215edd0150acep-3 0x1.c2ebab6b0780cp-4
two_layer 2 mean_error 0x1.b1664d4eecc36p-3
two_layer 10 W0 0x1.b877af2b46863p+0 0x1.e4bf1df59b844p-3 -0x1.ae76284fe262ep-1
two_layer 10 error -0x1.349c6580aba79p-2 -0x1.69e62aa448145p-2 0x1.2c3ff9c1b7d9ep-2 0x1.f92722b7ffa00p-3
two_layer 10 l1 0x1.349c6580aba79p-2 0x1.69e62aa448145p-2 0x1.69e0031f24131p-1 0x1.81b6375200180p-1
two_layer 10 l1_delta -0x1.03e94381e1800p-4 -0x1.4acb945b57de3p-4 0x1.f1c9bd75a8d11p-5 0x1.7776dbb8ed3d2p-5
two_layer 10 mean_error 0x1.733f20e56f5b2p-4
two_layer 16 W0 0x1.230c2a77a7fbep+1 0x1.2b3b69285bf5dp-4 -0x1.0b5ff3c135bd3p+0
two_layer 16 error -0x1.0a8aec66f14c9p-2 -0x1.1932496893569p-2 0x1.cf717c3dda568p-3 0x1.b5c5d3e4295a0p-3
two_layer 16 l1 0x1.0a8aec66f14c9p-2 0x1.1932496893569p-2 0x1.8c23a0f0896a6p-1 0x1.928e8b06f5a98p-1
two_layer 16 l1_delta -0x1.9a9098096c74bp-5 -0x1.c01be785ce72cp-5 0x1.449086b05ccb2p-5 0x1.264bd73c392b7p-5
two_layer 16 mean_error 0x1.eba54cd8eb182p-5
two_layer 44 W0 0x1.ca1ddb6932de6p+1 -0x1.26c9eaebc67c0p-3 -0x1.98d876cd47b87p+0
two_layer 44 error -0x1.58dee74d34111p-3 -0x1.3188e36be69bdp-3 0x1.f00e8290cd0d8p-4 0x1.1927c2195de14p-3
two_layer 44 l1 0x1.58dee74d34111p-3 0x1.3188e36be69bdp-3 0x1.c1fe2fade65e5p-1 0x1.b9b60f79a887bp-1
two_layer 44 l1_delta -0x1.825bbee494dd7p-6 -0x1.3640a6dfabf04p-6 0x1.a66781f86e52bp-7 0x1.0a6453f66db73p-6
two_layer 44 mean_error 0x1.589568f213ceep-6
two_layer 100 W0 0x1.27c32c154e821p+2 -0x1.a088233e5172ap-3 -0x1.0befb7c73dfcap+1
two_layer 100 error -0x1.c18dbd8bc4546p-4 -0x1.7661bc82b5968p-4 0x1.2ec2a4674c880p-4 0x1.6cf62e364e4a0p-4
two_layer 100 l1 0x1.c18dbd8bc4546p-4 0x1.7661bc82b5968p-4 0x1.da27ab73166f0p-1 0x1.d2613a393636cp-1
two_layer 100 l1_delta -0x1.5f66a943696e3p-7 -0x1.f176af7972aa4p-8 0x1.4b98618eafb2bp-8 0x1.d9f0e2e5240f5p-8
two_layer 100 mean_error 0x1.14ea2130b0afbp-7
two_layer 500 W0 0x1.a03a8fedcc8d5p+2 -0x1.c01c20ee1aa5cp-3 -0x1.845ce50c5f151p+1
two_layer 500 error -0x1.781757623c4a4p-5 -0x1.30eec4fb80761p-5 0x1.eeae5191d13e0p-6 0x1.31947e5bd12c0p-5
two_layer 500 l1 0x1.781757623c4a4p-5 0x1.30eec4fb80761p-5 0x1.f08a8d7371761p-1 0x1.ece6b81a42ed4p-1
two_layer 500 l1_delta -0x1.079375081a18fp-9 -0x1.5db2c8dc25753p-10 0x1.cf845e4a2cf19p-11 0x1.5f27ea5e29736p-10
two_layer 500 mean_error 0x1.7bde3fbcc7f17p-10
two_layer 1000 W0 0x1.d0d2354ffc0eap+2 -0x1.baaad916d3be1p-3 -0x1.b5613e79bcf1bp+1
two_layer 1000 error -0x1.043d2b3c79b8dp-5 -0x1.a5e953033d790p-6 0x1.56ca195b3f960p-6 0x1.a75c9df04f940p-6
two_layer 1000 l1 0x1.043d2b3c79b8dp-5 0x1.a5e953033d790p-6 0x1.f549af3526035p-1 0x1.f2c51b107d836p-1
two_layer 1000 l1_delta -0x1.0024e0c2417f7p-10 -0x1.52b8a0c98859cp-11 0x1.c166269e32602p-12 0x1.5505e2cbd10ebp-11
two_layer 1000 mean_error 0x1.6c15c90614c12p-11
two_layer 2000 W0 0x1.0013de6ec6e84p+3 -0x1.b47b6ecbf76c0p-3 -0x1.e5174bb14f9e5p+1
two_layer 2000 error -0x1.6a1b3aa41166ap-6 -0x1.25d92175aa991p-6 0x1.de1e2b2589140p-7 0x1.26d2c2ff17cc0p-6
two_layer 2000 l1 0x1.6a1b3aa41166ap-6 0x1.25d92175aa991p-6 0x1.f887875369dbbp-1 0x1.f6c969e80741ap-1
two_layer 2000 l1_delta -0x1.f4df1590a259ap-12 -0x1.4b3e1c3e04f1fp-12 0x1.b7f69c418e3ffp-13 0x1.4d6caaf8539c1p-12
two_layer 2000 mean_error 0x1.61106d042053dp-12
two_layer 4000 W0 0x1.174cc42662620p+3 -0x1.af155539ab94fp-3 -0x1.09eaee6363729p+2
two_layer 4000 error -0x1.fa1271dab27c0p-7 -0x1.9b37f5cfc9223p-7 0x1.4ee1d1324d740p-7 0x1.9c5a127421880p-7
two_layer 4000 l1 0x1.fa1271dab27c0p-7 0x1.9b37f5cfc9223p-7 0x1.fac478bb36ca3p-1 0x1.f98e97b62f79ep-1
two_layer 4000 l1_delta -0x1.ec7cc6567b2a1p-13 -0x1.46214f6cd05b9p-13 0x1.b197e933cd896p-14 0x1.47eb2b5012146p-13
two_layer 4000 mean_error 0x1.5967b6e29d0fcp-13
two_layer 6000 W0 0x1.24bb9225b1e89p+3 -0x1.ac725e008c28bp-3 -0x1.176bbf8e22758p+2
two_layer 6000 error -0x1.9b0442def7a02p-7 -0x1.4e3884cf5f655p-7 0x1.104db73dfb640p-7 0x1.4f04f26ebaec0p-7
two_layer 6000 l1 0x1.9b0442def7a02p-7 0x1.4e3884cf5f655p-7 0x1.fbbec92308127p-1 0x1.fac3ec3645145p-1
two_layer 6000 l1_delta -0x1.45cfd90e725d7p-13 -0x1.afe431f81cc26p-14 0x1.1f3d0dfdd1217p-14 0x1.b1f26de38e3b2p-14
two_layer 6000 mean_error 0x1.c8145958d3c02p-14
two_layer 8000 W0 0x1.2e35d5eda9db9p+3 -0x1.aacf01ff59d13p-3 -0x1.20f1057867e4bp+2
two_layer 8000 error -0x1.62d1d4d52dc11p-7 -0x1.20a8b49282f10p-7 0x1.d67f2413f2100p-8 0x1.2146b9bfd4cc0p-7
two_layer 8000 l1 0x1.62d1d4d52dc11p-7 0x1.20a8b49282f10p-7 0x1.fc5301b7d81bep-1 0x1.fb7ae51900acdp-1
two_layer 8000 l1_delta -0x1.e675be90471d2p-14 -0x1.429e016ce80fdp-14 0x1.ad40ed01ffd7cp-15 0x1.43fe06d7d9304p-14
two_layer 8000 mean_error 0x1.5414e2b9aada5p-14
two_layer 9999 W0 0x1.358851d275eebp+3 -0x1.a9a9fa57dfc25p-3 -0x1.284b1ffe9587ap+2
two_layer 9999 error -0x1.3cafa1ddbb9a5p-7 -0x1.01b8e708e0d8fp-7 0x1.a4270f1962e00p-8 0x1.0239cfa693a00p-7
two_layer 9999 l1 0x1.3cafa1ddbb9a5p-7 0x1.01b8e708e0d8fp-7 0x1.fcb7b1e1cd3a4p-1 0x1.fbf718c165b18p-1
two_layer 9999 l1_delta -0x1.83f8cf779f732p-14 -0x1.016a5e2c31d53p-14 0x1.56923adeaa41ap-15 0x1.026b1aec204d3p-14
two_layer 9999 mean_error 0x1.0f04dd403dd2bp-14
two_layer final W0 0x1.358928ac921c7p+3 -0x1.a9a9da4047c48p-3 -0x1.284bf7ad8ad00p+2
two_layer sha256 69c29fdd3d59b3da7a2aeedddeae757933b165aff565916ef87acd32424bd285
hidden 0 W0 -0x1.53e0bc0170fe8p-3 0x1.c3397ceebc144p-2 -0x1.ffe2046f999e4p-1 -0x1.94d2a9003ee18p-2 -0x1.69b8d2e1c7d62p-1 -0x1.a171fdcd3cd7cp-1 -0x1.414500ce58f0ep-1 -0x1.3c4aa8548b864p-2 -0x1.a6d7262101060p-3 0x1.3dfc97629f540p-4 -0x1.4afab15f9a9d8p-3 0x1.7b545c8648c9cp-2
hidden 0 W1 -0x1.2ea411c73cefap-1 0x1.8331379d62c94p-1 -0x1.e3f481bb98534p-1 0x1.5d1e11e9f96a4p-2
hidden 0 error -0x1.e5195d5b99ccdp-2 0x1.05a76f1165916p-1 0x1.d31b61eefe63cp-2 -0x1.16e403ecbbf37p-1
hidden 0 l2 0x1.e5195d5b99ccdp-2 0x1.f4b121dd34dd4p-2 0x1.16724f0880ce2p-1 0x1.16e403ecbbf37p-1
hidden 0 mean_error 0x1.fc52e951b6ce8p-2
hidden 1 W0 -0x1.560054f20c597p-3 0x1.be2401bd36a36p-2 -0x1.00e70b9abd511p+0 -0x1.966a693f8ded3p-2 -0x1.69e120666f106p-1 -0x1.a36a9ded7240ep-1 -0x1.46859c41d8319p-1 -0x1.3c9ff23f254cdp-2 -0x1.a531277bb5636p-3 0x1.24e57b5f26c50p-4 -0x1.4efa92ab74676p-3 0x1.7ae8bfdf86811p-2
hidden 1 W1 -0x1.30f3b59b45b68p-1 0x1.7fc3eb7f2bc6cp-1 -0x1.e76bc64c43dd9p-1 0x1.5874f75f2cbbbp-2
hidden 1 error -0x1.e200187001d21p-2 0x1.0692aab2680e4p-1 0x1.d5e68c2342b58p-2 -0x1.15e3f03935ce3p-1
hidden 1 l2 0x1.e200187001d21p-2 0x1.f2daaa9b2fe39p-2 0x1.150cb9ee5ea54p-1 0x1.15e3f03935ce3p-1
hidden 1 mean_error 0x1.fc34f69aa0102p-2
hidden 2 W0 -0x1.58780f75b5256p-3 0x1.b96e0ea8f4142p-2 -0x1.01f2925ee1269p+0 -0x1.97e205b44ca74p-2 -0x1.6a174bc51a2ecp-1 -0x1.a54ea3873c3d5p-1 -0x1.4be8e433cc5c6p-1 -0x1.3ce12444c67cap-2 -0x1.a43882a41f4adp-3 0x1.0df0f9b2b5b34p-4 -0x1.53f7bac5d2cdfp-3 0x1.7ab44ca8d3907p-2
hidden 2 W1 -0x1.32cbd0010f548p-1 0x1.7d0438fe00e45p-1 -0x1.ea9115e4d11dfp-1 0x1.5518d8dd3da4ep-2
hidden 2 error -0x1.df864f114581dp-2 0x1.073eb07a5d6bcp-1 0x1.d815649e7203ep-2 -0x1.1520f4a950c4bp-1
hidden 2 l2 0x1.df864f114581dp-2 0x1.f1829f0b45289p-2 0x1.13f54db0c6fe1p-1 0x1.1520f4a950c4bp-1
hidden 2 mean_error 0x1.fc16bf7dc4f9ap-2
hidden 10 W0 -0x1.72f0831964f9ep-3 0x1.9b899a8379f32p-2 -0x1.0c7df5ca6842bp+0 -0x1.a19e93a682962p-2 -0x1.6cc4123b7be6ap-1 -0x1.b348514de5168p-1 -0x1.7a40f04fee4d6p-1 -0x1.3dc6ab68d938ap-2 -0x1.a8e81dd58b2abp-3 0x1.f1cb7ea6de3acp-6 -0x1.8cda2fcc41c07p-3 0x1.7cab9295a299dp-2
hidden 10 W1 -0x1.395cb02134490p-1 0x1.734040ab1b4c4p-1 -0x1.ffd84ecf2f3dbp-1 0x1.50ed6cf3a9050p-2
hidden 10 error -0x1.d65355f032775p-2 0x1.085f3012b50bbp-1 0x1.dec176a8ae330p-2 -0x1.13343456dbd41p-1
hidden 10 l2 0x1.d65355f032775p-2 0x1.ef419fda95e8ap-2 0x1.109f44aba8e68p-1 0x1.13343456dbd41p-1
hidden 10 mean_error 0x1.fb0ee55b009a8p-2
hidden 100 W0 -0x1.657b9359182eep-2 0x1.4ff29c9f07ee0p-2 -0x1.0f4f9ca99e75bp+1 -0x1.2a975427b9909p-1 -0x1.91865a0a90fe7p-1 -0x1.44835a33e49d7p+0 -0x1.13a4a2f9e4e00p+1 -0x1.7a51b52053089p-2 -0x1.4b34b098f7aeap-2 -0x1.f33bfd55fcb79p-3 -0x1.b3e237aef3d8cp-4 0x1.bfe07262e4936p-2
hidden 100 W1 -0x1.24ddb56ed0292p-1 0x1.ceb6df08bd6cep-1 -0x1.1b2b5e471f5f7p+1 0x1.1afb64345a898p-1
hidden 100 error -0x1.758f1c3094fabp-2 0x1.e6f046ffb43d8p-2 0x1.af32aa820a8dep-2 -0x1.23ff6ac9b2874p-1
hidden 100 l2 0x1.758f1c3094fabp-2 0x1.0c87dc8025e14p-1 0x1.2866aabefab91p-1 0x1.23ff6ac9b2874p-1
hidden 100 mean_error 0x1.d4ec38d16e352p-2
hidden 1000 W0 0x1.7364ac2e42f88p+1 0x1.7b3aca49d1df1p+1 -0x1.676ccd5787fa6p+2 -0x1.baf7130c3647bp+1 -0x1.7ee10829a0cf7p-1 -0x1.3cd2b55b84ca6p+2 -0x1.7ab4eec1fc25ap+2 -0x1.18cf929b97136p+1 -0x1.268c374f5b689p-5 -0x1.692e791496aa7p+0 0x1.129f63fe1312bp+1 0x1.01215d219ce13p+2
hidden 1000 W1 -0x1.181c311f36fcap+2 0x1.47e17235ec901p+2 -0x1.0911c2843be2fp+3 0x1.55b4296a80968p+2
hidden 1000 error -0x1.1f1de1360a9dfp-5 0x1.734f6d537b2d0p-5 0x1.375f9735faee0p-5 -0x1.b6b8768a5f3b3p-5
hidden 1000 l2 0x1.1f1de1360a9dfp-5 0x1.e8cb092ac84d3p-1 0x1.ec8a068ca0512p-1 0x1.b6b8768a5f3b3p-5
hidden 1000 mean_error 0x1.6021571277fd1p-5
hidden 10000 W0 0x1.03ae46c978c5ap+2 0x1.e3518201d3e89p+1 -0x1.84f9d63d60482p+2 -0x1.f522e64266586p+1 -0x1.ecaa911b6c440p+0 -0x1.6157fa80e07acp+2 -0x1.98fa634265001p+2 -0x1.98debd390c0a0p+1 0x1.262158b2f1216p-1 -0x1.d6f0683769dfdp+0 0x1.352c3a5cc1e3cp+1 0x1.4f48beeacdabfp+2
hidden 10000 W1 -0x1.812a9bf072b7ap+2 0x1.9913f4f2c4c01p+2 -0x1.346ce2d395849p+3 0x1.ba08b8136574cp+2
hidden 10000 error -0x1.cc2cfcd7db6c7p-8 0x1.2695213e12500p-7 0x1.01293843ac300p-7 -0x1.575c09efb3549p-7
hidden 10000 l2 0x1.cc2cfcd7db6c7p-8 0x1.fb65ab7b07b6cp-1 0x1.fbfb5b1ef14f4p-1 0x1.575c09efb3549p-7
hidden 10000 mean_error 0x1.194c387757e2bp-7
hidden 20000 W0 0x1.1239f9b5134a6p+2 0x1.f83208cba9685p+1 -0x1.8b0a9dfc7ab6dp+2 -0x1.01cb680ad2b5fp+2 -0x1.18cdf3f88207ap+1 -0x1.68f8076bca7afp+2 -0x1.9ecab082c5180p+2 -0x1.b2b4e7db4f1b6p+1 0x1.78b7b53fdbc44p-1 -0x1.ead11e3adb291p+0 0x1.3b33262023610p+1 0x1.5f2e3446e7571p+2
hidden 20000 W1 -0x1.9965a29815cb4p+2 0x1.ac0dad6a75c42p+2 -0x1.3d4e8b263fc45p+3 0x1.d24a847871265p+2
hidden 20000 error -0x1.360d4feae0f1ap-8 0x1.8b0119ab29200p-8 0x1.5e50e24b6b680p-8 -0x1.ce4cc734052ccp-8
hidden 20000 l2 0x1.360d4feae0f1ap-8 0x1.fce9fdcca9adcp-1 0x1.fd435e3b69293p-1 0x1.ce4cc734052ccp-8
hidden 20000 mean_error 0x1.7b6b04c55ea99p-8
hidden 30000 W0 0x1.1a0a3585750fep+2 0x1.01c9c5ee91ffcp+2 -0x1.8e5fe1fd9bc8fp+2 -0x1.05defd766d749p+2 -0x1.2bd33c5d51173p+1 -0x1.6d313cf33e3bap+2 -0x1.a1eaa09f5e3f2p+2 -0x1.c0c9cfec1b3a3p+1 0x1.a713b3d52e01bp-1 -0x1.f58be268f3dc8p+0 0x1.3e767be81a517p+1 0x1.67e1140824dc9p+2
hidden 30000 W1 -0x1.a7150e99ec878p+2 0x1.b6d96e60c109ep+2 -0x1.4232a17f5d771p+3 0x1.e01090b9cd20fp+2
hidden 30000 error -0x1.efe4c844c4ab2p-9 0x1.3a9e30b862d00p-8 0x1.19ac84f3f7700p-8 -0x1.7145b1a59ec81p-8
hidden 30000 l2 0x1.efe4c844c4ab2p-9 0x1.fd8ac39e8f3a6p-1 0x1.fdcca6f618112p-1 0x1.7145b1a59ec81p-8
hidden 30000 mean_error 0x1.2f60b2dd16d76p-8
hidden 40000 W0 0x1.1f552957c1130p+2 0x1.05aed9f2d258cp+2 -0x1.90aa972a5e492p+2 -0x1.08b52dcfdb7a4p+2 -0x1.38e42b78f18cap+1 -0x1.701be36991910p+2 -0x1.a40947dc55a3fp+2 -0x1.ca6a62aed20cbp+1 0x1.c72ea778a70e8p-1 -0x1.fcdedbaa2f298p+0 0x1.40b34aef253b7p+1 0x1.6dd794ea01033p+2
hidden 40000 W1 -0x1.b0a2dd012b4f8p+2 0x1.be6cd84fd84b2p+2 -0x1.4591cb1382a63p+3 0x1.e9b31f4189d5cp+2
hidden 40000 error -0x1.a841c6a10dd87p-9 0x1.0c4636193c500p-8 0x1.e39f023394a00p-9 -0x1.3b8da321a25d6p-8
hidden 40000 l2 0x1.a841c6a10dd87p-9 0x1.fde77393cd876p-1 0x1.fe1c60fdcc6b6p-1 0x1.3b8da321a25d6p-8
hidden 40000 mean_error 0x1.03710f694bfa6p-8
hidden 50000 W0 0x1.234fb62a7ded3p+2 0x1.08a278bab6f70p+2 -0x1.9268a1a727b8fp+2 -0x1.0ae1287f47a69p+2 -0x1.42cde01ff6763p+1 -0x1.72551940eee00p+2 -0x1.a5a1d5680d22bp+2 -0x1.d1b38f52fc24ep+1 0x1.dfa94110a0f4dp-1 -0x1.01357588959cap+1 0x1.426704bf73522p+1 0x1.725d2bb114fabp+2
hidden 50000 W1 -0x1.b7f978783be9ap+2 0x1.c444887393c42p+2 -0x1.4823a21e07eb4p+3 0x1.f11b7bbe1696ep+2
hidden 50000 error -0x1.785ef7fe496cfp-9 0x1.daa354a760000p-9 0x1.ae11e867f0600p-9 -0x1.179e3c0254c07p-8
hidden 50000 l2 0x1.785ef7fe496cfp-9 0x1.fe255cab58a00p-1 0x1.fe51ee17980fap-1 0x1.179e3c0254c07p-8
hidden 50000 mean_error 0x1.cc142b4490d38p-9
hidden 59999 W0 0x1.267c8fa683b03p+2 0x1.0b01887204babp+2 -0x1.93cfd6aca7130p+2 -0x1.0ca2ffc59ae88p+2 -0x1.4ac4bec9e6490p+1 -0x1.7420630f9dcc0p+2 -0x1.a6e85deb37b28p+2 -0x1.d78be7ecbe38cp+1 0x1.f365701a2c056p-1 -0x1.037005e698b6ap+1 0x1.43c68adaf86a2p+1 0x1.75ff61a0704f8p+2
hidden 59999 W1 -0x1.bdedf6b199309p+2 0x1.c9065a206cb06p+2 -0x1.4a369fa7b1c47p+3 0x1.f71f2333304b3p+2
hidden 59999 error -0x1.55899be0dfa54p-9 0x1.ada483371ac00p-9 0x1.86f9405924300p-9 -0x1.faeee3b83b4adp-9
hidden 59999 l2 0x1.55899be0dfa54p-9 0x1.fe525b7cc8e54p-1 0x1.fe7906bfa6dbdp-1 0x1.faeee3b83b4adp-9
hidden 59999 mean_error 0x1.a14590ca56780p-9
hidden final W0 0x1.267ca27b2942ap+2 0x1.0b01968d50461p+2 -0x1.93cfdf07c047bp+2 -0x1.0ca30a417d597p+2 -0x1.4ac4ee2889fb0p+1 -0x1.74206dc0e7542p+2 -0x1.a6e8657d30debp+2 -0x1.d78c0aabc2797p+1 0x1.f365e5a6596f5p-1 -0x1.03701329b169ep+1 0x1.43c6930aa35edp+1 0x1.75ff773e39361p+2
hidden final W1 -0x1.bdee1a46292c7p+2 0x1.c9067697dd758p+2 -0x1.4a36ac054e417p+3 0x1.f71f4723c3e3cp+2
hidden sha256 3b3f5c50038629cd5c13481c74508ac6542afa66926e3a413b3c5377c4d559cd
random 0 draws 0x1.18fe1565f12a8p-1 0x1.6e2d4cf608733p-1 0x1.349d66b6e894bp-1 0x1.16faedb6395f5p-1 0x1.8a898f537e45ap-1 0x1.2cf25ce2031ccp-3 0x1.45b8f280519f0p-4 0x1.6f03975ad5b90p-4 0x1.a0489891118fcp-1 0x1.f3d3d9a419a16p-1 0x1.00e86864bc501p-1
random 1 draws 0x1.ab07d0ffa3c06p-2 0x1.70ce5f3baf051p-1 0x1.dfb906661c000p-14 0x1.3596ab7fe08f4p-2 0x1.d526006294599p-1 0x1.d1bbbf5de4b9cp-1 0x1.074a049bfdcd2p-2 0x1.c635f4e1b43f8p-4 0x1.49acb09cb5fc4p-1 0x1.823463b9ce89dp-1 0x1.e4b9915854642p-1
random 42 draws 0x1.7f8771e5f51ecp-2 0x1.e6c4068bbd654p-1 0x1.76c7e8f1e6751p-1 0x1.32835d6632cb0p-1 0x1.c181b95f3cca0p-2 0x1.415b7a8070ca8p-4 0x1.9f58b97983ee0p-6 0x1.ece040c52d05cp-1 0x1.f026cb1e39110p-2 0x1.3c8be3b0a31c0p-1 0x1.20f5a604a512ap-2
random 2147483648 draws 0x1.374d4855d4140p-3 0x1.a41e2e1714d70p-1 0x1.8d0e1c8a62528p-1 0x1.1507695993276p-1 0x1.756af434bdfaap-2 0x1.9f267fe2068b9p-1 0x1.18d94d8cd9ee0p-1 0x1.4f9400de75947p-1 0x1.97de1eb26277ap-2 0x1.2a6a6a7833a02p-2 0x1.92f4708c72ba0p-2
random 4294967295 draws 0x1.8fe69a3924820p-4 0x1.d323d824032b1p-1 0x1.93fc6f61af3f9p-1 0x1.8f5ca1b151c07p-1 0x1.728081e379500p-5 0x1.2369739e9c078p-2 0x1.cc39c1c9cc10cp-1 0x1.c47134f90d2e0p-3 0x1.4b503fd156088p-3 0x1.1e2bf4ed4fa5bp-1 0x1.6f8e202307648p-3
"""

if __name__ == "__main__":
    print_stored()
