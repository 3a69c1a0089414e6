"""What is countable in a sentence, and what is not."""

import pytest
from spquotes.data.records import Amount
from spquotes.extractors.claims.quantities import quantities_in, quantities_of
from spquotes.extractors.claims.quantities.units import by_country
from spquotes.extractors.page import lay_out


def read(text):
    """Value and unit of each quantity."""
    return [(one.value, one.unit) for one in quantities_of(text)]


def only(text):
    (one,) = quantities_of(text)
    return one


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$3.5 bn", 3.5e9, "USD"),
        ("£20m", 20e6, "GBP"),
        ("US$40", 40, "USD"),
        ("C$1,200", 1200, "CAD"),
        ("Rs 500 crore", 5e9, "INR"),
        ("Rs. 2 lakh", 2e5, "INR"),
        ("EUR 5 million", 5e6, "EUR"),
        ("€1.5 trillion", 1.5e12, "EUR"),
        ("60 cents", 0.6, "USD"),
        ("50 pence", 0.5, "GBP"),
        ("50,000 euros", 50_000, "EUR"),
        ("2 billion ruble", 2e9, "RUB"),
        ("six million pounds", 6e6, "GBP"),
        ("$400-million", 400e6, "USD"),
        ("300 Mexican pesos", 300, "MXN"),
        ("5 million Canadian dollars", 5e6, "CAD"),
        ("two million U.S. dollars", 2e6, "USD"),
        ("900 Egyptian pounds", 900, "EGP"),
        ("hundreds of millions of dollars", 1e8, "USD"),
        ("half a million yen", 5e5, "JPY"),
        ("1m pounds", 1e6, "GBP"),
        ("454p", 4.54, "GBP"),
    ],
)
def test_money_is_in_units_of_its_currency(written, value, unit):
    one = only(f"The bridge cost {written} in all.")
    assert (one.text, one.kind, one.unit) == (written, "money", unit)
    assert one.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("It got 2 billion ruble ($60 million) a year.", Amount(60e6, "USD")),
        ("It got 2 billion ruble (about $60 million) a year.", Amount(60e6, "USD")),
        ("It got £10, or about €12, a year.", Amount(12, "EUR")),
        ("The road is 5 miles (8 km) long.", Amount(8, "km")),
    ],
)
def test_the_same_amount_in_another_unit_is_kept_beside_it(text, also):
    assert only(text).also == also


def test_two_amounts_of_one_currency_stay_two():
    assert read("It cost $5 ($3 in March).") == [(5, "USD"), (3, "USD")]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("7 percent", 7, "%"),
        ("7.5%", 7.5, "%"),
        ("seven per cent", 7, "%"),
        ("ninety-five percent", 95, "%"),
        ("a hundred percent", 100, "%"),
        ("3 percentage points", 3, "percentage point"),
        ("25 basis points", 25, "basis point"),
        ("half of 1 percent", 0.5, "%"),
        ("half a percentage point", 0.5, "percentage point"),
        ("0.3 of a percentage point", 0.3, "percentage point"),
    ],
)
def test_per_cent(written, value, unit):
    one = only(f"Prices fell {written} in the town.")
    assert (one.text, one.kind, one.value, one.unit) == (written, "percent", value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has three times as many beds as the old one.", 3),
        ("It costs twice the price.", 2),
        ("Rents doubled.", 2),
        ("Rents have tripled since the spring.", 3),
        ("There was a ten-fold rise.", 10),
        ("There was a tenfold rise.", 10),
        ("They want double the money.", 2),
        ("Half of the voters stayed away.", 0.5),
        ("Nearly a third were away.", 1 / 3),
        ("Two-thirds of the voters stayed away.", 2 / 3),
        ("Three quarters of the voters stayed away.", 0.75),
        ("A quarter of them left.", 0.25),
        ("One in five women agreed.", 0.2),
        ("Nine out of 10 agreed.", 0.9),
        ("Three in four agreed.", 0.75),
        ("They won by a 3 to 1 margin.", 3),
    ],
)
def test_multiples_and_shares(text, value):
    one = only(text)
    assert (one.kind, one.unit) == ("multiple", None)
    assert one.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"), [("She won twice.", 2), ("They met three times.", 3), ("He is a two-time winner.", 2)]
)
def test_how_often_is_a_count_of_times(text, value):
    one = only(text)
    assert (one.kind, one.value, one.unit) == ("count", value, "time")


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It came 28th in the list.", "28th", 28),
        ("It was ranked 28th.", "28th", 28),
        ("It is the second-largest port.", "second-largest", 2),
        ("It is the third most populous town.", "third most populous", 3),
        ("It is No. 3 in the list.", "No. 3", 3),
        ("It is the number one problem.", "number one", 1),
        ("It was the first debate on ferries.", "first", 1),
        ("She finished second behind him.", "second", 2),
        ("He was its twenty-first mayor.", "twenty-first", 21),
        ("He is a first-term mayor.", "first", 1),
    ],
)
def test_ranks(text, written, value):
    one = only(text)
    assert (one.text, one.kind, one.value, one.unit) == (written, "rank", value, None)


