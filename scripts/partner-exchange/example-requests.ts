/** Every request of the protocol once, with the answer of a partner who agrees. */
import type { Announcement, OutboxAck, OutboxPage } from "#connect/hub-exchange/exchange-answers.ts";
import { publicJwk, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { digestOf } from "#connect/hub-exchange/http-signature.ts";
import { inviteProof, inviteProofKey, type Invitation, type InviteAccept } from "#connect/hub-exchange/invites.ts";
import { announceKey } from "#connect/hub-exchange/key-announcements.ts";
import { signAnswer } from "#connect/hub-exchange/signed-answers.ts";
import { signRequest } from "#connect/hub-exchange/signed-requests.ts";
import { receipt } from "./answer-vectors.ts";
import {
  buyer,
  buyerBase,
  inviteId,
  inviteSecret,
  keys,
  messageId,
  now,
  orderMessage,
  relationId,
  responseXml,
  supplier,
  supplierBase,
} from "./example-relation.ts";

export interface ExampleRequest {
  readonly name: string;
  readonly method: string;
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly base: string;
  readonly answer: { readonly status: number; readonly body: unknown; readonly key: OwnKey | null };
}

interface Told {
  readonly name: string;
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly status?: number;
  readonly answer: unknown;
}

const nonce = "q7b0Zk3vT1mXw9RfYc5LJA";

/** The buyer asks the supplier. */
function ofRelation({ name, method, path, body: said, status = 200, answer }: Told): ExampleRequest {
  const body = said === undefined ? null : JSON.stringify(said);
  const targetUri = `${supplierBase}/x/v1/relations/${relationId}/${path}`;
  const bytes = body === null ? null : Buffer.from(body, "utf8");
  const { headers, base } = signRequest({ method, targetUri, body: bytes, relationId, key: keys.buyer, now, nonce });
  return { name, method, targetUri, headers, body, base, answer: { status, body: answer, key: keys.supplier } };
}

/** `cancel` goes from the inviter, the buyer, to the invited; the others come from the invited. */
function ofInvite(step: string, said: object, answer: object): ExampleRequest {
  const isCancel = step === "cancel";
  const [key, other] = isCancel ? [keys.buyer, keys.supplier] : [keys.supplier, keys.buyer];
  const targetUri = `${isCancel ? supplierBase : buyerBase}/x/v1/invites/${inviteId}/${step}`;
  const body = JSON.stringify({ v: 1, inviteId, key: publicJwk(key), ...said });
  const bytes = Buffer.from(body, "utf8");
  const proof = inviteProof(inviteProofKey(inviteSecret), "POST", targetUri, digestOf(bytes));
  const { headers, base } = signRequest({
    method: "POST",
    targetUri,
    body: bytes,
    relationId: null,
    inviteProof: proof,
    key,
    now,
    nonce,
  });
  const spoken = { v: 1, key: publicJwk(other), ...answer };
  return {
    name: `invite-${step}`,
    method: "POST",
    targetUri,
    headers,
    body,
    base,
    answer: { status: 200, body: spoken, key: other },
  };
}

const terms = { mode: "live", maximumBytes: 5_242_880 } as const;
const directions = (own: "in" | "out"): Announcement["directions"] => {
  const other = own === "in" ? "out" : "in";
  return [
    { docType: "order", way: own },
    { docType: "order_response", way: other },
    { docType: "despatch", way: other },
  ];
};
const announcement = (own: "in" | "out", baseAddress: string): Announcement => ({
  ...{ v: 1, relationId, number: 3, state: "active", ...terms, directions: directions(own), baseAddress },
});

export function outgoing(): readonly ExampleRequest[] {
  const invitation: Omit<Invitation, "v" | "key"> = {
    ...{ inviteId, relationId, party: buyer, baseAddress: buyerBase, ...terms, directions: directions("out") },
    createdAt: "2026-11-20T10:00:00Z",
    expiresAt: "2026-12-20T10:00:00Z",
  };
  const accept: Omit<InviteAccept, "v" | "inviteId" | "key"> = {
    ...{ relationId, party: supplier, baseAddress: supplierBase, ...terms, directions: directions("in") },
  };
  const waiting = orderMessage(
    {
      seq: 77,
      messageId: "0192f0c9-11aa-7c3d-8e4f-5a6b7c8d9e0f",
      docType: "order_response",
      inReplyTo: messageId,
      from: { scheme: supplier.scheme, id: supplier.id },
      to: { scheme: buyer.scheme, id: buyer.id },
      businessId: "80001234",
      content: {
        type: "application/xml",
        profile: "urn:fdc:peppol.eu:poacc:trns:order_response:3",
        bytes: Buffer.from(responseXml, "utf8"),
      },
      summary: null,
    },
    keys.supplier,
  );
  const page: OutboxPage = {
    v: 1,
    messages: [{ seq: 77, messageId: waiting.envelope.messageId, message: waiting }],
    gone: [76],
    latest: 77,
  };
  const ack: OutboxAck = {
    v: 1,
    answers: [
      {
        v: 1,
        messageId: waiting.envelope.messageId,
        code: "content_invalid",
        detail: "the response names no order",
        rules: ["PEPPOL-T76-R004"],
      },
    ],
  };
  const supplierNext = announceKey(
    relationId,
    keys.supplier,
    keys.supplierOld,
    Temporal.Instant.from("2026-11-13T08:30:00Z"),
  );
  const next = announceKey(relationId, keys.buyerNext, keys.buyer, now);
  const well = {
    protocol: "hub-exchange-v1",
    versions: [1],
    baseAddress: supplierBase,
    time: "2026-11-21T08:30:00Z",
    documentTypes: ["order", "order_response", "despatch"],
    maximumBytes: 5_242_880,
  };
  return [
    {
      name: "capabilities",
      method: "GET",
      targetUri: `${supplierBase}/.well-known/hub-exchange`,
      headers: {},
      body: null,
      base: "",
      answer: { status: 200, body: well, key: null },
    },
    ofInvite("look", { baseAddress: supplierBase }, invitation),
    ofInvite("accept", accept, { code: "accepted", relationId, state: "active" }),
    ofInvite("reject", { reason: "We already buy through another branch." }, { code: "rejected" }),
    ofInvite("cancel", { reason: null }, { code: "cancelled" }),
    ofRelation({
      name: "deliver",
      method: "PUT",
      path: `messages/${messageId}`,
      body: orderMessage(),
      status: 202,
      answer: { v: 1, code: "received", ...receipt },
    }),
    ofRelation({
      name: "status",
      method: "GET",
      path: `messages/${messageId}`,
      answer: { v: 1, state: "imported", ...receipt, detail: null },
    }),
    ofRelation({ name: "outbox", method: "GET", path: "outbox?after=75&limit=100", answer: page }),
    ofRelation({
      name: "acknowledge",
      method: "POST",
      path: "outbox/ack",
      body: ack,
      answer: { v: 1, code: "acknowledged", waiting: 0 },
    }),
    ofRelation({
      name: "announce",
      method: "PUT",
      path: "announcement",
      body: announcement("out", buyerBase),
      answer: { v: 1, code: "noted" },
    }),
    ofRelation({ name: "announcement", method: "GET", path: "announcement", answer: announcement("in", supplierBase) }),
    ofRelation({
      name: "announce-key",
      method: "PUT",
      path: `keys/${keys.buyerNext.kid}`,
      body: next,
      answer: { v: 1, code: "noted" },
    }),
    ofRelation({ name: "keys", method: "GET", path: "keys", answer: { v: 1, announcements: [supplierNext] } }),
    ofRelation({
      name: "refusal",
      method: "PUT",
      path: `messages/${messageId}`,
      body: orderMessage(),
      status: 403,
      answer: {
        v: 1,
        code: "relation_not_active",
        detail: "the relation is suspended here",
        time: "2026-11-21T08:30:02Z",
        relationState: "suspended",
      },
    }),
  ];
}

export interface ExampleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly base: string | null;
}

export function answerOf({ method, targetUri, headers, answer }: ExampleRequest): ExampleAnswer {
  const body = JSON.stringify(answer.body);
  const { status, key } = answer;
  const moment = { now: now.add({ seconds: 2 }), nonce: "uP4cQ8nS2kE6hV0bZ3xMtg" };
  const request = { method, targetUri, headers };
  const made = key && signAnswer({ status, body: Buffer.from(body, "utf8"), request, key, ...moment });
  return { status, headers: made?.headers ?? { "content-type": "application/json" }, body, base: made?.base ?? null };
}
