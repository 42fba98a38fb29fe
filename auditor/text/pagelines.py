"""Lines of a text around a place, found without splitting the whole of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.text.datelines import MAX_LINE

__all__ = ["Line", "Lines", "first_filled", "is_blank"]

_RULE = re.compile(r"[\s\-=_*~#—–─━═·•.]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, without its end."""

    start: int
    end: int
    text: str


class Lines:
    """Lines of a text around a place, without splitting the whole of it."""

    def __init__(self, text: str, skip: int) -> None:
        self.text, self.skip = text, skip
        self.stop = "\r" if "\r" in text and "\n" not in text else "\n"

    def around(self, position: int) -> Line | None:
        """The line at ``position``; None if it is longer than any heading."""
        low = max(self.skip, position - MAX_LINE - 1)
        start = self.text.rfind(self.stop, low, position) + 1
        if start == 0:
            if low > self.skip:
                return None
            start = low
        end = self.end_of(position)
        return Line(start, end, self.text[start:end]) if end - start <= MAX_LINE else None

    def above(self, line: Line, blanks: int = 2) -> Line | None:
        """The next filled line above, over at most ``blanks`` blank ones and rules."""
        position = line.start - 1
        for _ in range(blanks + 1):
            found = self.around(position) if position >= self.skip else None
            if found is None or not is_blank(found):
                return found
            position = found.start - 1
        return None

    def below(self, line: Line, blanks: int = 2) -> Line | None:
        """The next filled line below, over at most ``blanks`` blank ones and rules."""
        position = line.end + 1
        for _ in range(blanks + 1):
            found = self.around(position) if position < len(self.text) else None
            if found is None or not is_blank(found):
                return found
            position = found.end + 1
        return None

    def end_of(self, position: int) -> int:
        """Where the line at ``position`` ends."""
        end = self.text.find(self.stop, position)
        return len(self.text) if end < 0 else end


def is_blank(line: Line) -> bool:
    """Whether a line is blank or a rule."""
    return _RULE.match(line.text) is not None


def first_filled(lines: Lines, start: int) -> Line | None:
    """The first line from ``start`` on that is neither blank nor a rule."""
    line = lines.around(start) if start < len(lines.text) else None
    return lines.below(line) if line and is_blank(line) else line
