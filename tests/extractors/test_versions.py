"""Versions of one statement in invented articles, analysed with the bundled model: who is put beside whom, and how."""

import json

import jsonschema
import pytest
import versionplants
from spquotes.data import schema
from spquotes.data.records import Article
from spquotes.data.store import QuoteFilter, Store
from spquotes.data.writers.versions import flat, heading, notes, published
from spquotes.extractors.versions.asked import Asked, compared, outlets_of
from spquotes.extractors.versions.forms import form
from spquotes.extractors.versions.publishing import first
from spquotes.extractors.versions.saying import saying

LEAD = "Mayor Anna Kovacs spoke at the town hall.\n\n"
FULL = (
    f"{LEAD}“We will not close the old bridge this year. Some 400 families from Tarnova depend on it every day. "
    "The council has promised us the money,” Kovacs said.\n"
)


def articles(**texts):
    """Articles by outlet: a text, or a text and a day; the same day unless told."""
    made = []
    for outlet, told in texts.items():
        text, day = told if isinstance(told, tuple) else (told, "2021-03-04")
        made.append(Article(f"{outlet}.txt", text, outlet=outlet, published=day))
    return made


def groups(*, of=None, wanted=None, **texts):
    with versionplants.stored(articles(**texts)) as store:
        rows = list(compared(store, of or Asked(wanted or QuoteFilter())))
        stored = {one: store.article(one).text for one in store.article_ids()}
    for row in rows:
        jsonschema.validate(row, schema.schema("statement-comparisons"))
        for one in row["versions"]:
            where = {"fullest": next(some["doc"] for some in row["versions"] if some["fullest"]), "version": one["doc"]}
            for difference in one["differences"]:
                for side, doc in where.items():
                    for span in difference[side]:
                        assert stored[doc][span["start"] : span["end"]] == span["text"]
    return rows


def versions(row):
    return {one["outlet"]: one for one in row["versions"]}


def inside(one):
    """What differs inside a version: the op, the words of the fullest and its own."""
    return [
        (some["op"], *(" ".join(span["text"] for span in some[side]) for side in ("fullest", "version")))
        for some in one["differences"]
        if some["where"] == "inside"
    ]


def test_forms():
    (row,) = groups(
        Post=FULL,
        Courier=f"{LEAD}“We will not close the old bridge this year. Some 400 families from Tarnova depend on it "
        "every day,” Kovacs said.\n",
        Times=f"{LEAD}Kovacs claimed that “400 families from Tarnova depend on it” and left.\n",
        Echo=f"Kovacs: ‘We Will Not Close the Old Bridge’\n\n{LEAD}",
        Herald=f"{LEAD}Kovacs said that the old bridge would not be closed this year.\n",
    )
    found = versions(row)
    assert {outlet: one["form"] for outlet, one in found.items()} == {
        "Post": "full", "Courier": "shortened", "Times": "fragment", "Echo": "headline", "Herald": "paraphrase",
    }  # fmt: skip
    assert row["id"] == found["Post"]["id"]
    assert [one["outlet"] for one in row["versions"] if one["fullest"]] == ["Post"]
    assert found["Times"]["words"] == {"same": 7, "of": 26}
    assert found["Times"]["differs"] == ["class"]
    assert found["Courier"]["differs"] == found["Echo"]["differs"] == []


def test_changed_words_are_told_to_the_letter():
    (row,) = groups(
        Post=FULL,
        Courier=FULL.replace("will not close", "will close").replace("400", "300").replace("Tarnova", "Belograd"),
    )
    one = versions(row)["Courier"]
    assert inside(one) == [("left out", "not", ""), ("changed", "400", "300"), ("changed", "Tarnova", "Belograd")]
    assert [some["kinds"] for some in one["differences"]] == [["negation"], ["figure"], ["name"]]
    assert not any(some["marked"] for some in one["differences"])
    assert one["differs"] == ["words", "negation", "figure", "name"]


@pytest.mark.parametrize(
    ("shorter", "marked"),
    [
        ("this year. Some 400 families depend on it", False),
        ("this year. Some 400 families … depend on it", True),
        ("this year. Some 400 families … [from Tarnova] depend on it", None),
        ("this year. Some 400 families,” Kovacs said. “depend on it", True),
    ],
)
def test_an_omission_that_is_owned_up_to(shorter, marked):
    (row,) = groups(Post=FULL, Courier=FULL.replace("this year. Some 400 families from Tarnova depend on it", shorter))
    left_out = [some for some in versions(row)["Courier"]["differences"] if some["where"] == "inside"]
    assert [some["marked"] for some in left_out] == ([] if marked is None else [marked])


