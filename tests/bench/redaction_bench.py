"""안전 공유: looking through 4 MB of minutes with a roster of 20,000 names, and writing them anew."""

import random
import time
from collections.abc import Callable
from functools import partial

from app.domain.privacy.redaction import Finder, Known, Redaction
from tests.bench.table import Row

_NAMES, _BYTES = 20_000, 4_000_000
_PER_SECOND = 1_000_000
_FAMILY = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민"
_GIVEN = "민서준우지현수영하은별나라도윤아온유진호석경태성미주가람솔봄겨루빈채원율찬"
_LINES = (
    "오늘 도통동 주민 버스가 앞으로 3대 늘어야 한다고 말했다. 연락처는",
    "010-2222-3333 회의록 정류장에서 어르신이 기다린다 시범운행을 제안함",
    "시청로 60 담당 부서는 내년 예산에 반영하기로 함 2026. 11. 22.",
)
_SAID = " ".join(_LINES).split()


def run() -> list[Row]:
    """Return how long finding and replacing take beside the time that a megabyte a second allows."""
    rng = random.Random(7)
    names = _names(rng)
    finder = Finder([Known(str(number), name, "citizen") for number, name in enumerate(names)])
    text = _minutes(rng, names)
    allowed = len(text.encode()) / _PER_SECOND
    found = finder.find([text])
    looked = min(_cpu(partial(finder.find, [text])) for _ in range(3))
    wrote = min(_cpu(Redaction([text], found).replaced) for _ in range(3))
    what = f"안전 공유: {allowed:.0f} MB에서 이름 {_NAMES:,}개 찾기 (CPU, 목표 1 MB/s)"
    both = f"안전 공유: 찾고 {len(found):,}곳 바꾸기 (CPU, 목표 1 MB/s)"
    return [
        Row(what, looked, allowed, looked / allowed, 1.0),
        Row(both, looked + wrote, allowed, (looked + wrote) / allowed, 1.0),
    ]


def _cpu(action: Callable[[], object]) -> float:
    """Return the seconds of one processor: the goal is a figure, no floor measured beside it."""
    start = time.process_time()
    action()
    return time.process_time() - start


def _names(rng: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _NAMES:
        given = "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2, 2, 2, 3))))
        found[rng.choice(_FAMILY) + given] = None
    return list(found)


def _minutes(rng: random.Random, names: list[str]) -> str:
    lines, size = [], 0
    while size < _BYTES:
        words = (rng.choice(_SAID) if rng.random() < 0.97 else f"{rng.choice(names)}님이" for _ in range(40))
        lines.append(" ".join(words))
        size += len(lines[-1].encode()) + 1
    return "\n".join(lines)
