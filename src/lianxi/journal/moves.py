"""A move: one allowed step, who may take it, on which article. One row gives check, refusal, button and diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: relation → (its name in a refusal, does the acting seat's role hold it)
RELATIONS: dict[str, tuple[str, Callable[[str], bool]]] = {}


def register_relation(name: str, label: str, holds: Callable[[str], bool]) -> None:
    """Called by the room that knows the roles (``roster``) at start-up."""
    RELATIONS[name] = (label, holds)


#: the role of the software itself (``frame.MACHINE``); no seat can carry it
MACHINE_ROLE = "machine"
register_relation("machine", "本系统", MACHINE_ROLE.__eq__)


@dataclass(frozen=True, slots=True)
class Move:
    """``verb`` takes an object from one of ``from_`` (empty: it is new) to ``to``; ``roles`` are relations.

    ``article_key`` names the act whose article the rulebook in force is asked for; without such a clause the move is
    allowed and shows no article.
    """

    verb: str
    to: str
    roles: tuple[str, ...]
    from_: tuple[str, ...] = ()
    article_key: str | None = None
    behalf_roles: tuple[str, ...] | None = None

    def allows(self, role: str) -> bool:
        """Whether a seat of this role may take the move itself."""
        return any(RELATIONS[name][1](role) for name in self.roles)

    def allows_on_behalf_of(self, role: str) -> bool:
        """Whether the office may record it for a seat of this role (``behalf_roles``, else the same roles)."""
        names = self.roles if self.behalf_roles is None else self.behalf_roles
        return any(RELATIONS[name][1](role) for name in names)

    def refusal(self, article: str = "") -> str:
        """“只有联席会议办公室、召集人可以……（第四条）” in plain words; ``article``: where the rules speak of it."""
        from lianxi.rulebook.vocabulary import VERBS

        who = "、".join(RELATIONS[name][0] for name in self.roles)
        on = f"（{article}）" if article else ""
        return f"只有{who}可以办理“{VERBS[self.verb]}”{on}。请由其办理，或由办公室代录。"
