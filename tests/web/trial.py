"""A page file of the company's own overlay, in the guest cabinet: what the tests of the layer look at.

It is deployed the way a company deploys its own pages. Guests need no session, so nothing of people or houses is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.settings import Settings

TYPES = """
create type lib.trial_line as (name lib.title, amount lib.rub, day date);
comment on type lib.trial_line is 'Строка';
comment on column lib.trial_line.name is 'Работа';
comment on column lib.trial_line.amount is 'Цена';
grant usage on type lib.trial_line to public;
"""

TEXTS = """
insert into cabinet.refusal_codes (code, status) values ('trial_no', 409), ('trial_field', 422)
on conflict (code) do update set status = excluded.status;
insert into cabinet.texts (key, language, text) values
    ('refusal.trial_no', 'ru', 'Так нельзя: {reason}'),
    ('refusal.trial_field', 'ru', 'Это имя занято'),
    ('refusal.trial_no', 'en', 'Not possible: {reason}'),
    ('refusal.trial_field', 'en', 'This name is taken')
on conflict (key, language) do update set text = excluded.text where not cabinet.texts.edited;
"""

PAGE = """
create function guest.trial_list(
    p_search lib.search default null,
    p_kind text default null
)
returns table (number integer, title lib.title, amount lib.rub, day lib.day, due lib.due, state lib.state,
    "_badge_state" text, "_link" text, "_actions" text[])
language plpgsql stable security definer set search_path = ''
as $$
/* Forty-five rows. */
begin
    return query
    select n, ('Строка ' || n || case when n = 7 then ' <b>' else '' end)::lib.title, (n * 1000.5)::lib.rub,
        (date '2026-11-01' + n)::lib.day, (timestamptz '2020-01-01 10:00+00' + make_interval(days => n))::lib.due,
        'Готово'::lib.state, 'ok', 'trial?number=' || n, array['trial_quick?number=' || n, 'trial_save']
    from generate_series(1, 45) as n
    where (p_search is null or n::text = p_search) and (p_kind is null or p_kind = 'all' or n < 4)
    order by n;
end
$$;
comment on function guest.trial_list(lib.search, text) is 'Строки
Помощь к списку.
@kind list
@public
@bold title state
@filter p_search
@tabs p_kind
@options p_kind trial_kinds
@field p_kind Вид
@column number №
@column title Название
@column amount Сумма
@column day День
@column due Срок
@column state Состояние
@limit 10
@empty Пока пусто. Добавьте строку.';

create function guest.trial_kinds()
returns table (value text, label text)
language plpgsql stable security definer set search_path = ''
as $$
/* Two kinds. */
begin
    return query select lower(k.v), initcap(k.v) || left(lib.language(), 0) from (values ('all'), ('few')) as k (v);
end
$$;
comment on function guest.trial_kinds() is 'Виды
@public';

