"""What a house lived through: repairs that are planned and done, accidents that no order tells of (domain.md, Passport)."""

from __future__ import annotations

from tests.desk_world import Desk


def test_a_repair_is_planned_for_a_year_and_done_on_a_day(desk: Desk) -> None:
    save = "estate.repair_save"
    desk.refused("repair_year", desk.boss, save, desk.house, "Кровля", "planned")
    desk.refused("repair_year", desk.boss, save, desk.house, "Кровля", "planned", planned_year=1650)
    desk.refused("repair_day", desk.boss, save, desk.house, "Кровля", "done")
    desk.refused("repair_day", desk.boss, save, desk.house, "Кровля", "done", finished_on="2026-11-17")  # tomorrow
    desk.refused(
        "repair_day", desk.boss, save, desk.house, "Кровля", "done", started_on="2026-10-02", finished_on="2026-10-01"
    )
    desk.refused("not_found", desk.boss, save, desk.house, "Кровля", "forgotten")
    repair = int(desk.act(desk.boss, save, desk.house, "Кровля", "planned", capital="true", planned_year=2027))
    done = {"finished_on": "2026-11-16", "warranty_until": "2031-11-16", "performer": " ООО «Крыша» ", "repair": repair}
    assert int(desk.act(desk.boss, save, desk.house, "Кровля", "done", **done)) == repair
    row = desk.rows("select state, finished_on::text, performer_name, capital from estate.repairs")
    assert [tuple(one) for one in row] == [("done", "2026-11-16", "ООО «Крыша»", False)]
    desk.refused("not_found", desk.boss, save, desk.other_house, "Кровля", "done", **done)


def test_a_repair_is_of_its_houses_own_entrance(desk: Desk) -> None:
    foreign = desk.sql("select entrance_id from estate.entrances where house_id = ?::bigint", desk.other_house)
    desk.refused(
        "not_found",
        desk.boss,
        "estate.repair_save",
        desk.house,
        "Двери",
        "planned",
        planned_year=2027,
        entrance=foreign,
    )
    desk.refused(
        "not_found", desk.ivanov, "estate.repair_save", desk.other_house, "Двери", "planned", planned_year=2027
    )


def test_an_accident_has_happened(desk: Desk) -> None:
    save = "estate.emergency_save"
    desk.refused("emergency_day", desk.svetlana, save, desk.house, "2026-11-17", "Прорыв стояка")
    desk.refused("not_found", desk.svetlana, save, desk.house, "2026-11-15", "Прорыв стояка", object=999999)
    desk.act(
        desk.svetlana, save, desk.house, "2026-11-15", "Прорыв стояка", cause=" ", consequences="Залиты три квартиры"
    )
    row = desk.rows("select happened_on::text, cause, consequences, user_id from estate.emergencies")
    assert [tuple(one) for one in row] == [("2026-11-15", None, "Залиты три квартиры", desk.svetlana.user)]
