"""Which commands there are and what each takes."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.cli.export_arguments import (
    KINDS,
    PURPOSES,
    add_narrowing,
    add_people_filters,
    add_reports,
    purposes,
)
from app.cli.parser import Parser
from app.domain.fields import FieldSpec, FieldType
from app.domain.importing import IMPORT_KINDS
from app.domain.project import PROJECT_FIELDS
from app.domain.tabular.kinds import KIND_LABELS, SURVEY

VALUE = "value_"
KINDS_WITH_SHEETS = tuple(key for key in KIND_LABELS if key != SURVEY)
_NEW = "--new-passphrase-file"
_FLAGS = {"lead_agency_id": ("--agency", "--lead-agency"), "is_foreign": ("--foreign",)}
_NOT_ASKED = {"kind"}

_UNLOCKING = "보호한 자료의 암호를 첫 줄에 적은 파일 (잊었으면 복구 키)"

Group = Any


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the chosen command with its values; ends the program after --help or a wrong usage."""
    return _parser().parse_args(arguments)


def settable_fields() -> list[FieldSpec]:
    """Return the fields of a project that ``projects add`` takes."""
    return [spec for spec in PROJECT_FIELDS if not spec.derived and spec.key not in _NOT_ASKED]


def _parser() -> Parser:
    parser = Parser(
        prog="hamkke",
        description="국민디자인단 과제를 기획부터 환류까지 관리합니다. 명령 없이 실행하면 창을 엽니다.",
        epilog="끝날 때의 값: 0 완료, 1 입력을 받을 수 없음, 2 사용법이 틀림, 3 환경 문제(잠김, 손상 등)",
    )
    parser.choices.add_argument("--db", type=Path, metavar="파일", help="자료 파일 (없으면 새로 만듭니다)")
    parser.choices.add_argument("--passphrase-file", type=Path, metavar="파일", help=_UNLOCKING)
    parser.choices.add_argument(
        "--version", action="version", version=_version(), help="판을 보이고 끝냅니다."
    )
    commands = parser.add_subparsers(title="명령", metavar="명령", required=True, parser_class=Parser)
    _add_records(_adder(commands))
    _add_people(_adder(commands))
    add_reports(_adder(commands))
    _add_keeping(_adder(commands))
    _add_protecting(_adder(commands))
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"hamkke {version('hamkke')}"
    except PackageNotFoundError:
        return "hamkke"


def _adder(commands: Any) -> Callable[..., Parser]:
    def add(name: str, help: str, run: str = "", json: bool = True) -> Parser:
        parser: Parser = commands.add_parser(name, help=help, description=help)
        # Also behind the command, where people write it; what stands before it is not overwritten.
        parser.choices.add_argument(
            "--db", type=Path, metavar="파일", default=argparse.SUPPRESS, help="자료 파일"
        )
        parser.choices.add_argument(
            "--passphrase-file", type=Path, metavar="파일", default=argparse.SUPPRESS, help=_UNLOCKING
        )
        if json:
            parser.choices.add_argument("--json", action="store_true", help="JSON으로 적습니다.")
        if run:
            parser.set_defaults(run=_lazy(run))
        return parser

    return add


def _lazy(name: str) -> Callable[[argparse.Namespace], int]:
    def run(chosen: argparse.Namespace) -> int:
        # The commands bring the database along; --help and a wrong usage need none of it.
        from app.cli import commands, export, importing, keeping, people, protecting

        parts = (commands, export, importing, keeping, people, protecting)
        command = next(getattr(part, name) for part in parts if hasattr(part, name))
        result: int = command(chosen)
        return result

    return run


