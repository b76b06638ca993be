import { prefixedBase64 } from "./base64.ts";
import { canonicalForm } from "./canonical-json.ts";
import { isBefore } from "./instant.ts";
import { sha256 } from "./sha256.ts";

/** A message with a receipt, as who writes the statement has it. */
export interface ReceivedMessage {
  readonly docType: string;
  readonly way: "in" | "out";
  readonly messageId: string;
  readonly bodySha256: string;
  readonly createdAt: Temporal.Instant;
}

export interface Period {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

export interface Count {
  readonly docType: string;
  readonly way: "in" | "out";
  readonly messages: number;
  readonly sha256: string;
}

/** What a statement of the period counts, in no order. */
export function countMessages(messages: readonly ReceivedMessage[], { from, to }: Period): Count[] {
  const groups = new Map<string, ReceivedMessage[]>();
  for (const message of messages) {
    const { docType, way, createdAt } = message;
    if (docType === "statement" || isBefore(createdAt, from) || !isBefore(createdAt, to)) continue;
    const name = `${docType} ${way}`;
    groups.set(name, [...(groups.get(name) ?? []), message]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const texts = group.map(({ messageId, bodySha256 }) => `${messageId} ${bodySha256}`).sort();
    const hash = prefixedBase64(sha256(canonicalForm(texts)));
    return [{ docType: first.docType, way: first.way, messages: group.length, sha256: hash }];
  });
}

/** Whether each `out` of the one is the `in` of the other, and neither has one more. */
export function doAgree(own: readonly Count[], partners: readonly Count[]): boolean {
  const spoken = (counts: readonly Count[], isTurned: boolean): string =>
    counts
      .map(
        (count) =>
          `${count.docType} ${(count.way === "in") === isTurned ? "out" : "in"} ${count.messages} ${count.sha256}`,
      )
      .sort()
      .join("\n");
  return spoken(own, false) === spoken(partners, true);
}
