create function cabinet.undo_offer(
    p_action text
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Called by an action whose deed can be taken back for talk.recall_time(): the page that follows shows the button of
p_action, «news_recall?news=12», for 15 seconds. Whether it is in time the recalling action decides, not the page.
*/
begin
    perform set_config('sokol.undo', coalesce(p_action, ''), true);
end
$$;
comment on function cabinet.undo_offer(text) is 'Offers to take back what was just done
@for code';
