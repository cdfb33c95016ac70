"""동의서: every purpose with its own answer, names in full only after a line of the log."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import access
from app.services.reports import papers
from app.services.workspace import Workspace
from exports.blocks import Document, Heading, KeyValues, PageBreak, Table
from tests import factories


def _tables(document: Document) -> dict[str, Table]:
    return {block.name: block for block in document.blocks if isinstance(block, Table)}


def _logged(ws: Workspace) -> list[str]:
    now = ws.clock()
    return [row.subject for row in access.rows(ws, now - timedelta(1), now + timedelta(1))]


def test_a_blank_form_asks_each_purpose_by_itself(workspace: Workspace) -> None:
    """Purpose, items, period and the right to refuse stand by each; 제3자 제공 apart; a guardian's line."""
    found = papers.build(workspace, "consent-form")
    tables = _tables(found)
    for purpose in ("collection", "photo", "recording", "disclosure", "provision"):
        assert [column.label for column in tables[purpose].columns][-1] == "보유·이용 기간"
        assert "동의함" in str(tables[f"{purpose}_answer"].rows[0][0])
    assert "제공받는 곳" in [column.label for column in tables["provision"].columns]
    assert "guardian" in tables and "signature" in tables
    headings = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert sum("(필수)" in text for text in headings) == 1
    assert any("따로 동의" in text for text in headings)
    assert not _logged(workspace)


def test_the_period_is_that_of_the_project(workspace: Workspace) -> None:
    """With a project the form names it, its office and its last day."""
    project = factories.project(workspace, title="골목 쉼터", ends_on=workspace.today + timedelta(90))
    found = papers.build(workspace, "consent-form", ReportOptions(project_id=project.id))
    assert found.subtitle == "골목 쉼터"
    assert project.ends_on is not None
    assert str(project.ends_on.day) in str(_tables(found)["collection"].rows[0][2])


def test_names_in_full_are_logged_before(workspace: Workspace, tmp_path: Path) -> None:
    """Without a reason names are masked and nothing is logged; with one, a line names whom and why."""
    people = [factories.person(workspace, name, phone="010-1111-2222").id for name in ("하늘봄", "가온별")]
    options = ReportOptions(person_ids=tuple(people), purposes=("collection",))
    found = papers.build(workspace, "consent-form", options)
    names = [dict(block.pairs)["이름"] for block in found.blocks if isinstance(block, KeyValues)]
    assert names == ["하*봄", "가*별"] and not _logged(workspace)
    assert sum(isinstance(block, PageBreak) for block in found.blocks) == 1  # one form a page
    with pytest.raises(UserError):
        papers.build(workspace, "consent-form", ReportOptions(person_ids=tuple(people), reason="짧음"))
    full = ReportOptions(person_ids=tuple(people), reason="발대식에서 서명을 받으려고 인쇄")
    path = tmp_path / "동의서.pdf"
    papers.export(workspace, "consent-form", "pdf", path, full)
    assert path.read_bytes().startswith(b"%PDF") and _logged(workspace) == ["동의서 2부"]


def test_grown_people_need_no_guardian(workspace: Workspace) -> None:
    """The guardian's line is on the form of a child and not on that of a grown person."""
    grown = factories.person(workspace, "하늘봄", birth_year=1980).id
    child = factories.person(workspace, "가온별", birth_year=workspace.today.year - 12).id
    for person, guarded in ((grown, False), (child, True)):
        found = papers.build(workspace, "consent-form", ReportOptions(person_ids=(person,)))
        assert ("guardian" in _tables(found)) is guarded
