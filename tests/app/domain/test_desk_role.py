"""역할: one table says what each may do; screen, services and command line ask it alike."""

from pathlib import Path

import pytest

from app.domain.desk_role import MAY, DeskRole, Duty, may, refusal, refuse_change
from app.errors import UserError
from app.services import projects
from app.services.data_file import protection
from app.services.workspace import Workspace
from app.settings import Settings
from db.models import metadata
from tests import factories
from ui.roles import COMMANDS, PRIMARY


@pytest.mark.parametrize("role", list(DeskRole))
@pytest.mark.parametrize("duty", list(Duty))
def test_a_refusal_follows_the_table(role: DeskRole, duty: Duty) -> None:
    """There is a sentence exactly where the table does not allow it; it names the role."""
    words = refusal(role.value, duty)
    assert bool(words) is (duty not in MAY[role])
    assert not words or (words.startswith(f"{role.label} 역할") and words.endswith("."))


def test_an_unknown_role_may_nothing() -> None:
    """A settings file of another version gives no rights."""
    assert not any(may("왕", duty) for duty in Duty)
    with pytest.raises(UserError):
        refuse_change("왕", {"project"})


def test_the_tables_of_the_duties_exist() -> None:
    """A table that is renamed must not fall out of the guard."""
    from app.domain import desk_role

    assert set(desk_role._OF_TABLES) <= set(metadata.tables)


def test_indicators_money_and_evaluation_belong_to_duties_of_their_own() -> None:
    """A facilitator records sessions and none of those; a manager all of them."""
    for table in ("indicator", "budget_line", "score_sheet", "award"):
        with pytest.raises(UserError, match="퍼실리테이터 역할에서는"):
            refuse_change("facilitator", {table, "attachment"})
        refuse_change("manager", {table})


def test_every_command_asks_for_a_duty_of_the_table() -> None:
    """The window's table names duties only."""
    for duties in (*COMMANDS.values(), *PRIMARY.values()):
        assert duties and set(duties) <= set(Duty)


def test_a_reader_changes_nothing_by_any_way(workspace: Workspace) -> None:
    """Every step of work is refused with the sentence, and nothing of it is stored."""
    row = factories.project(workspace, title="앞의 이름")
    workspace.settings = Settings(desk_role="reader")
    with pytest.raises(UserError, match="열람 역할에서는"):
        projects.edit(workspace, [row.id], {"title": "뒤의 이름"})
    assert projects.get(workspace, row.id).title == "앞의 이름"


def test_a_reader_may_make_a_new_file(tmp_path: Path) -> None:
    """What the program itself puts into a new file asks for no role."""
    Workspace(tmp_path / "새.hamkke", Settings(desk_role="reader")).close()


def test_a_facilitator_records_and_leaves_projects_alone(workspace: Workspace) -> None:
    """Sessions and people may be changed, projects may not."""
    row = factories.project(workspace, title="과제")
    workspace.settings = Settings(desk_role="facilitator")
    factories.person(workspace, name="새 사람")
    with pytest.raises(UserError, match="과제와 단계"):
        projects.edit(workspace, [row.id], {"title": "뒤의 이름"})


def test_protection_is_refused_to_who_may_not(workspace: Workspace) -> None:
    """The service refuses, so the command line does."""
    workspace.settings = Settings(desk_role="facilitator")
    with pytest.raises(UserError, match="암호를 걸거나"):
        protection.protect(workspace, "골목길 우물 세 번")
    assert workspace.key == ""
