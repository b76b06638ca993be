// Over 300 lines because every way in which a request can be wrong is read in one list.
/** Requests as they come in at the supplier's hub, and what has to be made of each. */
import { keys, messageId, otherRelationId, relationId } from "./example-relation.ts";
import { requestEdgeVectors } from "./request-edge-vectors.ts";
import {
  at,
  covering,
  created,
  get,
  nonce,
  put,
  relation,
  resigned,
  signed,
  vector,
  withHeaders,
  without,
  withText,
  type RequestVector,
} from "./request-making.ts";

const good = (): RequestVector[] => [
  vector("deliver", "A message is delivered.", put, "ok"),
  vector("status", "The state of a message is asked for; no body, so no digest.", get(`messages/${messageId}`), "ok"),
  vector(
    "outbox",
    "What waits is asked for; the query is part of the address.",
    get("outbox?after=417&limit=100"),
    "ok",
  ),
  vector("clock 300 s behind", "The sender's clock is as far behind as it may be.", put, "ok", at(300)),
  vector("clock 300 s ahead", "The sender's clock is as far ahead as it may be.", put, "ok", at(-300)),
  vector("next key", "Under the key that was announced a moment ago.", signed({ key: keys.buyerNext }), keys.buyerNext),
  vector(
    "header names in capitals",
    "Names of headers have no case.",
    {
      ...put,
      headers: Object.fromEntries(Object.entries(put.headers).map(([key, value]) => [key.toUpperCase(), value])),
    },
    "ok",
  ),
  vector(
    "another signature beside it",
    "A proxy added its own; it is not looked at.",
    withHeaders(put, {
      "signature-input": `proxy=("@method");created=1;keyid="p", ${put.headers["signature-input"]}`,
      signature: `proxy=:AAAA:, ${put.headers["signature"]}`,
    }),
    "ok",
  ),
  vector("more under the signature", "The sender may cover more than it has to.", covering(put, '"@authority"'), "ok"),
  vector(
    "SHA-512 beside SHA-256",
    "Another digest is not looked at.",
    resigned(withText(put, "content-digest", (digest) => `${digest}, sha-512=:AAAA:`)),
    "ok",
  ),
];

const unreadable = (): RequestVector[] => [
  vector("no signature", "Neither header.", without(without(put, "signature"), "signature-input"), "bad_signature"),
  vector("no Signature-Input", "A signature nobody can read.", without(put, "signature-input"), "bad_signature"),
  vector(
    "another label",
    "The label is always sig1.",
    withHeaders(put, {
      "signature-input": (put.headers["signature-input"] ?? "").replace("sig1=", "sig2="),
      signature: (put.headers["signature"] ?? "").replace("sig1=", "sig2="),
    }),
    "bad_signature",
  ),
  vector(
    "label twice",
    "Which of the two would count?",
    withHeaders(put, { "signature-input": `${put.headers["signature-input"]}, ${put.headers["signature-input"]}` }),
    "bad_signature",
  ),
  vector(
    "not a structured field",
    "Signature-Input cut off in the middle.",
    withHeaders(put, { "signature-input": (put.headers["signature-input"] ?? "").slice(0, 40) }),
    "bad_signature",
  ),
  vector(
    "tag of another protocol",
    "Signed by the right key for another purpose.",
    resigned(put, (input) => input.replace("hub-exchange-v1", "web-bot-auth")),
    "bad_signature",
  ),
  vector(
    "no tag",
    "Signed without saying what for.",
    resigned(put, (input) => input.replace(';tag="hub-exchange-v1"', "")),
    "bad_signature",
  ),
  vector(
    "algorithm hmac-sha256",
    "The public key as a shared secret.",
    resigned(put, (input) => input.replace("ed25519", "hmac-sha256")),
    "bad_signature",
  ),
  vector(
    "no algorithm",
    "It has to be said, although it can only be one.",
    resigned(put, (input) => input.replace(';alg="ed25519"', "")),
    "bad_signature",
  ),
  vector(
    "no nonce",
    "It could be heard twice.",
    resigned(put, (input) => input.replace(`;nonce="${nonce}"`, "")),
    "bad_signature",
  ),
  vector(
    "short nonce",
    "Fewer than 16 characters.",
    resigned(put, (input) => input.replace(nonce, "abc")),
    "bad_signature",
  ),
  vector(
    "holds for 301 s",
    "Longer than 300 seconds.",
    resigned(put, (input) => input.replace(`expires=${created + 300}`, `expires=${created + 301}`)),
    "bad_signature",
  ),
  vector(
    "holds for no time",
    "It expires when it was made.",
    resigned(put, (input) => input.replace(`expires=${created + 300}`, `expires=${created}`)),
    "bad_signature",
  ),
  vector(
    "created as text",
    "Times are integers.",
    resigned(put, (input) => input.replace(`created=${created}`, `created="${created}"`)),
    "bad_signature",
  ),
  vector(
    "address not covered",
    "Everything but the address is under the signature.",
    resigned(put, (input) => input.replace(' "@target-uri"', "")),
    "bad_signature",
  ),
  vector(
    "digest not covered",
    "The body could be any.",
    resigned(put, (input) => input.replace(' "content-digest"', "")),
    "bad_signature",
  ),
  vector(
    "content type not covered",
    "The body could be read as something else.",
    resigned(put, (input) => input.replace(' "content-type"', "")),
    "bad_signature",
  ),
  vector(
    "relation not covered",
    "The relation is in a header that nobody signed.",
    resigned(put, (input) => input.replace(' "x-hub-relation"', "")),
    "bad_signature",
  ),
  vector(
    "relation of the header is another",
    "Header and address have to be of one relation.",
    signed({ relationId: otherRelationId }),
    "bad_signature",
  ),
  vector(
    "no relation header",
    "The address names a relation, the header does not.",
    signed({ relationId: null }),
    "bad_signature",
  ),
  vector(
    "a body with GET",
    "A body that nothing covers.",
    { ...get("outbox?after=0&limit=100"), body: Buffer.from("{}") },
    "bad_signature",
  ),
  vector(
    "covered twice",
    "One component twice in the list.",
    resigned(put, (input) => input.replace('("@method"', '("@method" "@method"')),
    "bad_signature",
  ),
  vector(
    "component with a parameter",
    "Nobody here knows what ;bs would make of it.",
    resigned(put, (input) => input.replace('"content-type"', '"content-type" "content-type";bs')),
    "bad_signature",
  ),
];

