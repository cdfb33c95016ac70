"""What an import stores: as if it were typed, in one step, all of it or the good rows, and never twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.domain.listing import ListQuery
from app.domain.privacy.sight import Grant, SightItem
from app.domain.tabular import deciding
from app.domain.tabular.preview import Policy, State
from app.errors import Cancelled, UserError
from app.services import directory, indicators, listing, people, stages, undo
from app.services.session import sessions
from app.services.tabular import opening, sheets, storing
from app.services.workspace import Workspace
from tests import factories
from tests.app.services.tabular.desk import again, seen, store
from tests.app.services.tabular.files import xls, xlsx

NUMBER = "900101-" + "1234567"
PEOPLE: list[list[Any]] = [
    ["성명", "구분", "휴대전화", "소속"],
    ["가온별", "국민", "010-1111-2222", "가온시"],
]


def rows(ws: Workspace, entity: str) -> list[Any]:
    """Return every record of ``entity``."""
    return listing.all_rows(ws, entity, ListQuery())


@pytest.fixture
def project(workspace: Workspace) -> Any:
    """Give a project that tables refer to."""
    return factories.project(workspace, title="등불")


def test_the_same_file_changes_nothing_the_second_time(workspace: Workspace) -> None:
    """New rows become records in one step; a second import finds all of them the same."""
    first, second = (store(workspace, PEOPLE, "people") for _ in range(2))
    assert (first.label, first.new) == ("참여자 1명 가져오기", 1)
    assert (second.label, second.same) == (None, 1)
    undo.undo(workspace)
    assert rows(workspace, "person") == []


def test_a_sign_that_nobody_sees_makes_no_other_record(workspace: Workspace) -> None:
    """Pasted from the web, a title or an address may hold one: the record is found all the same."""
    factories.project(workspace, title="등불\u200b 사업")
    factories.person(workspace, "가온별", email="a@b.kr\u200b")
    projects = seen(workspace, [["과제명", "연도"], ["등불 사업", 2026]], "projects")
    persons = seen(workspace, [["성명", "이메일"], ["가온별", "A@b.kr"]], "people")
    assert State.NEW not in (*projects.states, *persons.states)


def test_a_record_found_again_is_changed_in_the_cells_that_differ(workspace: Workspace) -> None:
    """By name and phone a person is found; an empty cell leaves what is there, unless it is to erase."""
    store(workspace, PEOPLE, "people")
    table: list[list[Any]] = [PEOPLE[0], ["가온별", "전문가", "01011112222", None]]
    before = seen(workspace, table, "people")
    assert [(one.key, one.old, one.new) for one in before.changes[0]] == [("actor_kind", "citizen", "expert")]
    erasing = again(workspace, before, erase=True)
    assert {one.key for one in erasing.changes[0]} == {"actor_kind", "affiliation"}
    filling = again(workspace, before, policy=Policy.FILL)
    assert list(filling.states) == [State.SAME]
    skipping = again(workspace, before, policy=Policy.SKIP)
    assert list(skipping.states) == [State.SAME]
    storing.run(workspace, before)
    assert (rows(workspace, "person")[0].actor_kind, rows(workspace, "person")[0].affiliation) == (
        "expert",
        "가온시",
    )
    undo.undo(workspace)
    assert rows(workspace, "person")[0].actor_kind == "citizen"


def test_old_values_of_persons_are_masked_until_they_may_be_seen(workspace: Workspace) -> None:
    """What is stored of a person shows in a change as the screen would show it."""
    store(
        workspace, [["성명", "휴대전화", "이메일"], ["가온별", "010-1111-2222", "gaon@example.kr"]], "people"
    )
    table = [["성명", "휴대전화", "이메일"],
             ["가온별", "010-1111-2222", "byeol@example.kr"]]  # fmt: skip
    assert seen(workspace, table, "people").changes[0][0].shown == "ga***@example.kr"
    person = rows(workspace, "person")[0].id
    workspace.sight.allow(Grant(frozenset({person}), frozenset({SightItem.EMAIL}), "확인", "명단 대조"))
    assert seen(workspace, table, "people").changes[0][0].shown == "gaon@example.kr"


def test_all_or_nothing_stores_nothing_beside_an_error(workspace: Workspace) -> None:
    """With one row wrong nothing is stored and the sentence says so; else the good rows are."""
    table: list[list[Any]] = [*PEOPLE, ["나래솔", "외계인", "010-3333-4444", None]]
    with pytest.raises(UserError, match="하나도 가져오지 않았습니다"):
        store(workspace, table, "people", good_only=False)
    assert rows(workspace, "person") == []
    assert (store(workspace, table, "people").new, len(rows(workspace, "person"))) == (1, 1)


def test_a_cancelled_import_leaves_nothing(workspace: Workspace) -> None:
    """Whoever stops in the middle finds the file as it was, and no step in the history."""
    before = seen(workspace, PEOPLE, "people")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        storing.run(workspace, before, stop)
    assert rows(workspace, "person") == []
    assert undo.state(workspace).undo_label is None


def test_rows_are_mended_left_out_merged_and_accepted(workspace: Workspace) -> None:
    """A cell written anew is read anew; a row left out is not stored; a double fills the row it repeats."""
    table: list[list[Any]] = [["과제명", "추진기관", "분야", "시작일"], ["ㄱ", "가온시", "관광", "20260431"],
             ["ㄴ", "가온시", None, None], ["ㄴ", "가온시", "문화", None]]  # fmt: skip
    first = seen(workspace, table, "projects")
    assert [state.value for state in first.states] == ["refused", "new", "doubt"]
    mended = again(workspace, first, edits={(1, "starts_on"): "2026-04-30"}, merged={3: 2})
    assert [state.value for state in mended.states] == ["doubt", "new", "left_out"]
    assert mended.columns["service_field"][1] == "culture"
    taken = again(workspace, mended, edits=mended.choices.edits, merged={3: 2}, accepted=frozenset({1}))
    storing.run(workspace, taken)
    found = {row.title: row for row in rows(workspace, "project")}
    assert found["ㄱ"].as_written == {"service_field": "관광"}
    assert found["ㄱ"].needs_review
    assert [stage.kind for stage in stages.of_project(workspace, found["ㄴ"].id)] == [
        "planning", "design", "execution", "feedback",
    ]  # fmt: skip
    assert found["ㄴ"].lead_agency == "가온시"


def test_of_several_doubles_the_first_with_a_value_fills_the_cell(workspace: Workspace) -> None:
    """A later double neither empties a cell that an earlier one filled nor writes over it."""
    table = [["성명", "휴대전화", "소속", "전자우편"], ["가온별", "010-1111-2222", "", ""],
             ["가온별", "010-1111-2222", "가온마을", ""], ["가온별", "010-1111-2222", "", "b@b.kr"],
             ["가온별", "010-1111-2222", "다온마을", ""]]  # fmt: skip
    first = seen(workspace, table, "people")
    merged = again(workspace, first, merged={2: 1, 3: 1, 4: 1})
    storing.run(workspace, merged)
    (found,) = rows(workspace, "person")
    assert (found.affiliation, found.email) == ("가온마을", "b@b.kr")


def test_columns_without_a_field_go_to_the_memo_with_their_headings(workspace: Workspace) -> None:
    """Nothing need be lost: such a column is a line of the memo, once however often it is imported."""
    table = [["성명", "휴대전화", "차량번호"], ["가온별", "010-1111-2222", "12가 3456"]]
    for _ in range(2):
        store(workspace, table, "people", mapping={0: "name", 1: "phone", 2: "+memo"})
    assert rows(workspace, "person")[0].memo == "차량번호: 12가 3456"


def test_a_layout_is_remembered_with_the_words_taught(workspace: Workspace) -> None:
    """The next file with the same headings is matched as the last one was, also after an undo."""
    table = [["성명", "참여 갈래", "휴대전화"], ["가온별", "이웃", "010-1111-2222"]]
    mapping = {0: "name", 1: "actor_kind", 2: "phone"}
    store(workspace, table, "people", mapping=mapping, taught={"actor_kind": {"이웃": "citizen"}})
    undo.undo(workspace)
    after = seen(workspace, table, "people")
    assert after.choices.mapping == mapping
    assert list(after.columns["actor_kind"]) == ["citizen"]


def test_an_offices_own_number_is_a_key(workspace: Workspace) -> None:
    """A 관리번호 that the office gave finds its project again, whatever the title reads by then.

    So does one in another table that refers to the project by it.
    """
    table: list[list[Any]] = [["관리번호", "과제명", "연도"], ["가온-2026-01", "밤길 등불", 2026],
             ["가온-2026-02", "골목 극장", 2026]]  # fmt: skip
    assert store(workspace, table, "projects").new == 2
    table[1][1], table[2][0] = "밤길 등불 늘리기", "가온 2026-02"
    after = seen(workspace, table, "projects")
    assert [state.value for state in after.states] == ["changed", "same"]
    assert [(one.key, one.new) for one in after.changes[0]] == [("title", "밤길 등불 늘리기")]
    storing.run(workspace, after)
    cards = [["과제", "내용", "종류"], ["가온-2026-02", "좌석이 모자라요", "목소리"]]
    assert store(workspace, cards, "findings").new == 1
    assert rows(workspace, "finding")[0].project == "골목 극장"


def test_hidden_rows_are_left_out_by_a_switch(workspace: Workspace) -> None:
    """They come in unless that is chosen; then they are neither stored nor the double of another row."""
    book = workspace.paths.file.with_name("숨김.xls")
    book.write_bytes(
        xls([["성명", "휴대전화"], ["가온별", "010-1111-2222"], ["가온별", "010-1111-2222"]], {1})
    )
    assert [state.value for state in seen(workspace, book, "people").states] == ["new", "doubt"]
    before = seen(workspace, book, "people", without_hidden=True)
    assert [state.value for state in before.states] == ["left_out", "new"]
    assert storing.run(workspace, before).new == 1


def test_a_refused_number_is_stored_nowhere(workspace: Workspace) -> None:
    """A 주민등록번호 is in no record, no layout and no file of refused rows; leaving its column out helps."""
    table = [["성명", "휴대전화", "주민등록번호", "900101-1234567"],
             ["가온별", "010-1111-2222", "900101-1234567", "다"]]  # fmt: skip
    before = seen(workspace, table, "people", taught={"actor_kind": {"900101-1234567": "citizen"}})
    assert before.takes == 0
    path = workspace.paths.file.with_name("오류.xlsx")
    sheets.refused(before, path)
    told = opening.read_sheet(opening.open_file(path), 0).rows[1]
    assert "주민등록번호로 보이는" in str(told[-1])
    assert "900101" not in repr(told)
    to_memo = {**before.choices.mapping, 3: "+memo"}
    storing.run(workspace, again(workspace, before, ignored=frozenset({2}), mapping=to_memo))
    assert rows(workspace, "person")[0].memo == "●●●●●●-●●●●●●●: 다"
    workspace.close()
    assert b"900101" not in workspace.paths.file.read_bytes()


def test_a_card_with_such_a_number_comes_in_without_it(workspace: Workspace) -> None:
    """One in a text refuses its row alone; with the number hidden the rest of the text can be taken."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    told = f"{NUMBER} 어르신의 말"
    cards = [["과제", "내용", "종류"], ["등불", told, "목소리"], ["등불", "좌석이 모자라요", "목소리"]]
    before = seen(workspace, cards, "findings")
    assert [one.value for one in before.states] == ["refused", "new"]
    (issue,) = before.issues[0]
    assert "B2 칸에" in issue.cause and issue.column is None
    after = again(workspace, before, edits=deciding.mended(before, issue, 1).edits)
    assert storing.run(workspace, after).new == 2
    assert {card.text for card in rows(workspace, "finding")} == {
        "●●●●●●-●●●●●●● 어르신의 말",
        "좌석이 모자라요",
    }
    workspace.close()
    assert NUMBER.encode() not in workspace.paths.file.read_bytes()


