create function guest.legal_texts()
returns table (
    title text,
    body lib.note,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Texts of consents in force, with versions. */
begin
    return query
    select c.title, c.body::lib.note, c.version from people.my_consents() as c;
end
$$;
comment on function guest.legal_texts() is 'Документы
@kind cards
@bold title
@column title -
@column body -
@column version Редакция
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'legal', p_title => 'Документы и согласия',
    p_blocks => 'legal_texts',
    p_icon => 'file-text');
