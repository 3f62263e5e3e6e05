create function desk.orders_guard()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
/*
Second line behind desk.order_shift: whatever writes to desk.orders, the state goes only where the scenario's table lets
it, an order begins as new or assigned, a closed one stays as it is (but for personal data, which may be taken out), and
none is deleted.
*/
declare
    -- emergency is generated: not yet there in a trigger before the row
    v_personal text[] := '{contact_phone,access_note,convenient,caller_name,emergency}';
begin
    if tg_op = 'DELETE' then
        perform cabinet.refuse('order_stays');
    elsif tg_op = 'INSERT' then
        perform cabinet.refuse('order_move_forbidden', p_values => jsonb_build_object('state', new.state, 'allowed', ''));
    elsif exists (select from desk.states as s where s.state = old.state and s.terminal) then
        -- people.erasure_carry_out: contacts may go at once, what was written after the keeping term
        if new.description is null
            and old.closed_at < lib.moment() - make_interval(years => cabinet.setting('keep_years')::integer)
        then
            v_personal := v_personal || array['description'];
        end if;
        if to_jsonb(new) - v_personal = to_jsonb(old) - v_personal
            and num_nonnulls(new.contact_phone, new.access_note, new.convenient, new.caller_name) = 0
        then
            return new;
        end if;
        perform cabinet.refuse('order_closed', p_values => jsonb_build_object('number', old.number));
    elsif old.state <> new.state and not exists (
        select from desk.moves as m
        where
            m.scenario = new.scenario and m.version = new.scenario_version
            and m.from_state = old.state and m.to_state = new.state
    ) then
        perform cabinet.refuse('order_move_forbidden', p_field => 'p_state', p_values => jsonb_build_object(
            'state', old.state, 'allowed', (
                select string_agg(m.to_state, ', ' order by m.to_state)
                from desk.moves as m
                where m.scenario = new.scenario and m.version = new.scenario_version and m.from_state = old.state
            )
        ));
    end if;
    return new;
end
$$;
comment on function desk.orders_guard() is 'Refuses what the scenario''s table does not let, on every path';
