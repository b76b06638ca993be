// Over 300 lines because every way in which a message can be wrong is read in one list.
/** Messages as they come in, pushed or fetched, and what has to be made of each before anything is looked up. */
import { signDetached } from "#connect/hub-exchange/detached-jws.ts";
import { envelopeSha256, type Envelope } from "#connect/hub-exchange/envelope.ts";
import { signBytes, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { canonicalJson } from "#connect/hub-exchange/canonical-json.ts";
import type { RefusalCode } from "#connect/hub-exchange/refusal-codes.ts";
import { keys, messageId, orderMessage, otherRelationId, relationId } from "./example-relation.ts";

export interface MessageVector {
  readonly name: string;
  readonly about: string;
  readonly bodyBase64: string;
  /** Of the address it came to. */
  readonly relationId: string;
  readonly messageId: string;
  readonly maximumBytes: number;
  readonly verdict:
    { readonly ok: true; readonly kid: string; readonly bodySha256: string } | { readonly refused: RefusalCode };
}

const order = orderMessage();
const maximumBytes = 5 * 1024 * 1024;

/** The envelope with this in it, signed as it is then: honest about its own fault. */
function sealed(changes: Record<string, unknown>, key: OwnKey = keys.buyer): string {
  const envelope = { ...order.envelope, ...changes };
  return JSON.stringify({ envelope, jws: signDetached(envelope, key) });
}
const withContent = (changes: Partial<Envelope["content"]>): string =>
  sealed({ content: { ...order.envelope.content, ...changes } });

/** Signed under a header that says something else than ours do. */
const withHeader = (header: Record<string, unknown>, key: OwnKey = keys.buyer): string =>
  withHeaderText(JSON.stringify(header), key);
function withHeaderText(header: string, key: OwnKey = keys.buyer): string {
  const first = Buffer.from(header).toString("base64url");
  const payload = Buffer.from(canonicalJson(order.envelope), "utf8").toString("base64url");
  const signature = signBytes(Buffer.from(`${first}.${payload}`, "ascii"), key).toString("base64url");
  return JSON.stringify({ ...order, jws: `${first}..${signature}` });
}

function vector(
  name: string,
  about: string,
  body: string | Uint8Array,
  verdict: RefusalCode | { readonly kid: string; readonly envelope: unknown },
  rest: Partial<Pick<MessageVector, "relationId" | "messageId" | "maximumBytes">> = {},
): MessageVector {
  return {
    ...{
      name,
      about,
      bodyBase64: Buffer.from(body as Uint8Array).toString("base64"),
      relationId,
      messageId,
      maximumBytes,
    },
    ...rest,
    verdict:
      typeof verdict === "string"
        ? { refused: verdict }
        : { ok: true, kid: verdict.kid, bodySha256: envelopeSha256(verdict.envelope) },
  };
}

const plain = JSON.stringify(order);
const good = { kid: keys.buyer.kid, envelope: order.envelope };
const backwards = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, backwards(member)]),
      )
    : value;
const more = { ...order.envelope, note: "a member of a later version", nested: { "\u20ac": 1.5, a: [null, true] } };
const old = { ...order.envelope, createdAt: "2026-11-20T08:00:00Z" };
const encoder = new TextEncoder();

/** An envelope with this in it, honestly signed, with the verdict of who takes it. */
function takenWith(name: string, about: string, changes: Record<string, unknown>): MessageVector {
  const envelope = { ...order.envelope, ...changes };
  return vector(name, about, sealed(changes), { ...good, envelope });
}
const refusedWith = (name: string, about: string, changes: Record<string, unknown>): MessageVector =>
  vector(name, about, sealed(changes), "bad_envelope");
const without = (name: string): Record<string, unknown> => ({ [name]: undefined });
/** Lists in each other; the envelope is the second level of a message, and its members the third. */
const lists = (levels: number): unknown => JSON.parse(`${"[".repeat(levels - 2)}${"]".repeat(levels - 2)}`);

