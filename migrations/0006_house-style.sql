-- How the documents of a company look. No row: the usual style.
create table house_styles (
  administration_id uuid primary key references administrations,
  accent_colour text not null check (accent_colour ~ '^#[0-9a-f]{6}$'),
  address_side text not null check (address_side in ('left', 'right')),
  second_iban text not null,
  footer text not null,
  -- Per language of the document.
  terms jsonb not null,
  shows_payment_qr boolean not null,
  shows_pay_link boolean not null,
  belgian_reference_as text not null check (belgian_reference_as in ('text', 'structured')),
  prices_on_delivery_notes boolean not null,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default ''
);

-- Apart, so that reading a style carries no picture. Checked and stripped of its metadata before it comes here.
create table logos (
  administration_id uuid primary key references administrations,
  media_type text not null check (media_type in ('image/png', 'image/jpeg')),
  width int not null check (width > 0),
  height int not null check (height > 0),
  bytes bytea not null,
  sha256 text not null,
  changed_at timestamptz not null default now()
);

do $$
declare
  t text;
begin
  foreach t in array array['house_styles', 'logos'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_administration on %I to schakel_app, schakel_reader
         using (administration_id = (select current_setting(''app.administration'')::uuid))
         with check (administration_id = (select current_setting(''app.administration'')::uuid))', t);
    execute format('grant select, insert on %I to schakel_app', t);
    execute format('grant select on %I to schakel_reader', t);
  end loop;
end
$$;

-- Neither is part of the books: what a document looked like stands in its kept file.
grant update (accent_colour, address_side, second_iban, footer, terms, shows_payment_qr, shows_pay_link, belgian_reference_as,
  prices_on_delivery_notes, version, changed_at, changed_by) on house_styles to schakel_app;
grant update (media_type, width, height, bytes, sha256, changed_at) on logos to schakel_app;
grant delete on logos to schakel_app;
