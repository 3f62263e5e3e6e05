"""Who sees an uploaded file, and how long it is kept: by what it hangs on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_world import Desk, Person
from tests.sql.test_contractors import GUEST, firm, token_of
from webapp.database.errors import DatabaseRefusal


def opens(desk: Desk, person: Person, file: str) -> bool:
    try:
        return bool(desk.see(person, "cabinet.file_read", file, "false"))
    except DatabaseRefusal as refusal:
        if refusal.code != "not_found":
            raise
        return False


def kept(desk: Desk) -> set[str]:
    return {str(row[0]) for row in desk.rows("select file_id::text from cabinet.files")}


def test_the_paper_of_a_permit_opens_for_the_office_the_zones_manager_and_its_owner(desk: Desk) -> None:
    far = desk.performer("Северный Иван Ильич", zones=[desk.north])
    other = desk.person("Вторая Анна Юрьевна", "supervisor")
    file = desk.photo(desk.boss)
    desk.act(desk.boss, "people.permit_add", desk.ivanov.staff, "Высота", "2027-01-01", file=file)
    who = (desk.boss, other, desk.chief, desk.ivanov, far, desk.mary)
    assert [opens(desk, one, file) for one in who] == [True, True, True, True, False, False]


def test_the_paper_of_an_act_sent_by_link_opens_for_the_office(desk: Desk) -> None:
    firm(desk)
    order = desk.order(desk.mary)
    token = token_of(desk, order)
    desk.act(GUEST, "guest.link_accept", token)
    after, file = desk.photo(desk.ivanov), desk.photo(desk.ivanov)
    desk.sql("update cabinet.files set user_id = null")  # as a guest puts them
    desk.act(GUEST, "guest.link_report", token, "Заменили картридж", None, None, [after])
    desk.act(GUEST, "guest.link_act", token, "А-1", "1500.00", file)
    assert [opens(desk, one, file) for one in (desk.boss, desk.mary)] == [True, False]


@pytest.mark.parametrize("whose", ["mary", "boss"])
def test_nobody_hangs_up_a_file_of_another_or_one_that_hangs_already(desk: Desk, whose: str) -> None:
    file = desk.photo(desk.mary)
    if whose == "boss":
        file = desk.photo(desk.boss)
        desk.act(desk.boss, "people.permit_add", desk.lukin.staff, "Высота", "2027-01-01", file=file)
    contractor = firm(desk)
    tries: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
        ("people.permit_add", (desk.ivanov.staff, "Высота", "2027-01-01"), {"file": file}),
        ("people.act_add", (contractor, "А-1", "10"), {"file": file}),
        ("estate.house_files_add", (desk.house, "photo", [file], "Фото"), {}),
        ("estate.sheet_save", (desk.house, "valve", "Кран", "Подвал"), {"photo": file}),
        ("desk.order_create", (desk.tap,), {"premise": desk.flat, "photos": [file]}),
    ]
    for function, args, named in tries:
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, function, *args, **named)
        assert refused.value.code == "file_unknown", function


def test_uploads_that_hang_nowhere_go_after_two_days_and_papers_stay(desk: Desk) -> None:
    permit, act, stray = (desk.photo(desk.boss) for _ in range(3))
    desk.act(desk.boss, "people.permit_add", desk.ivanov.staff, "Высота", "2027-01-01", file=permit)
    desk.act(desk.boss, "people.act_add", firm(desk), "А-1", "10", file=act)
    desk.see(desk.boss, "supervisor.documents_roster", "202611")
    desk.sql("select cabinet.document_done(max(document_id), '%PDF', 1) from cabinet.documents")
    paper = str(desk.sql("select max(file_id::text) from cabinet.documents"))
    register = desk.photo(desk.boss)
    desk.sql(
        """insert into estate.imports (kind, file_name, sha256, file_id, created_at)
        values ('houses', 'дома.csv', 'x', ?::uuid, lib.moment())""",
        register,
    )
    desk.at("2026-11-17 10:00")
    desk.call("desk.forms_clean")
    assert kept(desk) >= {permit, act, stray, paper, register}
    desk.at("2026-11-18 12:00")
    desk.call("desk.forms_clean")
    assert kept(desk) & {permit, act, stray, paper, register} == {permit, act, paper, register}


def test_a_cabinet_that_shows_no_documents_opens_none_of_others(desk: Desk) -> None:
    desk.see(desk.boss, "supervisor.documents_roster", "202611")
    document = desk.sql("select max(document_id) from cabinet.documents")
    desk.sql("select cabinet.document_done(?::bigint, '%PDF', 1)", document)
    assert desk.see(desk.svetlana, "cabinet.document_file", document)
    for cabinet in ("accountant", "admin"):
        stranger = desk.person("Иной Иван Ильич", cabinet)
        with pytest.raises(DatabaseRefusal) as refused:
            desk.see(stranger, "cabinet.document_file", document)
        assert refused.value.code == "not_found", cabinet


def test_photos_of_an_order_open_for_its_people_and_not_for_the_accountant(desk: Desk) -> None:
    file = desk.photo(desk.mary)
    order = desk.order(desk.mary, photos=[file])
    accountant = desk.person("Счётова Анна Ильинична", "accountant")
    neighbour = desk.resident(desk.premise(desk.house, 6), "Соседов Пётр Ильич")
    who = (desk.mary, desk.svetlana, desk.boss, accountant, neighbour, desk.olga)
    assert [opens(desk, one, file) for one in who] == [True, True, True, False, False, False], order


def test_guests_leave_files_up_to_a_number_unless_with_the_action_they_belong_to(own_desk: Desk) -> None:
    """A refused form keeps what was chosen; without a bound guests could fill the disk so."""
    desk = own_desk
    put = "cabinet.file_put(gen_random_uuid(), 'x.jpg', 'image/jpeg', '\\x00', null, null, null)::text"
    before = len(kept(desk))
    for who in (desk.mary, GUEST):
        desk._as(who, f"select {put}", [])
    desk._as(GUEST, f"select count({put})::text from generate_series(1, 299)", [])
    with pytest.raises(DatabaseRefusal) as refused:
        desk._as(GUEST, f"select {put}", [])
    assert refused.value.code == "sign_in"
    desk._as(desk.mary, f"select {put}", [])
    desk._as(GUEST, f"select cabinet.action_begin(gen_random_uuid(), 'guest.link_act')::text, {put}", [])
    assert len(kept(desk)) == before + 303
