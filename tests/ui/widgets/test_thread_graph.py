"""실타래: layers by kind, few crossings, a chain lit, and pictures that hold all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.finding import Edge, Node, Thread
from ui.widgets.threads.graph import ThreadGraph
from ui.widgets.threads.layout import chain_of, ordered

KINDS = ("voice", "pain", "problem", "hmw", "idea")


def finding(number: int, kind: str) -> Node:
    """Return a card as a node."""
    return Node("finding", number, f"{kind} {number}", "", kind, 0)


def link(child: int, parent: int) -> Edge:
    """Return a link between two cards."""
    return Edge(child * 1000 + parent, ("finding", child), ("finding", parent))


@pytest.fixture
def thread() -> Thread:
    """Two chains of three whose cards come in crossing order, one with an undecided proposal."""
    nodes = (
        *(finding(n, "voice") for n in (1, 2)),
        *(finding(n, "pain") for n in (3, 4)),
        *(finding(n, "idea") for n in (5, 6)),
        Node("proposal", 9, "소식 지도", "정보통신과", "reviewing", 0),
    )
    edges = (link(3, 2), link(4, 1), link(5, 3), link(6, 4), Edge(1, ("proposal", 9), ("finding", 5)))
    return Thread(nodes, edges)


@pytest.fixture
def graph(qtbot: QtBot, thread: Thread) -> ThreadGraph:
    """Show the two chains."""
    made = ThreadGraph()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.set_thread(thread)
    made.show()
    made.setFocus()
    return made


def test_layers_follow_the_kinds_without_crossings(thread: Thread) -> None:
    """Every link of chains that can be parted runs to the same row, and 반영 follows the proposal."""
    spots, links = ordered(thread)
    at = {spot.ref: spot for spot in spots}
    assert at[("finding", 1)].layer < at[("finding", 4)].layer < at[("finding", 6)].layer
    inner = [(a, b) for a, b in links if a[0] == b[0] == "finding"]
    assert all(at[a].row == at[b].row for a, b in inner)
    assert at[("decision", 9)].open
    assert at[("decision", 9)].layer == at[("proposal", 9)].layer + 1


def test_a_filter_leaves_only_its_kinds(thread: Thread) -> None:
    """Records of other kinds go with their links."""
    spots, links = ordered(thread, ("voice", "pain"))
    assert {spot.kind for spot in spots} == {"voice", "pain"}
    assert len(links) == 2


def test_a_chain_runs_to_both_ends(graph: ThreadGraph) -> None:
    """The chosen record lights what it came from and what came from it, and nothing beside."""
    graph.set_current(("finding", 3))
    assert graph.picture.lit == {
        ("finding", 2), ("finding", 3), ("finding", 5), ("proposal", 9), ("decision", 9),
    }  # fmt: skip


def test_arrows_follow_the_thread(graph: ThreadGraph, qtbot: QtBot) -> None:
    """Left and right go along links, up and down within a layer, Enter opens; 반영 opens its proposal."""
    graph.set_current(("finding", 2))
    for key, ref in (
        (Qt.Key.Key_Right, ("finding", 3)), (Qt.Key.Key_Right, ("finding", 5)),
        (Qt.Key.Key_Right, ("proposal", 9)), (Qt.Key.Key_Right, ("decision", 9)),
    ):  # fmt: skip
        QTest.keyClick(graph, key)
        assert graph.picture.current == ref
    with qtbot.waitSignal(graph.opened) as asked:
        QTest.keyClick(graph, Qt.Key.Key_Return)
    assert asked.args == ["proposal", 9]


def test_zoom_keeps_the_point_under_the_pointer(graph: ThreadGraph) -> None:
    """Zooming around a point leaves that point of the picture where it is."""
    point = graph.rect().center()
    before = graph.to_picture(point)
    graph.zoom(1.5)
    assert (graph.to_picture(point) - before).manhattanLength() < 1


def test_saved_pictures_hold_the_whole_thread(graph: ThreadGraph, tmp_path: Path) -> None:
    """SVG and PNG show every record whatever part is seen, and leave nothing half written."""
    graph.zoom(2.5)
    for ending in (".svg", ".png"):
        (tmp_path / f"실타래{ending}").write_bytes(graph.picture.content(ending))
    text = (tmp_path / "실타래.svg").read_text("utf-8")
    assert text.startswith("<?xml")
    assert "idea" in text
    image = QImage(str(tmp_path / "실타래.png"))
    assert image.width() >= graph.picture.whole().width()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["실타래.png", "실타래.svg"]


def test_a_thousand_records_stay_usable(qtbot: QtBot) -> None:
    """All of 1,000 records are laid out, and a chain among them is found whole."""
    nodes = tuple(finding(n, KINDS[n % 5]) for n in range(1, 1001))
    edges = tuple(link(n, n - 1) for n in range(2, 1001) if n % 5)
    spots, links = ordered(Thread(nodes, edges))
    assert len(spots) == 1000
    assert len(chain_of(links, ("finding", 502))) == 5
