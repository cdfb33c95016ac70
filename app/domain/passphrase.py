"""How strong a passphrase looks: a hint beside the field, never a rule of its own."""

from app.domain.choices import Choice

_LONG, _FAIR, _KINDS = 16, 12, 3
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 5


class Strength(Choice):
    """암호의 세기."""

    WEAK = "weak", "약함"
    FAIR = "fair", "보통"
    STRONG = "strong", "강함"


def strength(passphrase: str) -> Strength:
    """Return how strong a passphrase looks: length counts most, runs of the keyboard count for nothing."""
    kinds = sum(
        any(test(letter) for letter in passphrase)
        for test in (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())
    )
    kinds += any("가" <= letter <= "힣" for letter in passphrase)
    length = len(passphrase) - _in_runs(passphrase.casefold())
    if len(set(passphrase)) < len(passphrase) // 2:
        length //= 2
    if length >= _LONG or (length >= _FAIR and kinds >= _KINDS):
        return Strength.STRONG
    return Strength.FAIR if length >= _FAIR or (length >= 8 and kinds >= _KINDS) else Strength.WEAK


def _in_runs(text: str) -> int:
    """Return how many letters lie in runs such as 12345 or qwert, in either direction."""
    covered: set[int] = set()
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for at in range(len(text) - _RUN + 1):
            if text[at : at + _RUN] in row:
                covered.update(range(at, at + _RUN))
    return len(covered)
