"""Missing pairs, filled in so that the whole contradicts itself least.

The completion with the smallest lambda max: convex in the logarithms of the missing
judgements, and unique if the given pairs link all criteria (Bozóki, Fülöp & Rónyai 2010).
"""

import numpy as np
import numpy.typing as npt

from .ahp import Array, priorities

Places = npt.NDArray[np.intp]

NEWTON_STEPS = 60
FLAT = 1e-11  # slope of lambda max, as a share of it, that counts as none
ROUNDING = 1e-14  # close to the bottom only rounding tells two values apart
SHORTEST = 1e-6  # a step shorter than this share of Newton's improves nothing


def completed(matrix: Array) -> Array:
    """Return the (n, n) matrix with every NaN replaced.

    matrix: reciprocal where given, NaN where not, ones on the diagonal. Newton's method with
    the exact second derivatives of lambda max. Raises ValueError if the pairs do not link
    all criteria.
    """
    missing = np.argwhere(np.triu(np.isnan(matrix), 1))
    if not len(missing):
        return matrix.copy()
    rows, columns = missing.astype(np.intp).T
    logs = _least_squares_logs(matrix)
    logs = logs[rows] - logs[columns]
    whole, value, slope, curve = lambda_max_derivatives(matrix, rows, columns, logs)
    for _ in range(NEWTON_STEPS):
        if np.abs(slope).max() <= FLAT * value:
            break
        step = -np.linalg.lstsq(curve, slope, rcond=None)[0]
        length = 1.0
        while length > SHORTEST:
            tried = lambda_max_derivatives(matrix, rows, columns, logs + length * step)
            if tried[1] <= value * (1 + ROUNDING):
                break
            length /= 2
        else:
            break
        logs = logs + length * step
        whole, value, slope, curve = tried
    return whole


def _least_squares_logs(matrix: Array) -> Array:
    """Log weights that fit the given pairs best; the start, and already close."""
    given = ~np.isnan(matrix)
    laplacian = np.diag(given.sum(axis=1)) - given.astype(float)
    # Linked graph: one zero eigenvalue. Adding a constant fills it and changes nothing else.
    if np.linalg.matrix_rank(laplacian) < len(matrix) - 1:
        raise ValueError("the pairs must link all criteria")
    sums = np.log(np.where(given, matrix, 1.0)).sum(axis=1)
    logs: Array = np.linalg.solve(laplacian + 1.0, sums)
    return logs


def lambda_max_derivatives(
    matrix: Array, rows: Places, columns: Places, logs: Array
) -> tuple[Array, float, Array, Array]:
    """Return the filled matrix, lambda max, and its first and second derivatives by `logs`.

    With left and right eigenvectors y and w, y·w = 1, and D the change of the matrix:
    first y·D·w; second y·D'·w + 2·y·D·G·D·w, G the reduced resolvent (Kato 1980, II.2).
    """
    whole = matrix.copy()
    whole[rows, columns], whole[columns, rows] = np.exp(logs), np.exp(-logs)
    right, left = priorities(np.stack([whole, whole.T]))
    value = float((whole @ right).sum())
    left = left / (left @ right)
    up = left[rows] * whole[rows, columns] * right[columns]
    down = left[columns] * whole[columns, rows] * right[rows]
    number = np.arange(len(logs))
    after = np.zeros((len(matrix), len(logs)))
    after[rows, number] = whole[rows, columns] * right[columns]
    after[columns, number] = -whole[columns, rows] * right[rows]
    before = np.zeros((len(logs), len(matrix)))
    before[number, columns] = left[rows] * whole[rows, columns]
    before[number, rows] = -left[columns] * whole[columns, rows]
    outer = np.outer(right, left)
    resolvent = np.linalg.inv(value * np.eye(len(matrix)) - whole + outer) - outer
    bent = before @ resolvent @ after
    return whole, value, up - down, np.diag(up + down) + bent + bent.T
