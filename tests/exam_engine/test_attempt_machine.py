"""Commands of everybody at any time, on an attempt of three blocks, with a model of plain numbers beside it.

The model keeps its own clock arithmetic in whole seconds and shares no code with the product.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from exam_engine.added_time import (
    Addition,
    Amount,
    Minutes,
    Outage,
    Percent,
    additions,
    decide_credit,
    decide_extra_time,
    decide_pause,
    decide_resume,
)
from exam_engine.attempt import Attempt, AttemptState, Phase, block_phase_at
from exam_engine.blocks import BlockRun
from exam_engine.course import decide_block_finish, decide_block_start, decide_start, decide_submit, settle
from exam_engine.errors import ExamError

ZERO = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
GRACE = 30
N_BLOCKS = 3
MOST_MINUTES = 24 * 60
MOST_PERCENT = 300
AMOUNTS = st.one_of(
    st.integers(1, 5).map(Minutes),
    st.sampled_from([1, 10, 33, 50, 100, MOST_PERCENT]).map(Percent),
    st.sampled_from([Minutes(0), Minutes(MOST_MINUTES + 1), Percent(0), Percent(MOST_PERCENT + 1)]),
)
"""What people give: some minutes, a share, and now and then an amount that nobody may give."""


@dataclass
class Model:
    """Seconds since the window opened. A block is [start, limit and what was added, end or None]."""

    closes: int
    limits: list[int]
    breaks: list[int]
    by_itself: list[bool]
    starts: list[int | None] = field(default_factory=lambda: [None] * N_BLOCKS)
    ends: list[int | None] = field(default_factory=lambda: [None] * N_BLOCKS)
    by_time: list[bool] = field(default_factory=lambda: [False] * N_BLOCKS)
    added: list[int] = field(default_factory=lambda: [0] * N_BLOCKS)
    paused: int | None = None
    closed: int | None = None
    began: bool = False

    def running(self) -> int | None:
        found = [no for no in range(N_BLOCKS) if self.starts[no] is not None and self.ends[no] is None]
        return found[0] if found and self.closed is None else None

    def following(self) -> int | None:
        return next((no for no in range(N_BLOCKS) if self.starts[no] is None), None)

    def deadline(self, no: int) -> int:
        start = self.starts[no]
        assert start is not None
        return min(start + self.limits[no] + self.added[no], self.closes)

    def give(self, no: int | None, amount: Amount) -> bool:
        """Add to one block, or to all that have not ended; whether that may be."""
        left = [one for one in range(N_BLOCKS) if self.ends[one] is None]
        most = MOST_MINUTES if isinstance(amount, Minutes) else MOST_PERCENT
        if self.closed is not None or (no is not None and no not in left) or not 1 <= amount.number <= most:
            return False
        for one in left if no is None else [no]:
            self.added[one] += self.seconds_of(amount, self.limits[one])
        return True

    @staticmethod
    def seconds_of(amount: Amount, limit: int) -> int:
        """A share is one of the block's own limit, whatever it was given before; a second begun is whole."""
        return 60 * amount.number if isinstance(amount, Minutes) else (limit * amount.number + 99) // 100

    def end(self, no: int, at: int, *, by_time: bool) -> None:
        self.ends[no], self.by_time[no] = at, by_time
        if no == N_BLOCKS - 1:
            self.closed = at

    def pass_time(self, now: int) -> None:
        """Second by second, so that nothing is skipped however long nobody looked."""
        while self.began and self.closed is None and self._moved(now):
            pass

    def _moved(self, now: int) -> bool:
        no = self.running()
        if self.paused is not None:
            return self._window_over(now)
        if no is not None:
            late = GRACE if no == N_BLOCKS - 1 else 0
            if now < self.deadline(no) + late:
                return False
            self.end(no, self.deadline(no), by_time=True)
            return True
        after = self.following()
        if after is not None and after > 0 and self.by_itself[after - 1]:
            ended = self.ends[after - 1]
            assert ended is not None
            at = ended + self.breaks[after - 1]
            if at < self.closes:
                if now < at:
                    return False
                self.starts[after] = at
                return True
        return self._window_over(now)

    def _window_over(self, now: int) -> bool:
        if now < self.closes + GRACE:
            return False
        self.close(self.closes)
        return True

    def close(self, at: int) -> None:
        no = self.running()
        if no is not None:
            self.ends[no] = at
        self.closed, self.paused = at, None


