import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { startHub, type Hub } from "#cli/start-hub.ts";
import { readMailServer } from "#domain/mail-server.ts";
import { startMollie, type Mollie } from "#sandbox/mollie/stand-in.ts";
import { startMailbox, type Mailbox } from "#sandbox/smtp/mailbox.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

/** A hub nobody visited yet, and what is around it: a shop without orders, a payment provider, a mail server. */
export interface FreshHub {
  readonly hub: Hub;
  readonly shop: Shop;
  readonly mollie: Mollie;
  readonly mailbox: Mailbox;
  /** Rows as the owner of the database sees them. */
  rows<T extends object>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  const closed = Promise.withResolvers<undefined>();
  server.close(() => closed.resolve(undefined));
  await closed.promise;
  return port;
}

export async function freshHub(): Promise<FreshHub> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0)) await step();
  };
  try {
    const scratch = await prepareScratchHub({ port: 0, fast: true });
    undo.unshift(() => scratch.stop());
    const mailbox = await startMailbox();
    undo.unshift(() => mailbox.stop());
    const mollie = await startMollie({ allowLocalUrls: true });
    undo.unshift(() => mollie.stop());
    const shop = await startShop({ folder: recordings, name: "Fietsen Peeters", withoutOrders: true });
    undo.unshift(() => shop.stop());
    const port = await freePort();
    const configuration = {
      ...scratch.configuration,
      port,
      publicUrl: new URL(`http://127.0.0.1:${port}/`),
      openHosts: [new URL(shop.url).host, new URL(mollie.url).host],
      mail: {
        server: readMailServer(mailbox.url),
        from: { name: "Fietsen Peeters", address: "facturen@fietsen-peeters.example" },
      },
    };
    const hub = await startHub({ configuration, role: "all" });
    undo.unshift(() => hub.stop());
    const owner = new pg.Client({ connectionString: configuration.databaseUrl?.href ?? "" });
    await owner.connect();
    undo.unshift(() => owner.end());
    return {
      hub,
      shop,
      mollie,
      mailbox,
      rows: async <T extends object>(sql: string, values: readonly unknown[] = []) =>
        (await owner.query<T>(sql, [...values])).rows,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
