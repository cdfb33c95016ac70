"""Makes `.venv` from requirements.lock and looks for the libraries of the system that Qt needs.

Standard library only, because nothing is installed yet when it runs:
`python setup_env.py` makes the environment, `python setup_env.py libs [--window]` looks for the libraries.
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
COMMAND = VENV / ("Scripts/hamkke.exe" if os.name == "nt" else "bin/hamkke")
STAMP = VENV / "hamkke-ready.txt"
LOWEST = (3, 11)

# file to load -> Debian package that brings it
TO_IMPORT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
TO_SHOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def wanted_state() -> str:
    """Name what a finished environment was made from: the lock, the project file and this place."""
    digest = hashlib.sha256()
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{ROOT}".encode())
    return digest.hexdigest()


def is_ready() -> bool:
    """An environment is ready when its stamp fits and both its Python and its command are there."""
    fits = STAMP.is_file() and STAMP.read_text(encoding="utf-8").strip() == wanted_state()
    return fits and COMMAND.is_file() and venv_works()


def venv_works() -> bool:
    """A moved environment, or one whose Python was removed or is too old, does not work."""
    check = f"import sys, pip; sys.exit(sys.version_info < {LOWEST})"
    try:
        return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make `.venv` unless one that works is there; Debian ships what it takes in a package of its own."""
    if venv_works():
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        apt_install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def set_up() -> None:
    """Install exactly what the lock names, then this project in place; a second run does nothing."""
    if sys.version_info < LOWEST:
        sys.exit(f"Python {LOWEST[0]}.{LOWEST[1]} 이상이 필요합니다. 지금은 {sys.version.split()[0]}입니다.")
    if is_ready():
        return
    make_venv()
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    print("라이브러리를 설치합니다(.venv). 처음 한 번은 몇 분이 걸립니다.", flush=True)
    subprocess.run([*pip, "--require-hashes", "-r", "requirements.lock"], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], check=True, cwd=ROOT)
    STAMP.write_text(wanted_state(), encoding="utf-8")


def missing_packages(window: bool) -> list[str]:
    """Name the Debian packages whose libraries cannot be loaded; only on Linux does Qt lean on the system."""
    if not sys.platform.startswith("linux"):
        return []
    needed = TO_IMPORT | TO_SHOW if window else TO_IMPORT
    return [package for library, package in needed.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system can load a shared library by its name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install with apt-get as root; otherwise stop and print the line that whoever may do it can run."""
    names = " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        sys.exit(
            f"시스템 라이브러리가 없습니다. 같은 패키지를 설치한 뒤 다시 실행하세요(데비안 이름).\n  {names}"
        )
    if os.name == "nt" or os.geteuid() != 0:
        sys.exit(
            f"시스템 라이브러리가 없습니다. 다음을 실행한 뒤 다시 하세요.\n  sudo apt-get install {names}"
        )
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"시스템 라이브러리를 설치합니다: {names}", flush=True)
    subprocess.run([apt, "update", "-qq"], check=True, env=quiet)
    install = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)


def main() -> None:
    """Read the command: nothing makes the environment, `libs` looks for the libraries of the system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["venv", "libs"], default="venv")
    parser.add_argument("--window", action="store_true", help="화면에 창을 띄울 때 필요한 것까지 확인")
    wish = parser.parse_args()
    try:
        if wish.what == "venv":
            set_up()
        elif missing := missing_packages(wish.window):
            apt_install(missing)
    except subprocess.CalledProcessError as failure:
        sys.exit(f"설치하지 못했습니다. 위의 오류를 확인하세요. (종료 값 {failure.returncode})")


if __name__ == "__main__":
    main()