def test_words_that_both_have_are_no_difference():
    (row,) = groups(
        Post=f"{LEAD}“They have told you lies. I am so tired — I am so tired of the ferry company mocking our valley "
        "every summer,” Kovacs said.\n",
        Courier=f"{LEAD}“I am so tired of the ferry company mocking our valley,” Kovacs said.\n",
    )
    (one,) = (one for one in row["versions"] if not one["fullest"])
    assert (one["words"]["same"], one["differs"]) == (11, [])
    assert all(some["op"] == "left out" for some in one["differences"])


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        ("Unless you want Nemeth or Szabo to be the new", ("Petra Szabo or Anna Nemeth as", "Nemeth or Szabo to be")),
        ("Everybody knows how it is. The new", None),  # another sentence: the fullest begins its own here
        ("Nobody else has earned it … the new", None),
    ],
)
def test_other_words_at_the_beginning_of_a_sentence_are_a_difference(begins, told):
    end = "treasurer of Tarnova you had better stand behind Omar Haddad tomorrow"
    full = "The night was long. Unless you want Petra Szabo or Anna Nemeth as the new"
    (row,) = groups(
        Post=f"{LEAD}“{full} {end}. The whole valley is watching us,” Kovacs said.\n",
        Courier=f"{LEAD}“{begins} {end},” Kovacs said.\n",
    )
    one = versions(row)["Courier"]
    assert not one["fullest"]
    assert inside(one) == ([] if told is None else [("changed", *told)])
    assert ("words" in one["differs"]) is (told is not None)


def test_the_fullest_that_stops_earlier_is_no_difference():
    end = "and nobody has asked the bakers of Tarnova what they think of it"
    (row,) = groups(
        Post=f"{LEAD}“The harbour must stay open. The old mill will be sold in spring {end},” Kovacs said.\n",
        Courier=f"{LEAD}“The old mill will be sold in spring {end}, or so I am told,” Kovacs said.\n",
    )
    (one,) = (one for one in row["versions"] if not one["fullest"])
    assert one["differs"] == []


def test_a_possessive_is_no_other_name():
    (row,) = groups(
        Post=FULL.replace("from Tarnova", "from Tarnovas’ hills"),
        Courier=FULL.replace("from Tarnova", "from Tarnovas’s hills"),
        Times=FULL.replace("from Tarnova", "from Tarnovas hills").replace("Some 400", "Some Tarnova’s 400"),
        Echo=FULL.replace("from Tarnova", "from Tarnovas hills").replace("Some 400", "Some Tarnova 400"),
    )
    told = {tuple(some["kinds"]) for one in row["versions"] for some in one["differences"] if some["op"] == "changed"}
    assert told == {()}
    assert not any("Tarnovas" in str(inside(one)) for one in row["versions"])


def test_who_was_first_and_how_many_days_later():
    (row,) = groups(Post=(FULL, "2021-03-06"), Courier=(FULL.replace("Kovacs said", "Kovacs insisted"), "2021-03-04"))
    assert row["first"] == {"published": "2021-03-04", "outlets": ["Courier"], "docs": ["Courier.txt"]}
    assert {outlet: one["days"] for outlet, one in versions(row).items()} == {"Courier": 0, "Post": 2}
    assert [one["outlet"] for one in row["versions"]] == ["Courier", "Post"]
    assert versions(row)["Courier"]["differs"] == ["class"] or versions(row)["Post"]["differs"] == ["class"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2021-03-04", "2021-03-04"), ("2021-03-04", ["a", "b"])),
        (("2021-03-04T08:00", "2021-03-04T07:00"), ("2021-03-04T07:00", ["b"])),
        (("2021-03-04T08:00", "2021-03-04"), ("2021-03-04", ["a", "b"])),
        (("2021-03-04", None), ("2021-03-04", ["a"])),
        ((None, "2021-03-04"), ("2021-03-04", ["b"])),
    ],
)
def test_ties_and_undated_ones(days, expected):
    rows = [{"id": name, "doc": name, "outlet": name, "published": day} for name, day in zip("ab", days, strict=True)]
    found = first(rows)
    assert (found["published"], found["outlets"]) == expected
    assert first([{**row, "published": None} for row in rows]) is None


def test_what_others_say_in_nearly_the_same_words_stands_beside():
    texts = {
        "Post": f"{LEAD}“The picture of our valley is by and large not being painted by us, and so it is crooked,” "
        "Kovacs said.\n",
        "Courier": "Omar Haddad met the press.\n\n“The picture of the valley is not often painted by us and "
        "sometimes it is crooked,” Haddad said.\n",
    }
    (row,) = groups(**texts)
    assert groups(of=Asked(QuoteFilter(), others=False), **texts) == []
    other = next(one for one in row["versions"] if not one["fullest"])
    assert {one["speaker"]["name"] for one in row["versions"]} == {"Anna Kovacs", "Omar Haddad"}
    assert other["relation"] == "other speaker"
    assert "speaker" in other["differs"]


