"""Draws a calibration as SVG: what was promised against what came true, readable without colour or script."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.calibrate import Calibration

__all__ = ["draw"]

_SIDE, _LEFT, _TOP = 400, 70, 50
_TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)
_LARGEST = 9.0  # radius of the fullest bin


def draw(found: Calibration) -> str:
    """The plot: a dot a bin, its area the number of documents, its bar the 95 % interval; the diagonal is perfect."""
    return "\n".join([*_frame(found), *_dots(found), "</svg>"]) + "\n"


def _x(value: float) -> str:
    return f"{_LEFT + value * _SIDE:.1f}"


def _y(value: float) -> str:
    return f"{_TOP + (1 - value) * _SIDE:.1f}"


def _frame(found: Calibration) -> Iterator[str]:
    width, height = _LEFT + _SIDE + 30, _TOP + _SIDE + 70
    said = f"ECE {found.ece:.3f}, a perfect model at n = {found.labels}: {found.ece_perfect:.3f}; AUC {found.auc:.3f}"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif">'
    yield f"<title>Reliability: {said}</title>"
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    yield f'<text x="{_LEFT}" y="24" font-size="13" fill="#222">{said}</text>'
    for tick in _TICKS:
        yield f'<path d="M{_x(tick)} {_y(0)}V{_y(1)}M{_x(0)} {_y(tick)}H{_x(1)}" stroke="#ddd"/>'
        yield f'<text x="{_x(tick)}" y="{_TOP + _SIDE + 20}" font-size="12" text-anchor="middle" fill="#222">{tick:g}</text>'
        yield f'<text x="{_LEFT - 8}" y="{_y(tick)}" font-size="12" text-anchor="end" fill="#222">{tick:g}</text>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#666" stroke-dasharray="6 4"/>'
    middle = _TOP + _SIDE / 2
    yield (
        f'<text x="{_x(0.5)}" y="{_TOP + _SIDE + 48}" font-size="13" text-anchor="middle" fill="#222">'
        "predicted chance of rejection</text>"
    )
    yield (
        f'<text x="22" y="{middle}" font-size="13" text-anchor="middle" fill="#222" '
        f'transform="rotate(-90 22 {middle})">share that was rejected</text>'
    )


def _dots(found: Calibration) -> Iterator[str]:
    most = max((one.n for one in found.bins), default=1)
    for one in found.bins:
        low, high = one.interval
        yield f'<path d="M{_x(one.predicted)} {_y(low)}V{_y(high)}" stroke="#225ea8" stroke-width="2"/>'
        radius = max(2.5, _LARGEST * (one.n / most) ** 0.5)
        said = f"{one.n} documents: predicted {one.predicted:.2f}, rejected {one.observed:.2f} [{low:.2f}, {high:.2f}]"
        yield (
            f'<circle cx="{_x(one.predicted)}" cy="{_y(one.observed)}" r="{radius:.1f}" fill="#225ea8">'
            f"<title>{said}</title></circle>"
        )