def test_a_row_that_is_half_read_repeats_no_other(workspace: Workspace, project: Any) -> None:
    """Where a person or a text could not be read, what is left is not compared with other rows."""
    sessions.create(workspace, project.id, "workshop", {"topic": "첫 모임", "held_on": date(2026, 3, 2)})
    heads = ["활동명", "성명", "참석 여부"]
    for name in ("가온별", "나래솔"):
        factories.person(workspace, name)
        store(workspace, [heads, ["첫 모임", name, "○"]], "attendance")
    marks = [heads, ["첫 모임", "없는이", "○"], ["첫 모임", "모르는이", "○"]]
    found = seen(workspace, marks, "attendance")
    assert [[one.key for one in found.issues[place]] for place in (0, 1)] == [["person_id"], ["person_id"]]


def test_a_span_of_times_is_begin_and_end(workspace: Workspace) -> None:
    """14:00~16:00 in the column of the begin fills the end where that is empty."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    table = [
        ["과제", "활동명", "유형", "날짜", "시작"],
        ["등불", "첫 모임", "워크숍", "2026-03-02", "오후 2시~4시"],
    ]
    found = seen(workspace, table, "sessions")
    assert (found.columns["starts_at"], found.columns["ends_at"]) == (["14:00"], ["16:00"])
    table[1][4] = "14:00-25:00"
    assert seen(workspace, table, "sessions").states == [State.REFUSED]


def test_a_masked_value_is_never_taken_for_the_value(workspace: Workspace) -> None:
    """It is no change of what it masks; nobody is made of it, and a new record with one is refused."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    people = [["성명", "휴대전화", "메모"], ["가온별", "010-1111-2222", "휠체어"]]
    store(workspace, people, "people")
    card = [["과제", "내용", "종류", "말한 사람"], ["등불", "좌석이 모자라요", "목소리", "취업 준비 청년"]]
    store(workspace, card, "findings")
    card[1][3] = "취* ** *년"
    assert [one.value for one in seen(workspace, card, "findings").states] == ["same"]
    card[1][3] = "취업 준비 노년"
    assert [one.value for one in seen(workspace, card, "findings").states] == ["changed"]
    uid = rows(workspace, "person")[0].uid
    masked = [["관리번호", "성명", "휴대전화", "메모"], [uid, "가*별", "010-****-2222", "가림"]]
    assert [one.value for one in seen(workspace, masked, "people").states] == ["same"]
    masked[1][:2] = ["", "나*솔"]
    after = seen(workspace, masked, "people")
    assert [one.value for one in after.states] == ["refused"]
    assert {one.key for one in after.issues[0]} == {"name", "phone", "memo"}
    team = seen(workspace, [["과제", "성명", "역할"], ["등불", "가*별", "국민"]], "memberships")
    assert ([one.value for one in team.states], team.made) == (["refused"], ())


