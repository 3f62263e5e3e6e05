"""Security, owners, kinds of functions, ids by their types."""

from __future__ import annotations

import re

from webapp.deploy.checks.ground import PAGING, Check
from webapp.deploy.roles import code


def definitions(self: Check) -> None:
    """Security, owners, kinds of functions, ids by their types."""
    for one in self.functions.values():
        row = one.row
        cabinet = self.cabinets.get(row.schema)
        if row.definer and not re.search(r'search_path=(""|)[,}"]', row.config.replace("\\", "")):
            hint = "write set search_path = '' and qualify every name"
            self.problem(one.place(), f"{one.name} is security definer without a pinned search_path", hint)
        if cabinet is None:
            if one.comment.has("decides") and not row.definer:
                self.problem(one.place("@decides"), f"{one.name} is tagged @decides but is not security definer")
            continue
        if row.of_trigger:
            continue
        owner = code(row.schema)
        if row.owner != owner:
            self.problem(one.place(), f"{one.name} belongs to {row.owner}, not to {owner}")
        if one.comment.has("internal"):
            continue
        if not row.definer:
            hint = f"write security definer set search_path = '': it runs as {owner}, under its policies"
            self.problem(one.place(), f"{one.name} is not security definer", hint)
        if row.kind == "p" or not (one.action or one.rows):
            hint = "a block is STABLE and returns a table, an action VOLATILE and returns lib.outcome; else @internal"
            self.problem(one.place(), f"{one.name} is neither a block nor an action", hint)
        elif row.language != "plpgsql" and one.name not in self.helpers:
            self.problem(
                one.place(),
                f"{one.name} is an entry function in {row.language}",
                "entry functions are plpgsql: sql ones are never inlined here",
            )
        for argument, type_name in one.arguments.items():
            if not argument:
                self.problem(one.place(), f"{one.name} has an argument without a name")
            elif type_name in ("bigint", "bigint[]") and argument not in PAGING:
                noun = argument.removeprefix("p_").removesuffix("_id")
                hint = f"write lib.{noun}_ref, so that the test of walls knows what it is"
                self.problem(one.place_of(argument), f"{one.name}: {argument} is a bare {type_name}", hint)
