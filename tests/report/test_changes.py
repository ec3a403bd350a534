"""How sure, and what would change first place, in words by rule."""

from dataclasses import replace

import pytest

from assessments.engine.result import AnswerTippingPoint, JointChange, TippingPoint, TornadoBar
from assessments.report.sentences import changes, crossing, robustness
from assessments.report.voice import Voice
from tests.report import made

ALONE = {code: ("KO-26b",) for code in made.OPTIONS if code != "open_onprem"}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (0.0, ""),
        (0.0063, "Jede Häufigkeit ist auf ±1 von 100 genau."),
        (0.01, "Jede Häufigkeit ist auf ±1 von 100 genau."),
        (0.02, "Jede Häufigkeit ist auf ±2 von 100 genau."),
        (0.0201, "Jede Häufigkeit ist auf ±3 von 100 genau."),
    ],
)
def test_precision_is_rounded_up_to_whole_runs(german: Voice, error: float, text: str) -> None:
    assert robustness.precision(error, german) == text


def test_the_words_for_sureness_state_their_bounds(german: Voice, english: Voice) -> None:
    assert robustness.words_explained(made.result(), german) == (
        "„Klar“ sagen wir ab 80 von 100, „Tendenz“ ab 50. Beides verlangt genug Antworten."
    )
    assert robustness.words_explained(made.result(), english).startswith("We say “clear” from 80")


def test_the_duel_names_first_and_second(german: Voice, english: Voice) -> None:
    assert robustness.duel(made.result(), german) == (
        "Im Zweikampf schlägt „Offen, EU-Dienst“ den Weg „Offen, eigener Server“ "
        "in 90 von 100 Rechenläufen."
    )
    assert robustness.duel(made.result(), english) == (
        "Head to head, “Open, EU service” beats “Open, own server” in 90 of 100 runs."
    )


def test_the_other_modes_are_named_and_say_whether_the_first_stays(
    german: Voice, english: Voice
) -> None:
    assert robustness.other_modes(made.result(), german) == (
        (
            "Nur die Reihenfolge",
            "Zählt nur die Reihenfolge Ihrer Kriterien, bleibt „Offen, EU-Dienst“ "
            "am häufigsten vorn: 91 von 100.",
        ),
        (
            "Ohne Gewichte",
            "Mit beliebigen Gewichten ist „Offen, eigener Server“ am häufigsten vorn: 60 von 100.",
        ),
    )
    assert [text for _, text in robustness.other_modes(made.result(), english)] == [
        "If only the order of your criteria counts, “Open, EU service” stays ahead most often: "
        "91 of 100.",
        "With any weights at all, “Open, own server” is ahead most often: 60 of 100.",
    ]


def test_one_way_alone_is_compared_with_nothing(german: Voice) -> None:
    alone = made.result(ALONE)

    assert robustness.duel(alone, german) == ""
    assert robustness.other_modes(alone, german) == ()
    assert robustness.words_explained(alone, german) == ""
    assert changes.joint(alone, german) == ""


def test_the_joint_number_says_which_weights_move_by_how_much(
    german: Voice, english: Voice
) -> None:
    weights = made.WEIGHTS | {"KP": 0.10, "FA": 0.14, "AN": 0.20}
    change = JointChange("open_onprem", weights, 0.1, 0.13)
    result = replace(made.result(), least_moved=change)

    assert changes.joint(result, german) == (
        "Zusammen genügen 10,0 Prozentpunkte: 8,0 weniger für Kosten und Ablauf, "
        "2,0 weniger für Fähigkeiten und 10,0 mehr für Anpassbarkeit. "
        "Dann ist „Offen, eigener Server“ gleichauf."
    )
    assert changes.joint(result, english) == (
        "Together, 10.0 percentage points are enough: 8.0 less for cost and process, "
        "2.0 less for capabilities and 10.0 more for adaptability. "
        "Then “Open, own server” is level."
    )


def test_no_weights_at_all_may_change_first_place(german: Voice) -> None:
    result = replace(made.result(), least_moved=None)

    assert changes.joint(result, german) == ("Auch mehrere Gewichte zusammen ändern Platz 1 nicht.")


def test_a_way_that_is_level_needs_no_weight_moved(german: Voice) -> None:
    change = JointChange("open_onprem", made.WEIGHTS, 0.0, 0.0)

    assert changes.joint(replace(made.result(), least_moved=change), german) == (
        "„Offen, eigener Server“ liegt schon gleichauf."
    )


