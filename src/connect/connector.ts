// Over 300 lines because all that a connector says of itself is read in one place.
import type { z } from "zod";
import type { DocumentKind } from "#domain/document-kinds.ts";
import type { HubError } from "#domain/error.ts";
import type { Language } from "#domain/party.ts";
import type { Evidence } from "./evidence.ts";
import type { Answer, Http } from "./http.ts";
import type { Limit } from "./limit.ts";
import type { Input, OperationName, operations, RawOutput } from "./operations.ts";
import type { PunchoutTerms } from "./punchout/terms.ts";
import type { Right } from "./right.ts";

/** How secrets reach the other side. Declared here, filled in by `Http`; a connector never sees them. */
export type Credentials<Settings extends z.ZodObject = z.ZodObject> =
  | { readonly type: "none" }
  | { readonly type: "basic"; readonly names: readonly [user: string, password: string] }
  | {
      readonly type: "api-key";
      readonly name: string;
      readonly place: { readonly header: string; readonly prefix?: string } | { readonly query: string };
    }
  /** A key and a secret of which the connector chooses the use: an Authorization header, query parameters, or an OAuth 1.0a signature. */
  | {
      readonly type: "key-pair";
      readonly names: readonly [key: string, secret: string];
      readonly use: (
        settings: z.output<Settings>,
      ) => "basic" | { readonly query: readonly [key: string, secret: string] } | "oauth1";
    }
  /** OAuth 2.0 client credentials: id and secret are given for a token, which is kept until a minute before it ends. */
  | {
      readonly type: "client-credentials";
      readonly names: readonly [clientId: string, clientSecret: string];
      readonly tokenUrl: (settings: z.output<Settings>) => URL;
      /** What is asked for beside the grant: scope, tenant. */
      readonly form: (settings: z.output<Settings>) => Readonly<Record<string, string>>;
    }
  /** Inside what is sent: the connector says where in its XML or its form, and `Http` fills them in (placed.ts). */
  | { readonly type: "placed"; readonly names: readonly string[] };

export interface RateLimit {
  /** Counted per connection, per app where the vendor counts all customers together, or per connection at each of its addresses. */
  readonly per: "connection" | "app" | "address";
  readonly windows: readonly { readonly requests: number; readonly seconds: number }[];
  readonly concurrency: number;
  /** With so many at once an account is begun; each quiet minute doubles it, up to `concurrency`. That at once when left out. */
  readonly firstConcurrency?: number;
  /** How long to wait after each refusal in a row that names no time, the last one for every further one. Left out: 5 seconds, doubled each time. */
  readonly backOffSeconds?: readonly number[];
  /**
   * Headers in which this vendor says how many calls are left and when that is counted anew, beside the usual ones (rate-headers.ts): one entry per
   * window. The reset is seconds from now, a moment in seconds or milliseconds, or an HTTP date.
   */
  readonly headers?: readonly { readonly remaining: string; readonly reset: string }[];
}

/** Everything a connector may touch. No database, no environment, no global fetch, no wall clock. */
export interface Session<Settings extends z.ZodObject = z.ZodObject> {
  readonly settings: z.output<Settings>;
  readonly http: Http;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
}

/** Reads and puts are safe to repeat as they are; a create says how a repeat is recognised: always the same way, or as the account has it. */
export type Operation<
  Settings extends z.ZodObject,
  N extends OperationName,
> = (typeof operations)[N]["effect"] extends "create"
  ? CreateOperation<Settings, N> | ((settings: z.output<Settings>) => CreateOperation<Settings, N>)
  : (session: Session<Settings>, input: Input<N>) => Promise<RawOutput<N>>;

