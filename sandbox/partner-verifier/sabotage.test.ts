import { expect, test } from "vitest";
import { readJwk } from "./ed25519-key.ts";
import type { HttpRequest } from "./http-message.ts";
import { comparisonCode, inviteProof, readInviteLink } from "./invite.ts";
import { readJsonObject } from "./strict-json.ts";
import {
  announcementOf,
  answerOf,
  answerVectors,
  atBuyer,
  atSupplier,
  inviteOf,
  inviteRequestVectors,
  inviteVector,
  judgingOf,
  keyChangeVectors,
  keyPairs,
  keysOfAnswer,
  messageVectors,
  receiptOf,
  receiptVectors,
  relationsOf,
  requestOf,
  requestVectors,
} from "./vectors.ts";
import { verifyAnswer } from "./verify-answer.ts";
import { verifyInviteRequest } from "./verify-invite-request.ts";
import { verifyKeyChange } from "./verify-key-change.ts";
import { verifyMessage } from "./verify-message.ts";
import { verifyReceipt } from "./verify-receipt.ts";
import { verifyRequest } from "./verify-request.ts";

const goodRequests = requestVectors.filter(({ verdict }) => "ok" in verdict);
const goodInviteRequests = inviteRequestVectors.filter(({ verdict }) => "ok" in verdict);
const goodReceipts = receiptVectors.filter(({ verdict }) => "ok" in verdict);
const goodMessages = messageVectors.filter(({ verdict }) => "ok" in verdict);
const goodAnswers = answerVectors.filter(({ verdict }) => "ok" in verdict);
const goodKeyChanges = keyChangeVectors.filter(({ verdict }) => "added" in verdict);

test.each([
  ["requests", goodRequests],
  ["messages", goodMessages],
  ["answers", goodAnswers],
  ["key changes", goodKeyChanges],
])("there are good %s to damage", (_, vectors) => expect(vectors.length).toBeGreaterThan(0));

test.each(goodRequests.filter(isSmall))("request: $name, with any byte changed", (vector) => {
  const request = requestOf(vector.request);
  const damaged = damagedRequests(request);
  expect(damaged.length).toBeGreaterThan(100);
  expect(damaged.filter((one) => "ok" in verifyRequest(one, relationsOf(vector), judgingOf(vector)))).toEqual([]);
});

test.each(goodInviteRequests)("hand-shake: $name, with any byte changed", (vector) => {
  const damaged = damagedRequests(requestOf(vector.request));
  const now = Temporal.Instant.from(vector.now);
  expect(damaged.length).toBeGreaterThan(100);
  expect(damaged.filter((one) => "ok" in verifyInviteRequest(one, inviteOf(vector), now))).toEqual([]);
});

test.each(goodReceipts)("receipt: $name, with any byte changed", (vector) => {
  const damaged = damagedTexts(JSON.stringify(receiptOf(vector)));
  expect(damaged.length).toBeGreaterThan(100);
  expect(
    damaged.filter((text) => {
      const { receipt, jws } = readJsonObject(Buffer.from(text)) ?? {};
      if (receipt === undefined || jws === undefined) return false;
      return "ok" in verifyReceipt({ receipt, jws }, vector, atBuyer.get(vector.relationId) ?? []);
    }),
  ).toEqual([]);
});

test.each(goodMessages)("message: $name, with any byte changed", (vector) => {
  const damaged = damagedBytes(Buffer.from(vector.bodyBase64, "base64"));
  const keys = atSupplier.get(vector.relationId) ?? [];
  expect(damaged.length).toBeGreaterThan(100);
  expect(damaged.filter((body) => "ok" in verifyMessage(body, vector, keys)).map(String)).toEqual([]);
});

test.each(goodAnswers)("answer: $name, with any byte changed, or to another request", (vector) => {
  const answer = answerOf(vector);
  const request = requestOf(vector.request);
  const now = Temporal.Instant.from(vector.now);
  const ofRequest = new Map([["signature", request.headers.get("signature") ?? ""]]);
  const damaged = [
    ...damagedHeaders(answer.headers).map((headers) => ({ answer: { ...answer, headers }, request })),
    ...damagedBytes(answer.body).map((body) => ({ answer: { ...answer, body }, request })),
    ...damagedTexts(request.method).map((method) => ({ answer, request: { ...request, method } })),
    ...damagedTexts(request.targetUri).map((targetUri) => ({ answer, request: { ...request, targetUri } })),
    ...damagedHeaders(ofRequest).map((headers) => ({ answer, request: { ...request, headers } })),
    { answer: { ...answer, status: answer.status + 1 }, request },
  ];
  expect(damaged.length).toBeGreaterThan(100);
  expect(damaged.filter((one) => "ok" in verifyAnswer(one.answer, one.request, keysOfAnswer(request), now))).toEqual(
    [],
  );
});

