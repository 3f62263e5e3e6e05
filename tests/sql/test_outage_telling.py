"""Outages: whom they are told to, in which versions, and what may be taken back (rules.md, Notices; Правила № 354, п. 117 «б»)."""

from __future__ import annotations

from typing import Any

from tests.desk_world import Desk, Person


def draft(
    desk: Desk, *places: str, kind: str = "emergency", utility: str = "hot_water", by: Person | None = None
) -> int:
    who = by or desk.svetlana
    outage = int(desk.act(who, "talk.outage_save", kind, utility))
    for place in places or (f"house:{desk.house}",):
        desk.act(who, "talk.outage_place_add", outage, place)
    return outage


def announced(desk: Desk, *places: str, hours: str = "2026-11-16 18:00+03", **named: Any) -> int:
    outage = draft(desk, *places, **named)
    who = named.get("by") or desk.svetlana
    desk.act(who, "talk.outage_time", outage, desk.moment, hours, reason="Прорыв на вводе")
    desk.act(who, "talk.outage_announce", outage)
    return outage


def later(desk: Desk, seconds: int = 20) -> None:
    desk.at(str(desk.sql("select (?::timestamptz + make_interval(secs => ?::integer))::text", desk.moment, seconds)))


def told(desk: Desk, person: Person) -> list[str]:
    desk.tell()
    return [
        row[0]
        for row in desk.rows(
            "select body from talk.notices where user_id = ?::bigint and kind like 'outage%' order by notice_id",
            person.user,
        )
    ]


def entrance(desk: Desk, number: int) -> int:
    return int(
        desk.sql(
            "select entrance_id from estate.entrances where house_id = ?::bigint and number = ?::int",
            desk.house,
            number,
        )
    )


def test_an_emergency_says_what_where_until_and_what_to_do_to_the_house_alone(desk: Desk) -> None:
    announced(desk)
    later(desk)
    assert told(desk, desk.mary) == [
        "Авария: нет горячей воды. Садовая, 12. Чиним, ожидаем к 18:00. Причина: прорыв на вводе. Закройте краны. "
        "Изменится срок: сообщим. Вопросы: +7 423 200-01-12, круглосуточно."
    ]
    assert told(desk, desk.olga) == []


def test_nobody_hears_for_fifteen_seconds_and_the_writer_may_take_it_back(desk: Desk) -> None:
    outage = announced(desk)
    later(desk, 14)
    assert told(desk, desk.mary) == []
    assert desk.see(desk.mary, "talk.outages_at", desk.house) == []
    desk.refused("not_found", desk.boss, "talk.outage_recall", outage)
    desk.act(desk.svetlana, "talk.outage_recall", outage)
    assert desk.sql("select state from talk.outages where outage_id = ?::bigint", outage) == "draft"
    desk.act(desk.svetlana, "talk.outage_announce", outage)
    later(desk, 15)
    assert len(told(desk, desk.mary)) == 1
    desk.refused("outage_told", desk.svetlana, "talk.outage_recall", outage)


def test_one_message_a_person_whatever_the_number_of_their_flats(desk: Desk) -> None:
    desk.sql(
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "values (?::bigint, ?::bigint, ?::bigint, 'owner', '[2020-01-01,)', '{orders}')",
        desk.mary.user, desk.premise(desk.house, 6), desk.house,
    )  # fmt: skip
    announced(desk)
    later(desk)
    assert len(told(desk, desk.mary)) == 1


def test_an_entrance_and_a_riser_concern_only_their_flats(desk: Desk) -> None:
    far = desk.resident(desk.premise(desk.house, 30), "Дальний Иван Ильич")
    desk.sql('update estate.premises set extra = \'{"riser": "4"}\' where premise_id = ?::bigint', desk.flat)
    outage = draft(desk)
    desk.act(
        desk.svetlana, "talk.outage_place_drop", outage, desk.sql("select outage_place_id from talk.outage_places")
    )
    desk.act(desk.svetlana, "talk.outage_place_add", outage, f"house:{desk.house}", [str(entrance(desk, 1))], ["4"])
    desk.act(desk.svetlana, "talk.outage_time", outage, desk.moment, "2026-11-16 18:00+03")
    assert desk.act(desk.svetlana, "talk.outage_announce", outage) == 1
    later(desk)
    assert "подъезд 1, стояк 4" in told(desk, desk.mary)[0]
    assert told(desk, far) == []
    assert desk.see(far, "talk.outages_at", desk.house, premise=desk.premise(desk.house, 30)) == []
    assert len(desk.see(desk.mary, "talk.outages_at", desk.house, premise=desk.flat)) == 1


