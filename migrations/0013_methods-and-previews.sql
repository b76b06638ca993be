-- The way a payment was made is a code. What people entered by hand was kept as the word on their screen, in their language. Of a
-- payment nothing else changes.
update payments set method = case
    when lower(method) in ('overschrijving', 'virement', 'bank transfer', 'transfer') then 'bankTransfer'
    when lower(method) in ('contant', 'espèces', 'cash') then 'cash'
    when lower(method) in ('kaart', 'carte', 'card') then 'card'
    else 'other' end
  where source_key ~ '^(hand|reversal):' and lower(method) in ('overschrijving', 'virement', 'bank transfer', 'transfer', 'contant',
    'espèces', 'cash', 'kaart', 'carte', 'card', 'andere', 'autre', 'other');

-- The cash book, the list by way to pay, and which ways there are.
create index payments_method on payments (administration_id, method, paid_at desc, id desc);

-- A coupling mails by itself only after somebody saw what it will mail. Those that do so already go on.
alter table couplings add column previewed_at timestamptz;
update couplings set previewed_at = now() where state = 'live' and settings ->> 'sending' = 'automatic';
