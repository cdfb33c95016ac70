"""argparse in Korean: its headings and the few sentences in which it refuses."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

_SENTENCES = (
    (r"the following arguments are required: (.*)", r"빠진 것이 있습니다: \1"),
    (r"unrecognized arguments: (.*)", r"모르는 인자입니다: \1"),
    (r"argument ([^:]+): invalid choice: (.*) \(choose from (.*)\)", r"\1에 \2 값은 없습니다. 고를 값: \3"),
    (r"argument ([^:]+): expected (?:one|at least one) argument", r"\1 뒤에 값이 필요합니다"),
    (r"argument ([^:]+): invalid int value: (.*)", r"\1에는 정수를 적습니다: \2"),
    (r"argument ([^:]+): not allowed with argument (.*)", r"\1 인자와 \2 인자는 함께 쓸 수 없습니다"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 인자는 여럿에 맞습니다: \2"),
)  # fmt: skip


class _Help(argparse.HelpFormatter):
    """Help with a Korean heading before the usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Head the usage with 사용법."""
        super().add_usage(usage, actions, groups, "사용법: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Korean and does not guess shortened options."""

    def __init__(self, **settings: object) -> None:
        """Make a parser; its sub-parsers are of the same kind."""
        super().__init__(formatter_class=_Help, allow_abbrev=False, add_help=False, **settings)  # type: ignore[arg-type]
        self.values = self.add_argument_group("대상")
        self.choices = self.add_argument_group("선택")
        self.choices.add_argument("-h", "--help", action="help", help="이 도움말을 보이고 끝냅니다.")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage and end with 2."""
        for pattern, sentence in _SENTENCES:
            message = re.sub(f"^{pattern}$", sentence, message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{message}\n자세한 것은 {self.prog} --help\n")
