"""Questions and answers by audience: found by any form of a word; what is not found goes to the editor, without a person."""

from __future__ import annotations

import pytest

from tests.world import Refused, World, as_user, make_world, owner_run
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(autouse=True)
def forget(world: World) -> None:
    owner_run(world, "delete from talk.faq_misses")


def questions(world: World, user: str | None, words: str | None, language: str = "ru") -> list[str]:
    page = "resident.help_faq" if user else "guest.faq_answers"
    with as_user(world, user, "resident" if user else "guest", language=language) as db:
        return [row[0] for row in db.rows(f"select question from {page}(p_search => ?)", words)]


def test_every_audience_reads_its_own(world: World) -> None:
    resident, guest = questions(world, "anna", None), questions(world, None, None)
    assert "Кто видит мои заявки?" in resident
    assert "Кто видит мои заявки?" not in guest
    assert "Забыл пароль. Что делать?" in guest
    assert "Забыл пароль. Что делать?" not in resident
    assert questions(world, "anna", None, "en")[0] == "When will the technician come?"


@pytest.mark.parametrize("words", ["мастера", "мастером", "Мастер придет"])
def test_forms_of_a_word_find_it(world: World, words: str) -> None:
    assert "Когда придёт мастер?" in questions(world, "anna", words)


def test_what_is_not_found_is_counted_and_answered_by_the_editor(world: World) -> None:
    with as_user(world, None, "guest") as db:
        for words in ("Парковка  для гостей", "парковка для гостей"):
            message, goto = db.one("select message, goto from guest.faq_find(?)", words)
            assert "записали" in message
            assert goto.startswith("/guest/faq?search=%")
        assert db.one("select message from guest.faq_find('мастер')")[0] is None
    with as_user(world, "supervisor", "supervisor") as db:
        assert [tuple(r) for r in db.rows("select words, whom, asked from supervisor.faq_misses()")] == [
            ("парковка для гостей", "Гости", 2)
        ]
        db.rows(
            "select * from supervisor.faq_save(p_question => 'Где парковка?', p_answer => 'Парковка для гостей у дома 3', "
            "p_audiences => '{guest}', p_shown => 'true')"
        )
        assert db.rows("select words from supervisor.faq_misses()") == []
    assert "Где парковка?" in questions(world, None, "парковку")


def test_a_hidden_answer_is_shown_to_nobody(world: World) -> None:
    with as_user(world, "supervisor", "supervisor") as db:
        db.rows(
            "select * from supervisor.faq_save(p_question => 'Черновик вопроса', p_answer => 'Ещё не готово', "
            "p_audiences => '{guest,resident}')"
        )
    assert "Черновик вопроса" not in questions(world, "anna", None) + questions(world, None, None)


@pytest.mark.parametrize("person", ["anna", "plumber", "operator"])
def test_only_the_supervisor_edits(world: World, person: str) -> None:
    cabinet = {"anna": "resident", "plumber": "manager", "operator": "operator"}[person]
    with as_user(world, person, cabinet) as db, pytest.raises(Refused):
        db.rows("select talk.faq_save(null, '{guest}', 'Вопрос', 'Ответ')")


def test_play_does_not_fill_the_table(world: World) -> None:
    owner_run(
        world,
        "insert into talk.faq_misses (audience, words) select 'guest', 'слово ' || n from generate_series(1, 2000) as n",
    )
    with as_user(world, None, "guest") as db:
        db.rows("select * from guest.faq_find('совсем новое слово')")
        db.rows("select * from guest.faq_find('слово 7')")
    assert owner_run(world, "select count(*), max(asked) from talk.faq_misses")[0][0] == 2000
    assert owner_run(world, "select asked from talk.faq_misses where words = 'слово 7'")[0][0] == 2
