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
function withHeader(header: Record<string, unknown>, key: OwnKey = keys.buyer): string {
  const first = Buffer.from(JSON.stringify(header)).toString("base64url");
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
  vector("as large as allowed", "Content of exactly the maximum.", plain, good, {
    maximumBytes: order.envelope.content.bytes,
  }),
];

const badForm = (): MessageVector[] => [
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
    "base64 spelled otherwise",
    "The bits that are left over are not zero, or its padding is gone.",
    withContent({ data: order.envelope.content.data.replace(/=+$/, "") }),
    "bad_content",
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
