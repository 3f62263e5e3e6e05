-- Walls around rows of the office that every cabinet's schema could read: loads of registers and routing rules.

alter table estate.imports enable row level security;
create policy office on estate.imports for select to sees_all using ((select people.sees_all()));

alter table estate.import_rows enable row level security;
create policy office on estate.import_rows for select to sees_all using ((select people.sees_all()));

alter table desk.routing_rules enable row level security;
create policy staff on desk.routing_rules for select to sees_houses, sees_all using ((select people.me()) is not null);
