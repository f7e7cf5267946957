"""Banks that hypothesis makes up: every type of item, in one to three languages."""

import hashlib
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from item_bank.bank_item import BankItem, place_of
from item_bank.formats.rich_text import clean, plain_to_html
from item_bank.interactions import (
    Choice,
    ChoiceInteraction,
    EntryType,
    ExtendedTextInteraction,
    HotTextInteraction,
    InlineChoiceInteraction,
    Interaction,
    LikertInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from item_bank.item import Source
from item_bank.response_key import Credit, Marking, ResponseKey, Tolerance, ToleranceMode
from item_bank.wording import Wording, wording

PNG = b"\x89PNG\r\n\x1a\nnot much of a picture"
PICTURE = f"assets/{hashlib.sha256(PNG).hexdigest()}.png"
ASSETS = {PICTURE: PNG}

# Two slow cores: few examples, no deadline. A failure is told without long shrinking.
BRIEF = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)

words = st.text(
    alphabet=st.sampled_from("абвгқңүұһіәөАҚ abcXYZ019 .,;:!?-–«»\"'<>&=~#{}%/\\@[]()*_|$^`+\u00a0"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip(" \u00a0") != "" and text == text.strip())
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_.\-]{0,12}", fullmatch=True)
labels = st.text(alphabet="абвқңabc 019.-()", max_size=12).map(lambda text: " ".join(text.split()))
markup = st.sampled_from(
    [
        "<p>{} <b>жуан</b> <i>{}</i></p>",
        "<p>{}</p><ul><li>{}</li><li>екі</li></ul>",
        "<table><tr><th>{}</th><td>1</td></tr><tr><td>{}</td><td>2</td></tr></table>",
        "<p>{}</p><math><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo></math> {}",
        f'<p>{{}}<img src="{PICTURE}" alt="{{}}"></p>',
        "<pre> {}\n   {}</pre>",
        "{}<br>{}",
    ]
)


@st.composite
def texts(draw: st.DrawFn, *, block: bool) -> str:
    """Draw one cleaned text: plain words mostly, markup now and then."""
    one, two = (plain_to_html(draw(words), block=False) for _ in range(2))
    if draw(st.integers(0, 3)):
        return clean(plain_to_html(draw(words), block=block))
    text = clean(draw(markup).format(one, two.replace('"', "")))
    return text if text else "x"


@st.composite
def wordings(draw: st.DrawFn, languages: tuple[str, ...], *, block: bool = False) -> Wording:
    """Draw a text in every one of the languages."""
    return wording({language: draw(texts(block=block)) for language in languages})


@st.composite
def choices(draw: st.DrawFn, languages: tuple[str, ...], ids: list[str] | None = None) -> tuple[Choice, ...]:
    """Draw two to five choices with ids of their own."""
    drawn = ids or draw(st.lists(names, min_size=2, max_size=5, unique=True))
    return tuple(Choice(one, draw(wordings(languages)), fixed=draw(st.booleans())) for one in drawn)


points = st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(2), Decimal("0.333"), Decimal(-1)])
gains = points.filter(lambda number: number > 0)


@st.composite
def mapped(draw: st.DrawFn, response_id: str, values: list[str], correct: tuple[str, ...]) -> ResponseKey:
    """Draw a key that gives each value its points."""
    bound = st.none() | points
    return ResponseKey(
        response_id,
        Marking.MAP,
        correct=correct,
        credits=tuple(Credit(value, draw(points), draw(st.booleans())) for value in values),
        default_points=draw(points),
        lower_bound=draw(bound),
        upper_bound=draw(bound),
    )


@st.composite
def keyed(draw: st.DrawFn, response_id: str, values: list[str], correct: tuple[str, ...]) -> ResponseKey:
    """Draw a key of either marking for answers that are chosen."""
    if draw(st.booleans()):
        return draw(mapped(response_id, values, correct))
    return ResponseKey(response_id, Marking.MATCH, correct=correct, points=draw(gains))


@st.composite
def chosen(draw: st.DrawFn, response_id: str, languages: tuple[str, ...]) -> tuple[Interaction, ResponseKey]:
    """Draw a choice, an inline choice or an order."""
    kind = draw(st.sampled_from(["choice", "inline", "order"]))
    offered = draw(choices(languages))
    ids = [choice.id for choice in offered]
    shuffle = draw(st.booleans())
    if kind == "order":
        order = tuple(draw(st.permutations(ids)))
        key = ResponseKey(response_id, Marking.MATCH, correct=order, points=draw(gains))
        return OrderInteraction(response_id, offered, shuffle=shuffle), key
    if kind == "inline":
        right = (draw(st.sampled_from(ids)),)
        return InlineChoiceInteraction(response_id, offered, shuffle=shuffle), draw(
            keyed(response_id, ids, right)
        )
    most = draw(st.sampled_from([0, 1, 2]))
    right = tuple(ids[: 1 if most == 1 else draw(st.integers(1, 2))])
    asked = ChoiceInteraction(response_id, offered, draw(st.integers(0, 1)), most, shuffle)
    return asked, draw(keyed(response_id, ids, right))