def _add_records(add: Callable[..., Parser]) -> None:
    bring = add("import", "엑셀·CSV의 표나 사례 글을 불러옵니다.", "import_file")
    bring.values.add_argument("path", type=Path, metavar="PATH", help="불러올 파일 (xlsx, ods, csv, txt 등)")
    kinds = {**KIND_LABELS, **IMPORT_KINDS}
    said = ", ".join(f"{key} {label}" for key, label in kinds.items())
    bring.choices.add_argument("--kind", choices=tuple(kinds), required=True, metavar="종류", help=said)
    bring.choices.add_argument("--dry-run", action="store_true", help="바꾸지 않고 무엇이 바뀔지 보입니다.")
    bring.choices.add_argument("--sheet", default="", metavar="시트", help="읽을 시트의 이름")
    bring.choices.add_argument(
        "--map", type=Path, metavar="FILE.toml", help="열과 항목의 짝, 값의 짝, 모든 행에 같은 값을 적은 파일"
    )
    bring.choices.add_argument("--project", metavar="과제", help="과제 열이 없는 표의 과제명이나 관리번호")
    bring.choices.add_argument(
        "--existing", choices=("update", "fill", "skip"), default="update", metavar="방법",
        help="이미 있는 것은: update 바뀐 값만 갱신, fill 빈 칸만 채우기, skip 건너뛰기",
    )  # fmt: skip
    bring.choices.add_argument(
        "--erase-empty", action="store_true", help="빈 칸이면 있던 값을 지웁니다. 없으면 그대로 둡니다."
    )
    bring.choices.add_argument(
        "--all-or-nothing", action="store_true", help="한 행이라도 오류가 있으면 아무것도 저장하지 않습니다."
    )
    bring.choices.add_argument("--without-hidden", action="store_true", help="엑셀에서 숨긴 행은 뺍니다.")
    bring.choices.add_argument(
        "--take-row", type=int, action="append", default=[], metavar="행",
        help="합계나 글로 보고 빼 둔 행을 기록으로 읽습니다. 여러 번 적을 수 있습니다.",
    )  # fmt: skip
    bring.choices.add_argument("--refused", type=Path, metavar="PATH", help="오류 행만 저장할 엑셀 파일")
    bring.choices.add_argument(
        "--file-password-file", type=Path, metavar="파일", help="암호가 걸린 표의 암호를 첫 줄에 적은 파일"
    )
    form = add("template", "가져오기 서식(엑셀)을 저장합니다.", "save_template", json=False)
    form.values.add_argument("kind", metavar="KIND", help=", ".join(KINDS_WITH_SHEETS))
    form.choices.add_argument("--out", type=Path, required=True, metavar="PATH", help="저장할 엑셀 파일")
    form.choices.add_argument(
        "--records", action="store_true", help="지금 있는 기록을 담아, 고쳐서 다시 가져올 수 있게 합니다."
    )
    form.choices.add_argument("--purpose", choices=PURPOSES, metavar="목적", help=purposes())
    form.choices.add_argument("--reason", default="", metavar="사유", help="사람을 담는 사유 (10자 이상)")
    projects = add("projects", "과제를 보거나 등록합니다.", json=False)
    sub = _adder(projects.add_subparsers(title="명령", metavar="명령", required=True, parser_class=Parser))
    listed = sub("list", "과제를 늘어놓습니다.", "list_projects")
    add_narrowing(listed, KINDS)
    listed.choices.add_argument("--text", default="", metavar="말", help="이 말이 든 과제만")
    shown = sub("show", "과제 하나를 보입니다.", "show_project")
    shown.values.add_argument("id", type=int, metavar="ID", help="과제 번호")
    _add_fields(sub("add", "우리 과제를 등록합니다.", "add_project"))


def _add_people(add: Callable[..., Parser]) -> None:
    roster = add("people", "참여자를 봅니다.", json=False)
    sub = _adder(roster.add_subparsers(title="명령", metavar="명령", required=True, parser_class=Parser))
    add_people_filters(sub("list", "참여자를 가려서 늘어놓습니다.", "list_people"))
    sub("deleted", "삭제했지만 이력에 남은 참여자를 늘어놓습니다.", "list_deleted")
    away = add("destroy", "참여자의 개인정보를 파기합니다. 먼저 --dry-run으로 살핍니다.", "destroy")
    away.choices.add_argument(
        "--person", type=int, action="append", metavar="ID", help="참여자 번호 (여러 번)"
    )
    away.choices.add_argument("--over", action="store_true", help="보유 기간이 지났거나 철회한 사람 모두")
    away.choices.add_argument(
        "--deleted",
        action="append",
        metavar="UID",
        help="삭제한 참여자 (people deleted로 봅니다, all은 모두)",
    )
    away.choices.add_argument(
        "--dry-run", action="store_true", help="없어지고 남을 것을 보이고 바꾸지 않습니다."
    )
    away.choices.add_argument(
        "--approved-by", default="", metavar="사람", help="파기를 승인한 사람의 직위와 이름"
    )
    away.choices.add_argument(
        "--reason", default="", metavar="사유", help="파기 사유 (10자 이상, 파기대장에 남음)"
    )
    away.choices.add_argument(
        "--file", action="append", metavar="번호=결정", help="미리 보기에 나온 파일을 remove 지움, keep 남김"
    )
    away.choices.add_argument(
        "--backups", choices=("rewrite", "expire"), default="rewrite",
        help="rewrite 백업에서도 지금 파기, expire 보관 기간 뒤 삭제",
    )  # fmt: skip


