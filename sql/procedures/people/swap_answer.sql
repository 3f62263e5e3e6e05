create function people.swap_answer(
    p_swap lib.swap_ref,
    p_answer text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The colleague agrees or refuses; who asked withdraws while it is not confirmed. Errors: not_found, swap_decided (409).
*/
declare
    v_swap people.shift_swaps;
    v_me bigint := people.my_staff();
    v_during tstzrange;
begin
    perform people.absence_lock();
    select w.* into v_swap from people.shift_swaps as w where w.swap_id = p_swap for update;
    if v_swap.swap_id is null or v_me is null or p_answer not in ('agreed', 'refused', 'withdrawn')
        or v_me is distinct from (case when p_answer = 'withdrawn' then v_swap.from_staff_id else v_swap.to_staff_id end)
    then
        perform cabinet.refuse('not_found', p_field => 'p_swap');
    elsif v_swap.state not in ('asked', 'agreed') or p_answer <> 'withdrawn' and v_swap.state <> 'asked' then
        perform cabinet.refuse('swap_decided');
    end if;
    update people.shift_swaps as w
    set state = p_answer, decided_at = lib.moment(), decided_by = people.me()
    where w.swap_id = p_swap;
    select d.during into v_during from people.duty_shifts as d where d.shift_id = v_swap.shift_id;
    if p_answer = 'agreed' then
        perform talk.event_raise(
            'swap_agreed', v_swap.from_staff_id, p_user => people.staff_chief(v_swap.from_staff_id),
            p_values => jsonb_build_object('from', lib.person_short(f.name), 'to', lib.person_short(t.name)))
        from people.staff as f
        join people.staff as t on t.staff_id = v_swap.to_staff_id
        where f.staff_id = v_swap.from_staff_id;
    else
        perform talk.event_raise('swap_done', s.staff_id, p_user => s.user_id, p_values => jsonb_build_object(
            'hours', people.hours_said(v_during), 'outcome', cabinet.said('phrase.swap_outcome.' || p_answer)))
        from people.staff as s
        where s.staff_id = case when p_answer = 'withdrawn' then v_swap.to_staff_id else v_swap.from_staff_id end;
    end if;
end
$$;
comment on function people.swap_answer(lib.swap_ref, text) is 'Answers an exchange of shifts
@decides';
