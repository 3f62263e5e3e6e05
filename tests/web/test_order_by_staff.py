"""What the operator and the supervisor do with an order on its page, each move as its button sends it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image

from tests.web.person import Person, in_days, signed_in
from tests.world import World, as_user, file_order, make_probes, make_world, owner_force, owner_run, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    # a second plumber, to whom work can be given
    user = owner_value(made, "insert into people.users (name) values ('Олег Второй') returning user_id")
    made.users["second"] = user
    made.staff["second"] = owner_value(
        made,
        "insert into people.staff (user_id, name, position, employed) values (?, 'Олег Второй', 'Сантехник', "
        "'[2015-01-01,)') returning staff_id",
        user,
    )
    owner_run(
        made, "insert into people.staff_specializations (staff_id, specialization) values (?, 'plumber')",
        made.staff["second"],
    )  # fmt: skip
    owner_run(made, "insert into people.user_cabinets (user_id, cabinet) values (?, 'manager')", user)
    return made


@pytest.fixture(params=["operator", "supervisor"])
def office(request: pytest.FixtureRequest, app: Flask, world: World) -> tuple[str, Person]:
    return str(request.param), Person(signed_in(app, world, str(request.param)))


@pytest.fixture
def filed(world: World) -> Callable[[], int]:
    def make() -> int:
        # ten a day is the limit of a person, and not what is looked at here
        owner_force(world, "update desk.orders set created_at = created_at - interval '2 days'")
        return file_order(world, "anna", "one/1", f"Капает кран {uuid4().hex[:6]}")

    return make


def state(world: World, order: int) -> str:
    return str(owner_value(world, "select state from desk.orders where order_id = ?", order))


def move(world: World, order: int, *steps: str) -> None:
    """The plumber's own steps."""
    with as_user(world, "plumber", "manager") as db:
        for step in steps:
            db.rows("select * from manager.probe(?)", f"select coalesce({step.format(order=order)}::text, '')")


def complete(world: World, order: int) -> None:
    file = owner_value(
        world,
        "insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256) "
        "values (gen_random_uuid(), ?, 'x.jpg', 'image/jpeg', 'x', 'x') returning file_id::text",
        world.users["plumber"],
    )
    move(
        world, order, "desk.order_accept({order})",
        "desk.order_complete({order}, array['Заменил'], null, 20, null, array['" + file + "']::uuid[])",
    )  # fmt: skip


def photo() -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    out.seek(0)
    return out, "a.jpg"


def test_words_are_written_to_the_resident_or_kept_among_staff(
    app: Flask, world: World, office: tuple[str, Person], filed: Callable[[], int]
) -> None:
    cabinet, person = office
    order = filed()
    send = f"/{cabinet}/order-message?order={order}"
    person.do(send, body="Мастер перезвонит", photos=[photo()])
    person.do(send, body="Жилец нервничает", internal="true")
    page = person.see(f"/{cabinet}/order?order={order}")
    assert "Мастер перезвонит" in page
    assert "Жилец нервничает" in page
    anna = Person(signed_in(app, world, "anna")).see(f"/resident/order?order={order}")
    assert "Мастер перезвонит" in anna
    assert "нервничает" not in anna
    assert person.send(f"/{cabinet}/order-message?order=987654321", body="x").status_code == 404


def test_another_performer_a_helper_and_one_less(
    world: World, office: tuple[str, Person], filed: Callable[[], int]
) -> None:
    cabinet, person = office
    order, second = filed(), str(world.staff["second"])
    person.do(f"/{cabinet}/order-member?order={order}", staff=second, role="co_performer")
    assert "Олег Второй" in person.see(f"/{cabinet}/order?order={order}")
    person.do(f"/{cabinet}/order-unmember?order={order}&staff={second}")
    assert f"staff={second}" not in str(person.links(f"/{cabinet}/order?order={order}", "order-unmember"))
    person.do(f"/{cabinet}/order-assign?order={order}", staff=second, reason="Он ближе")
    assert owner_value(world, "select assignee_id from desk.orders where order_id = ?", order) == int(second)
    assert "Он ближе" in person.see(f"/{cabinet}/order?order={order}")
    assert person.send(f"/{cabinet}/order-assign?order={order}", staff="987654321").status_code in {404, 422}


