create function people.my_consents()
returns table (
    kind text,
    title text,
    body text,
    required boolean,
    version integer,
    given_at timestamptz,
    withdrawn_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Every consent that may be given, its text in force and the acting person's last answer. */
begin
    return query
    select
        t.kind, case when lib.language() = 'ru' then t.title else coalesce(t.title_en, t.title) end,
        case when lib.language() = 'ru' then t.body else coalesce(t.body_en, t.body) end,
        t.required, t.version, c.given_at, c.withdrawn_at
    from (
        select distinct on (x.kind) x.*
        from people.consent_texts as x
        where x.valid_from <= people.today()
        order by x.kind, x.version desc
    ) as t
    left join lateral (
        select g.given_at, g.withdrawn_at
        from people.consents as g
        join people.consent_texts as o on o.consent_text_id = g.consent_text_id
        where g.user_id = people.me() and o.kind = t.kind
        order by g.consent_id desc
        limit 1
    ) as c on true
    order by t.required desc, t.consent_text_id;
end
$$;
comment on function people.my_consents() is 'Consents of the acting person
@decides';