def test_the_same_words_given_to_another_are_flagged():
    (row,) = groups(Post=FULL, Courier=FULL.replace("Anna Kovacs", "Omar Haddad").replace("Kovacs", "Haddad"))
    (other,) = [one for one in row["versions"] if not one["fullest"]]
    assert other["relation"] == "same words, other speaker"
    assert any(note.startswith("THE SAME WORDS") for note in notes(row, other))


def test_a_topic_is_no_statement():
    assert groups(
        Post=f"{LEAD}“The old bridge is a wonder of engineering,” Kovacs said.\n",
        Courier=f"{LEAD}“Nobody has looked after the old bridge since the flood,” Kovacs said.\n",
        Times=f"{LEAD}Kovacs said that the old bridge was painted green.\n",
    ) == []  # fmt: skip


def test_a_phrase_used_week_by_week_is_no_statement():
    texts = {
        f"Post{number}": (f"{LEAD}Kovacs promised “a fair deal for the valley” to {whom}.\n", f"2021-0{number}-10")
        for number, whom in enumerate(("bakers", "teachers", "farmers", "nurses"), 1)
    }
    assert groups(**texts) == []


SOME = f"{LEAD}“The old bridge is a crumbling monument to greed and nobody should cross it in winter,” Kovacs said.\n"


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("Kovacs called it “a crumbling monument” and left.", False),
        ("Kovacs called it “a crumbling monument to greed” and left.", True),
    ],
)
@pytest.mark.parametrize("days", [(None, None), ("2021-03-04", None), (None, "2021-03-04")])
def test_without_dates_more_words_are_asked_for(short, told, days):
    assert groups(Post=SOME, Courier=f"{LEAD}{short}\n")
    found = groups(Post=(SOME, days[0]), Courier=(f"{LEAD}{short}\n", days[1]))
    assert bool(found) is told


@pytest.mark.parametrize("day", ["2021-03-04", None])
def test_without_dates_a_loose_paraphrase_is_none(day):
    texts = (
        f"{LEAD}“We will not close the old bridge this year,” Kovacs said.\n",
        f"{LEAD}Kovacs said that the old bridge would not be closed this year.\n",
    )
    found = groups(Post=(texts[0], day), Courier=(texts[1], day))
    assert bool(found) is (day is not None)


def test_without_dates_a_phrase_of_three_articles_is_no_statement():
    phrase = "a fair deal for every valley"
    texts = {
        f"Post{number}": (f"{LEAD}Kovacs promised “{phrase}” to {whom}.\n", None)
        for number, whom in enumerate(("bakers", "teachers", "farmers"), 1)
    }
    assert groups(**texts) == []
    assert groups(**dict(list(texts.items())[:2])) != []


def test_groups_are_not_chained():
    """A and B share a sentence, B and C another: C is no version of A."""
    one, two, three = (
        "The mill must reopen before the harvest is in",
        "Our schools have waited for new roofs since the great storm",
        "Every ferry that sails from this harbour will carry a doctor",
    )
    rows = groups(
        Post=f"{LEAD}“{one}. {two}. Nobody here has forgotten that winter,” Kovacs said.\n",
        Courier=f"{LEAD}“{two}. {three},” Kovacs said.\n",
        Times=f"{LEAD}“{three},” Kovacs said.\n",
    )
    assert all({one["outlet"] for one in row["versions"]} != {"Post", "Courier", "Times"} for row in rows)


def test_one_sentence_of_an_agency_is_folded():
    texts = {
        "Post": FULL,
        "Courier": FULL,
        "Times": f"{LEAD}Kovacs claimed that “400 families from Tarnova depend on it”.\n",
    }
    (row,) = groups(**texts)
    (fullest,) = [one for one in row["versions"] if one["fullest"]]
    assert [place["outlet"] for place in fullest["also_in"]] in (["Post"], ["Courier"])
    assert (row["outlets"], outlets_of(row)) == (["Courier", "Post", "Times"], 3)
    assert groups(Post=FULL, Courier=FULL) == []


def test_a_headline_is_a_repetition_of_its_article():
    (row,) = groups(
        Post=f"Kovacs: ‘We will not close the old bridge this year’\n\n{FULL}",
        Times=f"{LEAD}Kovacs claimed that “400 families from Tarnova depend on it” and left.\n",
    )
    repeated = [one for one in row["versions"] if one["repeats"]]
    assert [one["form"] for one in repeated] == ["headline"]
    assert repeated[0]["repeats"] == row["id"]


