-- Letters of the demo go nowhere; the workshop is taken away.
begin;
update talk.outbox as o set sent_at = o.created_at where o.sent_at is null;
drop schema demo cascade;
commit;
analyze;
