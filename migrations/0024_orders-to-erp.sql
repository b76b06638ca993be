-- What a package that is booked in calls what stands on an order: its items, those for costs, and its VAT codes.
alter table mappings drop constraint mappings_what_check;
alter table mappings add constraint mappings_what_check
  check (what in ('untaxedLine', 'exchangeRate', 'orderStatus', 'paymentMethod', 'itemCode', 'chargeItem', 'vatCode'));

-- Whose the document is over there: a credit note needs it when what stood on it is not kept. Empty on those made before.
alter table outside_documents add column remote_customer_id text not null default '';

-- When somebody was mailed that this order could not be booked, for the reason it has now.
alter table inbox add column failure_told_at timestamptz;
create index inbox_failure_untold on inbox (administration_id, connection_id, decided_at)
  where failure_told_at is null and outcome in ('held', 'failed');
create index inbox_failure_told on inbox (administration_id, connection_id, failure_told_at) where failure_told_at is not null;
