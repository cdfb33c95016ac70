"""기관 서식 in a data file: brought in, told what stands where, filled, taken away."""

from pathlib import Path

import pytest
from hwp_hwpx_parser import Reader

from app.domain.form import Fact, proposed
from app.errors import UserError
from app.services import proposals, undo
from app.services.data_file import check
from app.services.reports import office_forms
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    """Make a form with single places and a list of the team."""
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    document.add_paragraph("{{과제명}} / {{기관 이름}} / {{작성일}}")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("이름", "역할"), ("{{단원.이름}}", "{{단원.역할}}")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "운영 보고 서식.hwpx"
    path.write_bytes(document.to_bytes())
    return path


def test_places_are_proposed_by_their_names() -> None:
    """Blanks and signs do not count; a place of a list takes a column of a list only."""
    facts = [Fact("project.title", "과제명"), Fact("session.topic", "활동.주제", ("활동.이름",))]
    assert proposed(["과제 명", "활동.이름", "주제", "활동.과제명"], facts) == {
        "과제 명": "project.title",
        "활동.이름": "session.topic",
        "주제": "",
        "활동.과제명": "",
    }


def test_a_form_is_kept_mapped_once_and_filled(ws: Workspace, form_file: Path, tmp_path: Path) -> None:
    """What could not be guessed is chosen once; then the form is filled for a project, names masked."""
    form = office_forms.add(ws, form_file)
    assert form.places["과제명"] == "project.title"
    assert form.places["작성일"] == "day.today"
    assert form.open_places == 1
    form = office_forms.choose(ws, form, {"기관 이름": "project.lead_agency_id"})
    assert office_forms.every(ws) == [form]
    project = factories.project(ws)
    factories.team(ws, project.id, citizens=2, officials=1, experts=0)
    target = tmp_path / "채운 서식.hwpx"
    assert office_forms.fill(ws, form, project.id, target) == []
    with Reader(str(target)) as reader:
        text, tables = reader.text, reader.tables
    assert "가온시 야간 돌봄 안내 / 가온시 / 2026. 6. 18." in text
    assert len(tables[0].rows) == 4
    assert sum("*" in row[0] for row in tables[0].rows) == 2


def test_a_form_is_a_record_like_any_other(ws: Workspace, form_file: Path) -> None:
    """Taking it away can be undone, and the check of the file knows its bytes."""
    form = office_forms.add(ws, form_file, "우리 서식")
    office_forms.remove(ws, form)
    assert office_forms.every(ws) == []
    undo.undo(ws)
    assert [one.title for one in office_forms.every(ws)] == ["우리 서식"]
    assert check.check(ws).findings == ()


def test_a_wrong_choice_is_refused(ws: Workspace, form_file: Path) -> None:
    """A single place takes no column of a list; the sentence names the place."""
    form = office_forms.add(ws, form_file)
    with pytest.raises(UserError, match="‘과제명’ 자리에는"):
        office_forms.choose(ws, form, {"과제명": "session.topic"})


def test_a_form_without_places_is_refused(ws: Workspace, tmp_path: Path) -> None:
    """The sentence says how places are made."""
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    document.add_paragraph("빈 서식")
    path = tmp_path / "빈.hwpx"
    path.write_bytes(document.to_bytes())
    with pytest.raises(UserError, match="누름틀"):
        office_forms.add(ws, path)


def test_places_stand_as_in_the_form(ws: Workspace, form_file: Path) -> None:
    """Who maps a form finds its places from head to foot, not by the alphabet; without its file as kept."""
    form = office_forms.add(ws, form_file)
    written = ["과제명", "기관 이름", "작성일", "단원.이름", "단원.역할"]
    assert list(form.places) == written
    office_forms.choose(ws, form, {"작성일": ""})
    (stored,) = office_forms.every(ws)
    assert list(stored.places) == written
    ws.blobs.remove(form.sha256)
    (bare,) = office_forms.every(ws)
    assert bare.places == stored.places


def test_whom_a_text_names_is_masked_in_a_form(ws: Workspace, tmp_path: Path) -> None:
    """Names and numbers of persons on file are masked in every text; the number of an office stays."""
    from hwpx import HwpxDocument

    factories.person(ws, "남궁별하", phone="010-9876-5432")
    words = "남궁별하 님이 말한 문제(010-9876-5432). 문의 063-620-1111"
    project = factories.project(ws, summary=words)
    said = {"title": "쉼터", "text": "남궁별하의 제안", "proposer": "주민대표 홍길동"}
    proposals.create(ws, {**said, "project_id": project.id, "channel": "field"})
    document = HwpxDocument.new()
    document.add_paragraph("{{개요}}")
    table = document.add_table(1, 2)
    for cell, place in zip(table.rows[0].cells, ("{{제안.내용}}", "{{제안.제안자}}"), strict=True):
        cell.text = place
    path = tmp_path / "서식.hwpx"
    path.write_bytes(document.to_bytes())
    chosen = {"개요": "project.summary", "제안.내용": "proposal.text", "제안.제안자": "proposal.proposer"}
    form = office_forms.choose(ws, office_forms.add(ws, path), chosen)
    office_forms.fill(ws, form, project.id, target := tmp_path / "채운.hwpx")
    with Reader(str(target)) as reader:
        text, tables = reader.text, reader.tables
    assert "남**하 님이 말한 문제(010-****-5432). 문의 063-620-1111" in text
    assert tables[0].rows[0] == ["남**하의 제안", "주민대표 홍*동"]
