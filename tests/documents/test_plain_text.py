"""Plain text: the encodings of Chinese offices, and what is cleaned away."""

from __future__ import annotations

import codecs

import pytest

from lianxi.documents.plain import clean
from lianxi.documents.text import read_text
from lianxi.documents.unreadable import MAX_CHARACTERS, Unreadable

RULES = "第一条 联席会议每月召开1次。\n第二条 “重点时期”每周召开——①②㈠。"


@pytest.mark.parametrize(
    "data",
    [
        RULES.encode(),
        RULES.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + RULES.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + RULES.encode("utf-16-be"),
        RULES.encode("gb18030"),
        RULES.replace("\n", "\r\n").encode("gbk"),
        RULES.replace("\n", "\r").encode(),
        f"\n\n{RULES}\n\n".encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "gb18030", "gbk and crlf", "cr", "empty lines around"],
)
@pytest.mark.parametrize("name", ["规则.txt", "规则.MD", "规则"])
def test_the_same_text_comes_out_of_every_encoding(name: str, data: bytes):
    assert read_text(name, data) == RULES


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (RULES.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_LE + RULES.encode("utf-16-le")[:-1], "UTF-16"),
        (codecs.BOM_UTF32_LE + RULES.encode("utf-32-le"), "UTF-32"),
        ("第一條 聯席會議每月召開一次，由召集人主持，各成員單位參加。".encode("big5"), "文字编码"),
        ("条例は毎月一回開催するものとする。".encode("shift-jis"), "文字编码"),
        (b"\x81" * 60, "文字编码"),
        (b"\x01\x02\x03\x04 abc", "控制字符"),
        (b"abc\x00def", "第 4 字节"),
        (b"   \r\n\t ", "没有文字"),
        (b"", "空的"),
    ],
)
def test_other_encodings_and_binary_data_are_refused_by_name(data: bytes, words: str):
    with pytest.raises(Unreadable, match=words):
        read_text("规则.txt", data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_five_megabytes_of_text_are_refused_with_their_size(encoding: str):
    sentence = "联席会议研究决定事项。".encode(encoding)
    with pytest.raises(Unreadable, match=r"5\.0 MB.*1,000,000"):
        read_text("规则.txt", sentence * (5 * 1024 * 1024 // len(sentence) + 1))


def test_the_limit_of_characters_is_exact():
    assert len(read_text("规则.txt", b"a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(Unreadable, match="1,000,001 个字符"):
        read_text("规则.txt", b"a" * (MAX_CHARACTERS + 1))


def test_control_and_direction_characters_go_and_nothing_else_is_touched():
    kept = "\t第一条\u3000ＡＢ１，é e\u0301 \u00a0“”①🙂\U00020000"
    assert clean(kept) == kept
    assert clean("\x07第\u200b一\ufeff条\u202e甲\x1b\x7f") == "第一条甲"
    assert clean("a\x0cb\u2028c\x85d\x0be") == "a\nb\nc\nd\ne"