def test_term_visit_deferring_and_back(world: World, office: tuple[str, Person], filed: Callable[[], int]) -> None:
    cabinet, person = office
    order = filed()
    one = f"?order={order}"
    later = in_days(9) + "T12:00"
    person.do(f"/{cabinet}/order-term{one}", due=later, reason="Ждём деталь")
    assert "Ждём деталь" in person.see(f"/{cabinet}/order{one}")
    past = in_days(-2) + "T12:00"
    assert person.send(f"/{cabinet}/order-term{one}", due=past, reason="x").status_code == 422

    form = person.html(f"/{cabinet}/order-visit{one}")
    window = re.findall(r'name="window" value="([^"]+)"', form) or re.findall(r'<option value="([^"]+)"', form)
    assert window
    person.do(f"/{cabinet}/order-visit{one}", window=window[-1])
    assert owner_value(world, "select visit_from is not null from desk.orders where order_id = ?", order)

    move(world, order, "desk.order_accept({order})")
    if not person.links(f"/{cabinet}/order{one}", "order-defer"):  # only who is offered it may do it
        person.refused(f"/{cabinet}/order-defer{one}", 409, until=later, reason="Фасад чиним в тепле")
        return
    person.do(f"/{cabinet}/order-defer{one}", until=later, reason="Фасад чиним в тепле")
    assert state(world, order) == "deferred"
    person.do(f"/{cabinet}/order-requeue{one}", reason="Потеплело")
    assert state(world, order) in {"new", "assigned"}


def test_waiting_goes_on_when_the_resident_answers_by_telephone(
    world: World, office: tuple[str, Person], filed: Callable[[], int]
) -> None:
    cabinet, person = office
    order = filed()
    move(world, order, "desk.order_accept({order})",
         "desk.order_move({order}, 'waiting', p_reason => 'Нет дома', p_waiting_reason => 'no_access')")  # fmt: skip
    assert state(world, order) == "waiting"
    person.do(f"/{cabinet}/order-resume?order={order}")
    assert state(world, order) == "in_progress"


def test_done_is_confirmed_or_returned_by_telephone(
    world: World, office: tuple[str, Person], filed: Callable[[], int]
) -> None:
    cabinet, person = office
    order = filed()
    complete(world, order)
    back = f"/{cabinet}/order-return?order={order}"
    if person.links(f"/{cabinet}/order?order={order}", "order-return"):
        person.do(back, reason="Снова капает", photos=[photo()])
        assert state(world, order) in {"in_progress", "assigned", "new"}
    else:  # the word of the resident is the operator's to pass on
        person.refused(back, 409, reason="Снова капает")
        assert state(world, order) == "completed"
    order = filed()
    complete(world, order)
    person.do(f"/{cabinet}/order-callback?order={order}")
    assert state(world, order) == "completed"
    if not person.links(f"/{cabinet}/order?order={order}", "order-confirm"):
        person.refused(f"/{cabinet}/order-confirm?order={order}", 409)
        return
    person.do(f"/{cabinet}/order-confirm?order={order}")
    assert state(world, order) == "closed"
    answer = person.send(f"/{cabinet}/order-cancel?order={order}", reason="передумал")
    if answer.status_code == 200:
        said = person.refused(f"/{cabinet}/order-cancel?order={order}", 409, reason="передумал")
        assert "не" in said
    assert state(world, order) == "closed"


def test_a_rating_is_written_down_by_the_operator(app: Flask, world: World, filed: Callable[[], int]) -> None:
    person = Person(signed_in(app, world, "operator"))
    order = filed()
    complete(world, order)
    person.do(f"/operator/order-confirm?order={order}")
    person.do(f"/operator/order-rate?order={order}", quality="5", speed="4", politeness="5", tidiness="3",
              comment="Сказала по телефону")  # fmt: skip
    assert owner_value(world, "select quality from desk.ratings where order_id = ?", order) == 5


def test_an_order_is_cancelled_with_its_reason(
    world: World, office: tuple[str, Person], filed: Callable[[], int]
) -> None:
    cabinet, person = office
    order = filed()
    assert person.send(f"/{cabinet}/order-cancel?order={order}", reason="").status_code == 422
    person.do(f"/{cabinet}/order-cancel?order={order}", reason="Сами починили")
    assert state(world, order) == "declined"
    assert "Сами починили" in person.see(f"/{cabinet}/order?order={order}")


def test_duty_takes_what_cannot_wait(world: World, office: tuple[str, Person], filed: Callable[[], int]) -> None:
    cabinet, person = office
    order = filed()
    nobody = person.refused(f"/{cabinet}/order-duty?order={order}", 409)
    assert nobody
    owner_run(
        world,
        "insert into people.duty_shifts (staff_id, during, on_call) values (?, tstzrange(lib.moment() - interval "
        "'1 hour', lib.moment() + interval '5 hours'), true)",
        world.staff["second"],
    )
    person.do(f"/{cabinet}/order-duty?order={order}")
    assert owner_value(world, "select assignee_id from desk.orders where order_id = ?", order) == world.staff["second"]
    owner_run(world, "delete from people.duty_shifts")


