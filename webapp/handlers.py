"""Actions that the layer itself carries out (`@layer name`): sign-in, sign-out, codes. Their module registers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Request, Response

from webapp.catalog import Catalog, Function
from webapp.database.engine import Database
from webapp.database.identity import Identity


@dataclass(slots=True)
class LayerCall:
    """What a handler is given. `values`: the read arguments by SQL name; `visitor`: the Identity of the person in this
    cabinet; `layer`: the same as cab_layer."""

    request: Request
    catalog: Catalog
    function: Function
    database: Database
    values: Mapping[str, str]
    visitor: Identity
    layer: Identity
    language: str


@dataclass(slots=True)
class Outcome:
    """What a handler says and where it leads; `finish` may put cookies on the response. A refusal is raised as
    webapp.database.errors.DatabaseRefusal, with the field in its detail."""

    message: str = ""
    goto: str = "/"
    finish: list[Callable[[Response], Any]] = field(default_factory=list)


Handler = Callable[[LayerCall], Outcome]
HANDLERS: dict[str, Handler] = {}


def layer_action(name: str) -> Callable[[Handler], Handler]:
    """Registers the handler of actions that carry `@layer name`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register
