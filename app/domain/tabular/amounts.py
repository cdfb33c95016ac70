"""Figures as offices write them: 1,200, 15명, 열일곱, 3천만원, 1억 2,000만원, 35%."""

import re
import unicodedata

_UNITS = {"조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "십만": 10**5, "만": 10**4,
          "천": 10**3, "백": 100}  # fmt: skip
_PLAIN = re.compile(r"[-+△▲]?\d+(?:\.\d+)?")
_COUNTER = re.compile(r"(?:명|건|개|원|회|점|%|퍼센트|분|시간|인|장|부|년|개소|세|살)(?:\s*정)?$")
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(조|억|천만|백만|십만|만|천|백)?")
_HEADING_UNIT = re.compile(r"(?:단위\s*:?\s*)?(십억|억|천만|백만|십만|만|천)\s*원")
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
         "여든": 80, "아흔": 90}  # fmt: skip
_ONES = {"하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6,
         "일곱": 7, "여덟": 8, "아홉": 9}  # fmt: skip
_SINO = {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")} | {"공": 0}
_PLACES = {"십": 10, "백": 100, "천": 1000}


def unit_of(heading: str) -> int:
    """Return by how much the sums below a heading are to be multiplied: 사업비(천원) is 1000."""
    found = _HEADING_UNIT.search(unicodedata.normalize("NFKC", heading))
    if found is None:
        return 1
    return 10**9 if found[1] == "십억" else _UNITS[found[1]]


def unit_above(titles: str) -> int:
    """Return the unit that words above a table give for its sums: (단위: 천원) is 1000, none is 1."""
    found = re.search(r"단위\s*[:：]?[^)\n]*", titles)
    return unit_of(found[0]) if found else 1


def number_of(written: str) -> float | None:
    """Return the number that a text is, with commas, a counter or units such as 만; None where it is none."""
    text = unicodedata.normalize("NFKC", written).replace(",", "").replace("금", "", 1).strip()
    text = _COUNTER.sub("", text).strip()
    if _PLAIN.fullmatch(text):
        return float(text.replace("△", "-").replace("▲", "-"))
    parts = list(_PART.finditer(text))
    if not parts or _PART.sub("", text).strip() or not any(part[2] for part in parts):
        return None
    return sum(float(part[1]) * _UNITS.get(part[2] or "", 1) for part in parts)


def spoken_number(written: str) -> int | None:
    """Return the number that Korean words say, up to 9,999: 열일곱, 이십오; None for other words."""
    text = _COUNTER.sub("", "".join(written.split()))
    for word, tens in _TENS.items():
        if text.startswith(word):
            rest = text.removeprefix(word)
            return tens + _ONES.get(rest, 0) if not rest or rest in _ONES else None
    return _ONES.get(text) if text in _ONES else _sino(text)


def _sino(text: str) -> int | None:
    total, figure = 0, 0
    for sign in text:
        if sign in _SINO:
            figure = figure * 10 + _SINO[sign]
        elif sign in _PLACES:
            total, figure = total + (figure or 1) * _PLACES[sign], 0
        else:
            return None
    return total + figure if text else None
