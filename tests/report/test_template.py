"""The palette: seven criteria told apart by everybody, text readable on every colour."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from assessments.report import template

Array = NDArray[np.float64]

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Array:
    """sRGB → linear RGB, 0 … 1."""
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    made: Array = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return made


def lab(rgb: Array) -> Array:
    """Linear RGB → CIELAB (D65)."""
    t = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one: Array, other: Array) -> float:
    """Colour difference of two CIELAB colours (Sharma, Wu & Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dh = h2 - h1
    if c1 * c2 == 0:
        dh, h = 0.0, h1 + h2
    else:
        h = (h1 + h2) / 2
        if abs(dh) > 180:
            h += 180 if h1 + h2 < 360 else -180
            dh += 360 if h2 <= h1 else -360
    dl, dc = l2 - l1, c2 - c1
    big_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * np.cos(np.radians(h - 30)) + 0.24 * np.cos(np.radians(2 * h))
    t += 0.32 * np.cos(np.radians(3 * h + 6)) - 0.20 * np.cos(np.radians(4 * h - 63))
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = 30 * np.exp(-(((h - 275) / 25) ** 2))
    rt = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * np.sin(np.radians(2 * turn))
    x, y, z = dl / sl, dc / sc, big_h / sh
    return float(np.sqrt(x * x + y * y + z * z + rt * y * z))


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_equals_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], distance: float
) -> None:
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(distance, abs=1e-4)


def test_criteria_are_told_apart_in_four_kinds_of_vision() -> None:
    smallest = min(
        ciede2000(lab(seeing @ linear(one)), lab(seeing @ linear(other)))
        for seeing in VISION.values()
        for one, other in combinations(template.CRITERIA_COLOURS.values(), 2)
    )

    assert smallest == pytest.approx(16.8, abs=0.1)


def test_every_criterion_stands_out_from_the_page() -> None:
    weak = [c for c in template.CRITERIA_COLOURS.values() if contrast(c, template.SURFACE) < 3]

    assert weak == []


def test_numbers_inside_the_bars_are_readable() -> None:
    unreadable = [
        criterion
        for criterion in template.CRITERIA
        if contrast(template.CRITERIA_COLOURS[criterion], template.CRITERIA_TEXT[criterion]) < 4.5
    ]

    assert unreadable == []


def test_words_are_readable_on_pale_bars_and_on_the_page() -> None:
    assert contrast(template.MUTED, template.EXCLUDED) >= 4.5
    assert contrast(template.MUTED, template.SURFACE) >= 4.5


def test_charts_never_offer_to_send_data_out() -> None:
    assert template.CONFIG["showSendToCloud"] is False
    assert template.CONFIG["displayModeBar"] is False
