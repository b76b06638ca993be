/** Bancontact Pro on this machine, for tests and for the demo. What is known, and from where, is in the README. */
import { Courier, type Delivery, type Parcel, type Release } from "#sandbox/mollie/provider-courier.ts";
import type { Fault, Planned } from "#sandbox/mollie/provider-faults.ts";
import { startServer, type Call, type Incoming, type Reply } from "#sandbox/mollie/provider-server.ts";
import { randomBytes, randomUUID } from "node:crypto";
import { callbackDelays, isRetried, signed, type Flaw } from "./callbacks.ts";
import { checkout, type Outcome, type Till } from "./checkout.ts";
import { details, type Creditor, type Json } from "./documents.ts";
import { refusal } from "./errors.ts";
import { KeyRing } from "./keys.ts";
import { Payments, type Payment, type Status } from "./payments.ts";
import { answer, type Books } from "./routes.ts";

export interface BancontactProOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  /** Default a new key and a new profile. */ readonly apiKey?: string;
  readonly profileId?: string;
  /** Of the profile, for payments that name none; default none. */ readonly callbackUrl?: string;
  /** Takes http addresses on this machine, which the real one refuses. */ readonly allowLocalUrls?: boolean;
  /** Milliseconds before the second, third, … attempt of a callback; default up to 24 hours. */
  readonly callbackDelays?: readonly number[];
  /** Milliseconds a callback may take; default 15 000. */ readonly callbackTimeout?: number;
  /** Minutes a payment can be paid; default 20. */ readonly lifetime?: number;
  /** What stands in the `path` claim; default "path". Public clients compare it with the whole "url". */
  readonly pathClaim?: "path" | "url";
  /** DELETE also takes IDENTIFIED, as the public description says; default only PENDING. */
  readonly cancelsIdentified?: boolean;
  readonly now?: () => Temporal.Instant;
}

export interface Profile {
  readonly profileId: string;
  readonly apiKey: string;
}

export interface BancontactPro extends Profile {
  readonly url: string;
  /** The key set, also a call in `calls`. */ readonly jwksUrl: string;
  /** Every call and page view, also those hit by a fault. */ readonly calls: readonly Call[];
  readonly payments: readonly Payment[];
  /** Every attempt of a callback. */ readonly deliveries: readonly Delivery[];
  readonly held: readonly Parcel[];
  /** The payment as the API shows it. */ payment(id: string): Json;
  /** A second product with a key of its own. */ addProfile(): Profile;
  fault(fault: Fault): Planned;
  heal(): void;
  /** Each sends a callback per state and passes after their first attempts. `pay` goes on from any open state. */
  pay(id: string): Promise<void>;
  identify(id: string): Promise<void>;
  authorize(id: string): Promise<void>;
  /** AUTHORIZATION_FAILED: the bank said no. */ refuse(id: string): Promise<void>;
  /** FAILED, after it was authorized. */ fail(id: string): Promise<void>;
  /** By the payer. */ cancel(id: string): Promise<void>;
  expire(id: string): Promise<void>;
  /** One step, if the provider has it. */ move(id: string, to: Status): Promise<void>;
  /** A fresh callback of the state as it is, sound or with a flaw. */ sendCallback(
    id: string,
    flaw?: Flaw,
  ): Promise<Delivery | undefined>;
  /** The last callback of a payment again, byte for byte: the same jti. */ replayCallback(
    id: string,
  ): Promise<Delivery | undefined>;
  /** Signs with a new key; with `dropOld` the set no longer holds the earlier ones. */ rotateKeys(
    dropOld?: boolean,
  ): Promise<void>;
  /** Callbacks wait until `releaseCallbacks`: late, twice or in another order. */ holdCallbacks(): void;
  releaseCallbacks(release?: Release): Promise<readonly Delivery[]>;
  /** Makes the attempts that wait for their time now. */ retryCallbacks(): Promise<readonly Delivery[]>;
  /** Until no callback is under way. */ settled(): Promise<void>;
  stop(): Promise<void>;
}

const steps: Readonly<Record<Outcome, readonly Status[]>> = {
  paid: ["IDENTIFIED", "AUTHORIZED", "SUCCEEDED"],
  refused: ["IDENTIFIED", "AUTHORIZATION_FAILED"],
  canceled: ["CANCELLED"],
  expired: ["EXPIRED"],
};