@st.composite
def matched(draw: st.DrawFn, response_id: str, languages: tuple[str, ...]) -> tuple[Interaction, ResponseKey]:
    """Draw a match."""
    ids = draw(st.lists(names, min_size=4, max_size=7, unique=True))
    left, right = draw(choices(languages, ids[:2])), draw(choices(languages, ids[2:]))
    pairs = tuple(f"{one.id} {draw(st.sampled_from(right)).id}" for one in left)
    asked = MatchInteraction(response_id, left, right, draw(st.integers(0, 4)), draw(st.booleans()))
    return asked, draw(keyed(response_id, list(pairs), pairs))


@st.composite
def likert(draw: st.DrawFn, response_id: str, languages: tuple[str, ...]) -> tuple[Interaction, ResponseKey]:
    """Draw a scale that counts for something, or for nothing."""
    steps = draw(choices(languages))
    asked = LikertInteraction(response_id, steps)
    if draw(st.booleans()):
        return asked, ResponseKey(response_id, Marking.NONE)
    worth = tuple(Credit(step.id, draw(points)) for step in steps)
    return asked, ResponseKey(response_id, Marking.MAP, credits=worth)


@st.composite
def hottext(draw: st.DrawFn, response_id: str, languages: tuple[str, ...]) -> tuple[Interaction, ResponseKey]:
    """Draw a passage with words to mark."""
    ids = draw(st.lists(names, min_size=2, max_size=3, unique=True))
    passages = {}
    for language in languages:
        marked = [f'<span data-hottext="{one}">{draw(texts(block=False))}</span>' for one in ids]
        passages[language] = clean(f"<p>{draw(texts(block=False))} {' және '.join(marked)}.</p>")
    asked = HotTextInteraction(response_id, wording(passages), tuple(ids), 0, draw(st.sampled_from([0, 1])))
    return asked, draw(keyed(response_id, ids, (ids[0],)))


@st.composite
def typed(draw: st.DrawFn, response_id: str) -> tuple[Interaction, ResponseKey]:
    """Draw a field for a word or a number, or an essay."""
    kind = draw(st.sampled_from(["word", "number", "essay"]))
    length = draw(st.none() | st.integers(1, 500))
    if kind == "essay":
        limits = draw(st.tuples(st.none() | st.integers(1, 100), st.none() | st.integers(100, 500)))
        return ExtendedTextInteraction(response_id, *limits, length), ResponseKey(response_id, Marking.PERSON)
    if kind == "word":
        values = draw(st.lists(words, min_size=1, max_size=3, unique=True))
        asked = TextEntryInteraction(response_id, EntryType.STRING, length)
        if draw(st.booleans()):
            return asked, draw(mapped(response_id, values, (values[0],)))
        case = draw(st.booleans())
        return asked, ResponseKey(response_id, Marking.MATCH, tuple(values), draw(gains), case_sensitive=case)
    numbers = draw(
        st.lists(st.integers(-1000, 1000).map(lambda n: f"{n / 10:g}"), min_size=1, max_size=2, unique=True)
    )
    below, above = draw(st.tuples(gains, gains))
    tolerance = draw(
        st.sampled_from(
            [
                Tolerance(),
                Tolerance(ToleranceMode.ABSOLUTE, below, above),
                Tolerance(ToleranceMode.RELATIVE, below, below),
            ]
        )
    )
    asked = TextEntryInteraction(response_id, EntryType.NUMBER, length)
    return asked, ResponseKey(response_id, Marking.MATCH, tuple(numbers), draw(gains), tolerance=tolerance)


sources = st.builds(
    Source, labels.filter(bool), labels.filter(bool), st.dates(date(1991, 12, 16), date(2040, 1, 1))
)
language_sets = st.sampled_from([("kk", "ru"), ("en", "kk", "ru"), ("kk",), ("und",)])


@st.composite
def entries(draw: st.DrawFn, *, code: str = "ITEM-1") -> tuple[BankItem, tuple[ResponseKey, ...]]:
    """Draw an item with one to three interactions, and its key."""
    languages = draw(language_sets)
    asked = []
    for response_id in ["RESPONSE", "R2", "R.3"][: draw(st.integers(1, 3))]:
        kinds = [
            chosen(response_id, languages),
            matched(response_id, languages),
            hottext(response_id, languages),
            likert(response_id, languages),
        ]
        asked.append(draw(st.one_of(*kinds, typed(response_id))))
    body = {}
    for language in languages:
        pieces = [draw(texts(block=True)) + place_of(interaction) for interaction, _ in asked]
        body[language] = clean("".join(pieces))
    item = BankItem(
        code,
        wording(body),
        tuple(interaction for interaction, _ in asked),
        title=draw(labels),
        section_id=draw(labels),
        topic=draw(labels),
        source=draw(st.none() | sources),
        stimulus_code=draw(st.just("") | names),
        enemy_codes=tuple(draw(st.lists(names, max_size=2, unique=True))),
    )
    return item, tuple(key for _, key in asked)


@st.composite
def banks(draw: st.DrawFn) -> list[tuple[BankItem, tuple[ResponseKey, ...]]]:
    """Draw a bank of one to three items."""
    return [draw(entries(code=f"ITEM-{no}")) for no in range(1, draw(st.integers(2, 4)))]
