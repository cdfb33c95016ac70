"""The shape of the house: which way imports point, how long a file may grow, what is never written down."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "ui", "db", "exports", "resources", "tests")
MOST_LINES_OF_A_FILE = 600
MOST_LINES_OF_A_FUNCTION = 60
HEAVY = ("sqlalchemy", "sqlcipher3", "alembic", "openpyxl", "reportlab", "pypdfium2",
         "python_calamine", "rapidfuzz")  # fmt: skip

# written in pieces, or this file would be the first to break its rule
WORKPLACE = re.compile(r"(?<![\w.~-])/" + r"work(?![\w-])")
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com")


def python_files(*packages: str) -> Iterator[Path]:
    """Every Python file of these packages."""
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    """The path as it reads from the root."""
    return path.relative_to(ROOT).as_posix()


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every module that a syntax tree may import, wherever the statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file, read once for every rule that looks at it."""
    return ast.parse(text_of(path))


def functions_in(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function below a node; only statements are walked, as nine tenths of a tree are expressions."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for below in getattr(node, part, ()):
            if isinstance(below, ast.FunctionDef | ast.AsyncFunctionDef):
                yield below
            yield from functions_in(below)


def tracked_files() -> list[Path]:
    """Files under version control; a copy without its history has none to name."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("Git 저장소가 아니어서 건너뜁니다.")
    command = [git, "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file, or nothing for one that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_imports_point_down() -> None:
    """Every contract of pyproject.toml holds: layers, and one place each for Qt, SQL and the renderers."""
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", run, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_domain_knows_only_the_standard_library() -> None:
    """app.domain imports the standard library, itself and the kinds of errors, nothing else."""
    strangers = [
        f"{name_of(path)}: {name}"
        for path in python_files("app/domain")
        for name in imported_names(tree_of(path))
        if name.split(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith(("app.domain.", "app.errors."))
    ]
    assert strangers == []


def test_no_page_imports_another_page() -> None:
    """What two pages share stands below both of them, in ui or ui/widgets or ui/dialogs."""
    rooms = {path.name for path in (ROOT / "ui" / "pages").iterdir() if path.is_dir()}
    strangers = [
        f"{name_of(path)}: {name}"
        for room in sorted(rooms)
        for path in python_files(f"ui/pages/{room}")
        for name in imported_names(tree_of(path))
        if name.startswith("ui.pages.") and name.split(".")[2] in rooms - {room}
    ]
    assert strangers == []


def test_every_dialog_is_worked_alike() -> None:
    """What Enter and Tab do stands in one place; only the list under Ctrl+K is a popup of its own."""
    own = {"ui/dialogs/base.py", "ui/dialogs/finder.py"}
    strangers = [
        f"{name_of(path)}: {node.name}"
        for path in python_files("ui")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "QDialog" for base in node.bases)
        if name_of(path) not in own
    ]
    assert strangers == []


def test_no_file_is_too_long() -> None:
    """No Python file is longer than 600 lines."""
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in python_files(*PACKAGES)}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    """No function is longer than 60 lines."""
    too_long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files(*PACKAGES)
        for node in functions_in(tree_of(path))
        if (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert too_long == []


def test_no_utils() -> None:
    """A module is named for what it holds; nothing is called utils, helpers or common."""
    vague = {"utils", "util", "helpers", "common", "misc"}
    assert [name_of(path) for path in python_files(*PACKAGES) if path.stem in vague] == []


def test_no_address_of_a_machine_or_registry_is_written_down() -> None:
    """No file names a folder of the machine it was written on or the host of a package registry."""
    telling = [
        name_of(path)
        for path in tracked_files()
        if WORKPLACE.search(text := text_of(path)) or any(host in text for host in REGISTRIES)
    ]
    assert telling == []


@pytest.mark.parametrize("module", ["app.main", "ui.main_window"])
def test_start_loads_nothing_heavy(module: str) -> None:
    """The window is painted before the database, Excel or PDF libraries are loaded."""
    if not ROOT.joinpath(*module.split(".")).with_suffix(".py").is_file():
        pytest.skip(f"{module}: 아직 없습니다.")
    run = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    command = [sys.executable, "-c", run]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout.split()) == (0, []), result.stderr