def test_a_person_known_by_another_contact_is_asked_about(workspace: Workspace) -> None:
    """Name and 소속 alike and nothing that speaks against it: a doubt; another phone is another person."""
    store(workspace, PEOPLE, "people")
    heads = ["성명", "소속", "휴대전화", "전자우편"]
    mail = ["가온별", "가온시", "", "ga@example.kr"]
    before = seen(workspace, [heads, mail], "people")
    assert before.states == [State.DOUBT]
    assert storing.run(workspace, again(workspace, before, accepted=frozenset({1}))).changed == 1
    (person,) = rows(workspace, "person")
    assert (person.phone, person.email) == ("010-1111-2222", "ga@example.kr")
    other = ["가온별", "가온시", "010-9999-8888", ""]
    assert seen(workspace, [heads, other], "people").states == [State.NEW]


def test_an_old_affiliation_is_read_as_elsewhere(workspace: Workspace) -> None:
    """What a row changes is told with the 소속 as it was, unless the office hides it."""
    store(workspace, PEOPLE, "people")
    other = [PEOPLE[0], [*PEOPLE[1][:3], "다솜군"]]
    (change,) = seen(workspace, other, "people").changes[0]
    assert (change.shown, change.new) == ("가온시", "다솜군")
    workspace.settings = workspace.settings.with_values(mask_affiliation=True)
    assert seen(workspace, other, "people").changes[0][0].shown == "가림"


