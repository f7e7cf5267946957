"""Which rules held for how long: pure folds of observations in time order."""

from vision.signals.baseline import Baseline, baseline_from_json, baseline_to_json
from vision.signals.fold import FoldState, finish, fold, fold_all, fold_segment, initial_state
from vision.signals.rules import SignalRules, Timing
from vision.signals.signal import Signal, SignalType
from vision.signals.state_json import state_from_json, state_to_json
from vision.signals.view import View

__all__ = [
    "Baseline",
    "FoldState",
    "Signal",
    "SignalRules",
    "SignalType",
    "Timing",
    "View",
    "baseline_from_json",
    "baseline_to_json",
    "finish",
    "fold",
    "fold_all",
    "fold_segment",
    "initial_state",
    "state_from_json",
    "state_to_json",
]
