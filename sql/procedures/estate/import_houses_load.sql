create function estate.import_houses_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a register of houses writes: new houses with their entrances, values that differ, entrances that were not there. */
begin
    update estate.import_rows as r
    set object_id = nextval(pg_get_serial_sequence('estate.houses', 'house_id'))
    where r.import_id = p_import and r.outcome = 'new';

    insert into estate.import_writes (import_id, relation, key, after)
    with slugged as (
        select r.*, s.slug, row_number() over (partition by s.slug order by r.line) as place
        from estate.import_rows as r
        cross join lateral (
            select lib.slug(concat_ws(' ', r.after ->> 'street', r.after ->> 'number')) as slug offset 0
        ) as s
        where r.import_id = p_import and r.outcome = 'new'
    ),

    told as (
        select s.*, case
            when s.place = 1 and length(s.slug) > 1 and not exists (select from estate.houses as h where h.slug = s.slug) then s.slug
            else left(s.slug, 45) || '-' || lib.slug(left(s.row_key, 20))
        end as wanted
        from slugged as s
    )

    select
        p_import, 'estate.houses', jsonb_build_object('house_id', t.object_id),
        t.after || jsonb_build_object(
            'slug', case
                when t.wanted ~ '^[a-z0-9-]{2,80}$' and count(*) over (partition by t.wanted) = 1
                    and not exists (select from estate.houses as h where h.slug = t.wanted) then t.wanted
                else 'dom-' || t.object_id
            end,
            'import_id', p_import, 'created_at', lib.moment(), 'register_row', estate.import_raw(p_import, t.data)
        )
    from told as t
    order by t.line;

    insert into estate.import_writes (import_id, relation, key, before, after)
    select
        p_import, 'estate.houses', jsonb_build_object('house_id', r.object_id),
        r.before || jsonb_build_object('register_row', h.register_row),
        r.after || jsonb_build_object('register_row', estate.import_raw(p_import, r.data))
    from estate.import_rows as r
    join estate.houses as h on h.house_id = r.object_id
    where r.import_id = p_import and r.outcome = 'changed'
    order by r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'estate.entrances',
        jsonb_build_object('entrance_id', nextval(pg_get_serial_sequence('estate.entrances', 'entrance_id'))),
        jsonb_build_object(
            'house_id', r.object_id, 'number', n.n, 'floors', case when r.outcome = 'new' then r.after -> 'floors_max' end,
            'report_code', encode(ext.gen_random_bytes(6), 'hex'))
    from estate.import_rows as r
    cross join lateral generate_series(1, (r.after ->> 'entrances_count')::integer) as n (n)
    where r.import_id = p_import and r.outcome in ('new', 'changed')
        and not exists (select from estate.entrances as e where e.house_id = r.object_id and e.number = n.n)
    order by r.line, n.n;
end
$$;
comment on function estate.import_houses_load(bigint) is 'What a register of houses writes
@internal';
