-- Baskets that were filled in the catalogue program: docs/catalogue-program.md. They come from a price list, not from a login.

alter table supplier_baskets
  -- Of one press of the button in the program: a lost answer or a second press stages nothing again.
  add column client_key uuid,
  drop constraint supplier_baskets_connection_check,
  add constraint supplier_baskets_connection_check check (case source
    when 'catalogue' then connection_id is null
    when 'document' then true
    else connection_id is not null end),
  add constraint supplier_baskets_client_key_check check ((source = 'catalogue') = (client_key is not null));
create unique index supplier_baskets_client_key on supplier_baskets (administration_id, client_key, party_id, currency) where client_key is not null;