def test_what_is_not_stored_is_told(workspace: Workspace) -> None:
    """Emptied cells, contacts beside a name and numbers of an office that nothing keeps are remarked on."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    people = [["관리번호", "성명", "휴대전화", "소속"], ["P-1", "가온별", "010-1111-2222", "가온모임"]]
    assert "관리번호 열에서는" in seen(workspace, people, "people").notes[0]
    store(workspace, people, "people")
    people[1] = [rows(workspace, "person")[0].uid, "가온별", "010-1111-2222", ""]
    assert "비운 칸 1곳" in seen(workspace, people, "people").notes[0]
    assert seen(workspace, people, "people", erase=True).notes == ()
    team = [["과제", "성명", "역할", "소속"], ["등불", "가온별", "국민", "가온모임"]]
    store(workspace, team, "memberships")
    team[0].insert(0, "관리번호")
    team[1] = [rows(workspace, "membership")[0].uid, "등불", "가온별", "국민", "다른 모임"]
    assert "소속은 사람을 찾는 데만" in seen(workspace, team, "memberships").notes[0]


def test_refused_rows_come_back_corrected(workspace: Workspace) -> None:
    """The file of refused rows has the reason beside each; corrected, only those rows come in."""
    table: list[list[Any]] = [*PEOPLE, ["나래솔", "외계인", "010-3333-4444", None]]
    before = seen(workspace, table, "people")
    path = workspace.paths.file.with_name("오류.xlsx")
    assert sheets.refused(before, path) == 1
    after = seen(workspace, path, "people", edits={(1, "actor_kind"): "국민"})
    assert [after.columns["name"], list(after.states)] == [["나래솔"], [State.NEW]]


def test_refused_rows_are_read_as_in_their_first_file(workspace: Workspace) -> None:
    """The unit above the table, days counted from 1904 and phones that lost their 0 survive the way out."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    path = workspace.paths.file.with_name("오류.xlsx")
    budget: list[list[Any]] = [
        ["(단위: 천원)"],
        ["과제", "연도", "재원", "항목", "예산액"],
        ["등불", 2026, "성금", "회의비", 15],
    ]
    sheets.refused(seen(workspace, budget, "budget"), path)
    after = seen(workspace, path, "budget", edits={(2, "source"): "국비"})
    assert (after.columns["planned"], list(after.states)) == ([15_000], [State.NEW])
    book = workspace.paths.file.with_name("1904.xlsx")
    days: list[list[Any]] = [["과제명", "시작일", "종료일"], ["밤길", 44651, "언젠가"]]
    book.write_bytes(xlsx(days, lambda made, _sheet: setattr(made, "epoch", CALENDAR_MAC_1904)))
    before = seen(workspace, book, "projects")
    sheets.refused(before, path)
    assert seen(workspace, path, "projects").columns["starts_on"] == before.columns["starts_on"]
    people: list[list[Any]] = [["성명", "구분", "휴대전화"], ["가온별", "외계인", 1012345678]]
    sheets.refused(seen(workspace, people, "people"), path)
    assert seen(workspace, path, "people").columns["phone"] == ["010-1234-5678"]
    shares: list[list[Any]] = [
        ["과제명", "국민 비율 기준", "종료일"],
        ["ㄱ", 0.35, "2026-11-20"],
        ["ㄴ", 1.0, "언젠가"],
    ]
    sheets.refused(seen(workspace, shares, "projects"), path)
    assert seen(workspace, path, "projects").columns["citizen_goal"] == [100]


