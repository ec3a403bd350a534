"""Cost of ownership in words, word for word, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.engine.cost_result import VolumeCrossing, VolumeCurve
from assessments.engine.dossier import Usage
from assessments.engine.result import Range
from assessments.report import numbers
from assessments.report.sentences import break_even, ownership
from assessments.report.sentences.ways import in_years, over_years
from assessments.report.voice import Voice
from tests.report import made_costs
from tests.report.made_costs import OPTIONS, PEAK, study

NB = "\u00a0"
ALL_OUT = dict.fromkeys(OPTIONS, ("KO-10",))
ONLY_OWN = {code: ("KO-26b",) for code in OPTIONS if code != "open_onprem"}
NO_PROPRIETARY = dict.fromkeys(("api_us", "prop_eu_cloud"), ("KO-07",))
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (3649, "3.600", "3,600"),
        (250_000, "250.000", "250,000"),
        (999_999_999, f"1{NB}Mrd.", f"1{NB}billion"),
        (60_000_000, f"60{NB}Mio.", f"60{NB}million"),
        (1_540_000_000, f"1,5{NB}Mrd.", f"1.5{NB}billion"),
        (2_000_000_000_000, f"2{NB}Bio.", f"2{NB}trillion"),
    ],
)
def test_large_counts_have_two_leading_figures_and_the_languages_own_word(
    value: float, de: str, en: str
) -> None:
    assert (numbers.large(value, "de"), numbers.large(value, "en")) == (de, en)


@pytest.mark.parametrize(
    ("months", "over", "within", "en"),
    [
        (12, "ein Jahr", "einem Jahr", "one year"),
        (36, "drei Jahre", "drei Jahren", "three years"),
        (60, "fünf Jahre", "fünf Jahren", "five years"),
        (18, "18 Monate", "18 Monaten", "18 months"),
        (1, "1 Monat", "1 Monat", "1 month"),
    ],
)
def test_spans_of_time_stand_in_the_right_case(
    german: Voice, english: Voice, months: int, over: str, within: str, en: str
) -> None:
    assert (over_years(months, german), in_years(months, german)) == (over, within)
    assert over_years(months, english) == in_years(months, english) == en


def test_ways_within_each_others_range_are_level(german: Voice, english: Voice) -> None:
    # By hand: A 12,000 + 36 · 340 = 24,240; B 12,000 + 36 · 420 = 27,120; each within ±20 %.
    assert ownership.level(study()) == ("api_us", "prop_eu_cloud")
    assert ownership.totals_title(study(), german) == (
        f"Über drei Jahre liegen „Proprietär, direkt“ und „Proprietär, EU-Cloud“ gleichauf: "
        f"rund 24.000{NB}€"
    )
    assert ownership.totals_title(study(), english) == (
        "Over three years “Proprietary, direct” and “Proprietary, EU cloud” are level: "
        "about €24,000"
    )


def test_a_clear_lead_names_the_cheapest_its_range_and_the_next(
    german: Voice, english: Voice
) -> None:
    # By hand: C 12,000 + 36 · 1,500 = 66,000; E 24,000 + 36 · 1,050 = 61,800: level at ±20 %.
    narrow = {code: made_costs.costs(code, 0.99, 1.01) for code in OPTIONS}
    found = study(options=narrow, excluded=NO_PROPRIETARY)

    assert ownership.totals_title(found, german) == (
        f"Am günstigsten über drei Jahre: „Offen, eigener Server“ mit rund 62.000{NB}€"
    )
    assert ownership.totals(found, german) == (
        f"„Offen, eigener Server“ kostet über drei Jahre wahrscheinlich rund 62.000{NB}€. "
        f"Möglich sind 61.000 bis 62.000{NB}€. "
        f"Danach folgt „Offen, EU-Dienst“ mit rund 4.200{NB}€ mehr. "
        "„Proprietär, direkt“ und „Proprietär, EU-Cloud“ wären günstiger, sind aber ausgeschlossen."
    )
    assert ownership.totals(found, english) == (
        "“Open, own server” probably costs about €62,000 over three years. "
        "Possible are €61,000 to €62,000. "
        "Next comes “Open, EU service” with about €4,200 more. "
        "“Proprietary, direct” and “Proprietary, EU cloud” would be cheaper but are excluded."
    )


def test_a_level_next_one_is_never_called_dearer(german: Voice) -> None:
    assert "Der Abstand zu „Proprietär, EU-Cloud“ ist kleiner als die Unsicherheit." in (
        ownership.totals(study(), german)
    )


def test_other_views_say_which_case_they_show(german: Voice, english: Voice) -> None:
    assert ownership.totals_title(study(), german, "high") == (
        "Wenn es teuer kommt: Am günstigsten über drei Jahre: "
        f"„Proprietär, direkt“ mit rund 32.000{NB}€"
    )
    assert ownership.totals_title(study(), english, "low").startswith("If things go well: ")


def test_one_way_or_none_is_said_plainly(german: Voice, english: Voice) -> None:
    alone, nothing = study(excluded=ONLY_OWN), study(excluded=ALL_OUT)

    assert ownership.totals_title(alone, german) == (
        f"Der einzige erlaubte Weg kostet über drei Jahre rund 62.000{NB}€"
    )
    assert ownership.volume_title(alone, english) == (
        "The only way allowed costs about €1,300 a month today"
    )
    assert ownership.time_title(alone, german) == (
        f"Der einzige erlaubte Weg kostet in drei Jahren rund 62.000{NB}€"
    )
    assert ownership.cheapest(nothing) is None
    assert ownership.totals_title(nothing, german) == "Kein Weg ist erlaubt"
    assert ownership.totals(nothing, english) == "Rules or contracts exclude all ways."
    assert ownership.benefit(nothing, german) == ""


def crossing(tokens: float, factor: float, *, step: bool = False) -> VolumeCrossing:
    return VolumeCrossing("open_eu_api", "open_onprem", tokens, factor, 1260.0, step)


def test_a_break_even_names_volume_factor_and_both_ways(german: Voice, english: Voice) -> None:
    found = crossing(1.5e9, 25)

    assert ownership.volume_crossing(study(), found, german) == (
        f"Ab 1,5{NB}Mrd. Textbausteinen im Monat, dem 25-Fachen Ihrer Menge, kostet "
        "„Offen, eigener Server“ weniger als „Offen, EU-Dienst“."
    )
    assert ownership.volume_crossing(study(), found, english) == (
        f"From 1.5{NB}billion tokens a month on, 25 times your volume, "
        "“Open, own server” costs less than “Open, EU service”."
    )


@pytest.mark.parametrize(
    ("factor", "begin", "aside"),
    [
        (2.5, "Ab", ", dem 2,5-Fachen Ihrer Menge,"),
        (3.0, "Ab", ", dem 3-Fachen Ihrer Menge,"),
        (1500.0, "Ab", ", dem 1.500-Fachen Ihrer Menge,"),
        (1.02, "Ab", ", also etwa bei Ihrer Menge,"),
        (0.4, "Schon ab", f", 40{NB}% Ihrer Menge,"),
        (0.002, "Schon ab", f", weniger als 1{NB}% Ihrer Menge,"),
        (0.0, "Ab", ""),
        (float("inf"), "Ab", ""),
        (float("nan"), "Ab", ""),
    ],
)
def test_the_factor_is_said_as_people_say_it_or_not_at_all(
    german: Voice, factor: float, begin: str, aside: str
) -> None:
    said = ownership.volume_crossing(study(), crossing(6e8, factor), german)

    assert said.startswith(f"{begin} 600{NB}Mio. Textbausteinen im Monat{aside} kostet")


def test_a_crossing_at_a_step_gives_its_reason(german: Voice, english: Voice) -> None:
    found = crossing(3e9, 50, step=True)

    assert ownership.volume_crossing(study(), found, german).endswith(
        " Denn „Offen, EU-Dienst“ braucht dann eine Ausstattung mehr."
    )
    assert ownership.volume_crossing(study(), found, english).endswith(
        " For “Open, EU service” then needs one more set of hardware."
    )


def test_an_excluded_way_is_said_to_be_out_and_pairs_of_them_are_left_out(german: Voice) -> None:
    found = ownership.volume_crossings(study(excluded=NO_PROPRIETARY), german)

    assert any("„Proprietär, direkt“ (ausgeschlossen)" in sentence for sentence in found)
    both = study(excluded={**NO_PROPRIETARY, "open_eu_api": ("KO-10",)})
    said = " ".join(ownership.volume_crossings(both, german))
    assert "„Offen, EU-Dienst“ (ausgeschlossen) weniger als „Proprietär" not in said


def test_a_pair_that_changes_often_is_told_once(german: Voice, english: Voice) -> None:
    pair = ("open_eu_gpu", "prop_eu_cloud")
    many = tuple(
        VolumeCrossing(*(pair if n % 2 else pair[::-1]), 4e9 + n * 1e9, 60.0 + n, 4000, bool(n % 2))
        for n in range(7)
    )
    found = study(volume_crossings=many)

    assert ownership.volume_crossings(found, german) == (
        f"Von 4{NB}Mrd. bis 10{NB}Mrd. Textbausteinen im Monat ist mal „Proprietär, EU-Cloud“, "
        "mal „Offen, EU-Mietserver“ günstiger. Denn „Offen, EU-Mietserver“ wird in Stufen teurer. "
        "Danach ist „Offen, EU-Mietserver“ günstiger.",
    )
    assert ownership.volume_crossings(found, english) == (
        f"From 4{NB}billion to 10{NB}billion tokens a month, “Proprietary, EU cloud” and "
        "“Open, rented EU server” take turns as the cheaper. "
        "For “Open, rented EU server” gets dearer in steps. "
        "After that “Open, rented EU server” is cheaper.",
    )


def test_the_finding_over_volume_is_where_the_cheapest_way_first_changes(
    german: Voice, english: Voice
) -> None:
    changes = break_even.takeovers(study())

    # By hand: A is cheapest at 60 M; D overtakes at 2,820 M; its step at 3,000 M gives way to E.
    assert [(c.cheaper_above, c.factor) for c in changes] == [
        ("open_eu_gpu", 47.0),
        ("open_onprem", 50.0),
    ]
    assert ownership.volume_title(study(), german) == (
        "Ab dem 47-Fachen Ihrer Menge ist „Offen, EU-Mietserver“ am günstigsten"
    )
    assert ownership.volume_title(study(), english) == (
        "From 47 times your volume on, “Open, rented EU server” is the cheapest"
    )


def test_no_crossing_claims_nothing_beyond_what_was_looked_at(
    german: Voice, english: Voice
) -> None:
    none = study(volume_crossings=())

    assert ownership.volume_title(none, german) == (
        "„Proprietär, direkt“ ist heute am günstigsten und bleibt es bis zum 100-Fachen Ihrer Menge"
    )
    assert ownership.volume_crossings(none, german) == (
        f"Bis 6{NB}Mrd. Textbausteine im Monat ändert sich die Reihenfolge nicht.",
    )
    assert ownership.volume_crossings(none, english) == (
        f"Up to 6{NB}billion tokens a month the order does not change.",
    )


def test_without_any_volume_no_factor_is_named(german: Voice) -> None:
    zero = Range(0, 0, 0)
    empty = replace(PEAK, requests=zero, tokens_in=zero, tokens_out=zero, at_once=zero)
    nothing = study(peak=empty, volume_crossings=(crossing(1.5e9, 0.0),))

    assert "Fachen" not in " ".join(ownership.volume_crossings(nothing, german))
    assert ownership.volume_title(replace(nothing, volume_crossings=()), german) == (
        f"„Proprietär, direkt“ ist bis 6{NB}Mrd. Textbausteine im Monat am günstigsten"
    )
    assert ownership.usage(empty, german) == "Im Monat fällt keine Anfrage an."


def test_cost_at_a_volume_lies_on_the_line_and_above_a_step() -> None:
    curve = VolumeCurve("open_eu_gpu", (0, 100, 100, 200), (10, 20, 50, 60))

    assert [break_even.cost_at(curve, tokens) for tokens in (0, 50, 100, 150, 201)] == [
        10, 15, 50, 55, None,
    ]  # fmt: skip


def test_break_evens_over_time_name_month_and_sum(german: Voice, english: Voice) -> None:
    assert ownership.time_crossings(study(), german) == (
        "Ab Monat 8 hat „Offen, eigener Server“ insgesamt weniger gekostet als "
        f"„Offen, EU-Mietserver“. Bis dahin sind es rund 32.000{NB}€.",
        "Ab Monat 27 hat „Offen, eigener Server“ insgesamt weniger gekostet als "
        f"„Offen, EU-Dienst“. Bis dahin sind es rund 52.000{NB}€.",
    )
    assert ownership.time_crossings(study(time_crossings=()), english) == (
        "Within three years the order does not change.",
    )


def test_the_finding_over_time_is_from_when_on_the_cheapest_leads(
    german: Voice, english: Voice
) -> None:
    narrow = {code: made_costs.costs(code, 0.99, 1.01) for code in OPTIONS}
    found = study(options=narrow, excluded=NO_PROPRIETARY)

    # By hand: 12,000 + 1,500 m > 24,000 + 1,050 m from m = 27 on.
    assert ownership.time_title(found, german) == (
        "Ab Monat 27 ist „Offen, eigener Server“ insgesamt am günstigsten"
    )
    assert ownership.time_title(study(), english) == (
        "“Proprietary, direct” is the cheapest from the start, but only just"
    )


@pytest.mark.parametrize(
    ("gain", "verdict"),
    [
        (Range(5000, 6000, 7000), "Der Nutzen ist auch im ungünstigen Fall größer als die Kosten."),
        (
            Range(100, 200, 300),
            "Die gesparte Zeit allein deckt die Kosten auch im günstigen Fall nicht.",
        ),
        (Range(500, 900, 2000), "Wahrscheinlich überwiegt der Nutzen, sicher ist es nicht."),
        (
            Range(300, 600, 2000),
            "Wahrscheinlich deckt die gesparte Zeit allein die Kosten nicht.",
        ),
    ],
)
def test_the_benefit_is_judged_only_as_far_as_the_ranges_allow(
    german: Voice, gain: Range, verdict: str
) -> None:
    # By hand: A costs 24,240 / 36 = 673 € a month, 539 to 875.
    said = ownership.benefit(study(benefit=gain), german)

    assert f"„Proprietär, direkt“ kostet im Schnitt rund 670{NB}€ im Monat." in said
    assert said.endswith(verdict)


def test_an_unknown_benefit_is_not_made_up(german: Voice) -> None:
    assert ownership.benefit(study(benefit=None), german) == ""


def test_the_load_is_said_in_peoples_words(german: Voice, english: Voice) -> None:
    given = Usage(users=34, requests_per_user_per_day=5)

    assert ownership.usage(PEAK, german, given=given, tokens_per_page=800) == (
        "34 Personen stellen je Arbeitstag je 5 Anfragen. "
        "Im Monat fallen rund 3.600 Anfragen an. "
        f"Gelesen werden 50{NB}Mio., geschrieben 10{NB}Mio. Textbausteine (Token). "
        "Das entspricht rund 75.000 Seiten, 21 je Anfrage. "
        "In der vollsten Stunde laufen etwa 3 Anfragen gleichzeitig."
    )
    assert ownership.usage(PEAK, english, given=given, tokens_per_page=800) == (
        "34 people make 5 requests each per working day. "
        "There are about 3,600 requests a month. "
        f"50{NB}million tokens are read, 10{NB}million are written. "
        "That is about 75,000 pages, 21 per request. "
        "In the busiest hour about 3 requests run at once."
    )


def test_one_person_and_one_request_are_singular(german: Voice, english: Voice) -> None:
    one = Usage(users=1, requests_per_user_per_day=1)
    quiet = replace(PEAK, requests=Range(1, 1, 1), at_once=Range(0, 1, 1), known=False)

    assert ownership.usage(quiet, german, given=one).startswith(
        "1 Person stellt je Arbeitstag 1 Anfrage. Im Monat fällt etwa 1 Anfrage an."
    )
    assert ownership.usage(quiet, english, given=one).startswith(
        "1 person makes 1 request per working day. There is about 1 request a month."
    )
    assert ownership.usage(quiet, german).endswith(
        "In der vollsten Stunde läuft etwa 1 Anfrage gleichzeitig. "
        "Die Menge ist geschätzt. Bitte prüfen Sie sie."
    )


@pytest.mark.parametrize(
    ("share", "de", "en"),
    [
        (0.2, f"Wir rechnen mit 20{NB}% mehr Menge in jedem Jahr.",
         "We expect 20% more volume each year."),
        (-0.125, f"Wir rechnen mit 12,5{NB}% weniger Menge in jedem Jahr.",
         "We expect 12.5% less volume each year."),
        (0.0, "Wir rechnen mit gleichbleibender Menge.", "We expect a constant volume."),
        (-1.0, "Wir rechnen damit, dass die Menge auf null fällt.",
         "We expect the volume to fall to zero."),
    ],
)  # fmt: skip
def test_growth_in_words(german: Voice, english: Voice, share: float, de: str, en: str) -> None:
    assert (ownership.growth(share, german), ownership.growth(share, english)) == (de, en)


def test_the_split_says_what_each_way_carries_and_what_it_costs(
    german: Voice, english: Voice
) -> None:
    # By hand: 66,000 + 61,800 + 12,000 = 139,800.
    assert ownership.split(made_costs.split_study(), german) == (
        f"„Offen, EU-Dienst“: 80{NB}% der Menge, 2 Anwendungsfälle, rund 66.000{NB}€ "
        "über drei Jahre.",
        f"„Offen, eigener Server“: 20{NB}% der Menge, 1 Anwendungsfall, rund 62.000{NB}€ "
        "über drei Jahre.",
        f"Zusammen kostet das rund 140.000{NB}€, davon rund 12.000{NB}€ für die Pflege "
        "mehrerer Wege.",
    )
    assert ownership.split(study(), english) == ()


def test_the_page_leads_with_the_recommended_ways_together(german: Voice, english: Voice) -> None:
    split = made_costs.split_study()

    assert ownership.page_title(split, german) == (
        f"Die empfohlenen Wege kosten zusammen über drei Jahre rund 140.000{NB}€"
    )
    assert ownership.page_title(split, english) == (
        "The recommended ways together cost about €140,000 over three years"
    )
    assert ownership.page_title(study(), german) == ownership.totals_title(study(), german)


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (0.03, f"Die Technik ist zu 3{NB}% ausgelastet. 97{NB}% der bezahlten Leistung ruhen."),
        (0.004, f"Von der bezahlten Leistung wird weniger als 1{NB}% genutzt."),
        (1.4, "Die Technik ist voll ausgelastet."),
        (0.0, f"Die Technik ist zu 0{NB}% ausgelastet. 100{NB}% der bezahlten Leistung ruhen."),
    ],
)
def test_idle_hardware_is_named(german: Voice, used: float, said: str) -> None:
    assert ownership.idle(used, "open_onprem", german) == f"„Offen, eigener Server“: {said}"


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("2026-11-23", ""),
        ("2026-08-27", ""),  # 90 days
        ("2026-08-26", "Preis älter als 90 Tage: bitte prüfen."),
        ("2026-07", "Preis älter als 90 Tage: bitte prüfen."),
        ("2026-08", "Preis vielleicht älter als 90 Tage: bitte prüfen."),
        ("2026", "Preis vielleicht älter als 90 Tage: bitte prüfen."),
        ("2026 (early)", "Preis vielleicht älter als 90 Tage: bitte prüfen."),
        ("2025", "Preis älter als 90 Tage: bitte prüfen."),
        ("", "Datum des Preises unbekannt: bitte prüfen."),
        ("2026-13", "Datum des Preises unbekannt: bitte prüfen."),
    ],
)
def test_an_old_price_is_flagged_and_a_vague_date_says_perhaps(
    german: Voice, dated: str, said: str
) -> None:
    assert ownership.old_price(dated, TODAY, german) == said


def test_footprints_within_each_others_range_are_level(german: Voice, english: Voice) -> None:
    near = {"api_us": Range(0.3, 2, 9), "open_eu_api": Range(0.5, 1.4, 6)}
    far = {"open_eu_api": Range(0.01, 0.02, 0.03), "open_onprem": Range(90, 140, 1234)}

    assert ownership.footprint_title(near, german) == (
        "„Offen, EU-Dienst“ und „Proprietär, direkt“ liegen beim Fußabdruck gleichauf"
    )
    assert ownership.footprint_title(far, english) == (
        "Smallest footprint: “Open, EU service” with below 0.1 kg CO₂e a month"
    )
    assert [ownership.kilograms(value, german) for value in (0, 1.44, 14.4, 1234)] == [
        "0,0", "1,4", "14", "1.200",
    ]  # fmt: skip


def test_the_largest_part_is_named_with_its_share(german: Voice, english: Voice) -> None:
    # By hand: E pays 36 · 900 = 32,400 of 61,800 for care.
    assert ownership.largest_part(study(), "open_onprem", german) == (
        f"Den größten Teil macht bei „Offen, eigener Server“ die Betreuung aus: 52{NB}%"
    )
    assert ownership.largest_part(study(), "open_eu_api", english) == (
        "With “Open, EU service” the largest part is usage: 57%"
    )


def test_no_sentence_is_long(german: Voice, english: Voice) -> None:
    found = made_costs.split_study()
    for voice in (german, english):
        said = " ".join(
            (
                ownership.totals(found, voice),
                ownership.usage(PEAK, voice, tokens_per_page=800),
                *ownership.time_crossings(found, voice),
                ownership.idle(0.03, "open_onprem", voice),
            )
        )
        longest = max((len(part.split()) for part in said.split(". ")), default=0)
        assert longest <= 17  # names of ways count as several words
