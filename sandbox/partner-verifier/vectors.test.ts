import { expect, test } from "vitest";
import { prefixedBase64 } from "./base64.ts";
import { canonicalForm } from "./canonical-json.ts";
import { isDigestOf } from "./content-digest.ts";
import { kidOf, readJwk } from "./ed25519-key.ts";
import { comparisonCode, inviteProof, proofKeyOf, readInviteLink } from "./invite.ts";
import { sha256 } from "./sha256.ts";
import { answerSignatureBase, requestSignatureBase } from "./signature-base.ts";
import { readSig1 } from "./signature-headers.ts";
import { countMessages, doAgree } from "./statement.ts";
import { readJsonObject } from "./strict-json.ts";
import {
  announcementOf,
  answerOf,
  answerVectors,
  atBuyer,
  atSupplier,
  canonicalVectors,
  inviteOf,
  inviteRequestVectors,
  inviteVector,
  judgingOf,
  keyChangeVectors,
  keyPairs,
  keysOfAnswer,
  messagesOf,
  messageVectors,
  periodOf,
  receiptOf,
  receiptVectors,
  relationsOf,
  requestOf,
  requestVectors,
  statementVector,
} from "./vectors.ts";
import { verifyAnswer } from "./verify-answer.ts";
import { verifyInviteRequest } from "./verify-invite-request.ts";
import { verifyKeyChange } from "./verify-key-change.ts";
import { verifyMessage } from "./verify-message.ts";
import { verifyReceipt } from "./verify-receipt.ts";
import { verifyRequest } from "./verify-request.ts";

const pinned = [...atSupplier.values(), ...atBuyer.values()].flat();

test.each([
  ["keys.json", [...keyPairs, ...pinned]],
  ["requests.json", requestVectors],
  ["messages.json", messageVectors],
  ["answers.json", answerVectors],
  ["key-announcements.json", keyChangeVectors],
  ["canonical-json.json", canonicalVectors],
  ["invites.json", Object.keys(inviteVector)],
  ["invite-requests.json", inviteRequestVectors],
  ["receipts.json", receiptVectors],
  ["statements.json", statementVector.answers],
])("%s has vectors", (_, vectors) => expect(vectors.length).toBeGreaterThan(0));

test.each([...keyPairs, ...pinned.map((key) => ({ name: `pinned, ${key.kid}`, ...key }))])(
  "key: $name",
  ({ kid, x }) => {
    expect(kidOf(x)).toBe(kid);
    expect(readJwk({ kty: "OKP", crv: "Ed25519", x, kid })).toEqual({ kid, x });
  },
);

test.each(requestVectors)("request: $name", (vector) => {
  const request = requestOf(vector.request);
  const sig1 = readSig1(request.headers);
  expect(verifyRequest(request, relationsOf(vector), judgingOf(vector))).toEqual(vector.verdict);
  // The vectors have no base where the first step fails, although a text was signed there as well.
  expect(sig1 && requestSignatureBase(request, sig1.input)).toBe(vector.base);
});

test.each(inviteRequestVectors)("hand-shake: $name", (vector) => {
  const request = requestOf(vector.request);
  const sig1 = readSig1(request.headers);
  const verdict = verifyInviteRequest(request, inviteOf(vector), Temporal.Instant.from(vector.now));
  expect(verdict).toEqual(vector.verdict);
  expect(sig1 && requestSignatureBase(request, sig1.input)).toBe(vector.base);
});

test.each(receiptVectors)("receipt: $name", (vector) => {
  expect(verifyReceipt(receiptOf(vector), vector, atBuyer.get(vector.relationId) ?? [])).toEqual(vector.verdict);
});

test("statement: what is counted", () => {
  const { counts, ...period } = statementVector.statement;
  const counted = countMessages(messagesOf(statementVector), periodOf(period));
  expect(new Set(counted)).toEqual(new Set(counts));
});

test.each(statementVector.answers)("statement: $name", ({ statement, agrees }) => {
  expect(doAgree(statementVector.statement.counts, statement.counts)).toBe(agrees);
});

test.each(messageVectors)("message: $name", ({ bodyBase64, verdict, ...address }) => {
  expect(verifyMessage(Buffer.from(bodyBase64, "base64"), address, atSupplier.get(address.relationId) ?? [])).toEqual(
    verdict,
  );
});

test.each(answerVectors)("answer: $name", (vector) => {
  const answer = answerOf(vector);
  const request = requestOf(vector.request);
  const sig1 = readSig1(answer.headers);
  const now = Temporal.Instant.from(vector.now);
  expect(verifyAnswer(answer, request, keysOfAnswer(request), now)).toEqual(vector.verdict);
  expect(sig1 && answerSignatureBase(answer, request, sig1.input)).toBe(vector.base);
});

test.each(keyChangeVectors)("key change: $name", (vector) => {
  const now = Temporal.Instant.from(vector.now);
  const verdict = verifyKeyChange(announcementOf(vector), vector, atSupplier.get(vector.relationId) ?? [], now);
  const comparable = "added" in verdict ? { ...verdict, retiredTo: verdict.retiredTo.toString() } : verdict;
  expect(comparable).toEqual(vector.verdict);
});

test.each(canonicalVectors)("canonical form: $canonical", ({ json, canonical, sha256: hash }) => {
  const value = readJsonObject(Buffer.from(json));
  expect(value && canonicalForm(value)).toBe(canonical);
  expect(prefixedBase64(sha256(canonical))).toBe(hash);
});

test.each([inviteVector])("invitation: $link", ({ link, parts, proofKeyHex, proof, comparisonCode: code }) => {
  expect(readInviteLink(link)).toEqual(parts);
  expect(proofKeyOf(parts.secret).toString("hex")).toBe(proofKeyHex);
  expect(isDigestOf(proof.contentDigest, Buffer.from(proof.body))).toBe(true);
  expect(inviteProof(parts.secret, proof.method, proof.targetUri, proof.contentDigest)).toBe(proof.value);
  expect(comparisonCode(code.relationId, code.kids)).toBe(code.value);
  expect(comparisonCode(code.relationId, code.kids.toReversed())).toBe(code.value);
});
