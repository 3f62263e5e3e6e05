create function people.name_stays(
    p_user bigint
)
returns boolean
language plpgsql
stable
as $$
/*
Whether the law lets a person's name not go: who owns or rents from the municipality, or pays an account, is a party of the
contract while it lasts (ЖК РФ ст. 153–155), named on the bill.
*/
begin
    return exists (
        select from people.relations as r
        where r.user_id = p_user and r.kind in ('owner', 'social_tenant') and r.during @> people.today()
    ) or exists (
        select from people.payers as p where p.user_id = p_user and p.during @> people.today()
    );
end
$$;
comment on function people.name_stays(bigint) is 'Whether the law lets a person''s name not go
@internal';