/** The key that `run` and `find` are given is 1 to 43 visible ASCII characters, and the same whenever the same thing is made. */
export type CreateOperation<Settings extends z.ZodObject, N extends OperationName> =
  | {
      readonly repeat: "vendor-key";
      /** How long the other side remembers a key. Later than that, a repeat would be made a second time. */
      readonly keptSeconds: number;
      readonly run: Create<Settings, N>;
    }
  | {
      readonly repeat: "look-up";
      /** How long after a request was sent what it made may still not be found: writes that go on by themselves, slow indexes. */
      readonly visibleAfterSeconds: number;
      /**
       * Until the last of these it may still turn up: it is looked for again so many seconds after its answer was lost, and what
       * was not found then is nobody's proof. A person is asked, or, where the account `sendsAgain`, it is sent once more and never
       * a third time. Left out: what cannot be found any more was not made.
       */
      readonly laterLooks?: readonly number[];
      readonly sendsAgain?: boolean;
      readonly find: (session: Session<Settings>, key: string, sought: Sought<N>) => Promise<RawOutput<N> | null>;
      readonly run: Create<Settings, N>;
    }
  /** A lost answer is held as outcome unknown, never sent again. */
  | { readonly repeat: "none"; readonly run: Create<Settings, N> };

/** What may have been made, and since when: for products that keep no key. */
export interface Sought<N extends OperationName> {
  readonly input: Input<N>;
  /** Since the first attempt that may have made it. */
  readonly secondsSinceFirst: number;
}

type Create<Settings extends z.ZodObject, N extends OperationName> = (
  session: Session<Settings>,
  input: Input<N>,
  key: string,
) => Promise<RawOutput<N>>;

export type Operations<Settings extends z.ZodObject, Name extends OperationName> = {
  readonly [N in Name]: Operation<Settings, N>;
};

/** One webhook call as it arrived. Header names in lower case; `body` is the exact bytes. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a delivery means: which records to look at; a test call; or that the other side lost its rights. */
export type Announcement =
  | { readonly kind: "changed"; readonly operation: OperationName; readonly ids: readonly string[] }
  | { readonly kind: "ping" }
  /** Signed, but it only says that every next event is lost too: alarm. */
  | { readonly kind: "blind"; readonly message: string }
  | { readonly kind: "nothing"; readonly message: string };

/**
 * `stranger`: from another shop than the one registered (a staging clone): hold it, never process. `hint`: nothing in it proves
 * yet who sent it, and nothing but a look at the named record may follow from it.
 */
export type Verdict = "genuine" | "ping" | "forged" | "stranger" | "hint";

/** What a proof needs beside the delivery itself. */
export interface ProofContext {
  /** The address we gave the other side for this connection. */
  readonly deliverTo: URL;
  /** When the hub took it in: it may have waited here since. */
  readonly arrivedAt: Temporal.Instant;
  /** Text that lives as long as the process, for this connection: keys that were fetched. */
  readonly memory: Map<string, string>;
}

/** `messageId`: one message counts once; null when the other side does not number them. */
export type Proof = { readonly verdict: "genuine" | "forged"; readonly messageId: string | null };

export interface Webhook<Settings extends z.ZodObject = z.ZodObject> {
  /**
   * Topics as the shop's own screen names them, for people who set the webhook up by hand: the ones that are needed first,
   * then the recommended ones.
   */
  readonly topics: readonly string[];
  /** Makes what is missing, and returns all; safe to repeat: what already delivers to `deliverTo` is kept. */
  subscribe(session: Session<Settings>, deliverTo: URL, secret: string): Promise<readonly Subscription[]>;
  unsubscribe(session: Session<Settings>, subscriptionId: string): Promise<void>;
  /** State at the other side; null when it is gone there. */
  status(session: Session<Settings>, subscriptionId: string): Promise<Subscription | null>;
  /** All of its webhooks for topics of ours, wherever they deliver to: for finding out what is wrong with one made by hand. */
  all?(session: Session<Settings>): Promise<readonly (Subscription & { readonly deliveryUrl: string })[]>;
  /** Puts a disabled one back to work. */
  activate(session: Session<Settings>, subscriptionId: string): Promise<Subscription>;
  /** Pure, on the raw bytes, before anything is parsed; compares in constant time. */
  verify(delivery: Delivery, secret: string, settings: z.output<Settings>): Verdict;
  /**
   * For hints that can be proved, with keys that have to be fetched: asked in the job, before anything follows from the delivery.
   * Throws what keeps it from knowing.
   */
  prove?(session: Session<Settings>, delivery: Delivery, context: ProofContext): Promise<Proof>;
  /** Pure. Which webhook over there a genuine call or a test call is of; empty when it does not say. */
  senderOf?(delivery: Delivery): string;
  /** Pure. Says only which records changed; the flow fetches them through the operations. Never throws on a strange body. */
  announces(delivery: Delivery): Announcement;
}