const edgesTaken = (): MessageVector[] => [
  takenWith("number of 200 characters", "The longest there is, counted in code points.", {
    businessId: "\u{1F600}".repeat(200),
  }),
  takenWith("instant of nanoseconds", "Nine digits of a second.", { createdAt: "2026-11-21T08:30:00.123456789Z" }),
  takenWith("highest number", "The highest integer there is.", { seq: Number.MAX_SAFE_INTEGER }),
  takenWith("later revision", "It takes the place of the one before.", { revision: 3, replaces: 2 }),
  takenWith("later revision that replaces none", "The ones before did not go this way.", {
    revision: 3,
    replaces: null,
  }),
  takenWith("test", "The other mode; whether it fits the relation is looked at later.", { mode: "test" }),
  takenWith("no summary", "There is none.", { summary: null }),
  takenWith("summary in part", "Its members may be missing, or null.", { summary: { net: "-1.5", currency: null } }),
  takenWith("32 levels", "The deepest there is; the message itself is the first.", { note: lists(32) }),
  vector(
    "integer spelled otherwise",
    "The same number, so the same message.",
    plain.replace('"seq":418', '"seq":4.18e2'),
    good,
  ),
  vector(
    "header of the JWS spelled otherwise",
    "White space in it, and the members the other way round.",
    withHeaderText(`{ "kid": "${keys.buyer.kid}", "alg": "EdDSA" }`),
    good,
  ),
];

const edgesRefused = (): MessageVector[] => [
  refusedWith("number of 201 characters", "One too many.", { businessId: "x".repeat(201) }),
  refusedWith("empty number", "A document has a number.", { businessId: "" }),
  refusedWith("control character of the second kind", "U+0085, a line end to some.", { businessId: "BB\u00852026" }),
  refusedWith("ten digits of a second", "More than nanoseconds.", { createdAt: "2026-11-21T08:30:00.1234567890Z" }),
  refusedWith("leap second", "The 61st second of a minute.", { expiresAt: "2026-12-31T23:59:60Z" }),
  refusedWith("no seconds", "An instant has them.", { expiresAt: "2026-11-28T08:30Z" }),
  refusedWith("z in lower case", "T and Z are capitals.", { expiresAt: "2026-11-28T08:30:00z" }),
  refusedWith("an offset", "Only Z, also where it is the same moment.", { expiresAt: "2026-11-28T08:30:00+00:00" }),
  refusedWith("before 1970", "No document is that old.", { createdAt: "1969-12-31T23:59:59Z" }),
  refusedWith("over before it began", "It expires at the moment it was made.", { expiresAt: order.envelope.createdAt }),
  refusedWith("number beyond 2^53", "Programs differ in what it is.", { seq: Number.MAX_SAFE_INTEGER + 1 }),
  refusedWith("half a number", "seq is an integer.", { seq: 418.5 }),
  refusedWith("replaces itself", "A revision takes the place of a lower one.", { revision: 1, replaces: 1 }),
  refusedWith("the first replaces one", "There is none before it.", { replaces: 0 }),
  refusedWith("replaces a message", "It is the number of a revision, not the id of a message.", {
    revision: 1,
    replaces: messageId,
  }),
  refusedWith("revision 10000", "9999 is the highest.", { revision: 10_000 }),
  refusedWith("another mode", "There are two.", { mode: "demo" }),
  refusedWith("id in capitals", "UUIDs are in lower case.", { inReplyTo: messageId.toUpperCase() }),
  refusedWith("id without hyphens", "Another spelling of the same id.", { inReplyTo: messageId.replaceAll("-", "") }),
  refusedWith("no inReplyTo", "Members without a value are null, not left out.", without("inReplyTo")),
  refusedWith("summary left out", "It is null where there is none.", without("summary")),
  refusedWith("scheme of five digits", "It has four.", { from: { scheme: "00208", id: "0123456749" } }),
  refusedWith("id of 51 characters", "50 is the most.", { to: { scheme: "0208", id: "1".repeat(51) } }),
  refusedWith("net with a comma", "Decimal text has a point.", { summary: { net: "126,46" } }),
  refusedWith("currency in lower case", "Three capitals.", { summary: { currency: "eur" } }),
  refusedWith("33 levels", "One too deep.", { note: lists(33) }),
  refusedWith("a zero character", "U+0000, which databases do not keep.", { note: "a\u0000b" }),
  vector(
    "a number beyond a double",
    "1e400, in a member nobody knows.",
    plain.replace('{"v":1,', '{"note":1e400,"v":1,'),
    "bad_envelope",
  ),
  vector(
    "another content type",
    "A document is XML or JSON.",
    withContent({ type: "text/plain" as "application/xml" }),
    "bad_envelope",
  ),
  vector("profile of 301 characters", "300 is the most.", withContent({ profile: "x".repeat(301) }), "bad_envelope"),
  vector(
    "hash spelled otherwise",
    "Its padding is gone.",
    withContent({ sha256: order.envelope.content.sha256.replace("=", "") }),
    "bad_envelope",
  ),
  vector(
    "hash of 20 bytes",
    "A SHA-1 in the place of the SHA-256.",
    withContent({ sha256: `base64:${Buffer.alloc(20).toString("base64")}` }),
    "bad_envelope",
  ),
  vector(
    "jws cut off",
    "85 characters of a signature.",
    JSON.stringify({ ...order, jws: order.jws.slice(0, -1) }),
    "bad_envelope",
  ),
];

