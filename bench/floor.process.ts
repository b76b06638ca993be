import { createHmac, timingSafeEqual } from "node:crypto";
import fastify from "fastify";
import pg from "pg";

/** The floor: a bare handler that checks the signature and does one insert, in a process of its own like the hub. */
const [connection = "", secret = ""] = process.argv.slice(2);
const pool = new pg.Pool({ ...(JSON.parse(connection) as pg.PoolConfig), max: 10 });
await pool.query(
  "create table if not exists floor (id bigint generated always as identity primary key, at timestamptz not null default now(), body bytea not null)",
);
await pool.query("alter table floor alter column body set storage external");

const server = fastify({ logger: false });
server.removeAllContentTypeParsers();
server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
server.post("/floor", async (request, reply) => {
  const body = request.body as Buffer;
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(String(request.headers["x-wc-webhook-signature"]), "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
  await pool.query("insert into floor (body) values ($1)", [body]);
  return reply.code(200).send();
});
await server.listen({ port: 0, host: "127.0.0.1" });
const address = server.server.address();
console.log(JSON.stringify({ port: typeof address === "object" && address !== null ? address.port : 0 }));
