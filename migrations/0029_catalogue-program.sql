-- Baskets that were filled in the catalogue program: docs/catalogue-program.md. They come from a price list, not from a login.

alter table supplier_baskets
  alter column connection_id drop not null,
  -- Of one press of the button in the program: a lost answer or a second press stages nothing again.
  add column client_key uuid,
  add constraint supplier_baskets_origin check (
    case source when 'catalogue' then connection_id is null and client_key is not null else connection_id is not null and client_key is null end);
create unique index supplier_baskets_client_key on supplier_baskets (administration_id, client_key, party_id, currency) where client_key is not null;
