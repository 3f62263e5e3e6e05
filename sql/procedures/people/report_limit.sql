create function people.report_limit(
    p_entrance bigint
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Refuses `report_many` when a poster has brought as many orders within an hour as the setting poster_hour_limit says: somebody
plays, or everybody calls anyway.
*/
begin
    if (
        select count(*)
        from desk.orders as o
        where o.entrance_id = p_entrance
            and o.house_id = (select e.house_id from estate.entrances as e where e.entrance_id = p_entrance)
            and o.open
            and o.channel = 'qr'
            and o.created_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('poster_hour_limit')::integer then
        perform cabinet.refuse(
            'report_many', p_goto => '/guest/contacts',
            p_values => jsonb_build_object('phone', cabinet.setting('emergency_phone'))
        );
    end if;
end
$$;
comment on function people.report_limit(bigint) is 'Refuses when a poster has brought too many orders
@decides';