def test_a_call_without_an_order_and_a_promise_to_call_back(app: Flask, world: World) -> None:
    person = Person(signed_in(app, world, "operator"))
    person.do("/operator/call-record", note="Спросила часы приёма", contact_phone="8 924 000-00-99")
    person.do("/operator/call-back", contact_phone="8 924 000-00-98", note="Перезвонить про счёт")
    (called, *_more) = person.links("/operator/shift", r"shift-called\?call=")
    person.do(called)
    assert owner_value(world, "select count(*) from desk.calls where called_back_at is not null") == 1
    assert person.send("/operator/shift-called?call=987654321").status_code == 404


def test_a_newcomer_is_let_in_asked_or_refused(app: Flask, world: World) -> None:
    person = Person(signed_in(app, world, "operator"))

    def request(name: str) -> int:
        return int(
            owner_value(
                world,
                "insert into people.join_requests (house_id, flat, name, phone, answer_by) "
                "values (?, '3', ?, ?, lib.moment() + interval '1 day') returning request_id",
                world.houses["one"], name, f"+7924111{len(name):04d}",
            )
        )  # fmt: skip

    asked, refused, accepted = (request(name) for name in ("Ася Первая", "Борис Второй Б.", "Вера Третья Вер."))
    assert "Ася Первая" in person.see("/operator/approvals")
    person.do(f"/operator/approvals-ask?request={asked}", reason="Пришлите фото счёта")
    person.do(f"/operator/approvals-refuse?request={refused}", reason="Такой квартиры нет")
    person.do(f"/operator/approvals-accept?request={accepted}")
    assert (
        owner_value(world, "select count(*) from people.relations where premise_id = ?", world.premises["one/3"]) == 1
    )
    assert person.send("/operator/approvals-accept?request=987654321").status_code in {200, 404}


def test_the_queue_is_given_away(app: Flask, world: World) -> None:
    person = Person(signed_in(app, world, "operator"))
    order = file_order(world, "fedor", "three/1")
    assert state(world, order) == "new"  # nobody is responsible for the east zone
    assert "mark_three" in person.see("/operator/queue")
    person.do(f"/operator/queue-give?order={order}&staff={world.staff['second']}")
    assert owner_value(world, "select assignee_id is not null from desk.orders where order_id = ?", order)


def test_notices_are_read_at_once(app: Flask, world: World, office: tuple[str, Person]) -> None:
    cabinet, person = office
    person.do(f"/{cabinet}/inbox-read")
    assert (
        owner_value(
            world, "select count(*) from talk.notices where user_id = ? and read_at is null", world.users[cabinet]
        )
        == 0
    )


def test_news_is_written_shown_and_withdrawn(app: Flask, world: World) -> None:
    boss = Person(signed_in(app, world, "supervisor"))
    # the west zone becomes a part of a greater one: its news are the news of its parts
    parent = owner_value(world, "insert into estate.zones (name) values ('Весь запад') returning zone_id")
    owner_run(world, "update estate.zones set parent_id = ? where zone_id = ?", parent, world.zones["west"])
    boss.do("/supervisor/news-write", title="Воду отключат", body="С 10 до 12 в среду", zone=str(parent))
    anna, fedor = (Person(signed_in(app, world, name)) for name in ("anna", "fedor"))
    owner_run(world, "update talk.news set published_at = lib.moment()")  # its 15 seconds are over
    assert "Воду отключат" in anna.see("/resident/news")
    assert "Воду отключат" not in fedor.see("/resident/news")
    (button, *_more) = boss.links("/supervisor/news", r"news-withdraw\?news=")
    boss.do(button)
    assert "Воду отключат" not in anna.see("/resident/news")


def test_jobs_and_cabinets_in_the_hands_of_the_administrator(app: Flask, world: World) -> None:
    admin = Person(signed_in(app, world, "admin"))
    job = "?job=forms_clean"
    admin.do(f"/admin/jobs-switch-off{job}", reason="На время работ")
    assert not owner_value(world, "select enabled from cabinet.schedules where job = 'forms_clean'")
    admin.do(f"/admin/jobs-switch-on{job}", reason="Работы кончились")
    admin.do(f"/admin/jobs-run{job}")
    assert owner_value(
        world, "select enabled and next_at <= clock_timestamp() from cabinet.schedules where job = 'forms_clean'"
    )
    assert admin.send("/admin/jobs-run?job=no_such_job").status_code in {404, 422}
    person = world.users["clara"]
    admin.do("/admin/roles-grant", person=str(person), cabinet="operator", reason="Практика")
    assert owner_value(world, "select count(*) from people.user_cabinets where user_id = ?", person) == 1
    admin.do(f"/admin/roles-revoke?person={person}&cabinet=operator", reason="Практика кончилась")
    assert owner_value(world, "select count(*) from people.user_cabinets where user_id = ?", person) == 0
    admin.do("/admin/portfolio-reply", message="Проверка ленты")
