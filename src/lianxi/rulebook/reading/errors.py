"""Refusing a text: one Chinese sentence saying what, where, and what to do."""

from __future__ import annotations


class NotRules(ValueError):
    """The text is no rules document, or one that cannot be read without guessing; nothing was changed."""

    @staticmethod
    def duplicate(label: str, first: int, second: int) -> NotRules:
        return NotRules(
            f"{label}出现了两次（第 {first + 1} 个字和第 {second + 1} 个字处），无法判断以哪一处为准。请改正条文编号后重新提交。"
        )
