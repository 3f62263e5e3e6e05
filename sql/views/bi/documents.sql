create view bi.documents as
/* Made documents without what stands in them. */
select
    d.document_id,
    d.document_kind as kind,
    d.house_id,
    d.order_id,
    d.language,
    d.state,
    d.pages,
    d.task_id as lot_id,
    d.created_at as made_at,
    d.ready_at,
    extract(epoch from d.ready_at - d.created_at) as seconds
from cabinet.documents as d
where d.template_id is null;
comment on view bi.documents is 'Printed documents. One row per document that was made, trials of templates left out';