def test_a_zone_and_a_street_add_all_their_houses(desk: Desk) -> None:
    outage = draft(desk, f"zone:{desk.centre}", "street:Мира")
    houses = desk.rows("select house_id from talk.outage_places where outage_id = ?::bigint order by 1", outage)
    assert {row[0] for row in houses} == {desk.house, desk.other_house}


def test_versions_go_to_the_same_people_in_one_thread_and_a_sent_one_stays(desk: Desk) -> None:
    outage = announced(desk)
    later(desk)
    first = told(desk, desk.mary)
    desk.act(desk.svetlana, "talk.outage_extend", outage, "2026-11-16 21:00+03", version=1)
    later(desk)
    desk.act(desk.svetlana, "talk.outage_correct", outage, "Воды не будет и в подвале", version=2)
    later(desk)
    # who has moved out meanwhile heard the beginning and hears the rest
    desk.sql("update people.relations set during = '[2020-01-01,2026-11-16)' where user_id = ?::bigint", desk.mary.user)
    desk.act(desk.svetlana, "talk.outage_end", outage, desk.moment)
    heard = told(desk, desk.mary)
    assert heard[:1] == first
    assert heard[1].startswith("Дольше, чем обещали: нет горячей воды, теперь ожидаем к 21:00")
    assert heard[2] == "Воды не будет и в подвале"
    assert heard[3].startswith("Горячая вода снова есть")
    thread = desk.rows("select version, kind from talk.outage_messages where outage_id = ?::bigint order by 1", outage)
    assert thread == [(1, "announced"), (2, "extended"), (3, "corrected"), (4, "ended")]


def test_an_emergency_cannot_be_switched_off_and_ignores_quiet_hours_a_planned_one_waits(desk: Desk) -> None:
    desk.at("2026-11-16 23:30")
    kind = "outage_emergency"
    desk.act(desk.mary, "people.notices_set", [f"({kind},f,f)"])
    announced(desk, hours="2026-11-17 03:00+03")
    planned = draft(desk, kind="planned", utility="cold_water")
    desk.act(desk.svetlana, "talk.outage_time", planned, "2026-12-15 10:00+03", "2026-12-15 16:00+03")
    desk.act(desk.svetlana, "talk.outage_announce", planned)
    later(desk)
    desk.tell()
    due = dict(
        desk.rows(
            "select e.kind, to_char(o.due_at at time zone 'Europe/Moscow', 'DD HH24:MI') from talk.outbox as o "
            "join talk.events as e on e.event_id = o.event_id where o.user_id = ?::bigint and e.object_id in "
            "(select outage_id from talk.outages)",
            desk.mary.user,
        )
    )
    assert due == {"outage_emergency": "16 23:30", "outage_planned": "17 08:00"}


def test_ten_working_days_of_notice_or_the_reason_is_kept(desk: Desk) -> None:
    # Monday 16 November 2026; the tenth whole working day is Monday the 30th
    outage = draft(desk, kind="planned")
    why = desk.refused(
        "outage_notice", desk.svetlana, "talk.outage_time", outage, "2026-11-25 10:00+03", "2026-11-25 16:00+03"
    )
    assert why.message.startswith("До отключения 6 рабочих дней вместо 10 (Правила № 354, приложение № 1, п. 4)")
    assert why.goto_label == "Перенести на 1 декабря"
    assert "starts=2026-12-01T" in str(why.goto)
    desk.act(desk.svetlana, "talk.outage_time", outage, "2026-12-01 10:00+03", "2026-12-01 16:00+03")
    desk.act(
        desk.svetlana, "talk.outage_time", outage, "2026-11-25 10:00+03", "2026-11-25 16:00+03",
        late_reason="Водоканал назначил дату",
    )  # fmt: skip
    assert desk.sql("select reason from talk.outage_late") == "Водоканал назначил дату"


def test_a_holiday_of_the_calendar_is_no_working_day(desk: Desk) -> None:
    desk.at("2026-12-21 10:00")
    outage = draft(desk, kind="planned")
    why = desk.refused(
        "outage_notice", desk.svetlana, "talk.outage_time", outage, "2027-01-11 10:00+03", "2027-01-11 12:00+03"
    )
    # 22–25, 28–30 December; the 31st is a day off by transfer, 1 to 8 January by law
    assert "7 рабочих дней вместо 10" in why.message
    assert why.goto_label == "Перенести на 14 января"


def test_the_end_is_required_and_lies_ahead(desk: Desk) -> None:
    outage = draft(desk)
    args = ("talk.outage_time", outage)
    desk.refused("outage_end_early", desk.svetlana, *args, desk.moment, None)
    desk.refused("outage_end_early", desk.svetlana, *args, desk.moment, "2026-11-16 09:00+03")
    desk.refused("outage_end_past", desk.svetlana, *args, "2026-11-16 07:00+03", "2026-11-16 09:00+03")
    desk.refused("outage_no_time", desk.svetlana, "talk.outage_announce", outage)
    empty = int(desk.act(desk.svetlana, "talk.outage_save", "emergency", "gas"))
    desk.refused("outage_no_places", desk.svetlana, "talk.outage_announce", empty)


