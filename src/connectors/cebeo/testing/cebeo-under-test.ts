import { eraseSettings } from "#connect/connector.ts";
import { once } from "#connect/once.ts";
import { operations, type CreateName, type Input, type OperationName, type Output } from "#connect/operations.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { createTransport } from "#connect/transport.ts";
import { asHubError, type HubError } from "#domain/error.ts";
import { cebeo as connector } from "#connectors/cebeo/connector.ts";
import { recordedNow, sessionOn } from "#connectors/recorded-transport.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";

type Repeatable = Exclude<OperationName, CreateName>;
const erased = eraseSettings(connector);

/** The connector against the stand-in, over real HTTP, as user WSDEMO of customer 9900123. */
export interface CebeoUnderTest {
  readonly cebeo: Cebeo;
  run<N extends Repeatable>(operation: N, input: object, settings?: object): Promise<Output<N>>;
  /** Sends an order as the hub does: once per number, coming back when it is told to. `error` of the last time, null when it is there. */
  send(
    order: object,
    settings?: object,
  ): Promise<{ readonly output: Output<"purchaseOrders.send"> | null; readonly error: HubError | null }>;
  /** The same, until it is "there", or nothing but a person can help ("asks"); else the code of the error. */
  follow(order: object, settings?: object): Promise<string>;
  check(settings?: object): ReturnType<typeof connector.check>;
  /** What was asked, without the login: "Article/Get", "Order/Get OpenOrder". */
  asked(): readonly string[];
  stop(): Promise<void>;
}

export async function cebeoUnderTest(options: Parameters<typeof startCebeo>[0] = {}): Promise<CebeoUnderTest> {
  const cebeo = await startCebeo({ now: () => recordedNow.epochMilliseconds, ...options });
  // The password every session of a test has.
  cebeo.accounts.changePassword("WSDEMO", "invented-password");
  const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
  let clock = 0;
  const book = rememberedEffects(() => clock);
  const session = (settings: object = {}) =>
    sessionOn(erased, { customerNumber: "9900123", userName: "WSDEMO", address: cebeo.url, ...settings }, transport);
  const send: CebeoUnderTest["send"] = async (given, settings) => {
    const input = operations["purchaseOrders.send"].input.parse({ order: given });
    const effect = { key: `order:${input.order.number}`, operation: "purchaseOrders.send", input, mark: "" } as const;
    return once(book, { connector: erased, sendingWithin: () => session(settings) }, effect).then(
      ({ output }) => ({ output, error: null }),
      (thrown: unknown) => ({ output: null, error: asHubError(thrown) }),
    );
  };
  return {
    cebeo,
    send,
    run: (operation, input, settings) =>
      perform(
        erased,
        session(settings),
        operation,
        operations[operation].input.parse(input) as Input<typeof operation>,
      ),
    async follow(order, settings) {
      for (let turn = 0; turn < 30; turn += 1) {
        const { error } = await send(order, settings);
        if (error === null) return "there";
        if (error.asksPerson) return "asks";
        if (error.code !== "remote.outcome_unknown" && error.code !== "remote.unavailable") return error.code;
        clock += (error.retryAfterMs ?? 1_000) / 1000;
      }
      return "never ends";
    },
    check: (settings) => erased.check(session(settings)),
    asked: () => cebeo.requests.map(({ asked }) => asked),
    async stop() {
      await cebeo.stop();
      await close();
    },
  };
}
