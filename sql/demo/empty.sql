-- Why no demo may be put here: a sentence; no row when the database is empty.
select 'there are houses in this database already; the demo needs an empty one'
where exists (select from estate.houses)
