import fastify from "fastify";
import pg from "pg";

/** The floor of a search: a bare handler that reads fifty articles by their key under the same policy, in a process of its own like the hub. */
const [connection = "", administrationId = ""] = process.argv.slice(2);
const pool = new pg.Pool({ ...(JSON.parse(connection) as pg.PoolConfig), max: 10 });

const server = fastify({ logger: false });
server.get("/floor", async (request, reply) => {
  const { after = "" } = request.query as { after?: string };
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.administration', $1, true)", [administrationId]);
    const { rows } = await client.query(
      "select * from supplier_items where administration_id = $1 and suppliers_item_identifier > $2 order by price_list_id, suppliers_item_identifier limit 50",
      [administrationId, after],
    );
    await client.query("commit");
    return await reply.send({ items: rows });
  } finally {
    client.release();
  }
});
await server.listen({ port: 0, host: "127.0.0.1" });
const address = server.server.address();
console.log(JSON.stringify({ port: typeof address === "object" && address !== null ? address.port : 0 }));
