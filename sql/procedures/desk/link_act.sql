create function desk.link_act(
    p_token text,
    p_number text,
    p_amount numeric,
    p_file uuid default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The act of a finished order or planned work by a contractor's link. Errors: those of people.link_begin and people.act_put. */
declare
    v_link people.links := people.link_begin(p_token, 'act');
begin
    perform desk.link_files_take(v_link, array[p_file]);
    perform people.act_put(c.contractor_id, p_number, p_amount, p_order => v_link.order_id, p_file => p_file, p_work => v_link.work_id)
    from people.contractors as c
    join people.staff as s on s.staff_id = c.staff_id
    where s.user_id = v_link.user_id;
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_act(text, text, numeric, uuid) is 'The act of a finished order by a contractor''s link
@decides';
