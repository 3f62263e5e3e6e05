create function cabinet.by_layer()
returns lib.outcome
language sql
volatile
set search_path = ''
as $$
/* Body of actions that carry `@layer`: the layer carries them out, so a call as SQL is refused. */
select row(null, null)::lib.outcome from cabinet.refuse('forbidden')
$$;
comment on function cabinet.by_layer() is 'Body of actions that the layer carries out: refuses a call as SQL';
