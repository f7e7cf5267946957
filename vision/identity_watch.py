"""When it is worth the dearest net to ask whose face it is, within one segment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Once a segment, and on a cue: a face after none, another picture altogether, or a face that is suddenly
    elsewhere (`jump`, share of the frame) or of another size (`growth`, a ratio).

    After a cue it is asked twice, because one comparison alone raises nothing.
    """

    again_s: float = 1.4
    jump: float = 0.2
    growth: float = 1.5


class IdentityWatch:
    """Says for each sample of one segment whether to ask; told when it was asked."""

    def __init__(self, rules: IdentityRules | None = None) -> None:
        self._rules = rules or IdentityRules()
        self._n_due = 1
        self._asked_at_s: float | None = None

    def cue(self) -> None:
        """Somebody else may sit there now."""
        self._n_due, self._asked_at_s = 2, None

    def moved(self, *, away: float, growth: float) -> None:
        """The face was seen `away` (share of the frame) from where it was, `growth` times as large."""
        if away > self._rules.jump or max(growth, 1 / max(growth, 1e-3)) > self._rules.growth:
            self.cue()

    def is_due(self, at_s: float) -> bool:
        """Whether to ask now."""
        recently = self._asked_at_s is not None and at_s - self._asked_at_s < self._rules.again_s
        return self._n_due > 0 and not recently

    def asked(self, at_s: float) -> None:
        """The net gave its answer for this sample."""
        self._n_due, self._asked_at_s = self._n_due - 1, at_s