export async function startBancontactPro(options: BancontactProOptions = {}): Promise<BancontactPro> {
  const now = options.now ?? ((): Temporal.Instant => Temporal.Now.instant());
  const payments = new Payments(now, options.lifetime ?? 20);
  const ring = await KeyRing.make();
  const creditors = new Map<string, Creditor>();
  const lastSent = new Map<string, Parcel>();
  let lastJti: string | undefined;
  const courier = new Courier({
    delays: options.callbackDelays ?? callbackDelays,
    isRetried,
    timeout: options.callbackTimeout ?? 15_000,
  });

  function addProfile(profileId: string = randomUUID(), apiKey = randomBytes(18).toString("base64url")): Profile {
    const creditor = { profileId, merchantId: randomBytes(12).toString("hex"), name: "Testwinkel De Molen" };
    creditors.set(apiKey, { ...creditor, iban: "BE68539007547034", callbackUrl: options.callbackUrl ?? null });
    return { profileId, apiKey };
  }
  const own = addProfile(options.profileId, options.apiKey);
  const creditorOf = ({ profileId }: Payment): Creditor => {
    const creditor = [...creditors.values()].find((one) => one.profileId === profileId);
    if (creditor === undefined) throw new Error(`no profile ${profileId}`);
    return creditor;
  };

  async function announce(payment: Payment, flaw?: Flaw): Promise<Delivery | undefined> {
    const usual = payment.callbackUrl ?? creditorOf(payment).callbackUrl;
    const url = payment.status === "IDENTIFIED" ? (payment.identifyCallbackUrl ?? usual) : usual;
    if (url === null) return undefined;
    const state = { ...payment };
    const signing = {
      key: ring.current,
      now: now(),
      pathClaim: options.pathClaim ?? "path",
      earlierJti: lastJti,
      flaw,
    };
    const parcel = await signed(state, url, signing);
    lastJti = parcel.jti;
    lastSent.set(payment.paymentId, parcel);
    return courier.post(parcel);
  }
  async function to(payment: Payment, status: Status): Promise<void> {
    payments.move(payment, status);
    await announce(payment);
  }
  /** The steps that are still to come. */
  async function through(payment: Payment, all: readonly Status[]): Promise<void> {
    for (const status of all.slice(all.indexOf(payment.status) + 1)) await to(payment, status);
  }

  const till: Till = {
    payment: (id) => payments.find(id),
    decide: (payment, outcome) => void through(payment, steps[outcome]),
  };

  async function serve(incoming: Incoming, books: Books): Promise<Reply> {
    for (const payment of payments.overdue()) void to(payment, "EXPIRED");
    if (incoming.path === "/jwks") return { status: 200, body: ring.jwks };
    if (!incoming.path.startsWith("/v3/")) return checkout(till, incoming);
    const key = /^Bearer (\S+)$/.exec(incoming.headers.authorization ?? "")?.[1];
    const creditor = creditors.get(key ?? "");
    if (creditor === undefined) return refusal(401);
    await incoming.pause();
    return answer(books, incoming, creditor);
  }

  const server = await startServer(options.port ?? 0, (home) => {
    const books: Books = {
      home,
      payments,
      now,
      allowLocalUrls: options.allowLocalUrls ?? false,
      cancelsIdentified: options.cancelsIdentified ?? false,
      announce: (payment) => void announce(payment),
    };
    return {
      contentType: "application/json",
      isApi: (path) => path.startsWith("/v3/"),
      answer: (incoming) => serve(incoming, books),
      refusal,
    };
  });

  return {
    ...own,
    url: server.url,
    jwksUrl: `${server.url}/jwks`,
    calls: server.calls,
    get payments() {
      return payments.list();
    },
    deliveries: courier.deliveries,
    held: courier.held,
    payment: (id) => details(server.url, payments.get(id), creditorOf(payments.get(id))),
    addProfile: () => addProfile(),
    fault: (fault) => server.faults.plan(fault),
    heal: () => server.faults.clear(),
    pay: (id) => through(payments.get(id), steps.paid),
    identify: (id) => to(payments.get(id), "IDENTIFIED"),
    authorize: (id) => through(payments.get(id), ["IDENTIFIED", "AUTHORIZED"]),
    refuse: (id) => through(payments.get(id), steps.refused),
    fail: (id) => through(payments.get(id), ["IDENTIFIED", "AUTHORIZED", "FAILED"]),
    cancel: (id) => to(payments.get(id), "CANCELLED"),
    expire: (id) => to(payments.get(id), "EXPIRED"),
    move: (id, status) => to(payments.get(id), status),
    sendCallback: (id, flaw) => announce(payments.get(id), flaw),
    async replayCallback(id) {
      const parcel = lastSent.get(id);
      if (parcel === undefined) throw new Error(`no callback of ${id} was sent`);
      return courier.post(parcel);
    },
    rotateKeys: (dropOld = false) => ring.rotate(dropOld),
    holdCallbacks() {
      courier.isHolding = true;
    },
    releaseCallbacks: (release) => courier.release(release),
    retryCallbacks: () => courier.retryNow(),
    settled: () => courier.settled(),
    async stop() {
      courier.stop();
      await server.stop();
    },
  };
}
