create function cabinet.setting_save(
    p_key text,
    p_value text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes a setting of the company after its kind and bounds; keeps the history in cabinet.setting_history.
Errors: not_found, setting_empty (422), setting_time_zone (422), setting_invalid (422), setting_bounds (422), colour_contrast (422), rule_reason_required (422).
*/
declare
    v_setting cabinet.settings;
    v_value text := nullif(trim(p_value), '');
    v_ratio numeric;
    v_title text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select * into v_setting from cabinet.settings as s where s.key = p_key for update;
    if v_setting.key is null then
        perform cabinet.refuse('not_found');
    end if;
    v_title := cabinet.setting_said(v_setting.key, v_setting.title);
    if v_setting.value is not distinct from v_value then
        return;
    end if;
    if coalesce(trim(p_reason), '') = '' then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    if v_value is null and (v_setting.required or v_setting.kind in ('number', 'boolean', 'time_zone')) then
        perform cabinet.refuse(
            'setting_empty', p_field => 'p_value',
            p_values => jsonb_build_object('title', v_title)
        );
    elsif v_setting.kind = 'time_zone' and not exists (
        select from pg_catalog.pg_timezone_names as t where t.name = v_value and (t.name like '%/%' or t.name = 'UTC')
        and t.name not like 'posix%'
    ) then
        perform cabinet.refuse('setting_time_zone', p_field => 'p_value');
    end if;
    if v_value is not null and not (
        case v_setting.kind
            when 'number' then v_value ~ '^-?\d{1,9}$'  -- whole: they are read as integers
            when 'boolean' then v_value in ('true', 'false', 't', 'f', 'on', 'off')
            when 'colour' then v_value ~ '^#[0-9a-fA-F]{6}$'
            when 'phone' then length(v_value) between 3 and 30 and v_value ~ '^[0-9+() -]+$'
            when 'email' then v_value ~* '^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+$'
            when 'time' then v_value ~ '^([01]?\d|2[0-3]):[0-5]\d$'
            when 'photo' then v_value ~ '^[0-9a-f-]{36}$'
            else length(v_value) <= 1000
        end
    ) then
        perform cabinet.refuse(
            'setting_invalid', p_field => 'p_value', p_values => jsonb_build_object('title', v_title)
        );
    end if;
    if v_setting.kind = 'number' and v_value is not null then
        if v_value::numeric < v_setting.minimum or v_value::numeric > v_setting.maximum then
            perform cabinet.refuse(
                'setting_bounds', p_field => 'p_value',
                p_values => jsonb_build_object(
                    'title', v_title, 'minimum', v_setting.minimum, 'maximum', v_setting.maximum)
            );
        end if;
    elsif v_setting.kind = 'boolean' then
        v_value := v_value::boolean::text;
    elsif v_setting.key = 'brand_colour' and v_value is not null then
        v_ratio := cabinet.colour_contrast(v_value, '#ffffff');
        if v_ratio < 4.5 then
            perform cabinet.refuse(
                'colour_contrast', p_field => 'p_value',
                p_values => jsonb_build_object('ratio', replace(round(v_ratio, 1)::text, '.', ','))
            );
        end if;
    elsif v_setting.kind = 'photo' and v_value is not null then
        update cabinet.files as f
        set public = true
        where f.file_id = v_value::uuid and f.user_id = people.me() and f.order_id is null and f.premise_id is null;
        if not found and not exists (
            select from cabinet.files as f where f.file_id = v_value::uuid and f.public
        ) then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    update cabinet.settings as s set value = v_value where s.key = p_key;
    insert into cabinet.setting_history (key, old_value, new_value, reason, user_id)
    values (p_key, v_setting.value, v_value, left(trim(p_reason), 500), people.me());
    update cabinet.release_numbers as r set release = r.release + 1;
end
$$;
comment on function cabinet.setting_save(text, text, text) is 'Changes a setting of the company and keeps its history
@decides';