def test_a_manager_announces_in_his_zones_alone_and_a_performer_nowhere(desk: Desk) -> None:
    own = announced(desk, by=desk.chief)
    desk.refused("forbidden", desk.ivanov, "talk.outage_save", "emergency", "gas")
    desk.refused("not_found", desk.ivanov, "talk.outage_extend", own, "2026-11-16 20:00+03")
    mixed = draft(desk, by=desk.chief, utility="gas")
    desk.refused("not_found", desk.chief, "talk.outage_place_add", mixed, f"house:{desk.other_house}")
    elsewhere = announced(desk, f"house:{desk.other_house}", utility="gas")
    desk.refused("not_found", desk.chief, "talk.outage_extend", elsewhere, "2026-11-16 20:00+03")
    own_list = desk.see(desk.chief, "manager.outages_list", tab="all")
    assert len(own_list) == 2
    assert len(desk.see(desk.boss, "supervisor.outages_list", tab="all")) == 3


def test_a_stale_page_is_refused_by_name(desk: Desk) -> None:
    outage = announced(desk)
    later(desk)
    desk.act(desk.boss, "talk.outage_correct", outage, "Уточнение", version=1)
    later(desk)
    why = desk.refused("outage_changed", desk.svetlana, "talk.outage_extend", outage, "2026-11-16 20:00+03", version=1)
    assert "Зимин А. Б." in why.message


def test_flats_that_no_channel_reaches_get_a_sheet_in_their_entrance(desk: Desk) -> None:
    outage = announced(desk)
    reach = desk.see(desk.svetlana, "talk.outage_reach", outage)[0]
    assert (reach.people, reach.flats, reach.flats_silent) == (1, 40, 39)
    boards = desk.see(desk.svetlana, "talk.outage_boards_due", outage)
    assert [(row.entrance, row.flats_silent) for row in boards] == [(1, 19), (2, 20)]
    assert desk.act(desk.svetlana, "talk.outage_hung", outage, entrance(desk, 2)) == 1
    assert [row.hung_at is None for row in desk.see(desk.svetlana, "talk.outage_boards_due", outage)] == [True, False]
    later(desk)
    desk.act(desk.svetlana, "talk.outage_extend", outage, "2026-11-16 21:00+03")
    again = desk.see(desk.svetlana, "talk.outage_boards_due", outage)
    assert [(row.hung_at, row.hung_version) for row in again] == [(None, None), (None, 1)]


def test_an_end_that_passes_is_told_once_to_its_author_and_the_dispatchers(desk: Desk) -> None:
    outage = announced(desk, by=desk.boss)
    desk.at("2026-11-16 18:00")
    assert desk.call("talk.outages_overdue") == 1
    assert desk.call("talk.outages_overdue") == 0
    words = "Отключение № {}".format(desk.sql("select number from talk.outages where outage_id = ?::bigint", outage))
    for person in (desk.boss, desk.svetlana):
        heard = told(desk, person)
        assert len(heard) == 1
        assert heard[0].startswith(words)
        assert heard[0].endswith("Продлите или закройте.")
    desk.act(desk.svetlana, "talk.outage_extend", outage, "2026-11-16 20:00+03")
    desk.at("2026-11-16 20:01")
    assert desk.call("talk.outages_overdue") == 1


def test_a_draft_disappears_after_thirty_days_and_a_begun_emergency_cannot_be_cancelled(desk: Desk) -> None:
    left = draft(desk, utility="gas")
    outage = announced(desk)
    later(desk)
    desk.refused("outage_begun", desk.svetlana, "talk.outage_cancel", outage)
    desk.at("2026-12-17 10:00")
    assert desk.call("talk.outage_drafts_clean") == 1
    assert desk.rows("select outage_id from talk.outages where outage_id = ?::bigint", left) == []


def test_ten_thousand_people_are_told_in_one_statement(own_desk: Desk) -> None:
    desk = own_desk
    desk.sql(
        """with made as (
            insert into people.users (name, email)
            select 'Житель Пётр Ильич', 'many' || n || '@example.ru' from generate_series(1, 10000) as n returning user_id
        )
        insert into people.relations (user_id, premise_id, house_id, kind, during, grants)
        select m.user_id, ?::bigint, ?::bigint, 'relative', '[2020-01-01,)', '{orders}' from made as m""",
        desk.flat, desk.house,
    )  # fmt: skip
    announced(desk)
    later(desk)
    desk.tell()
    count = desk.sql("select count(*) from talk.notices where kind = 'outage_emergency'")
    assert count == 10_001