test.each(goodKeyChanges)("key change: $name, with any byte changed", (vector) => {
  const now = Temporal.Instant.from(vector.now);
  const damaged = damagedTexts(JSON.stringify(announcementOf(vector)));
  const keys = atSupplier.get(vector.relationId) ?? [];
  expect(damaged.length).toBeGreaterThan(100);
  expect(
    damaged.filter((text) => {
      const announcement = readJsonObject(Buffer.from(text));
      return announcement && "added" in verifyKeyChange(announcement, vector, keys, now);
    }),
  ).toEqual([]);
});

test.each(keyPairs)("key: $name, with any character changed", ({ kid, x }) => {
  const damaged = damagedTexts(x);
  expect(damaged.length).toBeGreaterThan(40);
  expect(damaged.filter((other) => readJwk({ kty: "OKP", crv: "Ed25519", x: other, kid }) !== null)).toEqual([]);
});

test("invitation: any character changed gives other parts, another proof or another code", () => {
  const { link, parts, proof, comparisonCode: code } = inviteVector;
  const [kid = "", ...others] = code.kids;
  const same = [
    ...damagedTexts(link).filter((text) => JSON.stringify(readInviteLink(text)) === JSON.stringify(parts)),
    ...damagedTexts(proof.contentDigest).filter(
      (digest) => inviteProof(parts.secret, proof.method, proof.targetUri, digest) === proof.value,
    ),
    ...damagedTexts(proof.targetUri).filter(
      (address) => inviteProof(parts.secret, proof.method, address, proof.contentDigest) === proof.value,
    ),
    ...damagedTexts(kid).filter((other) => comparisonCode(code.relationId, [other, ...others]) === code.value),
  ];
  expect(same).toEqual([]);
});

test("a request of a relation that nobody knows", () => {
  const [vector] = goodRequests;
  const request = vector && requestOf(vector.request);
  expect(request && verifyRequest(request, [], judgingOf(vector))).toEqual({
    refused: "unknown_relation",
  });
});

/** The one of 64 KiB is the same body 65 540 times over. */
function isSmall({ request }: (typeof goodRequests)[number]): boolean {
  return request.bodyTimes === undefined;
}

function damagedRequests(request: HttpRequest): HttpRequest[] {
  return [
    ...damagedTexts(request.method).map((method) => ({ ...request, method })),
    ...damagedTexts(request.targetUri).map((targetUri) => ({ ...request, targetUri })),
    ...damagedHeaders(request.headers).map((headers) => ({ ...request, headers })),
    ...damagedBytes(request.body).map((body) => ({ ...request, body })),
  ];
}

/** Whether a header is a signature, or under it. */
function isSigned(name: string, headers: ReadonlyMap<string, string>): boolean {
  return name.startsWith("signature") || (headers.get("signature-input") ?? "").includes(`"${name}"`);
}

/** The text once per character, with the lowest bit of that one changed. */
function damagedTexts(text: string): string[] {
  return text.split("").map((character, at) => {
    return text.slice(0, at) + String.fromCharCode(character.charCodeAt(0) ^ 1) + text.slice(at + 1);
  });
}

/** The bytes once per byte, with the lowest bit of that one changed. */
function damagedBytes(bytes: Uint8Array): Uint8Array[] {
  return [...bytes].map((byte, at) => Buffer.from(bytes).fill(byte ^ 1, at, at + 1));
}

/** The headers once per character of a value, but not of a label beside `sig1` or what nobody signed: that is not looked at. */
function damagedHeaders(headers: ReadonlyMap<string, string>): Map<string, string>[] {
  const signed = [...headers].filter(([name]) => isSigned(name, headers));
  return signed.flatMap(([name, value]) => {
    const start = Math.max(0, value.indexOf("sig1="));
    return damagedTexts(value.slice(start)).map((text) => new Map([...headers, [name, value.slice(0, start) + text]]));
  });
}
