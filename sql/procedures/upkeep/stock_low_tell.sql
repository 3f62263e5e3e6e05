create function upkeep.stock_low_tell(
    p_materials bigint[]
)
returns void
language plpgsql
volatile
as $$
/* Tells the supervisor once when the whole stock of a material is below its minimum; filled up, it may be told again. */
declare
    v_one record;
begin
    for v_one in
        update upkeep.materials as k
        set told_at = case when t.total < k.minimum then lib.moment() end
        from (
            select m.id, coalesce(sum(s.quantity), 0) as total
            from unnest(p_materials) as m (id)
            left join upkeep.stock as s on s.material_id = m.id
            group by m.id
        ) as t
        where k.material_id = t.id and k.active and (t.total < k.minimum) = (k.told_at is null)
        returning k.material_id, k.title, k.title_en, k.unit, k.minimum, t.total, k.told_at
    loop
        if v_one.told_at is not null then
            perform talk.event_raise('material_low', v_one.material_id, p_values => jsonb_build_object(
                'title', v_one.title, 'title_en', coalesce(v_one.title_en, v_one.title), 'left', trim_scale(v_one.total),
                'unit', v_one.unit, 'unit_en', upkeep.unit_said(v_one.unit, 'en'), 'minimum', trim_scale(v_one.minimum)
            ));
        end if;
    end loop;
end
$$;
comment on function upkeep.stock_low_tell(bigint[]) is 'Tells when stock falls below its minimum
@internal';
