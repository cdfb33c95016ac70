"""Saving: whole and new, or not at all, and a sentence that helps."""

import errno
import os
from pathlib import Path

import pytest

from app.errors import Cancelled, EnvironmentProblem, ProblemKind, UserError
from exports.render import FORMATS, render, to_json
from tests.exports.samples import list_document


@pytest.mark.parametrize("format", FORMATS)
def test_a_new_file_takes_the_place_of_the_old(tmp_path: Path, format: str) -> None:
    """The target is replaced and nothing else stays in the folder; the last progress is the whole."""
    target = tmp_path / f"과제 목록.{format}"
    target.write_text("이전")
    heard: list[tuple[int, int]] = []
    assert render(list_document(120), format, target, lambda done, whole: heard.append((done, whole))) == []
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.stat().st_size > 500
    assert heard[-1][0] == heard[-1][1]
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.parametrize("format", FORMATS)
def test_a_cancel_leaves_the_old_file_and_nothing_else(tmp_path: Path, format: str) -> None:
    """Cancelled goes through to the caller, the earlier file stays as it was."""
    target = tmp_path / "목록"
    target.write_text("이전")

    def stop(_done: int, _whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        render(list_document(300), format, target, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["목록"]
    assert target.read_text() == "이전"


def test_a_folder_as_target_is_refused(tmp_path: Path) -> None:
    """A path that is a folder is named, and the person is asked for a file name."""
    with pytest.raises(UserError, match="폴더입니다"):
        render(list_document(1), "pdf", tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A folder that does not exist is named; it is not made in silence."""
    with pytest.raises(UserError, match="없는곳’ 폴더가 없습니다"):
        render(list_document(1), "pdf", tmp_path / "없는곳" / "a.pdf")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """The formats that there are are listed."""
    with pytest.raises(UserError, match="pdf, hwpx, xlsx, json"):
        render(list_document(1), "doc", tmp_path / "a.doc")


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_open_elsewhere_gives_a_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """Where the rename is refused, the file is said to be open elsewhere, and no temporary file stays."""
    target = tmp_path / f"목록.{format}"
    target.write_text("이전")

    def refuse(_source: object, _target: object) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(EnvironmentProblem, match=rf"‘목록\.{format}’ 파일이 다른 프로그램") as caught:
        render(list_document(1), format, target)
    assert caught.value.kind is ProblemKind.LOCKED
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "이전"


def test_a_full_disk_gives_a_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room: kind FULL, and the half-written file is removed."""

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="공간이 없어") as caught:
        render(list_document(1), "json", tmp_path / "a.json")
    assert caught.value.kind is ProblemKind.FULL
    assert list(tmp_path.iterdir()) == []


def test_json_to_a_file_is_the_json_for_standard_output(tmp_path: Path) -> None:
    """There is one JSON, wherever it goes."""
    document = list_document(5)
    render(document, "json", tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == to_json(document)