def test_a_filter_chooses_by_one_version_and_shows_all():
    texts = {"Post": FULL, "Courier": (FULL.replace("400", "300"), "2021-03-09")}
    (row,) = groups(wanted=QuoteFilter(outlets=["Courier"]), **texts)
    assert {one["outlet"] for one in row["versions"]} == {"Post", "Courier"}
    (row,) = groups(wanted=QuoteFilter(since="2021-03-08"), **texts)
    assert len(row["versions"]) == 2
    assert groups(wanted=QuoteFilter(since="2021-03-10"), **texts) == []
    assert groups(of=Asked(QuoteFilter(), outlets=3), **texts) == []


def test_changed_leaves_out_what_only_is_shorter():
    short = f"{LEAD}“The council has promised us the money,” Kovacs said.\n"
    assert groups(Post=FULL, Courier=short)
    assert groups(of=Asked(QuoteFilter(), changed=True), Post=FULL, Courier=short) == []


def test_the_indexes_find_what_looking_at_all_finds(monkeypatch):
    texts = {"Post": FULL, "Courier": FULL.replace("400", "300"), "Times": f"{LEAD}Kovacs said that it was late.\n"}
    wanted = QuoteFilter(outlets=["Courier"])
    whole = groups(wanted=wanted, **texts)
    monkeypatch.setattr("spquotes.extractors.versions.asked.ALL_AT_ONCE", 0)
    assert groups(wanted=wanted, **texts) == whole
    monkeypatch.setattr("spquotes.extractors.versions.asked.AROUND", -400)  # by their words alone
    assert groups(wanted=wanted, **texts) == whole


def test_flat_rows_fit_their_schema():
    rows = list(flat(groups(Post=FULL, Courier=(FULL.replace("400", "300"), None))))
    for row in rows:
        jsonschema.validate(row, schema.schema("versions"))
        assert list(row) == list(schema.columns("versions"))
    assert [row["changed"] for row in rows if not row["fullest"]] in (
        ["‘300’ for ‘400’"],
        [["‘300’ for ‘400’"]],
        [["‘400’ for ‘300’"]],
    )


def test_what_a_person_reads():
    (row,) = groups(Post=FULL, Courier=(FULL.replace("400", "300").replace("said", "insisted"), "2021-03-05"))
    other = versions(row)["Courier" if versions(row)["Post"]["fullest"] else "Post"]
    assert heading(row).startswith("Anna Kovacs · 2 versions in 2 articles of 2 outlets · first 2021-03-04: Post")
    assert published(row, versions(row)["Post"]) == "2021-03-04 first"
    assert published(row, versions(row)["Courier"]) == "2021-03-05 +1 d"
    assert any("(figure)" in note for note in notes(row, other))
    assert any("at a distance" in note for note in notes(row, other))


def test_the_heading_says_that_undated_ones_may_be_earlier():
    (row,) = groups(Post=FULL, Courier=(FULL.replace("400", "300"), None))
    assert heading(row).endswith("earliest dated 2021-03-04: Post; 1 undated")
    assert published(row, versions(row)["Post"]) == "2021-03-04 earliest"


def test_a_statement_whose_own_words_are_all_quoted_is_no_paraphrase():
    (row,) = groups(
        Post=f"{LEAD}Kovacs said that the flood had ruined every farm in the valley and killed the last of the bees.\n",
        Courier=f"{LEAD}Kovacs said that it “ruined every farm in the valley and killed the last of the bees.”\n",
    )
    assert {outlet: one["form"] for outlet, one in versions(row).items()}["Post"] == "paraphrase"
    assert {outlet: one["form"] for outlet, one in versions(row).items()}["Courier"] != "paraphrase"


def test_quoted_words_without_a_word_in_common_are_a_fragment():
    (row,) = groups(Post=FULL, Courier=FULL.replace("400", "300"))
    for kind, expected in (("mixed", "fragment"), ("indirect", "paraphrase")):
        text = "Kovacs “ruined Tarnova.”"
        span = {"start": 0, "end": len(text), "text": text}
        said = saying({**row["versions"][0], "text": text, "content": [span], "type": kind})
        assert form(said, None) == expected


def test_the_two_articles_on_an_image_abroad(source_articles):
    with Store.temporary() as store:
        files = sorted(source_articles.glob("*.txt"))
        versionplants.stored([Article(file.name, file.read_text(encoding="utf-8")) for file in files], store)
        rows = list(compared(store, Asked(QuoteFilter())))
    told = [
        {one["speaker"]["name"].split()[-1] for one in row["versions"] if "formed by us" in one["text"]} for row in rows
    ]
    assert {"Putin", "Gatilov"} in told


def test_planted_versions_are_found(bench):
    import floors

    told = versionplants.measured(versionplants.articles_of(bench / "quotes" / "polnear_dev.jsonl")).figures()
    moved = floors.move("versions", told)
    assert floors.missed(told, floors.of("versions")) == [], moved


def test_rows_are_json():
    assert json.loads(json.dumps(groups(Post=FULL, Courier=FULL.replace("400", "300"))))
