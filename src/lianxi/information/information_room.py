"""What the other rooms need to know of information: names, adopters, withdrawals, history, succession."""

from __future__ import annotations


def register() -> None:
    """Called once at start-up."""
    from lianxi.information import information_by_hand as by_hand
    from lianxi.information import information_history, information_queries, information_succession
    from lianxi.journal.actions import keep_from_withdrawal, register_undo
    from lianxi.roster.by_hand import register_adopter
    from lianxi.roster.history import register_history
    from lianxi.roster.names import register_names

    keep_from_withdrawal("information.")
    register_names("information", information_queries.named_information)
    register_history(information_history.INFORMATION)
    information_succession.register()
    for verb, adopt, undo in (
        ("information.reported", by_hand.adopt_reported, by_hand.undo_reported),
        ("information.circulated", by_hand.adopt_circulated, by_hand.undo_circulated),
        ("information.verified", by_hand.adopt_verified, by_hand.undo_verified),
        ("information.settled", by_hand.adopt_settled, by_hand.undo_settled),
    ):
        register_adopter(verb, adopt)
        register_undo(verb, undo)