def _add_fields(parser: Parser) -> None:
    for spec in settable_fields():
        flags = _FLAGS.get(spec.key) or (f"--{spec.key.removesuffix('_id').replace('_', '-')}",)
        settings: dict[str, Any] = {"dest": VALUE + spec.key, "help": _help(spec)}
        if spec.type is FieldType.BOOLEAN:
            settings |= {"action": "store_true"}
        else:
            settings |= {"metavar": spec.label.replace(" ", "")}
        if spec.type is FieldType.CHOICES:
            settings |= {"action": "append"}
        parser.choices.add_argument(*flags, required=spec.required, **settings)
    parser.choices.add_argument("--template", metavar="과정틀", help="단계와 관문을 채울 과정 틀의 이름")


def _help(spec: FieldSpec) -> str:
    if spec.choices and spec.type is not FieldType.BOOLEAN:
        return f"{spec.label}: {', '.join(choice.label for choice in spec.choices)}"
    return (spec.help or spec.label).replace("%", "%%")


def _add_keeping(add: Callable[..., Parser]) -> None:
    demo = add("demo", "빈 자료 파일을 예시 자료로 채웁니다.", "fill_demo", json=False)
    demo.choices.add_argument(
        "--play",
        type=Path,
        metavar="DIR",
        help="시연을 스스로 진행하고 화면 그림과 보고서를 이 폴더에 남깁니다.",
    )
    save = add("backup", "자료 파일을 붙인 파일과 함께 백업합니다.", "save_backup", json=False)
    save.values.add_argument("path", type=Path, metavar="PATH", help="백업 파일의 이름")
    back = add("restore", "백업에서 되살립니다. 지금 자료는 따로 남깁니다.", "restore_backup", json=False)
    back.values.add_argument("path", type=Path, metavar="PATH", help="되살릴 백업 파일")
    back.choices.add_argument(
        "--backup-passphrase-file", type=Path, metavar="파일", help="백업의 암호가 자료의 암호와 다를 때"
    )
    whole = add(
        "everything", "모든 기록을 목록마다 한 시트씩 엑셀 파일로 저장합니다.", "save_everything", json=False
    )
    whole.choices.add_argument("--out", type=Path, required=True, metavar="PATH", help="저장할 xlsx 파일")
    opened = add(
        "open-data", "개인정보를 뺀 개방 데이터(CSV·JSON 묶음)를 저장합니다.", "save_open_data", json=False
    )
    opened.choices.add_argument("--out", type=Path, required=True, metavar="PATH", help="저장할 zip 파일")
    unlock = add(
        "unlock-files", "암호 걸린 백업의 열쇠로 잠긴 붙인 파일을 엽니다.", "unlock_files", json=False
    )
    unlock.values.add_argument("path", type=Path, metavar="PATH", help="보호하고 있던 때의 백업 파일")
    unlock.choices.add_argument(
        "--backup-passphrase-file", type=Path, metavar="파일", help="그 백업의 암호를 첫 줄에 적은 파일"
    )
    checking = add("check", "자료와 이력이 온전한지 살핍니다.", "check_file")
    checking.choices.add_argument(
        "--rebuild-search", action="store_true", help="찾기 색인을 먼저 다시 만듭니다"
    )
    told = add("history", "한 일을 새것부터 늘어놓습니다.", "show_history")
    told.choices.add_argument("--limit", type=int, default=200, metavar="건수")
    add("undo", "마지막으로 한 일을 취소합니다.", "undo_step")
    add("redo", "취소한 일을 다시 합니다.", "redo_step")


def _add_protecting(add: Callable[..., Parser]) -> None:
    told = "새 암호를 첫 줄에 적은 파일 (8자 이상)"
    protect = add("protect", "자료를 암호로 보호하고 복구 키를 한 번 보입니다.", "protect_file", json=False)
    protect.choices.add_argument(_NEW, type=Path, required=True, metavar="파일", help=told)
    change = add("change-passphrase", "보호한 자료의 암호를 바꿉니다.", "change_passphrase", json=False)
    change.choices.add_argument(_NEW, type=Path, required=True, metavar="파일", help=told)
    add("unprotect", "보호한 자료의 암호 보호를 풉니다.", "unprotect_file", json=False)