def test_sources_of_money_are_known_as_offices_write_them(workspace: Workspace) -> None:
    """도비 and 특교세 need no teaching; 시비 means another thing in another city, so it is asked."""
    store(workspace, [["과제명"], ["등불"]], "projects")
    lines = [["등불", 2026, source, "회의비", 15] for source in ("도비", "특교세", "군비", "자부담", "시비")]
    before = seen(workspace, [["과제", "연도", "재원", "항목", "예산액"], *lines], "budget")
    assert before.columns["source"] == ["province", "state", "municipality", "private", None]


def test_a_reason_names_the_row_and_the_field(workspace: Workspace) -> None:
    """Beside each refused row stands which row of the first file it was, and of each cause the field."""
    table = [
        ["성명", "휴대전화", "전자우편"],
        ["가온별", "010-1111-2222", "a@ex.kr"],
        ["나*솔", "12", "없음"],
    ]
    path = workspace.paths.file.with_name("오류.xlsx")
    sheets.refused(seen(workspace, table, "people"), path)
    reason = str(opening.read_sheet(opening.open_file(path), 0).rows[1][-1])
    assert reason.startswith("(3행) ") and "이름: 가린 값" in reason and " / 전자우편: " in reason


def test_a_team_comes_with_the_persons_it_lacks(workspace: Workspace, project: Any) -> None:
    """Members are found by name and phone, new persons are made once and masked in the step's name."""
    factories.person(workspace, "가온별", phone="010-1111-2222")
    table = [["과제", "성명", "휴대전화", "역할"], ["등불", "가온별", "010-1111-2222", "국민"],
             ["등불", "나래솔", "010-3333-4444", "퍼실리테이터"]]  # fmt: skip
    assert store(workspace, table, "memberships").new == 2
    members = people.members(workspace, project.id)
    assert {(one.person, one.role) for one in members} == {("가온별", "citizen"), ("나래솔", "facilitator")}
    assert len(rows(workspace, "person")) == 2
    assert store(workspace, table, "memberships").same == 2


