"""암호로 보호하기 without a window."""

import sys
from argparse import Namespace

from app.cli.opening import opened, passphrase_in, recovery_lines
from app.cli.printing import say
from app.services.data_file import protection
from app.services.data_file.protection import Outcome


def protect_file(chosen: Namespace) -> int:
    """Protect a plain data file; its recovery key is printed once."""
    passphrase = passphrase_in(chosen.new_passphrase_file)
    with opened(chosen, existing=True) as ws:
        _tell(protection.protect(ws, passphrase), f"암호로 보호했습니다: {ws.paths.file}")
    return 0


def change_passphrase(chosen: Namespace) -> int:
    """Put another passphrase in the place of the old one; the new recovery key is printed once."""
    passphrase = passphrase_in(chosen.new_passphrase_file)
    with opened(chosen, existing=True) as ws:
        _tell(
            protection.change_passphrase(ws, passphrase),
            "암호를 바꾸었습니다. 예전 복구 키는 쓸 수 없습니다.",
        )
    return 0


def unprotect_file(chosen: Namespace) -> int:
    """Make a protected data file plain again."""
    with opened(chosen, existing=True) as ws:
        _tell(protection.unprotect(ws), f"암호 보호를 풀었습니다: {ws.paths.file}")
    return 0


def _tell(outcome: Outcome, done: str) -> None:
    say(done, *(recovery_lines(outcome.recovery) if outcome.recovery else ()))
    for sentence in outcome.left:
        print(sentence, file=sys.stderr)
