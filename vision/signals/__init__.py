"""Which rules held for how long: pure folds of observations in time order."""

from vision.signals.fold import FoldState, finish, fold, fold_all, initial_state
from vision.signals.rules import SignalRules, Timing
from vision.signals.signal import Signal, SignalType
from vision.signals.state_json import state_from_json, state_to_json
from vision.signals.view import View

__all__ = [
    "FoldState",
    "Signal",
    "SignalRules",
    "SignalType",
    "Timing",
    "View",
    "finish",
    "fold",
    "fold_all",
    "initial_state",
    "state_from_json",
    "state_to_json",
]
