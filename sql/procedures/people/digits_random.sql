create function people.digits_random(
    p_length integer
)
returns text
language plpgsql
volatile
set search_path = ''
as $$
/* Random decimal digits, each equally likely: bytes from 250 up are thrown away. */
declare
    v_digits text := '';
    v_byte integer;
begin
    while length(v_digits) < p_length loop
        v_byte := get_byte(ext.gen_random_bytes(1), 0);
        if v_byte < 250 then
            v_digits := v_digits || (v_byte % 10);
        end if;
    end loop;
    return v_digits;
end
$$;
comment on function people.digits_random(integer) is 'Random decimal digits
@internal';