def test_28th_or_10th_is_two_ranks():
    assert [(one.kind, one.value) for one in quantities_of("It was 28th or 10th.")] == [("rank", 28), ("rank", 10)]


def test_the_top_ten_is_the_tenth_place_or_better():
    one = only("It is among the top 10.")
    assert (one.kind, one.value, one.bound) == ("rank", 10, "most")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("About two million ethnic Germans left.", 2e6, "ethnic Germans"),
        ("She saw 650 fishing boats.", 650, "fishing boats"),
        ("Two dozen local councillors came.", 24, "local councillors"),
        ("A hundred and five dogs barked.", 105, "dogs"),
        ("Half a million men marched.", 5e5, "men"),
        ("It takes 1.5 million tourists a year.", 1.5e6, "tourists"),
        ("It has 1,428 members.", 1428, "members"),
        ("Twenty-nine people were hurt.", 29, "people"),
        ("Three more harbours closed.", 3, "harbours"),
        ("Five of the ministers left.", 5, "ministers"),
        ("Five of the mayor's clerks left.", 5, "clerks"),
        ("Five Dallas police officers left.", 5, "Dallas police officers"),
        ("About 50 or more workers left.", 50, "workers"),
        ("Five past and current workers left.", 5, "past and current workers"),
        ("It was a three-candidate race.", 3, "candidate"),
        ("Four Paris suburbs are cut off.", 4, "Paris suburbs"),
        ("It has 100 newly built houses.", 100, "newly built houses"),
        ("He had zero experience.", 0, "experience"),
        ("There was only one survivor.", 1, "survivor"),
        ("It is more than one mistake.", 1, "mistake"),
    ],
)
def test_counts_with_what_is_counted(text, value, unit):
    one = only(text)
    assert (one.kind, one.value, one.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("dozens of people", 12),
        ("hundreds of people", 100),
        ("thousands of people", 1000),
        ("tens of thousands of people", 10_000),
        ("hundreds of thousands of people", 100_000),
        ("scores of people", 20),
    ],
)
def test_a_plural_scale_is_the_least_that_it_says(written, value):
    one = only(f"They met {written} there.")
    assert (one.text, one.value, one.unit, one.bound) == (written, value, "people", "least")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("40 km", 40, "km"),
        ("700 miles", 700, "mi"),
        ("8,000 square miles", 8000, "mi2"),
        ("156 tonnes", 156, "t"),
        ("30 degrees Celsius", 30, "°C"),
        ("30°C", 30, "°C"),
        ("45.2C", 45.2, "°C"),
        ("90 mph", 90, "mph"),
        ("60 miles an hour", 60, "mph"),
        ("3 million barrels a day", 3e6, "barrel/d"),
        ("half a mile", 0.5, "mi"),
        ("236 pounds", 236, "lb"),
        ("6 feet 3 inches", 6.25, "ft"),
    ],
)
def test_measures(written, value, unit):
    one = only(f"They measured {written} there.")
    assert (one.text, one.kind, one.value, one.unit) == (written, "measure", value, unit)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("three years", 3, "year"),
        ("90 minutes", 90, "minute"),
        ("two and a half months", 2.5, "month"),
        ("a month and a half", 1.5, "month"),
        ("half an hour", 0.5, "hour"),
        ("a half-century", 0.5, "century"),
        ("six weeks", 6, "week"),
        ("2½ days", 2.5, "day"),
    ],
)
def test_durations(written, value, unit):
    one = only(f"It went on for {written} in all.")
    assert (one.kind, one.value, one.unit) == ("duration", value, unit)


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("A man aged 45 was hurt.", 45, None),
        ("A 45-year-old man was hurt.", 45, None),
        ("The man is 45 years old.", 45, None),
        ("Jane Brown, 45, was hurt.", 45, None),
        ("People under 30 stayed at home.", 30, None),
        ("Voters ages 18 to 29 stayed at home.", 18, 29),
        ("Men between the ages of 17 and 20 stayed at home.", 17, 20),
        ("She is in her 50s.", 50, 59),
        ("She is in her fifties.", 50, 59),
        ("The over-65s stayed at home.", 65, None),
        ("She is 45, they say.", 45, None),
        ("An 18- to 24-year-old pays less.", 18, 24),
    ],
)
def test_ages(text, value, high):
    one = only(text)
    assert (one.kind, one.value, one.high, one.unit) == ("age", value, high, "year")


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("It takes between 5 and 7 percent.", 5, 7, "%"),
        ("It takes 5 to 7 percent.", 5, 7, "%"),
        ("It ranges from 5 percent to 7 percent.", 5, 7, "%"),
        ("It takes 10-15 people.", 10, 15, "people"),
        ("It takes from 3 to 5 people.", 3, 5, "people"),
        ("It takes five to 10 years.", 5, 10, "year"),
        ("It takes two or three weeks.", 2, 3, "week"),
        ("It takes $500 to $2,000.", 500, 2000, "USD"),
        ("It takes $5-7 million.", 5e6, 7e6, "USD"),
        ("It takes 5 to 7 million votes.", 5e6, 7e6, "votes"),
        ("It is 20 to 30 times more expensive.", 20, 30, None),
    ],
)
def test_ranges(text, value, high, unit):
    one = only(text)
    assert (one.value, one.high, one.unit) == (value, high, unit)


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("The rate rose from 3 percent to 5 percent.", [(3, "%"), (5, "%")]),
        ("Oil fell $1.20 to $81.50 a barrel.", [(1.2, "USD"), (81.5, "USD")]),
    ],
)
def test_what_rose_from_one_to_the_other_is_no_range(text, two):
    assert read(text) == two


