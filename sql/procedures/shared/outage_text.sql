create function shared.outage_text_save(
    p_outage lib.outage_ref,
    p_body lib.note,
    p_body_en lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Step 3. Errors: those of talk.outage_words. */
begin
    perform talk.outage_words(p_outage => p_outage, p_body => p_body, p_body_en => p_body_en);
    return row(null, '/shared/outage-send?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function shared.outage_text_save(lib.outage_ref, lib.note, lib.note) is 'Текст
Составлен из того, что вы назвали. Можно поправить.
@needs p_outage
@prefill outage_text_draft
@field p_body Прочтут жители
@field p_body_en По-английски
@submit Дальше
@icon arrow-right';

create function shared.outage_text_draft(
    p_outage lib.outage_ref
)
returns table (
    p_body lib.note,
    p_body_en lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The words of the draft, else those made from rows. */
begin
    return query select w.body::lib.note, w.body_en::lib.note from talk.outage_said(p_outage, 'announced') as w;
end
$$;
comment on function shared.outage_text_draft(lib.outage_ref) is 'Текст из строк';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage_text', p_title => 'Отключение: текст',
    p_blocks => 'outage_new_steps outage_text_save', p_icon => 'plug', p_up => 'outages');