def test_answers_that_tip_are_named_by_question_and_level(german: Voice, english: Voice) -> None:
    tips = (
        AnswerTippingPoint("KT1", "3", "4", "open_onprem", own=False),
        AnswerTippingPoint("KT2", None, "3", "open_eu_gpu", own=True),
        AnswerTippingPoint("KT2", None, "4", "open_eu_gpu", own=True),
        AnswerTippingPoint("KT2", None, "1", None, own=True),
    )
    result = replace(made.result(), answer_tipping_points=tips)
    levels = [german.quote(changes.level("KT2", code, german)) for code in ("3", "4", "1")]

    place, data = changes.answer_tips(result, german)

    assert (place.question, place.name, place.own) == ("KT1", "Ort der Verarbeitung", False)
    assert place.text == "Bei „Nur im eigenen Haus“ liegt „Offen, eigener Server“ vorn."
    assert data.own
    assert data.text == (
        f"Bei {levels[0]} oder {levels[1]} liegt „Offen, EU-Mietserver“ vorn. "
        f"Bei {levels[2]} ist kein Weg mehr erlaubt."
    )
    assert changes.answer_tips(result, english)[0].text.endswith("“Open, own server” is ahead.")
    assert changes.no_answer_tips(result, german) == ""


def test_that_no_answer_tips_is_said(german: Voice, english: Voice) -> None:
    assert changes.answer_tips(made.result(), german) == ()
    assert changes.no_answer_tips(made.result(), german) == (
        "Keine einzelne Antwort ändert Platz 1, wenn sie um eine Stufe anders ausfällt."
    )
    assert "one level different" in changes.no_answer_tips(made.result(), english)


def test_a_level_the_catalogue_lacks_keeps_its_code(german: Voice) -> None:
    assert changes.level("KT1", "99", german) == "99"
    assert changes.level("ZZ9", "2", german) == "2"


@pytest.mark.parametrize(
    ("kept", "title"),
    [
        (0, "Keine Annahme allein kostet den Vorsprung"),
        (1, "1 Annahme kann allein den Vorsprung kosten"),
        (2, "2 Annahmen können je für sich den Vorsprung kosten"),
    ],
)
def test_the_tornado_counts_what_costs_the_lead(german: Voice, kept: int, title: str) -> None:
    losing = TornadoBar("cost", "care", None, -2.0, 3.0, "high", "low")
    keeping = replace(losing, low=0.0)

    assert changes.tornado_title((losing,) * kept + (keeping,), german) == title


def test_the_widest_bar_is_put_in_words(german: Voice, english: Voice) -> None:
    assert changes.widest(made.TORNADO, german) == (
        "Am meisten bewegt „Fähigkeiten: Offen, eigener Server“: "
        "von −1,5 bis +12,2 Punkte Vorsprung. "
        "„Kriterium: Weg“ heißt: Die Ausgangsnote dieses Wegs schwankt in ihrer Spanne."
    )
    assert changes.widest(made.TORNADO[1:], english) == (
        "“Effort of care” moves it most: from +9.0 to +14.0 points of lead."
    )
    assert changes.widest((), german) == ""


def test_the_crossing_names_both_sides(german: Voice, english: Voice) -> None:
    result = made.result()
    interval = replace(
        result.stability["SO"], low=0.14, high=0.6,
        first_below="prop_eu_cloud", first_above="open_onprem",
    )  # fmt: skip
    result = replace(result, stability=result.stability | {"SO": interval})

    assert crossing.title(result, "SO", german) == (
        "Unter 14 % Gewicht für Souveränität liegt „Proprietär, EU-Cloud“ vorn"
    )
    assert crossing.sentence(result, "SO", german) == (
        "Jetzt wiegt es 20 %. Platz 1 bleibt von 14 % bis 60 % gleich. "
        "Unter 14 % liegt „Proprietär, EU-Cloud“ vorn. "
        "Über 60 % liegt „Offen, eigener Server“ vorn. "
        "Die anderen Gewichte ändern sich im gleichen Verhältnis."
    )
    assert crossing.sentence(result, "SO", english).startswith(
        "It now weighs 20%. First place stays the same from 14% to 60%. Below 14%, "
    )


def test_a_weight_that_flips_nothing_is_said_to_keep_first_place(german: Voice) -> None:
    result = made.result()
    calm = replace(result.stability["PE"], low=0.0, high=1.0, first_below=None, first_above=None)
    result = replace(result, stability=result.stability | {"PE": calm})

    assert crossing.title(result, "PE", german) == (
        "Platz 1 bleibt, egal wie viel „Performanz“ zählt"
    )
    assert "von 0 % bis 100 % gleich" in crossing.sentence(result, "PE", german)


def test_the_nearest_flip_is_drawn_first_and_the_heaviest_where_none_is(german: Voice) -> None:
    near = TippingPoint("importance", "NA", 0.06, 0.1, "open_onprem")

    assert crossing.nearest(replace(made.result(), tipping_points=(near,))) == "NA"
    assert crossing.nearest(replace(made.result(), tipping_points=())) == "KT"