const taken = (): MessageVector[] => [
  vector("order", "A message as it is delivered.", plain, good),
  vector(
    "spelled otherwise",
    "Other white space and another order of members: the same message, the same hash.",
    JSON.stringify(backwards(order), null, 4),
    good,
  ),
  vector("unknown members", "They are kept and are under the signature.", sealed(more), { ...good, envelope: more }),
  vector("waited longer than its key", "Made while the old key was in use.", sealed(old, keys.buyerOld), {
    kid: keys.buyerOld.kid,
    envelope: old,
  }),
  ...edgesTaken(),
  vector("as large as allowed", "Content of exactly the maximum.", plain, good, {
    maximumBytes: order.envelope.content.bytes,
  }),
];

const badForm = (): MessageVector[] => [
  ...edgesRefused(),
  vector("empty", "Nothing came.", "", "bad_envelope"),
  vector("not JSON", "A form of a browser.", "a=b", "bad_envelope"),
  vector("cut off", "It ends in the middle.", plain.slice(0, -30), "bad_envelope"),
  vector("a list", "JSON of another shape.", `[${plain}]`, "bad_envelope"),
  vector(
    "byte order mark",
    "Three bytes before the JSON.",
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encoder.encode(plain)]),
    "bad_envelope",
  ),
  vector(
    "not UTF-8",
    "An é in windows-1252.",
    Buffer.from(plain.replace("BB-2026", "Bé-2026"), "latin1"),
    "bad_envelope",
  ),
  vector(
    "member twice",
    "Two numbers of the order; readers differ in which counts.",
    plain.replace('"businessId":', '"businessId":"BB-2026-99999","businessId":'),
    "bad_envelope",
  ),
  vector(
    "member twice, written otherwise",
    "The same name with an escape in it.",
    plain.replace('"businessId":', '"business\\u0049d":"BB-2026-99999","businessId":'),
    "bad_envelope",
  ),
  vector(
    "half a surrogate pair",
    "No text has half a character.",
    plain.replace("BB-2026", "\\ud83d-2026"),
    "bad_envelope",
  ),
  vector(
    "too deep",
    "A hundred lists in each other, in a member nobody knows; honestly signed.",
    sealed({ note: JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) }),
    "bad_envelope",
  ),
  vector("no jws", "An envelope without proof.", JSON.stringify({ envelope: order.envelope }), "bad_envelope"),
  vector("another version", "v is 2.", sealed({ v: 2 }), "bad_envelope"),
  vector("unknown kind", "A kind of document that is not in the list.", sealed({ docType: "payment" }), "bad_envelope"),
  vector("number 0", "Numbers begin at 1.", sealed({ seq: 0 }), "bad_envelope"),
  vector("number as text", "seq is an integer.", sealed({ seq: "418" }), "bad_envelope"),
  vector(
    "control character",
    "A line end in the number of the order.",
    sealed({ businessId: "BB\n2026" }),
    "bad_envelope",
  ),
  vector("money as a number", "Money is text.", sealed({ summary: { net: 126.46 } }), "bad_envelope"),
  vector(
    "no such day",
    "A day in February that is not there.",
    sealed({ createdAt: "2026-02-30T08:30:00Z" }),
    "bad_envelope",
  ),
  vector("local time", "An instant without Z.", sealed({ createdAt: "2026-11-21T08:30:00" }), "bad_envelope"),
  vector(
    "another relation",
    "Put at the address of one relation, made for another.",
    sealed({ relationId: otherRelationId }),
    "bad_envelope",
  ),
  vector("another id", "Put at the address of another message.", plain, "bad_envelope", {
    messageId: "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b23",
  }),
  vector(
    "jws with its payload",
    "It is not detached.",
    JSON.stringify({ ...order, jws: order.jws.replace("..", ".e30.") }),
    "bad_envelope",
  ),
];

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const oneMore = (character: string): string => alphabet[alphabet.indexOf(character) + 1] ?? "";

