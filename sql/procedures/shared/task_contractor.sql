create function shared.task_send(
    p_work lib.work_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A link for the firm that has the work: by e-mail, and to be copied. */
begin
    return row(
        cabinet.said('phrase.contractor_link', jsonb_build_object('link', upkeep.contractor_link(p_work))),
        '/shared/task?work=' || p_work
    )::lib.outcome;
end
$$;
comment on function shared.task_send(lib.work_ref) is 'Ссылка подрядчику
По ней подрядчик видит работу, отмечает осмотренное, отчитывается и присылает акт. Кабинет ему не нужен.
@needs p_work
@submit Сделать ссылку
@style secondary
@icon link';