/** What a person typed to connect: still unchecked, trimmed or not. */
export interface Entered {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, string>>;
}

/** What is wrong with something that was entered; each has a text in every language. `value`: what should stand there instead. */
export const entryFaults = [
  "plainHttp",
  "keysSwapped",
  "notAKey",
  "otherAddress",
  "redirects",
  "notTheProduct",
  "noInterface",
  "notAnAddress",
  "accessRefused",
  "plainPermalinks",
  "keyUnknown",
  "secretWrong",
  "readOnly",
  "userMayNot",
  "closedAddress",
  "unknownHost",
  "noAnswer",
  "notThere",
  "otherCompany",
] as const;
export interface EntryFault {
  readonly field: string;
  readonly entry: (typeof entryFaults)[number];
  readonly value: string;
}

/** A label of the other side's own screens, in the languages its admin may have. */
interface Label {
  readonly nl: string;
  readonly en: string;
}

/** What a person does in the other product's own screens. */
export interface Guide {
  /** Where keys are made, and the right to choose there. */
  readonly keys: { readonly path: readonly Label[]; readonly right: Label };
  /** Left out: it rings no bell. */
  readonly webhooks?: {
    readonly path: readonly Label[];
    readonly fields: readonly {
      readonly name: Label;
      readonly fill: "name" | "topic" | "deliveryUrl" | "secret" | "keep" | Label;
    }[];
    readonly save: Label;
    /** By topic; those that are needed. */
    readonly topics: Readonly<Record<string, Label>>;
  };
  /** Where its own mails to customers are switched off. */
  readonly mails: { readonly path: readonly Label[]; readonly names: readonly Label[] };
  /** Where it tells customers how to transfer money. */
  readonly bankTransfer: readonly Label[];
  /** By status: those every shop of it has. */
  readonly statuses: Readonly<Record<string, Label>>;
}

export interface Subscription {
  readonly id: string;
  readonly topic: string;
  readonly active: boolean;
}

export interface Checked {
  /** What to show as "connected to". */
  readonly account: string;
  /** Settings the check found out, to be saved: where keys must go, the time zone. */
  readonly learnt: Readonly<Record<string, unknown>>;
  /** What works but should be known, as plain English sentences. */
  readonly warnings: readonly string[];
  /** Until when the product lets us in with these credentials, when it says so: a person is warned two weeks before. An instant. */
  readonly accessUntil?: string;
  /** Rights that the credentials turned out not to have. */
  readonly lacks?: readonly ("write" | "webhooks" | "settings")[];
  /** What the account and its credentials need at the other side. Left out when there is nothing to tell. */
  readonly rights?: readonly Right[];
}