def test_attendance_goes_to_its_session_and_not_to_a_closed_one(workspace: Workspace, project: Any) -> None:
    """By the session's name and day; a closed session is refused row by row and not only at the end."""
    person = factories.person(workspace, "가온별")
    held = sessions.create(
        workspace, project.id, "workshop", {"topic": "첫 모임", "held_on": date(2026, 3, 2)}
    )
    table = [["활동명", "날짜", "성명", "참석 여부"], ["첫 모임", "2026. 3. 2.", "가온별", "○"]]
    assert store(workspace, table, "attendance").new == 1
    assert sessions.get(workspace, held).attended == 1
    sessions.close(workspace, held)
    table[1][3] = "불참"
    before = seen(workspace, table, "attendance")
    assert [issue.cause[:3] for issue in before.issues[0]] == ["마감한"]
    assert person.id


def test_every_other_kind_is_stored_with_what_belongs_to_it(workspace: Workspace, project: Any) -> None:
    """Sessions, cards, proposals, outputs, indicators and money come in for a project by its title."""
    tables: dict[str, list[list[Any]]] = {
        "sessions": [["과제", "활동명", "종류", "일시"], ["등불", "둘째 모임", "워크숍", "2026. 4. 2."]],
        "findings": [["과제", "내용", "종류", "묶음"], ["등불", "밤이 어두워요", "목소리", "밤길"]],
        "proposals": [["제안", "통로", "접수일", "과제"], ["의자 놓기", "공모", "2026. 4. 2.", "등불"]],
        "outputs": [["과제", "산출물명", "종류"], ["등불", "중간 보고서", "보고서"]],
        "indicators": [["과제", "지표", "기준값", "목표값"], ["등불", "만족도", "62.5%", 80]],
        "budget": [["과제", "연도", "재원", "항목", "계획(만원)"], ["등불", 2026, "시군구비", "다과", 12]],
    }
    for kind, table in tables.items():
        assert store(workspace, table, kind).new == 1, kind
        assert store(workspace, table, kind).same == 1, kind
    card = rows(workspace, "finding")[0]
    assert (card.cluster, card.position > 0) == ("밤길", True)
    proposal = rows(workspace, "proposal")[0]
    assert (proposal.number, proposal.decision, proposal.project_id) == ("2026-001", "reviewing", project.id)
    assert rows(workspace, "budget_line")[0].planned == 120_000
    assert indicators.courses(workspace, project.id)[0].indicator.target == 80
    assert rows(workspace, "output")[0].disclosure == "closed"


def test_a_field_without_a_column_gets_one_value_for_all_rows(workspace: Workspace, project: Any) -> None:
    """Without it nothing is taken and the sentence names the field."""
    table = [["내용", "종류"], ["밤이 어두워요", "목소리"]]
    before = seen(workspace, table, "findings")
    assert [spec.label for spec in before.missing] == ["과제"]
    with pytest.raises(UserError, match="과제"):
        storing.run(workspace, before)
    storing.run(workspace, again(workspace, before, fixed={"project_id": "등불"}))
    assert rows(workspace, "finding")[0].project_id == project.id


def test_a_template_asks_for_what_its_kind_has(workspace: Workspace, tmp_path: Path) -> None:
    """Headings, a row of help that is no record, lists and checks; filled in, it comes in as it is."""
    from openpyxl import load_workbook

    path = tmp_path / "서식.xlsx"
    sheets.template(workspace, "people", path)
    book = load_workbook(path)
    sheet = book["참여자"]
    assert (sheet["A1"].value, sheet["A2"].value[0]) == ("이름*", "※")
    kinds = {check.type for check in sheet.data_validations.dataValidation}
    assert kinds == {"list", "whole"}
    sheet["A3"], sheet["E3"] = "가온별", "010-1111-2222"
    book.save(path)
    filled = seen(workspace, path, "people")
    assert (filled.total, filled.columns["name"], filled.columns["phone"]) == (
        1,
        ["가온별"],
        ["010-1111-2222"],
    )


def test_what_only_refused_rows_refer_to_is_not_told_as_made(workspace: Workspace) -> None:
    """The agencies that an import announces are those that it makes: of the rows that it takes."""
    table = [
        ["과제명", "추진기관", "시작일"],
        ["골목 쉼터", "가온시", "2026-02-31"],
        ["밤길 등불", "나래군", "2026-03-05"],
    ]
    assert [one.name for one in seen(workspace, table, "projects").made] == ["나래군"]
    store(workspace, table, "projects")
    assert [one.label for one in directory.entries(workspace, "agency")] == ["나래군"]
