import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { textNow } from "#domain/texts/text.ts";
import type { RecordedExchange } from "./recorded-transport.ts";

const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** One recorded run of an operation: `fixtures/<operation>/<case>.json` in a connector's folder. */
export const Recording = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  input: z.record(z.string(), z.unknown()),
  exchanges: z
    .array(
      z.strictObject({
        request: z.strictObject({
          method: z.string(),
          path: z.string().startsWith("/"),
          query: Query,
          body: z.unknown().optional(),
        }),
        means: z.enum(["read", "made"]).optional(),
        response: z.strictObject({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
      }),
    )
    .min(1),
  output: z.unknown(),
});
export type Recording = Omit<z.infer<typeof Recording>, "exchanges"> & {
  readonly exchanges: readonly RecordedExchange[];
};

/** One recorded delivery: `fixtures/webhook/<case>.json`. `body` is the exact text that was signed with `secret`, a secret of no shop. */
export const RecordedDelivery = z.strictObject({
  settings: z.record(z.string(), z.unknown()),
  secret: z.string(),
  delivery: z.strictObject({ headers: z.record(z.string(), z.string()), body: z.string() }),
  verdict: z.enum(["genuine", "ping", "stranger", "hint"]),
  announcement: z.unknown(),
});
export type RecordedDelivery = z.infer<typeof RecordedDelivery>;

/** What must never be in a fixture: keys, tokens, and people who exist. */
const forbidden: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a WooCommerce key", /\bc[ks]_[0-9a-f]{40}\b/],
  ["an order key", /\bwc_order_(?!fixture\b)\w+/],
  ["a signature or nonce", /oauth_(signature|nonce)/],
  ["an authorization header", /"authorization"/i],
  ["a cookie", /"(set-)?cookie"/i],
  ["a bearer token", /\bBearer [\w.-]+/],
  ["a private key", /-----BEGIN/],
  ["an address of this machine", /\b127\.0\.0\.1\b|\blocalhost\b/],
];

/** Everything in a fixture that should not be there, by name; e-mail addresses must be under `.test`, `.example` or `example.*`. */
export function secretsIn(fixture: string): string[] {
  const found = forbidden.filter(([, pattern]) => pattern.test(fixture)).map(([what]) => what);
  const emails = fixture.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  const real = emails.filter((email) => !/(\.test|\.example|[@.]example\.\w+)$/i.test(email));
  return [...found, ...real.map((email) => `the address ${email}`)];
}

export interface Fixture<T> {
  readonly file: string;
  readonly text: string;
  readonly data: T;
}

/** Where the recordings of a connector of ours are. */
export const fixturesOf = (connectorId: string): string => join(import.meta.dirname, connectorId, "fixtures");

const contentsOf = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

/** Throws an Error that names the file when what stands there is not JSON, or of another form. */
export function readFixture<T>(path: string, schema: z.ZodType<T>): { readonly text: string; readonly data: T } {
  const text = readFileSync(path, "utf8");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const read = schema.safeParse(content);
  if (read.success) return { text, data: read.data };
  const wrong = read.error.issues.map((issue) => `${issue.path.join(".")}: ${textNow(issue.message, "en")}`);
  throw new Error(`${path} has another form: ${wrong.join("; ")}`);
}

/** What is in one folder of the fixtures; nothing when it is not there. */
export function fixturesIn<T>(fixtures: string, folder: string, schema: z.ZodType<T>): Fixture<T>[] {
  return contentsOf(join(fixtures, folder)).map((file) => ({
    file,
    ...readFixture(join(fixtures, folder, file), schema),
  }));
}

export const recordingsIn = (fixtures: string, operation: string): Fixture<Recording>[] =>
  fixturesIn(fixtures, operation, Recording as z.ZodType<Recording>);

export const deliveriesIn = (fixtures: string): Fixture<RecordedDelivery>[] =>
  fixturesIn(fixtures, "webhook", RecordedDelivery);

/** Operations without a recording, with the reason: `fixtures/unrecorded.json`. */
export function unrecordedIn(fixtures: string): Readonly<Record<string, string>> {
  if (!contentsOf(fixtures).includes("unrecorded.json")) return {};
  return readFixture(join(fixtures, "unrecorded.json"), z.record(z.string(), z.string())).data;
}
