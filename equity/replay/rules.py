"""Orders in which new requests can be taken up, and a queue for each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from heapq import heappop, heappush

Key = tuple[float, ...]


@dataclass(frozen=True)
class Asked:
    """A request as the queue sees it. `due_on` is the day by which a person should reply, as `date.toordinal`.

    `left_at`: when it ended without any reply, if it did.
    """

    at: datetime
    due_on: int
    organization: int
    is_under_served: bool
    left_at: datetime | None = None


class Queue(ABC):
    """Requests that wait, by their places in the list; `take` gives the next one on a day and forgets it."""

    def __init__(self, asked: list[Asked]) -> None:
        self.asked = asked
        self.gone: set[int] = set()

    @abstractmethod
    def add(self, place: int) -> None: ...

    @abstractmethod
    def next(self, on: int) -> int | None: ...

    def learn(self, place: int, hours: float) -> None:
        """That a request was answered after so many hours; only some orders care."""
        self.gone.add(place)

    def leave(self, place: int) -> None:
        """Withdrawn, or ended otherwise, before anybody replied."""
        self.gone.add(place)


class FirstCome(Queue):
    """Whoever came first."""

    def __init__(self, asked: list[Asked]) -> None:
        super().__init__(asked)
        self.heap: list[tuple[Key, int]] = []

    def key(self, place: int) -> Key:
        return (self.asked[place].at.timestamp(),)

    def add(self, place: int) -> None:
        heappush(self.heap, (self.key(place), place))

    def next(self, on: int) -> int | None:
        while self.heap:
            _, place = heappop(self.heap)
            if place not in self.gone:
                return place
        return None


class ByTarget(FirstCome):
    """Whatever is due first; what is overdue counts as due today, and then whoever came first."""

    head_start = 0

    def __init__(self, asked: list[Asked]) -> None:
        super().__init__(asked)
        self.due: list[tuple[Key, int]] = []

    def due_on(self, place: int) -> int:
        one = self.asked[place]
        return one.due_on - (self.head_start if one.is_under_served else 0)

    def rank(self, place: int) -> Key:
        """The order among those due on the same day."""
        return (self.asked[place].at.timestamp(),)

    def key(self, place: int) -> Key:
        return (self.due_on(place), *self.rank(place))

    def next(self, on: int) -> int | None:
        while self.heap and self.heap[0][0][0] <= on:
            _, place = heappop(self.heap)
            heappush(self.due, (self.rank(place), place))
        for heap in (self.due, self.heap):
            while heap:
                key, place = heappop(heap)
                if place not in self.gone and key[-len(self.rank(place)) :] == self.rank(place):
                    return place
        return None


class Fair(ByTarget):
    """As the fair queue: on one day who waited longest for first answers before, then under-served places.

    With a head start, requests of under-served places stand where those due so many days earlier stand.
    """

    def __init__(self, asked: list[Asked], before: Mapping[int, tuple[float, int]], head_start: int = 0) -> None:
        """`before`: hours that each department waited for first answers before the year, in all, and how often."""
        super().__init__(asked)
        self.head_start = head_start
        self.waited: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0), before)
        self.waiting: dict[int, set[int]] = defaultdict(set)

    def add(self, place: int) -> None:
        self.waiting[self.asked[place].organization].add(place)
        super().add(place)

    def rank(self, place: int) -> Key:
        one = self.asked[place]
        hours, times = self.waited[one.organization]
        return (-hours / times if times else 0.0, -float(one.is_under_served), one.at.timestamp())

    def learn(self, place: int, hours: float) -> None:
        """Its department has waited once more; what else it asked moves."""
        super().learn(place, hours)
        organization = self.asked[place].organization
        before, times = self.waited[organization]
        self.waited[organization] = (before + hours, times + 1)
        self.waiting[organization].discard(place)
        for other in self.waiting[organization] - self.gone:
            super().add(other)


def replay(asked: list[Asked], replies: list[datetime], queue: Queue, zone: tzinfo) -> list[datetime | None]:
    """When each request would have had its first reply, if each reply of the year went to whoever was next then.

    `asked` is in the order in which they came, `replies` in the order of time. Whoever leaves unanswered leaves
    at the same moment as it really was, unless the other order answered first. None: no reply by the end.
    """
    answered: list[datetime | None] = [None] * len(asked)
    leaving = sorted((one.left_at, place) for place, one in enumerate(asked) if one.left_at)
    came = left = 0
    for moment in replies:
        while came < len(asked) and asked[came].at <= moment:
            queue.add(came)
            came += 1
        while left < len(leaving) and leaving[left][0] <= moment:
            if answered[leaving[left][1]] is None:
                queue.leave(leaving[left][1])
            left += 1
        place = queue.next(moment.astimezone(zone).toordinal())
        if place is not None:
            answered[place] = moment
            queue.learn(place, (moment - asked[place].at).total_seconds() / 3600)
    return answered
