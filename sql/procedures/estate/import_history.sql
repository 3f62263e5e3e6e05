create function estate.import_history(
    p_import bigint,
    p_back boolean default false
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
The history of what a load wrote into houses, entrances and premises, or of its undo (p_back): a line for each that changed, with
the fields, and one for each new house. Nothing written leaves nothing.
*/
declare
    v_import estate.imports := (select i from estate.imports as i where i.import_id = p_import);
    v_said text := cabinet.said('said.import.new_house');
    v_changes estate.value_change[];
begin
    select array_agg((
        split_part(w.relation, '.', 2), w.id::text, k.object_type,
        coalesce(h.address, desk.part_said('said.entrance', e.number::text), desk.part_said('said.flat', f.number)),
        case when w.before is null then '{}' when p_back then v.after else v.before end,
        case when w.before is null then '{}' when p_back then v.before else v.after end,
        null, case when w.before is null then v_said end
    )::estate.value_change order by w.write_id) into v_changes
    from (
        select x.*, (select (n.value #>> '{}')::bigint from jsonb_each(x.key) as n) as id
        from estate.import_writes as x
        where x.import_id = p_import and x.relation in ('estate.houses', 'estate.entrances', 'estate.premises')
            and (x.before is not null or x.relation = 'estate.houses' and not p_back)
    ) as w
    join (values ('estate.houses', 'house'), ('estate.entrances', 'entrance'), ('estate.premises', 'premise'))
        as k (relation, object_type) on k.relation = w.relation
    cross join lateral (
        select w.before - '{register_row,version,extra}'::text[] as before, w.after - '{register_row,version,extra}'::text[] as after
    ) as v
    left join estate.houses as h on w.relation = 'estate.houses' and h.house_id = w.id
    left join estate.entrances as e on w.relation = 'estate.entrances' and e.entrance_id = w.id
    left join estate.premises as f on w.relation = 'estate.premises' and f.premise_id = w.id;
    perform estate.value_changes_put(
        coalesce(v_changes, '{}'),
        cabinet.said(
            case when p_back then 'said.import.undo_source' else 'said.import.source' end,
            jsonb_build_object('file', v_import.file_name)),
        v_import.user_id
    );
end
$$;
comment on function estate.import_history(bigint, boolean) is 'The history of what a load wrote
@internal';