const refused = (): RequestVector[] => [
  vector(
    "body truncated",
    "The last hundred bytes did not come.",
    { ...put, body: put.body.subarray(0, -100) },
    "bad_digest",
  ),
  vector(
    "body changed",
    "One byte is another.",
    { ...put, body: Buffer.from(put.body.toString("utf8").replace("126.46", "126.47")) },
    "bad_digest",
  ),
  vector("body gone", "The body did not come at all.", { ...put, body: Buffer.alloc(0) }, "bad_digest"),
  vector(
    "digest by SHA-512 only",
    "SHA-256 is the one that counts.",
    resigned(withHeaders(put, { "content-digest": "sha-512=:AAAA:" })),
    "bad_digest",
  ),
  vector("digest header gone", "It is in the list, and not there.", without(put, "content-digest"), "bad_digest"),
  vector("clock 301 s behind", "Too old, or a clock that is behind.", put, "clock_skew", at(301)),
  vector("clock 301 s ahead", "From the future.", put, "clock_skew", at(-301)),
  vector("heard an hour later", "Somebody kept it and sends it again.", put, "clock_skew", at(3600)),
  vector(
    "too short and over",
    "It said it holds for ten seconds, and that was eleven ago.",
    resigned(put, (input) => input.replace(`expires=${created + 300}`, `expires=${created + 10}`)),
    "clock_skew",
    at(11),
  ),
  vector("unknown key", "Signed well, by a key nobody pinned.", signed({ key: keys.stranger }), "unknown_key"),
  vector(
    "the supplier's own key",
    "A key of this relation, of the wrong side.",
    signed({ key: keys.supplier }),
    "unknown_key",
  ),
  vector("key out of use", "The buyer's key until yesterday.", signed({ key: keys.buyerOld }), "unknown_key"),
  vector(
    "forged",
    "The stranger signs and says it is the buyer.",
    resigned(put, (input) => input, keys.stranger),
    "bad_signature",
  ),
  vector(
    "one bit of the signature",
    "Changed on the road.",
    withHeaders(put, {
      signature: (put.headers["signature"] ?? "").replace(
        /sig1=:(.)/,
        (_, first: string) => `sig1=:${first === "A" ? "B" : "A"}`,
      ),
    }),
    "bad_signature",
  ),
  vector(
    "signature of 63 bytes",
    "One byte too short.",
    withHeaders(put, { signature: `sig1=:${Buffer.alloc(63, 7).toString("base64")}:` }),
    "bad_signature",
  ),
  vector("other method", "A PUT that comes as a POST.", { ...put, method: "POST" }, "bad_signature"),
  vector(
    "other host",
    "Meant for another hub.",
    { ...put, targetUri: put.targetUri.replace("hub.supplier", "hub.other") },
    "bad_signature",
  ),
  vector(
    "behind a path prefix",
    "A proxy added /schakel and the hub verifies against what it sees: it has to know its public address.",
    { ...put, targetUri: put.targetUri.replace("/x/v1", "/schakel/x/v1") },
    "bad_signature",
  ),
  vector(
    "other message",
    "The id in the address is another.",
    { ...put, targetUri: put.targetUri.replace(messageId, "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b23") },
    "bad_signature",
  ),
  vector(
    "other query",
    "After 417 becomes after 0.",
    { ...get("outbox?after=417&limit=100"), targetUri: `${relation}/outbox?after=0&limit=100` },
    "bad_signature",
  ),
  vector(
    "other content type",
    "JSON comes as text.",
    withHeaders(put, { "content-type": "text/plain" }),
    "bad_signature",
  ),
  vector(
    "other relation",
    "Header and address changed alike, to another relation of the supplier; its keys are others.",
    withHeaders(
      { ...put, targetUri: put.targetUri.replace(relationId, otherRelationId) },
      { "x-hub-relation": otherRelationId },
    ),
    "unknown_key",
  ),
  vector("replayed", "Heard a minute ago.", put, "nonce_reused", { ...at(60), noncesSeen: [nonce] }),
  vector(
    "forged and replayed",
    "Who cannot sign learns nothing about nonces.",
    resigned(put, (input) => input, keys.stranger),
    "bad_signature",
    { noncesSeen: [nonce] },
  ),
  vector(
    "body and address changed",
    "Of two faults the first check names its own.",
    { ...put, targetUri: put.targetUri.replace("hub.supplier", "hub.other"), body: Buffer.from("{}") },
    "bad_digest",
  ),
];

export const requestVectors = (): readonly RequestVector[] => [
  ...good(),
  ...unreadable(),
  ...refused(),
  ...requestEdgeVectors(),
];
