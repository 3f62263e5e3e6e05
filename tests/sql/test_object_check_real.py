"""The register of Vladivostok, loaded through the import: what the check finds is what is in the file (domain.md 7.2)."""

from __future__ import annotations

import pytest

from tests.import_world import HOUSES, Imports
from tests.sql.test_object_check import check

# of 4,051 houses
FOUND = {
    "house_rooms_sum": 110,  # rooms are not living + non-living
    "house_address_twice": 34,  # surplus houses of an address
    "house_address_alike": 30,  # of an address written otherwise: «Проспект.» and «пр-кт.», a space or a comma too many
    "house_entrances_none": 19,
    "house_area_living_above": 11,
    "house_floors_swapped": 1,
    "house_floors_implausible": 1,  # 66 floors
    # the register has neither lifts, walls nor most engineering systems: one warning a house for each section
    "house_passport_blank": 4051,
    "house_systems_blank": 4051,
}
COMPLETE = 3053  # year, type, floors, entrances, rooms, area, company


@pytest.mark.skipif(not HOUSES.exists(), reason="the register is not at hand")
def test_what_is_wrong_in_the_register_of_vladivostok(imports: Imports) -> None:
    desk = imports.desk
    load = imports.loaded("houses", HOUSES.read_bytes())
    check(desk)
    found = dict(
        desk.rows(
            """select f.rule, count(*) from estate.check_findings as f join estate.houses as h using (house_id)
            where f.cleared_at is null and h.import_id = ?::bigint group by f.rule""",
            load,
        )
    )
    assert {rule: found.get(rule, 0) for rule in FOUND} == FOUND
    complete = desk.sql(
        """select count(*) from estate.houses as h where h.import_id = ?::bigint and not exists (
            select from estate.check_findings as f join estate.check_rules as r using (rule)
            where f.house_id = h.house_id and f.cleared_at is null and r.core)""",
        load,
    )
    assert complete == COMPLETE
    # nothing changed: nothing appears and nothing clears
    assert (check(desk)["appeared"], check(desk)["cleared"]) == (0, 0)
