create function shared.emergency_sheet_print(
    p_house lib.house_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The emergency sheet of a house as a document. */
begin
    return row(null, '/shared/document?document=' || cabinet.document_make('emergency_sheet', p_house))::lib.outcome;
end
$$;
comment on function shared.emergency_sheet_print(lib.house_ref) is 'Аварийный лист на бумаге
@needs p_house
@submit Напечатать
@icon printer
@style secondary';

create function shared.emergency_sheet_print_zone(
    p_house lib.house_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The sheets of all houses of the zone that this house is in, as far as the acting person sees them. */
begin
    return row(null, '/shared/documents?task=' || cabinet.documents_make('emergency_sheet', array(
        select h.house_id
        from estate.houses as h
        join estate.houses as here on here.house_id = p_house and here.zone_id = h.zone_id
        order by h.street, length(h.number), h.number, h.house_id
    )))::lib.outcome;
end
$$;
comment on function shared.emergency_sheet_print_zone(lib.house_ref) is 'Аварийные листы точки
@needs p_house
@submit Листы всей точки
@icon printer
@style secondary';
