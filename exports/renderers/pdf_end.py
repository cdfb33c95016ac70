"""What ends a paper in a PDF: lines to sign, 붙임, 끝."""

from exports.blocks import Align, Attachments, Sender, Signatures
from exports.renderers.pdf_page import Flow
from exports.renderers.pdf_text import BODY_SIZE, LEADING, write_text
from exports.values import clean

_SIZE, _SENDER = 11.5, 17.0
_ROLE, _NAME, _MARK = 90.0, 110.0, 50.0
_ROW = 26.0
_LINE = (0.5, 0.5)


def place_signatures(flow: Flow, block: Signatures) -> None:
    """Write the day in the middle and a ruled line for every signer at the right, all on one page."""
    flow.need(signatures_height(block))
    if block.day:
        write_text(flow, block.day, _SIZE, align=Align.CENTER, after=12)
    face = flow.fonts.regular
    left = flow.left + flow.inner - _ROLE - _NAME - _MARK
    for signer in block.signers:
        y = flow.y + _ROW * 0.65
        role = clean(signer.role)
        start = left + _ROLE - 12 - face.measure(role) * _SIZE / 1000
        flow.page.texts.append((face, _SIZE, start, y, role))
        if signer.name:
            name = clean(signer.name)
            middle = left + _ROLE + (_NAME - face.measure(name) * _SIZE / 1000) / 2
            flow.page.texts.append((face, _SIZE, middle, y, name))
        flow.page.texts.append((face, _SIZE, left + _ROLE + _NAME + 6, y, block.mark))
        flow.page.rules[_LINE].append((left + _ROLE, y + 5, left + _ROLE + _NAME, y + 5))
        flow.y += _ROW
    flow.y += 6


def signatures_height(block: Signatures) -> float:
    """Return the height that the lines to sign take."""
    return (_SIZE * LEADING + 12 if block.day else 0) + _ROW * len(block.signers) + 6


def sender_height(block: Sender) -> float:
    """Return the height that day and sender take."""
    return (_SIZE * LEADING + 10 if block.day else 0) + _SENDER * LEADING + 20


def place_sender(flow: Flow, block: Sender) -> None:
    """Write the day and below it the sender, in the middle and on one page."""
    flow.need(sender_height(block))
    flow.y += 16
    if block.day:
        write_text(flow, block.day, _SIZE, align=Align.CENTER, after=10)
    write_text(flow, block.name, _SENDER, align=Align.CENTER, face=flow.fonts.bold, after=4)


def place_end(flow: Flow) -> None:
    """Write 끝. at the left, one letter in, as the rule has it where a text ends with a table."""
    write_text(flow, "끝.", left=BODY_SIZE, after=4)


def place_attachments(flow: Flow, block: Attachments) -> None:
    """Write 붙임 with its items one below the other behind the word."""
    face = flow.fonts.regular
    flow.y += 0 if flow.fresh else 8
    hang = face.measure("붙임  " + ("1. " if len(block.items) > 1 else "")) * BODY_SIZE / 1000
    number = face.measure("붙임  ") * BODY_SIZE / 1000
    for place, (mark, text) in enumerate(block.lines):
        left = number if place else 0.0
        write_text(flow, text, mark=mark.rstrip(), left=left, hang=hang - left, after=2)
    flow.y += 4
