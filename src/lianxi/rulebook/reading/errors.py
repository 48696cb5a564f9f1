"""Refusing a text: one Chinese sentence saying what, where, and what to do."""

from __future__ import annotations


class NotRules(ValueError):
    """The text is no rules document, or one that cannot be read without guessing; nothing was changed."""

    @staticmethod
    def empty() -> NotRules:
        return NotRules("文件里没有文字。请检查文件是否为空或者只有图片，换成可以复制文字的文件后重新提交。")

    @staticmethod
    def too_long(length: int, longest: int) -> NotRules:
        return NotRules(f"文字共 {length} 字，超过 {longest} 字的上限，不像一份工作规则。请只提交规则正文和附件。")

    @staticmethod
    def garbled(place: int) -> NotRules:
        return NotRules(
            f"从第 {place} 行起有大量无法识别的字符，文件编码可能不对。请另存为 UTF-8 或者 GB18030 编码后重新提交。"
        )

    @staticmethod
    def no_articles() -> NotRules:
        return NotRules(
            "全文没有找到条文（如“第一条”“一、”“1.”）。请确认提交的是工作规则、议事规则或者工作制度的正文。"
        )

    @staticmethod
    def other_genre(title: str | None) -> NotRules:
        named = f"“{title[:30]}”" if title else "这份文字"
        return NotRules(f"{named}不像工作规则：全文几乎没有“应当”“负责”“召开”“报告”一类的规定。请确认文件后重新提交。")

    @staticmethod
    def duplicate(label: str, first_line: int, second_line: int) -> NotRules:
        where = f"第 {first_line} 行和第 {second_line} 行" if first_line != second_line else f"第 {first_line} 行"
        return NotRules(f"“{label}”出现了两次（{where}），无法判断以哪一处为准。请改正条文编号后重新提交。")
