-- Field types: a domain carries how a value is shown and asked for (tags in its comment) and its check.
-- Ids of objects are lib.<noun>_ref, so that the generated isolation test knows them.

create function lib.moment()
returns timestamptz
language plpgsql
stable
parallel safe
as $$
/* The only clock of every rule. A deployer (tests, demo company) may set it by `sokol.moment`; nobody else. */
begin
    if session_user = 'sokol_admin' then
        return coalesce(nullif(current_setting('sokol.moment', true), '')::timestamptz, now());
    end if;
    return now();
end
$$;

create function lib.language()
returns text
language sql
stable
parallel safe
return coalesce(nullif(current_setting('sokol.language', true), ''), 'ru');

create function lib.phone_digits(p_text text)
returns text
language sql
immutable
parallel safe
/* Russian number in the form +7XXXXXXXXXX, null when it is none; «+7» with a digit missing is none. */
return (
    select case
        when length(d) = 11 and left(d, 1) in ('7', '8') then '+7' || substr(d, 2)
        when length(d) = 10 and p_text !~ '^\s*\+' then '+7' || d
    end
    from (select regexp_replace(p_text, '\D', '', 'g') as d) as digits
);

create function lib.person_short(p_name text)
returns text
language sql
immutable
parallel safe
/* «Петрова Мария Петровна» → «Петрова М. П.»; a firm («ООО «Лифтсервис»») stays as it is. Inlined: lists ask it by row */
return case
    when p_name ~ '[«»",0-9]|^(ООО|АО|ПАО|ЗАО|ОАО|МУП|ИП) ' then regexp_replace(trim(p_name), '\s+', ' ', 'g')
    else regexp_replace(trim(p_name), '\s+(\S)\S*', ' \1.', 'g')
end;

create function lib.phone_masked(p_phone text)
returns text
language sql
immutable
parallel safe
/* +79241234567 → +7 924 ···-··-67 */
return substr(p_phone, 1, 2) || ' ' || substr(p_phone, 3, 3) || ' ···-··-' || right(p_phone, 2);

create function lib.pattern_fill(p_template text, p_values jsonb)
returns text
language plpgsql
immutable
parallel safe
as $$
/*
Puts values into {name} fields of a template; a field without a value becomes empty. A value that ends a sentence by itself
(«Рябов К. О.», «Опять течёт!») takes the place of the sentence's own.
*/
declare
    v_text text := p_template;
    v_key text;
    v_value text;
begin
    for v_key, v_value in select e.key, e.value from jsonb_each_text(coalesce(p_values, '{}')) as e loop
        if right(v_value, 1) in ('.', '!', '?', '…') then
            v_text := replace(v_text, '{' || v_key || '}.', v_value);
        end if;
        v_text := replace(v_text, '{' || v_key || '}', coalesce(v_value, ''));
    end loop;
    return regexp_replace(v_text, '\{[a-z_]+\}', '', 'g');
end
$$;

-- ids
create domain lib.user_ref as bigint;
create domain lib.staff_ref as bigint;
create domain lib.zone_ref as bigint;
create domain lib.house_ref as bigint;
create domain lib.entrance_ref as bigint;
create domain lib.premise_ref as bigint;
create domain lib.account_ref as bigint;
create domain lib.service_ref as bigint;
create domain lib.order_ref as bigint;
create domain lib.message_ref as bigint;
create domain lib.notice_ref as bigint;
create domain lib.relation_ref as bigint;
create domain lib.request_ref as bigint;
create domain lib.session_ref as bigint;
create domain lib.shift_ref as bigint;
create domain lib.import_ref as bigint;
create domain lib.job_ref as bigint;
create domain lib.call_ref as bigint;
create domain lib.override_ref as bigint;
create domain lib.news_ref as bigint;
create domain lib.rule_ref as bigint;
create domain lib.template_ref as bigint;
create domain lib.term_ref as bigint;
create domain lib.row_ref as bigint;
comment on domain lib.user_ref is 'Человек
@link person
@seen people.users_seen';
comment on domain lib.staff_ref is 'Сотрудник
@link employee
@seen people.staff_seen';
comment on domain lib.zone_ref is 'Точка
@link zone
@seen people.zones_seen';
comment on domain lib.house_ref is 'Дом
@link house
@seen people.houses_seen';
comment on domain lib.entrance_ref is 'Подъезд
@seen people.entrances_seen';
comment on domain lib.premise_ref is 'Помещение
@link premise
@seen people.premises_seen';
comment on domain lib.account_ref is 'Лицевой счёт
@link account
@seen people.accounts_seen';
comment on domain lib.service_ref is 'Услуга
@link service
@seen desk.services_seen';
comment on domain lib.order_ref is 'Заявка
@link order
@seen desk.orders_seen';
comment on domain lib.message_ref is 'Сообщение';
comment on domain lib.notice_ref is 'Уведомление
@seen talk.notices_seen';
comment on domain lib.relation_ref is 'Связь человека с помещением
@seen people.relations_seen';
comment on domain lib.request_ref is 'Заявка на вход
@seen people.requests_seen';
comment on domain lib.session_ref is 'Устройство
@seen people.sessions_seen';
comment on domain lib.shift_ref is 'Смена
@seen people.shifts_seen';
comment on domain lib.import_ref is 'Загрузка
@seen people.imports_seen';
comment on domain lib.job_ref is 'Задание';
comment on domain lib.call_ref is 'Звонок
@seen desk.calls_seen';
comment on domain lib.override_ref is 'Исключение
@seen cabinet.overrides_seen';
comment on domain lib.news_ref is 'Новость
@seen talk.news_seen';
comment on domain lib.rule_ref is 'Правило
@seen desk.rules_seen';
comment on domain lib.template_ref is 'Шаблон
@seen cabinet.templates_seen';
comment on domain lib.term_ref is 'Срок
@seen desk.terms_seen';
comment on domain lib.row_ref is 'Строка справочника';

