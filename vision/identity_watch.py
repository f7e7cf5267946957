"""When it is worth the dearest net to ask whose face it is, within one segment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Once in `every_s`, and on a cue: a face after none, another picture altogether, or a face that is suddenly
    elsewhere (`jump`, share of the frame) or of another size (`growth`, a ratio).

    After a cue it is asked twice, because one comparison alone raises nothing. Until `settling_s` every segment asks.
    """

    every_s: float = 8.0
    settling_s: float = 16.0
    again_s: float = 1.4
    jump: float = 0.2
    growth: float = 1.5


class IdentityWatch:
    """Says for each sample of one segment whether to ask; told when it was asked."""

    def __init__(self, rules: IdentityRules | None = None) -> None:
        self._rules = rules or IdentityRules()
        self._n_due: int | None = None
        self._asked_at_s: float | None = None

    def cue(self) -> None:
        """Somebody else may sit there now."""
        self._n_due, self._asked_at_s = 2, None

    def moved(self, *, away: float, growth: float) -> None:
        """The face was seen `away` (share of the frame) from where it was, `growth` times as large."""
        if away > self._rules.jump or max(growth, 1 / max(growth, 1e-3)) > self._rules.growth:
            self.cue()

    def is_due(self, at_s: float) -> bool:
        """Whether to ask now. Segments know nothing of each other: which half of `every_s` it begins in decides."""
        if self._n_due is None:
            rules = self._rules
            self._n_due = int(at_s < rules.settling_s or at_s % rules.every_s < rules.every_s / 2)
        recently = self._asked_at_s is not None and at_s - self._asked_at_s < self._rules.again_s
        return self._n_due > 0 and not recently

    def asked(self, at_s: float) -> None:
        """The net gave its answer for this sample."""
        self._n_due, self._asked_at_s = (self._n_due or 1) - 1, at_s
