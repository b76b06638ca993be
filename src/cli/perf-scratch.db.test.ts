import { sql } from "kysely";
import { test } from "vitest";
import { coupleShop } from "./testing/coupled-shop.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";
test("perf", async () => {
  const under = await hubUnderTest();
  const c = await coupleShop(under);
  const other = await coupleShop(under);
  for (const one of [c, other]) {
    await sql`insert into inbox (administration_id, connection_id, kind, external_id, number, status, outcome, reason_code, reason_details, currency, total, placed_at, customer_name, customer_email, decided_at, tie_out, source)
      select ${one.administrationId}, ${one.connectionId}, 'order', n::text, 'W-' || n, 'processing',
        case when n % 300 = 0 then 'held' when n % 50 = 0 then 'skipped' else 'documented' end,
        case when n % 300 = 0 then 'mapping.missing' when n % 50 = 0 then 'rule.unpaid' end, case when n % 300 = 0 then jsonb_build_object('what','exchangeRate','fromValue', (array['GBP','USD','CHF'])[1 + n % 3]) else '{}'::jsonb end,
        'EUR', (n % 900) + 0.5, now() - n * interval '20 minutes', 'Klant ' || md5(n::text), 'k' || n || '@example.be', now(),
        jsonb_build_object('source','10.00','document','10.00','vat','[]'::jsonb,'state','exact','difference','0','rounding','0'), jsonb_build_object('customer', jsonb_build_object('name','x'), 'lines', (select jsonb_agg(jsonb_build_object('id', i,'name', 'Artikel ' || i,'amount','12.00','quantity','1','kind','item')) from generate_series(1,5) i))
      from generate_series(1, 100000) n`.execute(under.store.owner);
    await sql`insert into events (id, administration_id, connection_id, external_id, level, code, data, at)
      select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n::bigint * 1200000 ), 12, '0') || '7' || substr(md5(n::text), 1, 19))::uuid, ${one.administrationId}, ${one.connectionId}, n::text, 'info', case when n % 300 = 0 then 'order.held' else 'document.issued' end, '{"kind":"invoice","number":"2026-1"}', now() - n * interval '20 minutes' from generate_series(1, 100000) n`.execute(under.store.owner);
  }
  await sql`vacuum analyze inbox`.execute(under.store.owner);
  for (const path of ["/api/orders?limit=50", "/api/orders?limit=50&state=held", "/api/orders?limit=50&state=documented", `/api/orders?limit=50&coupling=${c.couplingId}`, "/api/orders?limit=50&from=2026-01-01&to=2026-03-01", "/api/orders?limit=50&q=k777%40", "/api/orders?limit=50&q=W-77777", "/api/orders?limit=50&q=zzzz", "/api/orders?limit=50&q=48,50", "/api/overview", "/api/work", "/api/log?limit=50", "/api/log?limit=50&state=held", "/api/log?q=W-777&limit=50", "/api/search?q=W-7777", "/api/summary"]) {
    const times: number[] = [];
    for (let i = 0; i < 6; i += 1) { const t = performance.now(); await c.api.get(path); times.push(Math.round(performance.now() - t)); }
    console.log(path.slice(0, 70), times.join(" "));
  }
}, 300_000);