create function guest.trial_sorted(
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (number integer, "_total" bigint)
language plpgsql stable security definer set search_path = ''
as $$
/* Sorts and pages itself. */
begin
    return query
    select n, 30::bigint from generate_series(1, 30) as n
    order by case when p_sort = '-number' then -n else n end limit p_limit offset p_offset;
end
$$;
comment on function guest.trial_sorted(lib.sort_key, integer, integer) is 'Сам сортирует
@public
@column number №
@limit 5';

create function guest.trial_card(p_number integer)
returns table (number integer, amount lib.rub, done boolean, "_badge" text)
language plpgsql stable security definer set search_path = ''
as $$
/* One row, or «not found». */
begin
    if p_number > 45 then
        perform cabinet.refuse('not_found');
    end if;
    return query select p_number, (p_number * 1000.5)::lib.rub, true, 'warn';
end
$$;
comment on function guest.trial_card(integer) is 'Одна строка
@kind card
@public
@needs p_number
@bold amount
@column number №
@column amount Сумма
@column done Сделано';

create function guest.trial_object_card(p_number integer)
returns table (number integer, state text, "_title" text, "_actions" text[])
language plpgsql stable security definer set search_path = ''
as $$
/* A thing with a title of its own and many moves. */
begin
    return query
    select p_number, 'Готово', 'Вещь № ' || p_number || ': <b>',
        array['trial_quick?number=1', 'trial_quick?number=2', 'trial_quick?number=3', 'trial_quick?number=4',
              'trial_quick?number=5'];
end
$$;
comment on function guest.trial_object_card(integer) is 'Вещь
@kind card
@public
@bold number
@short thing p_number
@column number №
@column state -';

create function guest.trial_live(p_number integer default 1)
returns table (happened_at timestamptz, said text)
language plpgsql stable security definer set search_path = ''
as $$
/* Polled. */
begin
    return query select timestamptz '2026-11-21 00:00+00', 'Событие ' || p_number || left(lib.language(), 0);
end
$$;
comment on function guest.trial_live(integer) is 'Живой блок
@kind timeline
@public
@live 15
@version trial_version
@column happened_at Когда
@column said Что';

create function guest.trial_version(p_number integer default 1)
returns table (version bigint)
language plpgsql stable security definer set search_path = ''
as $$
/* Cheap. */
begin
    return query select p_number::bigint + length(left(lib.language(), 0));
end
$$;
comment on function guest.trial_version(integer) is 'Версия
@public';

create function guest.trial_quick(p_number integer)
returns lib.outcome
language plpgsql volatile security definer set search_path = ''
as $$
/* Says something new each time it really runs. */
begin
    return ('Сделано ' || p_number || ' ' || gen_random_uuid(), null)::lib.outcome;
end
$$;
comment on function guest.trial_quick(integer) is 'Быстро
@public
@field p_number №
@submit Сделать';

create function guest.trial_save(
    p_title lib.title,
    p_phone lib.phone default null,
    p_amount lib.rub default null,
    p_day lib.day default null,
    p_note lib.note default 'заранее',
    p_kind text default null,
    p_sure boolean default false,
    p_photos lib.photos default null
)
returns lib.outcome
language plpgsql volatile security definer set search_path = ''
as $$
/* Refuses some titles, otherwise repeats what came. */
begin
    if p_title = 'занято' then
        perform cabinet.refuse('trial_field', p_field => 'p_title');
    elsif p_title = 'нельзя' then
        perform cabinet.refuse('trial_no', p_values => jsonb_build_object('reason', 'поздно'),
            p_goto => 'trial?number=2', p_goto_label => 'Другая строка');
    elsif p_title = 'сломать' then
        perform 1 / (length(p_title) - 7);
        raise exception 'секрет базы';
    end if;
    return (concat_ws('|', p_title, p_phone, p_amount, p_day, p_note, p_kind, p_sure, cardinality(p_photos),
        clock_timestamp()::date), '/guest/trial?number=1')::lib.outcome;
end
$$;
comment on function guest.trial_save(lib.title, lib.phone, lib.rub, lib.day, lib.note, text, boolean, lib.photos) is
'Сохранить строку
Помощь к форме.
@public
@options p_kind trial_kinds
@choice p_kind
@field p_title Имя
@field p_amount Деньги
@field p_kind Вид
@field p_sure Точно
@hint p_amount Было 5,00 ₽
@submit Сохранить';

create function guest.trial_lines(p_lines lib.trial_line[])
returns lib.outcome
language plpgsql volatile security definer set search_path = ''
as $$
/* Counts the lines. */
begin
    return (cardinality(p_lines) || ' строк на ' || (select sum(l.amount) from unnest(p_lines) as l)
        || to_char(clock_timestamp(), ' YYYY'), null)::lib.outcome;
end
$$;
comment on function guest.trial_lines(lib.trial_line[]) is 'Смета
@public
@field p_lines Строки
@submit Отправить';

create function guest.trial_wide(p_title lib.title, p_day lib.day default null)
returns lib.outcome
language plpgsql volatile security definer set search_path = ''
as $$
/* Asked first. */
begin
    return ('Разослано: ' || p_title || coalesce(' ' || p_day, '') || to_char(clock_timestamp(), ' YYYY'), '/guest/trial')::lib.outcome;
end
$$;
comment on function guest.trial_wide(lib.title, lib.day) is 'Разослать
@public
@field p_title Что
@field p_day День
@confirm Отправить {count} жителям «{title}»?
@preview trial_wide_preview
@submit Разослать';

create function guest.trial_wide_preview(p_title lib.title, p_day lib.day default null)
returns table (person text)
language plpgsql stable security definer set search_path = ''
as $$
/* Whom it reaches. */
begin
    return query select 'Житель ' || n || left(lib.language(), 0) from generate_series(1, 3) as n
    where p_title is not null or p_day is not null;
end
$$;
comment on function guest.trial_wide_preview(lib.title, lib.day) is 'Кому
@public
@field p_title Что
@field p_day День
@column person Кому';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'trial', p_title => 'Проба',
    p_blocks => 'trial_list trial_card trial_save | trial_live', p_icon => 'gear', p_menu => 900
);
select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'trial_object', p_title => 'Вещь', p_blocks => 'trial_object_card'
);
select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'trial_order', p_title => 'Порядок', p_blocks => 'trial_sorted trial_live'
);
"""


@pytest.fixture(scope="module")
def trial_app(trial_settings: Settings) -> Iterator[Flask]:
    from webapp import create_app

    app = create_app(trial_settings)
    app.testing = True
    yield app
    app.extensions["sokol"].database.forget_connections()


@pytest.fixture(scope="module")
def trial_settings(clone: Any, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    from tests.conftest import odbc_connect
    from webapp.deploy import deploy

    site = tmp_path_factory.mktemp("trial")
    settings: Settings = replace(clone(), site=site)
    connection = odbc_connect(settings, "sokol_admin", autocommit=True)
    connection.execute("set role sokol_owner")
    connection.execute(TYPES)
    connection.close()
    for path, text in (("sql/procedures/guest/trial.sql", PAGE), ("sql/texts/ru/trial.sql", TEXTS)):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    deploy(settings)
    return settings


@pytest.fixture
def trial(trial_app: Flask) -> FlaskClient:
    return trial_app.test_client()


def form_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to the action."""
    found = re.search(rf'<form class="form"[^>]*action="{re.escape(action)}"(.*?)</form>', page, re.DOTALL)
    assert found, f"no form for {action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found.group(1)))


def send(client: FlaskClient, action: str, page: str | None = None, **values: Any) -> Any:
    """Open the form, fill it, send it."""
    opened = client.get(page or action)
    fields: dict[str, Any] = dict(form_of(opened.get_data(as_text=True), action))
    fields.update(values)
    return client.post(action, data=fields, content_type="multipart/form-data")