class AttemptMachine(RuleBasedStateMachine):
    """Every rule asks product and model the same thing and holds what they say against each other."""

    @initialize(
        limits=st.lists(st.integers(20, 400), min_size=N_BLOCKS, max_size=N_BLOCKS),
        breaks=st.lists(st.integers(0, 90), min_size=N_BLOCKS - 1, max_size=N_BLOCKS - 1),
        by_itself=st.lists(st.booleans(), min_size=N_BLOCKS - 1, max_size=N_BLOCKS - 1),
        window=st.integers(30, 1500) | st.just(100_000),
        begins=st.sampled_from([True, True, True, False]),
    )
    def prepare(
        self, limits: list[int], breaks: list[int], by_itself: list[bool], window: int, begins: bool
    ) -> None:
        self.now, self.record = 0, list[Addition]()
        self.model = Model(window, list(limits), breaks, by_itself)
        rests = [*zip(breaks, by_itself, strict=True), (0, False)]
        self.attempt = Attempt(
            id="a",
            candidate_id="c",
            programme_id="p",
            state=AttemptState.CHECKED,
            window_opens_at=ZERO,
            window_closes_at=ZERO + timedelta(seconds=window),
            blocks=tuple(
                BlockRun(
                    limit=timedelta(seconds=limit),
                    break_after=timedelta(seconds=rest),
                    next_starts_itself=starts,
                )
                for limit, (rest, starts) in zip(limits, rests, strict=True)
            ),
        )
        if begins:
            self.start()

    def at(self) -> datetime:
        return ZERO + timedelta(seconds=self.now)

    def asked(self, decide: Callable[[], Attempt]) -> bool:
        """Settle both, then let the product decide; whether it agreed to do it."""
        self.look()
        before = self.attempt
        try:
            self.attempt = decide()
        except ExamError:
            assert self.attempt is before
            return False
        assert self.attempt.version >= before.version
        self.record = [*self.record, *additions(before, self.attempt)]
        return True

    def look(self) -> None:
        self.attempt = settle(self.attempt, grace=timedelta(seconds=GRACE), now=self.at())
        self.model.pass_time(self.now)

    @rule(seconds=st.integers(0, 120) | st.sampled_from([200, 400]))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @precondition(lambda self: not self.model.began or self.now % 5 == 0)
    @rule()
    def start(self) -> None:
        done = self.asked(lambda: decide_start(self.attempt, language="kk", now=self.at()))
        may = self.model.closed is None and (self.model.began or self.now < self.model.closes)
        assert done is may
        if done and not self.model.began:
            self.model.began, self.model.starts[0] = True, self.now

    @rule(chosen=st.integers(-4, N_BLOCKS))
    def start_block(self, chosen: int) -> None:
        """Below 0: the one that is to be begun next."""
        self.look()
        no = chosen if chosen >= 0 else self.model.following() or 0
        done = self.asked(lambda: decide_block_start(self.attempt, no=no, now=self.at()))
        model = self.model
        runs = model.running()
        open_ = model.began and model.closed is None
        may = open_ and (runs == no or (runs is None and model.following() == no and self.now < model.closes))
        assert done is may
        if done and runs is None:
            model.starts[no] = self.now

    @rule(chosen=st.integers(-4, N_BLOCKS))
    def finish_block(self, chosen: int) -> None:
        """Below 0: the one that runs."""
        self.look()
        no = chosen if chosen >= 0 else self.model.running() or 0
        done = self.asked(lambda: decide_block_finish(self.attempt, no=no, now=self.at()))
        model = self.model
        known = no < N_BLOCKS and model.starts[no] is not None
        assert done is (model.closed is not None or (model.began and known))
        if done and model.closed is None and model.running() == no:
            late = model.paused is None and self.now >= model.deadline(no)
            over = no == N_BLOCKS - 1 and self.now >= model.closes
            model.paused = None
            if over:
                model.close(model.closes)
            else:
                model.end(no, model.deadline(no) if late else self.now, by_time=late)

    @precondition(lambda self: self.model.starts[2] is not None or self.now % 11 == 5)
    @rule()
    def submit(self) -> None:
        done = self.asked(lambda: decide_submit(self.attempt, self.at()))
        model = self.model
        assert done is (model.began or model.closed is not None)
        if done and model.closed is None:
            no = model.running()
            late = no is not None and model.paused is None and self.now >= model.deadline(no)
            model.close(min(model.closes, model.deadline(no) if late and no is not None else self.now))

    @rule(no=st.none() | st.integers(0, N_BLOCKS), amount=AMOUNTS)
    def add_time(self, no: int | None, amount: Amount) -> None:
        done = self.asked(lambda: decide_extra_time(self.attempt, block_no=no, amount=amount))
        assert done is self.model.give(no, amount)

    @rule(
        no=st.none() | st.integers(0, N_BLOCKS), amount=AMOUNTS, allowed=st.sampled_from([True, True, False])
    )
    def credit_by_a_person(self, no: int | None, amount: Amount, allowed: bool) -> None:
        """An outage on the candidate's side: somebody gives time back where the policy has it."""
        done = self.asked(lambda: decide_credit(self.attempt, block_no=no, amount=amount, allowed=allowed))
        assert done is (allowed and self.model.give(no, amount))

    @precondition(lambda self: self.now % 4 == 1)
    @rule()
    def pause(self) -> None:
        done = self.asked(lambda: decide_pause(self.attempt, allowed=True, now=self.at()))
        model, no = self.model, self.model.running()
        stands = model.paused is not None
        assert done is (no is not None and (stands or self.now < model.deadline(no)))
        if done and not stands:
            model.paused = self.now

    @precondition(lambda self: self.model.paused is not None or self.now % 5 == 0)
    @rule()
    def resume(self) -> None:
        done = self.asked(lambda: decide_resume(self.attempt, self.at()))
        model, no = self.model, self.model.running()
        assert done is (model.paused is not None)
        if done and no is not None and model.paused is not None:
            model.added[no] += self.now - model.paused
            model.paused = None

    @precondition(lambda self: self.model.paused is None)
    @rule(seconds=st.integers(1, 200))
    def lose_the_server(self, seconds: int) -> None:
        """Nobody could do anything for so long; at the return the running block has what it had."""
        self.look()
        no, begins = self.model.running(), self.now
        self.now += seconds
        down = Outage(ZERO + timedelta(seconds=begins), self.at())
        if no is None:
            return
        if begins < self.model.deadline(no):
            self.model.added[no] += seconds
        before = self.attempt
        self.attempt = settle(self.attempt, grace=timedelta(seconds=GRACE), now=self.at(), outages=[down])
        self.record = [*self.record, *additions(before, self.attempt)]
        self.model.pass_time(self.now)

    @invariant()
    def they_agree(self) -> None:
        attempt = settle(self.attempt, grace=timedelta(seconds=GRACE), now=self.at())
        model = replace(
            self.model,
            starts=[*self.model.starts],
            ends=[*self.model.ends],
            by_time=[*self.model.by_time],
            added=[*self.model.added],
        )
        model.pass_time(self.now)
        assert [self.seconds(run.started_at) for run in attempt.blocks] == model.starts
        assert self.seconds(attempt.closed_at) == model.closed
        assert [self.seconds(run.ended_at) for run in attempt.blocks] == model.ends
        assert attempt.running_no == model.running()

    @invariant()
    def what_was_added_stands_on_the_record(self) -> None:
        """No second is given that no entry tells of, and none is told of that was not given."""
        added = [round(run.extra.total_seconds()) for run in self.attempt.blocks]
        assert added == self.model.added
        told = [timedelta(0)] * N_BLOCKS
        for one in self.record:
            told[one.block_no] += one.length
        assert [round(length.total_seconds()) for length in told] == added

    @invariant()
    def an_answer_is_taken_while_its_block_is_open(self) -> None:
        for no in range(N_BLOCKS):
            phase = block_phase_at(self.attempt, no, timedelta(seconds=GRACE), self.at())
            start = self.model.starts[no]
            runs = self.model.running() == no and self.model.paused is None
            if phase is Phase.OPEN:
                assert start is not None
                assert start <= self.now < self.model.deadline(no)
            elif runs and start is not None:
                assert self.now >= self.model.deadline(no)

    @invariant()
    def nothing_lasts_beyond_the_window(self) -> None:
        closed_at = self.attempt.closed_at
        assert closed_at is None or closed_at <= self.attempt.window_closes_at

    @staticmethod
    def seconds(instant: datetime | None) -> int | None:
        return None if instant is None else round((instant - ZERO).total_seconds())


AttemptMachine.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestAttemptMachine = AttemptMachine.TestCase
