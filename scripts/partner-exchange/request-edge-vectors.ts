/** The edges of the rules for requests: what is just good, and what is just not. */
import { keys, messageId, relationId, unknownRelationId } from "./example-relation.ts";
import {
  at,
  covering,
  created,
  get,
  nonce,
  ofSpaces,
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

const long = "0123456789abcdefABCDEF-_".repeat(3).slice(0, 64);
const buyersEnd = Temporal.Instant.from("2026-11-28T08:30:00Z");

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The same bytes, with a bit set that decoders do not look at. */
const misspelt = (field: string): string =>
  field.replace(/(.)(==?:)$/, (_, last: string, end: string) => `${alphabet[alphabet.indexOf(last) + 1]}${end}`);
const ofUnknown = withHeaders(
  { ...put, targetUri: put.targetUri.replace(relationId, unknownRelationId) },
  { "x-hub-relation": unknownRelationId },
);

const good = (): RequestVector[] => [
  vector("clock 300.9 s behind", "The own clock counts in whole seconds, rounded down.", put, "ok", at(300.9)),
  vector(
    "in its last second",
    "It holds until expires, that second included.",
    resigned(put, (input) => input.replace(`expires=${created + 300}`, `expires=${created + 10}`)),
    "ok",
    at(10),
  ),
  vector(
    "key in its last second",
    "The buyer's key before the newest is good until it ends.",
    signed({ now: buyersEnd.subtract({ seconds: 1 }) }),
    "ok",
    { now: buyersEnd.subtract({ seconds: 1 }) },
  ),
  vector(
    "white space around the values",
    "Spaces and tabs before and behind a value are no part of it.",
    { ...put, headers: Object.fromEntries(Object.entries(put.headers).map(([name, value]) => [name, ` \t${value} `])) },
    "ok",
  ),
  vector(
    "written with more space",
    "What is signed is Signature-Input written anew, in the one way of RFC 9651.",
    resigned(put, (input) =>
      input.replace('("@method" "@target-uri"', '(  "@method"   "@target-uri" ').replace(";nonce", "; nonce"),
    ),
    "ok",
  ),
  vector(
    "parameters in another order",
    "They are signed in the order in which they stand.",
    resigned(put, (input) => input.replace(/(;created=\d+)(;expires=\d+)/, "$2$1")),
    "ok",
  ),
  vector(
    "another parameter",
    "More parameters may be there; they are signed, and not looked at.",
    resigned(put, (input) => `${input};session="a";first`),
    "ok",
  ),
  vector("nonce of 64 characters", "The longest there is.", signed({ nonce: long }), "ok"),
  vector("nonce of 16 characters", "The shortest there is.", signed({ nonce: nonce.slice(0, 16) }), "ok"),
  vector(
    "path and query under the signature",
    "Parts of the address, beside the whole of it.",
    covering(get("outbox?after=417&limit=100"), '"@path" "@query" "@authority"'),
    "ok",
  ),
  vector(
    "query that is not there",
    "The value of @query is a question mark then.",
    covering(get(`messages/${messageId}`), '"@query"'),
    "ok",
  ),
  vector(
    "another header under the signature",
    "Any header may be.",
    covering(withHeaders(put, { date: "Sat, 21 Nov 2026 08:30:00 GMT" }), '"date"'),
    "ok",
  ),
  vector(
    "content type with a charset",
    "It is signed; the body is read as JSON whatever it says.",
    resigned(withHeaders(put, { "content-type": "application/json; charset=utf-8" })),
    "ok",
  ),
  vector(
    "a content type without a body",
    "A program adds it to every request; where no body is, nobody needs it.",
    withHeaders(get(`messages/${messageId}`), { "content-type": "application/json" }),
    "ok",
  ),
  vector(
    "a body with GET, covered",
    "Odd, but signed.",
    signed({ method: "GET", targetUri: `${relation}/keys`, body: Buffer.from("{}") }),
    "ok",
  ),
  vector(
    "another signature with other kinds of values",
    "A decimal, a date and a display text of a proxy; loose base64 as well. None is looked at.",
    withHeaders(put, {
      "signature-input": `proxy=("@method";w=1.50);created=@1795249800;by=%"caf%c3%a9", ${put.headers["signature-input"]}`,
      signature: `proxy=:AAA:, ${put.headers["signature"]}`,
    }),
    "ok",
  ),
  vector(
    "SHA-512 spelled loosely",
    "Other algorithms beside it are not looked at.",
    resigned(withText(put, "content-digest", (digest) => `sha-512=:AAA:, ${digest}`)),
    "ok",
  ),
  ofSpaces("as large as a request may be", "Whether it is a message is looked at later.", 0, "ok"),
];

const badSignature = (): RequestVector[] => [
  vector(
    "a proof nobody signed",
    "X-Hub-Invite-Proof is under the signature wherever it is there.",
    withHeaders(put, { "x-hub-invite-proof": "2TO5KbDk81wL5hM9pS+iLgwGIUvKZCbf/YRnJef8iDo=" }),
    "bad_signature",
  ),
  vector("nonce of 65 characters", "One too many.", signed({ nonce: `${long}x` }), "bad_signature"),
  vector("nonce with a plus", "Base64, not base64url.", signed({ nonce: nonce.replace("Z", "+") }), "bad_signature"),
  vector(
    "other label twice",
    "A name twice spoils the header, whichever it is.",
    withText(put, "signature-input", (input) => `proxy=("@method");created=1, proxy=();created=2, ${input}`),
    "bad_signature",
  ),
  vector(
    "other label twice in Signature",
    "There as well.",
    withText(put, "signature", (signature) => `proxy=:AAAA:, proxy=:AAAA:, ${signature}`),
    "bad_signature",
  ),
  vector(
    "parameter twice",
    "Which of the two would count?",
    withText(put, "signature-input", (input) => `${input};created=${created}`),
    "bad_signature",
  ),
  vector(
    "parameter of a kind that is not used",
    "A decimal has no one way in which it is written.",
    withText(put, "signature-input", (input) => `${input};weight=1.50`),
    "bad_signature",
  ),
  vector(
    "signature without its padding",
    "Base64 has one spelling.",
    withText(put, "signature", (signature) => signature.replace(/=+:$/, ":")),
    "bad_signature",
  ),
  vector(
    "signature with bits left over",
    "The same bytes to a decoder that does not look.",
    withText(put, "signature", misspelt),
    "bad_signature",
  ),
  vector(
    "covered and not there",
    "A component without a value.",
    withText(put, "signature-input", (input) => input.replace('("@method"', '("@method" "date"')),
    "bad_signature",
  ),
  vector("content type gone", "It is in the list, and not there.", without(put, "content-type"), "bad_signature"),
  vector(
    "component of an answer",
    "A request has no status.",
    withText(put, "signature-input", (input) => input.replace('("@method"', '("@method" "@status"')),
    "bad_signature",
  ),
  vector(
    "component that is not used",
    "Of the parts of an address only @authority, @path and @query may be there.",
    withText(put, "signature-input", (input) => input.replace('("@method"', '("@method" "@request-target"')),
    "bad_signature",
  ),
  vector(
    "component of the request in a request",
    "The parameter req is for answers.",
    withText(put, "signature-input", (input) => input.replace('("@method"', '("@method" "x-hub-relation";req')),
    "bad_signature",
  ),
  vector(
    "part of a header",
    "A component with the parameter key; honestly signed.",
    covering(put, '"content-digest";key="sha-256"'),
    "bad_signature",
  ),
  vector(
    "component in capitals",
    "Names of components are in lower case.",
    withText(put, "signature-input", (input) => input.replace('"@target-uri"', '"@target-uri" "Content-Type"')),
    "bad_signature",
  ),
  vector(
    "component as a token",
    "It has no quotes.",
    withText(put, "signature-input", (input) => input.replace('"content-type"', "content-type")),
    "bad_signature",
  ),
];

const others = (): RequestVector[] => [
  vector(
    "digest without its padding",
    "Honestly signed, in a spelling that is not the one.",
    resigned(withText(put, "content-digest", (digest) => digest.replace("=:", ":"))),
    "bad_digest",
  ),
  vector(
    "digest with bits left over",
    "The same bytes to a decoder that does not look.",
    resigned(withText(put, "content-digest", misspelt)),
    "bad_digest",
  ),
  vector(
    "digest that is no dictionary",
    "Honestly signed, and nobody can read it.",
    resigned(withHeaders(put, { "content-digest": "SHA-256" })),
    "bad_digest",
  ),
  vector(
    "digest twice",
    "Which of the two would count?",
    resigned(withText(put, "content-digest", (digest) => `${digest}, ${digest}`)),
    "bad_digest",
  ),
  vector("clock 300.1 s ahead", "Rounded down it is 301 seconds.", put, "clock_skew", at(-300.1)),
  vector("key at its end", "A key is over at the moment it ends.", signed({ now: buyersEnd }), "unknown_key", {
    now: buyersEnd,
  }),
  vector(
    "key of another relation",
    "Pinned by the supplier, for another relation: unknown here.",
    signed({ key: keys.otherBuyer }),
    "unknown_key",
  ),
  vector("unknown relation", "The supplier has no such relation.", ofUnknown, "unknown_relation"),
  vector(
    "unknown relation, not signed",
    "Looked at before the signature, as there is no key to look with.",
    without(without(ofUnknown, "signature"), "signature-input"),
    "unknown_relation",
  ),
  ofSpaces(
    "larger than a request may be",
    "Four thirds of the largest content and 64 KiB, and a byte.",
    1,
    "too_large",
  ),
];

export const requestEdgeVectors = (): readonly RequestVector[] => [...good(), ...badSignature(), ...others()];
