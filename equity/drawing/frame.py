"""The frame of a picture in percent: lines at the quarters, and numbers along its foot."""

from __future__ import annotations

from dataclasses import dataclass

from equity.drawing.svg import LINE, MUTED, el, words

LEFT = 58.0


@dataclass(frozen=True)
class Frame:
    """Where it lies; `along`: the numbers at its foot, from 0 to the last."""

    along: list[float]
    unit: str
    right: float
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, number: float) -> float:
        return LEFT + (self.right - LEFT) * number / self.along[-1]

    def y(self, percent: float) -> float:
        return self.bottom - self.height * percent / 100

    def drawn(self) -> str:
        """Lines, numbers and the unit."""
        grid = "".join(
            el("line", x1=LEFT, x2=self.right, y1=self.y(share), y2=self.y(share), stroke=LINE)
            + words(f"{share}%", LEFT - 8, self.y(share) + 4, size=12, fill=MUTED, text_anchor="end")
            for share in (0, 25, 50, 75, 100)
        )
        foot = "".join(
            words(f"{number:g}", self.x(number), self.bottom + 17, size=12, fill=MUTED, text_anchor="middle")
            for number in self.along
        )
        return grid + foot + words(self.unit, self.right, self.bottom + 34, size=12, fill=MUTED, text_anchor="end")
