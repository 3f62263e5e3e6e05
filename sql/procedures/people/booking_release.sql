create function people.booking_release(
    p_source text,
    p_object bigint
)
returns void
language plpgsql
volatile
as $$
/* Gives back the time that was taken for something and has not begun; what has begun is cut at this moment. */
begin
    delete from people.bookings as b
    where b.source = p_source and b.object_id = p_object and lower(b.during) >= lib.moment();
    update people.bookings as b
    set during = tstzrange(lower(b.during), lib.moment())
    where b.source = p_source and b.object_id = p_object and b.during @> lib.moment()
        and lower(b.during) < lib.moment();
end
$$;
comment on function people.booking_release(text, bigint) is 'Gives back the time taken for something
@internal';
