import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

export type Relation = Schemas["PartnerRelation"];
export type Identity = Schemas["PartnerIdentity"];
export type LogLine = Schemas["PartnerEvent"];
export type Direction = Pick<Relation["directions"][number], "docType" | "way">;
export type DocType = Direction["docType"];

/** What a person has to do, or waits for, before anything moves. */
export type Next = "passOn" | "confirm" | "waitForInviter" | "resume" | "waitForPartner";

export function nextOf({
  state,
  side,
  isConfirmedByPartner,
  suspendedByUs,
}: Pick<Relation, "state" | "side" | "isConfirmedByPartner" | "suspendedByUs">): Next | null {
  if (state === "suspended") return suspendedByUs ? "resume" : "waitForPartner";
  if (state !== "invited") return null;
  if (side === "responder") return "waitForInviter";
  return isConfirmedByPartner ? "confirm" : "passOn";
}

const looks = {
  invited: "waiting",
  active: "done",
  suspended: "skipped",
  rejected: "skipped",
  cancelled: "skipped",
  expired: "skipped",
  ended: "skipped",
} as const satisfies Readonly<Record<Relation["state"], StateLook>>;

/** Red only where a person has to come. */
export const lookOf = (relation: Relation): StateLook =>
  nextOf(relation) === "confirm" || (relation.trouble !== null && needsPerson(causeOf(relation.trouble.code)))
    ? "act"
    : looks[relation.state];

/** Of these there will be no more than what there was. */
const over = ["rejected", "cancelled", "expired", "ended"] as const;
export const overAs = ({ state }: Pick<Relation, "state">): (typeof over)[number] | null =>
  over.find((one) => one === state) ?? null;

/** The other side is about to answer: whoever looks wants to see it. */
export const isMoving = ({ state, keys }: Pick<Relation, "state" | "keys">): boolean =>
  state === "invited" || keys.some((key) => key.state === "announced");

/** Why nothing goes on, by what a person can do about it. */
export type Cause =
  | "noAnswer"
  | "closedAddress"
  | "notRecognised"
  | "clock"
  | "notThere"
  | "notWanted"
  | "tooLarge"
  | "content"
  | "reused"
  | "inviteOver"
  | "unreadable"
  | "other";

const causes: Readonly<Record<string, Cause>> = {
  no_answer: "noAnswer",
  retry_after: "noAnswer",
  closed_address: "closedAddress",
  bad_signature: "notRecognised",
  unknown_key: "notRecognised",
  nonce_reused: "notRecognised",
  bad_proof: "notRecognised",
  bad_digest: "unreadable",
  bad_envelope: "unreadable",
  clock_skew: "clock",
  unknown_relation: "notThere",
  relation_not_active: "notThere",
  unknown_message: "notThere",
  direction_disabled: "notWanted",
  mode_mismatch: "notWanted",
  too_large: "tooLarge",
  bad_content: "content",
  content_invalid: "content",
  id_reused_with_other_content: "reused",
  stale_revision: "reused",
  already_connected: "inviteOver",
  unknown_invite: "inviteOver",
  invite_used: "inviteOver",
  invite_expired: "inviteOver",
  invite_cancelled: "inviteOver",
};

export const causeOf = (code: string): Cause => (Object.hasOwn(causes, code) ? causes[code] : undefined) ?? "other";

/** What does not go on by itself. */
export const needsPerson = (cause: Cause): boolean => cause !== "noAnswer";

/** Of one order or document, beside what may be wrong between two hubs. */
export type LineCause =
  Cause | "noCode" | "noLines" | "unmatched" | "currency" | "unit" | "noParty" | "overtaken" | "sentOtherwise";

const lineCauses: Readonly<Record<string, LineCause>> = {
  "partner.noCode": "noCode",
  "partner.noLines": "noLines",
  "partner.unmatched": "unmatched",
  "partner.currency": "currency",
  "partner.unit": "unit",
  "partner.noParty": "noParty",
  "partner.overtaken": "overtaken",
  "partner.sentOtherwise": "sentOtherwise",
  "partner.directionOff": "notWanted",
  "partner.tooLarge": "tooLarge",
  "partner.invalid": "content",
  "partner.unreadable": "content",
  "partner.ended": "notThere",
};

/** Why a line of the log book did not go well. */
export const lineCauseOf = (code: string): LineCause =>
  (Object.hasOwn(lineCauses, code) ? lineCauses[code] : undefined) ?? causeOf(code);

/** Steps of the log book this version of the screens has words for. */
const steps = [
  "invited",
  "accepted",
  "rejected",
  "cancelled",
  "confirmed",
  "changed",
  "paused",
  "resumed",
  "suspended",
  "active",
  "ended",
  "expired",
  "key",
  "announced",
  "moved",
  "queued",
  "delivered",
  "taken",
  "retrying",
  "failed",
  "stopped",
  "sentAgain",
  "received",
  "duplicate",
  "refused",
  "gap",
  "fetch",
  "telling",
  "toldRefused",
  "notSent",
  "recalled",
  "imported",
  "held",
  "quarantined",
  "statement",
  "answeredSent",
  "answeredAccepted",
  "answeredChanged",
  "answeredRejected",
  "answeredAgain",
  "pendingRefused",
  "orderCancelled",
  "overtaken",
  "tested",
] as const;
export type Step = (typeof steps)[number] | "other";

/** What became of a message, by what the hub calls it. */
const outcomes: Readonly<Record<string, Step>> = {
  "answered.sent": "answeredSent",
  "answered.accepted": "answeredAccepted",
  "answered.changed": "answeredChanged",
  "answered.rejected": "answeredRejected",
  pendingRefused: "pendingRefused",
  stale: "overtaken",
  olderAnswer: "overtaken",
  answerToOlder: "overtaken",
  alreadyOver: "overtaken",
};

/** What we tell the partner's hub stands in the log book under what is told; connections and orders share the word for what is taken back. */
export function stepOf({ step, code, docType }: Pick<LogLine, "step" | "code" | "docType">): Step {
  if (Object.hasOwn(outcomes, step)) return outcomes[step] ?? "other";
  if (step === "cancelled" && docType !== "") return "orderCancelled";
  if (step.startsWith("statement.")) return "statement";
  if (step.endsWith("Refused")) return "toldRefused";
  if (["accept", "reject", "cancel", "announcement"].includes(step) || (step === "key" && code !== ""))
    return "telling";
  return steps.find((known) => known === step) ?? "other";
}

/** In fours, to read aloud. */
export const spaced = (text: string, size = 4): string => text.match(new RegExp(`.{1,${size}}`, "gu"))?.join(" ") ?? "";

/** Who it is on our screens: as our own contact is called, else as it says itself. */
export const nameOf = ({ party, partner }: Pick<Relation, "party" | "partner">): string | null =>
  partner?.name ?? party?.name ?? null;

/** What stood on the screen when a person confirmed it. */
export const confirmedOf = ({ name, vatNumber, gln }: Identity) => ({ name, vatNumber, gln });

const docTypes: readonly DocType[] = [
  "order",
  "order_response",
  "order_change",
  "order_cancel",
  "despatch",
  "invoice_copy",
  "catalogue",
  "stock",
  "statement",
];

/** A kind of document we have a word for; null: of a later version. */
export const docTypeIn = (text: string): DocType | null => docTypes.find((one) => one === text) ?? null;
