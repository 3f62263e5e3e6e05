create function cabinet.page_define(
    p_cabinet text,
    p_page text,
    p_title text,
    p_blocks text,
    p_icon text default null,
    p_menu integer default null,
    p_group text default null,
    p_phone boolean default false,
    p_right text default null,
    p_feature text default null,
    p_up text default null
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* Declares a page; deploy calls it for every page file and drops the pages it did not hear of.
   p_blocks: names of blocks in the order of a phone; what stands after | goes to the right column of a wide screen.
   p_menu: place in the menu, null: not there. p_phone: on the phone's bottom bar.
   p_right, p_feature: shown only to those who have the right or the option.
   p_up: the page that the way back leads to, for a page that is not in the menu. */
begin
    insert into cabinet.pages as p (
        cabinet, page, title, blocks, side_blocks, icon, menu, menu_group, phone, "right", feature, up, defined_at
    )
    values (
        p_cabinet, p_page, p_title,
        regexp_split_to_array(nullif(btrim(split_part(p_blocks, '|', 1), E' \t\n'), ''), '\s+'),
        coalesce(regexp_split_to_array(nullif(btrim(split_part(p_blocks, '|', 2), E' \t\n'), ''), '\s+'), '{}'),
        p_icon, p_menu, p_group, p_phone, p_right, p_feature, p_up, txid_current()
    )
    on conflict (cabinet, page) do update
    set
        title = excluded.title,
        blocks = excluded.blocks,
        side_blocks = excluded.side_blocks,
        icon = excluded.icon,
        menu = excluded.menu,
        menu_group = excluded.menu_group,
        phone = excluded.phone,
        "right" = excluded."right",
        feature = excluded.feature,
        up = excluded.up,
        defined_at = excluded.defined_at;
end
$$;
comment on function cabinet.page_define is
'Declares a page of a cabinet; only deploy calls it
@internal';