export interface Connector<Settings extends z.ZodObject = z.ZodObject, Name extends OperationName = OperationName> {
  /** Stable identifier: stored with every connection, so it never changes. Equals the folder name. */
  readonly id: string;
  /** The product's own name, as its vendor writes it. */
  readonly name: string;
  readonly kind: "webshop" | "till" | "supplier" | "partner" | "accounting" | "payments" | "bank" | "peppol";
  readonly docs: string;
  /** Of no real product: offered to nobody, shown where somebody connected it. */
  readonly isExample?: true;
  readonly settings: Settings;
  /** Labels of the settings and credentials per language; Dutch is complete. */
  readonly labels: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>;
  readonly credentials: Credentials<Settings>;
  readonly rateLimit: RateLimit;
  /**
   * `documents.create` has to be told what the other side calls each line; it then offers `products.find` as well. Always, or as the account
   * has it; never when left out.
   */
  readonly asksCodes?: true | ((settings: z.output<Settings>) => boolean);
  /** `documents.create` spreads a discount on the whole that has no item (an empty code) over the lines of its VAT; else one is asked for. */
  readonly spreadsDiscounts?: true;
  /** Operations of the connector that an account with these settings does not have: what a shop's own software lacks. */
  readonly accountLacks?: (settings: z.output<Settings>) => readonly OperationName[];
  /** Of shops that post a basket back through the user's browser: how what they post is read, and whether it may come by GET. */
  readonly punchout?: (settings: z.output<Settings>) => { readonly terms: PunchoutTerms; readonly takesGet: boolean };
  /** What `documents.create` makes of an account like this; invoices and credit notes when left out. */
  readonly documentKinds?: (settings: z.output<Settings>) => readonly DocumentKind[];
  /** Pure. Where people see a document in the product itself; null when it has no such address. */
  readonly documentUrl?: (
    settings: z.output<Settings>,
    document: { readonly kind: DocumentKind; readonly id: string; readonly number: string },
  ) => URL | null;
  /** Fields of the vendor's JSON that give access to something: their values never reach the log. */
  readonly secretFields?: readonly string[];
  /** Ends with a slash. */
  baseUrl(settings: z.output<Settings>): URL;
  /** Which account it is, for products that have all of them at one address. */
  readonly accountIn?: (settings: z.output<Settings>) => string;
  /** Other addresses of the same product that take the same credentials. */
  readonly otherUrls?: (settings: z.output<Settings>) => readonly URL[];
  /** Other addresses that may be read, without credentials only: where public keys are. */
  readonly publicUrls?: (settings: z.output<Settings>) => readonly URL[];
  /** What a refused answer means where that differs from HTTP custom; null = the usual meaning. */
  readonly errorOf?: (answer: Answer) => HubError | null;
  /** Pure: brings what a person pasted to the form of the settings, and says what cannot be right. */
  readonly enter?: (given: Entered) => { readonly entered: Entered; readonly faults: readonly EntryFault[] };
  readonly guide?: Guide;
  /** One cheap authenticated read; throws the HubError the user should see. */
  check(session: Session<Settings>): Promise<Checked>;
  readonly operations: Operations<Settings, Name>;
  /** Of each operation, the weakest part of it that matters. The conformance suite asks for it. */
  readonly evidence?: { readonly [N in Name]: Evidence };
  readonly webhook?: Webhook<Settings>;
  /** Beside what follows from what it offers (connectors/coupling-limits.ts). */
  readonly limits?: readonly Limit[];
}

export const defineConnector = <Settings extends z.ZodObject, Name extends OperationName>(
  connector: Connector<Settings, Name>,
): Connector<Settings, Name> => connector;

/**
 * A connector of which the settings type is forgotten, as the registry holds it. Settings are an input, so a
 * `Connector<ItsSettings>` is not assignable to the general one: this is the one place where the type is erased.
 */
export type AnyConnector = Omit<Connector, "operations" | "evidence"> & {
  readonly operations: Readonly<Partial<Record<OperationName, unknown>>>;
  readonly evidence?: Readonly<Partial<Record<OperationName, Evidence>>>;
};

export const eraseSettings = <Settings extends z.ZodObject, Name extends OperationName>(
  connector: Connector<Settings, Name>,
): AnyConnector => connector as unknown as AnyConnector;

export const offers = (connector: AnyConnector, name: OperationName): boolean =>
  connector.operations[name] !== undefined;

/** Whether an account with these settings has it: what a picker goes by. */
export const offersWith = (
  connector: AnyConnector,
  settings: Readonly<Record<string, unknown>>,
  name: OperationName,
): boolean => offers(connector, name) && !(connector.accountLacks?.(settings) ?? []).includes(name);
