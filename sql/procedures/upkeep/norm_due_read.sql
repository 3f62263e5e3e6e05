create function upkeep.norm_due_read(
    p_object_type text,
    p_on text,
    p_from text[],
    p_every text,
    p_months integer
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
A day of the passport as it was chosen, for upkeep.norms.due; null where neither a day nor what it is counted from is chosen: the
norm goes by its months then. The fields must be of the type, dates or years, and every a number; months 1 to 1,200.
Errors: norm_due.
*/
declare
    v_from text[] := array_remove(coalesce(p_from, '{}'), '');
    v_on text := nullif(p_on, '');
    v_every text := nullif(p_every, '');
begin
    perform people.office_demand(array['supervisor']);
    if v_on is null and v_from = '{}' then
        return null;
    elsif exists (
        select
        from unnest(v_from || v_on) as f (code)
        where f.code is not null and not exists (
            select from estate.attributes as a
            where a.object_type = p_object_type and a.code = f.code and a.kind in ('date', 'year') and a.active
        )
    ) then
        perform cabinet.refuse('norm_due', p_field => case when v_on is null then 'p_due_from' else 'p_due_on' end);
    elsif v_every is not null and not exists (
        select from estate.attributes as a
        where a.object_type = p_object_type and a.code = v_every and a.kind in ('integer', 'number') and a.active
    ) then
        perform cabinet.refuse('norm_due', p_field => 'p_due_every');
    elsif p_months not between 1 and 1200 or v_from <> '{}' and v_every is null and p_months is null then
        perform cabinet.refuse('norm_due', p_field => 'p_due_months');
    end if;
    return jsonb_strip_nulls(jsonb_build_object(
        'on', v_on, 'from', case when v_from <> '{}' then to_jsonb(v_from) end, 'every', v_every,
        'months', case when v_from <> '{}' then p_months end));
end
$$;
comment on function upkeep.norm_due_read(text, text, text[], text, integer) is 'A day of the passport as it was chosen
@decides';
