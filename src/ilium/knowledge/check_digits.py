"""Check digits: the last digit of a code, which the others decide, so that a slip of the pen shows."""

from __future__ import annotations

_TURNED = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
"""Verhoeff's permutation; the place of a digit says how often it is applied."""


def ends_by_verhoeff(digits: str) -> bool:
    """Whether the last digit is Verhoeff's: it finds every single slip and every swap of neighbours."""
    sum_ = 0
    for place, digit in enumerate(reversed(digits)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = _TURNED[turned]
        sum_ = _compose(sum_, turned)
    return sum_ == 0


def _compose(one: int, other: int) -> int:
    """Two symmetries of the pentagon, one after the other: 0 to 4 turn it, 5 to 9 also flip it."""
    if one < 5:
        turned = (one + other) % 5
        return turned if other < 5 else turned + 5
    turned = (one - other) % 5
    return turned + 5 if other < 5 else turned


def ends_by_luhn(digits: str) -> bool:
    """Whether the last digit is Luhn's (modulus 10); a hyphen before it is passed over."""
    found = [int(digit) for digit in reversed(digits.replace("-", ""))]
    doubled = (sum(divmod(2 * digit, 10)) for digit in found[1::2])
    return (sum(found[::2]) + sum(doubled)) % 10 == 0
