-- The rooms of the house: one schema per domain. Cabinet schemas are made by deploy from their `@cabinet` line.
create schema lib;
create schema people;
create schema estate;
create schema desk;
create schema money;
create schema metering;
create schema upkeep;
create schema talk;
create schema cabinet;
create schema bi;

comment on schema lib is 'Field types and immutable helpers that tables may depend on';
comment on schema people is 'Users, credentials, sessions, residents, staff, consents, access record';
comment on schema estate is 'Company, zones, houses, entrances, premises';
comment on schema desk is 'Service catalogue, orders, scenarios, routing, terms, conversations, ratings';
comment on schema money is 'Accounts; later charges, bills, payments, ledger';
comment on schema metering is 'Meters and readings';
comment on schema upkeep is 'Preventive plan, checklists, materials';
comment on schema talk is 'Events, notices, outbox, announcements';
comment on schema cabinet is 'The platform: pages, texts, settings, files, form tokens, jobs, deploy history';
comment on schema bi is 'Documented reporting views';

alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;

grant usage on schema lib to public;
