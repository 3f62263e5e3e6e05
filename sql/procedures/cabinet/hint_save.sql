create function cabinet.hint_save(
    p_key text,
    p_text text,
    p_shown boolean,
    p_reason text,
    p_language text default 'ru'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes the hint of a page (key <cabinet>.<page>) or of a block (<cabinet>.<page>.<block>).
Errors: hint_page_unknown (422), hint_empty (422), rule_reason_required (422).
*/
declare
    v_old cabinet.hints;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    if not exists (
        select from cabinet.pages as p
        where p.cabinet = split_part(p_key, '.', 1) and p.page = split_part(p_key, '.', 2)
    ) then
        perform cabinet.refuse('hint_page_unknown', p_field => 'p_key');
    end if;
    if length(coalesce(trim(p_text), '')) not between 1 and 2000 then
        perform cabinet.refuse('hint_empty', p_field => 'p_text');
    end if;
    select * into v_old from cabinet.hints as h where h.key = p_key and h.language = p_language;
    insert into cabinet.hints (key, language, text, shown)
    values (p_key, p_language, trim(p_text), p_shown)
    on conflict (key, language) do update set text = excluded.text, shown = excluded.shown;
    perform cabinet.rule_change_put(
        'hints', p_key, p_key,
        v_old.text || case when v_old.shown then '' else ' (скрыта)' end,
        trim(p_text) || case when p_shown then '' else ' (скрыта)' end,
        p_reason
    );
    update cabinet.release_numbers as r set release = r.release + 1;
end
$$;
comment on function cabinet.hint_save(text, text, boolean, text, text) is 'Writes the hint of a page or block
@decides';
