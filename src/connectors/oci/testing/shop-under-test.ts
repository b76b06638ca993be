import { eraseSettings } from "#connect/connector.ts";
import { operations, type CreateName, type Input, type OperationName, type Output } from "#connect/operations.ts";
import { perform } from "#connect/perform.ts";
import { createTransport } from "#connect/transport.ts";
import { oci } from "#connectors/oci/connector.ts";
import { sessionOn } from "#connectors/recorded-transport.ts";
import { startWholesaler, type Wholesaler, type WholesalerOptions } from "#sandbox/wholesaler/stand-in.ts";

type Repeatable = Exclude<OperationName, CreateName>;
const erased = eraseSettings(oci);

/** The connector against the stand-in of a wholesaler, over real HTTP, as its buyer "demo". */
export interface ShopUnderTest {
  readonly shop: Wholesaler;
  run<N extends Repeatable>(operation: N, input: object, settings?: object): Promise<Output<N>>;
  check(settings?: object): ReturnType<typeof oci.check>;
  stop(): Promise<void>;
}

export const cxml = {
  protocol: "cxml",
  ...{ fromDomain: "NetworkId", fromIdentity: "HUB-TENANT-7", toDomain: "DUNS", toIdentity: "SUPPLIER-1" },
} as const;

export async function shopUnderTest(options: WholesalerOptions = {}): Promise<ShopUnderTest> {
  const shop = await startWholesaler(options);
  // The password every session of a test has.
  const demo = shop.accounts.get("demo");
  if (demo === undefined) throw new Error("There is no buyer demo");
  demo.password = "invented-password";
  shop.accounts.set("demo", {
    ...demo,
    cxml: { domain: "NetworkId", identity: "HUB-TENANT-7", secret: "invented-password" },
  });
  const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
  const session = (settings: { readonly protocol?: string } = {}) =>
    sessionOn(
      erased,
      { address: settings.protocol === "cxml" ? shop.cxml : shop.oci, userName: "demo", ...settings },
      transport,
    );
  return {
    shop,
    run: (operation, input, settings) =>
      perform(
        erased,
        session(settings),
        operation,
        operations[operation].input.parse(input) as Input<typeof operation>,
      ),
    check: (settings) => erased.check(session(settings)),
    async stop() {
      await shop.stop();
      await close();
    },
  };
}