@pytest.mark.parametrize(
    ("before", "bound"),
    [
        ("about", "about"),
        ("nearly", "about"),
        ("an estimated", "about"),
        ("more than", "least"),
        ("at least", "least"),
        ("no fewer than", "least"),
        ("up to", "most"),
        ("fewer than", "most"),
        ("as many as", "most"),
        ("no more than", "most"),
        ("exactly", None),
    ],
)
def test_bounds(before, bound):
    assert only(f"They saw {before} 300 boats.").bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("It takes 50 or more workers.", "least"),
        ("It takes 50 workers or more.", "least"),
        ("It takes 15-plus years.", "least"),
        ("It takes 50+ workers.", "least"),
        ("It takes 100 or so workers.", "about"),
        ("It is for people 65 and over.", "least"),
        ("It takes 10 workers and under an hour.", None),
    ],
)
def test_bounds_behind_the_number(text, bound):
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It passed 51-49.", [51, 49]),
        ("It was a 5-to-4 ruling.", [5, 4]),
        ("She leads him 1,428 to 1,153.", [1428, 1153]),
        ("She leads him 54 percent to 46 percent.", [54, 46]),
    ],
)
def test_scores_and_votes_are_two_numbers(text, values):
    assert [one.value for one in quantities_of(text)] == values


def test_a_unit_is_shared_along_a_list():
    assert read("Shares of 5, 7 and 9 percent were sold.") == [(5, "%"), (7, "%"), (9, "%")]


def test_a_number_inside_what_is_counted_is_found_too():
    assert read("They have 650 18-hole courses.") == [(650, "18-hole courses"), (18, "hole")]


def test_a_parsed_sentence_gives_offsets_into_the_article():
    text = "Nothing else.\n\nThe town has 300 boats. It sold 12 ships."
    sentences = [one for one in lay_out(text).sentences if "12" in text[one.start : one.end]]
    (one,) = quantities_in(sentences[0], text)
    assert text[one.start : one.end] == one.text == "12 ships"


def test_currencies_by_country_come_from_cldr():
    currencies = pytest.importorskip("currencies", reason="babel is not installed")
    assert by_country()["swiss", "francs"] == "CHF"
    assert currencies.FILE.read_text(encoding="utf-8") == currencies.text()
