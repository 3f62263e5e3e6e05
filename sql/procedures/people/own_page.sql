create function people.own_page(
    p_page text
)
returns text
language plpgsql
stable
as $$
/* Where a person sets what is their own: residents have pages for security and settings, staff have their profile. */
begin
    return case people.my_cabinet() when 'resident' then '/resident/' || p_page else '/' || people.my_cabinet() || '/profile' end;
end
$$;
comment on function people.own_page(text) is 'The page of this cabinet where a person sets what is their own';
