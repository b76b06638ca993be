import { fileURLToPath } from "node:url";
import { eraseSettings } from "#connect/connector.ts";
import { once } from "#connect/once.ts";
import { operations, type CreateName, type Input, type OperationName, type Output } from "#connect/operations.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { createTransport } from "#connect/transport.ts";
import { recordedNow, sessionOn } from "#connectors/recorded-transport.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";
import { woocommerce } from "#connectors/woocommerce/connector.ts";

const folder = fileURLToPath(new URL("../../../../fixtures/woocommerce", import.meta.url));
const keys = { consumerKey: "invented-consumerKey", consumerSecret: "invented-consumerSecret" };
const connector = eraseSettings(woocommerce);

type Repeatable = Exclude<OperationName, CreateName>;

/** The connector against the stand-in, over real HTTP: plain http, so signed with OAuth 1.0a. */
export interface ShopUnderTest {
  readonly shop: Shop;
  run<N extends Repeatable>(operation: N, input: object, settings?: object): Promise<Output<N>>;
  /** As the hub makes things: once per key, which is the input when left out. */
  make<N extends CreateName>(
    operation: N,
    input: object,
    settings?: object,
    key?: string,
  ): Promise<{ readonly id: string; readonly number: string; readonly output: Output<N> | null }>;
  /** Lets time go by in the book of what was made. */
  later(seconds: number): void;
  /** Method and path of every request that was no read. */
  writes(): readonly string[];
  stop(): Promise<void>;
}

export async function shopUnderTest(): Promise<ShopUnderTest> {
  const shop = await startShop({ folder, keys, now: () => recordedNow, withoutOrders: true, largestPicture: 1000 });
  const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
  let clock = 0;
  const book = rememberedEffects(() => clock);
  const session = (settings: object = {}) =>
    sessionOn(connector, { shopUrl: shop.url, pricesIncludeTax: true, ...settings }, transport);
  return {
    shop,
    run: (operation, input, settings) =>
      perform(
        connector,
        session(settings),
        operation,
        operations[operation].input.parse(input) as Input<typeof operation>,
      ),
    make: (operation, input, settings, key = JSON.stringify(input)) =>
      once(
        book,
        { connector, sendingWithin: () => session(settings) },
        { key, operation, input: operations[operation].input.parse(input) as Input<typeof operation>, mark: "" },
      ),
    later(seconds) {
      clock += seconds;
    },
    writes: () =>
      shop.requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} ${path.replace(/^.*v3\//, "")}`),
    async stop() {
      await shop.stop();
      await close();
    },
  };
}
