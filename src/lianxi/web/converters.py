"""The parts of addresses that are more than a number or a word. Importing this registers them."""

from __future__ import annotations

from django.urls import register_converter

from lianxi.roster.founding import RESERVED


class SlugConverter:
    """A conference's short name; never one of the deployment's own words."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)[a-z0-9-]{{2,40}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class HolderConverter(SlugConverter):
    """What holds identities: ``matter:2026000137``."""

    regex = r"[a-z_]{1,40}:[0-9]{1,12}"


register_converter(SlugConverter, "conference")
register_converter(HolderConverter, "holder")