const badContent = (): MessageVector[] => [
  vector("too large", "One byte more than is allowed.", plain, "too_large", {
    maximumBytes: order.envelope.content.bytes - 1,
  }),
  vector("larger than it says", "bytes is small, data is not.", withContent({ bytes: 1 }), "too_large", {
    maximumBytes: 100,
  }),
  vector(
    "not base64",
    "A character that is not of the alphabet.",
    withContent({ data: `${order.envelope.content.data.slice(0, -8)}***=` }),
    "bad_content",
  ),
  vector(
    "base64 without its padding",
    "It has one spelling.",
    withContent({ data: order.envelope.content.data.replace(/=+$/, "") }),
    "bad_content",
  ),
  vector(
    "base64 with bits left over",
    "The same bytes to a decoder that does not look.",
    withContent({ data: order.envelope.content.data.replace(/.(?==$)/, oneMore) }),
    "bad_content",
  ),
  vector(
    "base64 without its prefix",
    "The form of data is looked at with the content.",
    withContent({ data: order.envelope.content.data.slice("base64:".length) }),
    "bad_content",
  ),
  vector(
    "says it is too large",
    "bytes is more than allowed, data is not.",
    withContent({ bytes: maximumBytes + 1 }),
    "too_large",
  ),
  vector(
    "other sha256",
    "The hash of nothing.",
    withContent({ sha256: "base64:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }),
    "bad_content",
  ),
  vector(
    "other length",
    "One byte fewer than there are.",
    withContent({ bytes: order.envelope.content.bytes - 1 }),
    "bad_content",
  ),
  vector("no content", "Zero bytes.", withContent({ bytes: 0, data: "base64:" }), "bad_envelope"),
];

const urlAlphabet = alphabet.replace("+/", "-_");
const urlOneMore = (character: string): string => urlAlphabet[urlAlphabet.indexOf(character) + 1] ?? "";
const withLooseHeader = order.jws.replace(/(.)(?=\.\.)/, urlOneMore);

const badProof = (): MessageVector[] => [
  vector("stranger", "Signed well, by a key nobody pinned.", sealed({}, keys.stranger), "unknown_key"),
  vector(
    "the supplier's own key",
    "A key of this relation, of the wrong side.",
    sealed({}, keys.supplier),
    "unknown_key",
  ),
  vector("after its key", "Made today with the key until yesterday.", sealed({}, keys.buyerOld), "unknown_key"),
  vector(
    "changed after signing",
    "Another number of the order under the same signature.",
    plain.replace("BB-2026-00417", "BB-2026-00418"),
    "bad_signature",
  ),
  vector(
    "unknown member added",
    "Members we do not know are under the signature as well.",
    plain.replace('{"v":1,', '{"v":1,"note":"added",'),
    "bad_signature",
  ),
  vector(
    "forged",
    "The stranger signs under the buyer's name.",
    withHeader({ alg: "EdDSA", kid: keys.buyer.kid }, keys.stranger),
    "bad_signature",
  ),
  vector(
    "signature with bits left over",
    "The same bytes to a decoder that does not look.",
    JSON.stringify({ ...order, jws: order.jws.replace(/.$/, urlOneMore) }),
    "bad_signature",
  ),
  vector(
    "header with bits left over",
    "A header that is not in the one spelling names no key.",
    JSON.stringify({ ...order, jws: withLooseHeader }),
    "unknown_key",
  ),
  vector(
    "member of the header twice",
    "It is no JSON of this protocol, so it names no key.",
    withHeaderText(`{"alg":"EdDSA","alg":"EdDSA","kid":"${keys.buyer.kid}"}`),
    "unknown_key",
  ),
  vector(
    "key of another relation",
    "Pinned by the supplier, for another relation.",
    sealed({}, keys.otherBuyer),
    "unknown_key",
  ),
  vector(
    "made at the end of its key",
    "A key is over at the moment it ends.",
    sealed({ createdAt: "2026-11-20T08:30:00Z" }, keys.buyerOld),
    "unknown_key",
  ),
  vector(
    "alg none",
    "A header that says that nothing is signed.",
    withHeader({ alg: "none", kid: keys.buyer.kid }),
    "unknown_key",
  ),
  vector(
    "alg HS256",
    "The public key as a shared secret.",
    withHeader({ alg: "HS256", kid: keys.buyer.kid }),
    "unknown_key",
  ),
  vector(
    "key in the header",
    "It brings the key it is signed with.",
    withHeader({ alg: "EdDSA", kid: keys.buyer.kid, jwk: { kty: "OKP", crv: "Ed25519", x: keys.buyer.x } }),
    "unknown_key",
  ),
  vector(
    "crit",
    "It asks for what nobody here understands.",
    withHeader({ alg: "EdDSA", kid: keys.buyer.kid, crit: ["b64"], b64: false }),
    "unknown_key",
  ),
];

export const messageVectors = (): readonly MessageVector[] => [
  ...taken(),
  ...badForm(),
  ...badContent(),
  ...badProof(),
];
