create function people.key_hash(
    p_key text
)
returns bytea
language sql
immutable
as $$
/* What the table keeps of a session key (64 hexadecimal digits): its sha256; null for anything else. Inlined. */
select case when p_key ~ '^[0-9a-f]{64}$' then sha256(decode(p_key, 'hex')) end
$$;
comment on function people.key_hash(text) is 'What the table keeps of a session key
@internal';