-- texts and marks
create domain lib.title as text check (length(value) between 1 and 200);
create domain lib.note as text check (length(value) <= 4000);
create domain lib.html as text;
create domain lib.email as text check (value ~* '^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+$' and length(value) <= 254);
create domain lib.place as text;
create domain lib.phone as text check (value is null or lib.phone_digits(value) is not null);
create domain lib.login as text check (length(value) between 3 and 254);
create domain lib.password as text check (length(value) between 1 and 200);
create domain lib.new_password as text;
create domain lib.one_time_code as text check (value ~ '^\s*\d{6}\s*$');
create domain lib.person_name as text check (length(trim(value)) between 2 and 150 and value !~ '[<>{}\[\]\\|]');
create domain lib.state as text;
create domain lib.colour as text check (value ~ '^#[0-9a-fA-F]{6}$');
create domain lib.page_path as text check (value ~ '^/[a-z0-9/_?&=.%-]*$');
create domain lib.sort_key as text check (value ~ '^-?[a-z_][a-z0-9_]*$');
create domain lib.search as text check (length(value) <= 200);
create domain lib.time_zone as text;
comment on domain lib.title is 'Название';
comment on domain lib.note is 'Текст
@widget textarea';
comment on domain lib.html is 'Текст с разметкой
@format html';
comment on domain lib.email is 'Электронная почта
@widget email
@placeholder name@example.ru';
comment on domain lib.place is 'Адрес: ссылка открывает карту телефона
@format place';
comment on domain lib.phone is 'Телефон
@widget tel
@format phone
@placeholder +7 924 123-45-67';
comment on domain lib.login is 'Телефон или почта
@widget login';
comment on domain lib.password is 'Пароль
@widget password';
comment on domain lib.new_password is 'Новый пароль
@widget new-password
@required';
comment on domain lib.one_time_code is 'Код
@widget code';
comment on domain lib.person_name is 'Фамилия, имя, отчество';
comment on domain lib.state is 'Состояние
@format badge';
comment on domain lib.colour is 'Цвет
@widget color
@format colour';
comment on domain lib.page_path is 'Страница
@format link';
comment on domain lib.sort_key is 'Порядок';
comment on domain lib.search is 'Поиск
@widget search';
comment on domain lib.time_zone is 'Часовой пояс';

-- numbers
create domain lib.rub as numeric(14, 2);
create domain lib.area as numeric(12, 2) check (value >= 0);
create domain lib.percent as numeric(6, 2);
create domain lib.rating as smallint check (value between 1 and 5);
create domain lib.minutes as integer check (value >= 0);
create domain lib.hours as numeric(8, 2) check (value >= 0);
create domain lib.year as smallint check (value between 1700 and 2200);
create domain lib.bytes as bigint;
create domain lib.version as integer;
comment on domain lib.rub is 'Сумма
@format rub
@unit ₽';
comment on domain lib.area is 'Площадь
@format decimal
@unit м²';
comment on domain lib.percent is 'Доля
@format decimal
@unit %';
comment on domain lib.rating is 'Оценка
@widget rating
@format rating';
comment on domain lib.minutes is 'Минуты
@format duration';
comment on domain lib.hours is 'Часы
@format decimal
@unit ч';
comment on domain lib.year is 'Год
@format plain';
comment on domain lib.bytes is 'Размер
@format bytes';
comment on domain lib.version is 'Версия
@widget carried';

-- moments
create domain lib.due as timestamptz;
create domain lib.day as date;
comment on domain lib.due is 'Срок
@format due';
comment on domain lib.day is 'Дата';

-- files: the layer stores the upload first and passes its id
create domain lib.photo as uuid;
create domain lib.photos as uuid[];
create domain lib.file as uuid;
create domain lib.files as uuid[];
comment on domain lib.photo is 'Фото
@widget photo
@format photo';
comment on domain lib.photos is 'Фото
@widget photos
@format photos';
comment on domain lib.file is 'Файл
@widget file
@format file';
comment on domain lib.files is 'Файлы
@widget files
@format files';

create type lib.outcome as (message text, "goto" text);
comment on type lib.outcome is 'What an action says and where it leads: a sentence for the person, a path such as /resident/order?order=12';

grant usage on type
    lib.user_ref, lib.staff_ref, lib.zone_ref, lib.house_ref, lib.entrance_ref, lib.premise_ref, lib.account_ref,
    lib.service_ref, lib.order_ref, lib.message_ref, lib.notice_ref, lib.relation_ref, lib.request_ref,
    lib.session_ref, lib.shift_ref, lib.import_ref, lib.job_ref, lib.row_ref, lib.title, lib.note, lib.html,
    lib.email, lib.place, lib.phone, lib.login, lib.password, lib.new_password, lib.one_time_code, lib.person_name, lib.state,
    lib.colour, lib.page_path, lib.sort_key, lib.search, lib.time_zone, lib.rub, lib.area, lib.percent, lib.rating,
    lib.minutes, lib.hours, lib.year, lib.bytes, lib.due, lib.day, lib.photo, lib.photos, lib.file, lib.files,
    lib.outcome
to public;
grant execute on all functions in schema lib to public;
