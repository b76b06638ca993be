import { z } from "zod";
import { canonicalBytes } from "./canonical-json.ts";
import { DocType, ExchangeInstant, Sha256, sha256Of, Uuid } from "./envelope.ts";

export const statementProfile = "urn:hub-exchange:statement:1";

const Count = z.object({
  docType: DocType,
  /** As the writer of the statement sees it. */
  way: z.enum(["in", "out"]),
  messages: z.int().min(0),
  sha256: Sha256,
});
type Count = z.output<typeof Count>;

/** The content of a message `statement`: what went between two partners in a period, as its writer has it. The proof is the message's own. */
export const ExchangeStatement = z
  .object({
    v: z.literal(1),
    relationId: Uuid,
    /** The messages of which `createdAt` lies from `from` up to, not including, `to`. */
    from: ExchangeInstant,
    to: ExchangeInstant,
    counts: z.array(Count).max(40),
  })
  .refine(({ from, to }) => Temporal.Instant.compare(from, to) < 0, { path: ["to"] });
export type ExchangeStatement = z.output<typeof ExchangeStatement>;

/** A message that was received by who it is for: out, one with a receipt; in, one we gave a receipt for. */
export interface CountedMessage {
  readonly docType: DocType;
  readonly way: "in" | "out";
  readonly messageId: string;
  readonly bodySha256: string;
}

/** Counted per kind and way, with a hash over which they are, so that equal counts of different messages do not pass for the same. */
export function countsOf(messages: readonly CountedMessage[]): readonly Count[] {
  const groups = Map.groupBy(messages, ({ docType, way }) => `${docType} ${way}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const listed = group.map(({ messageId, bodySha256 }) => `${messageId} ${bodySha256}`).toSorted();
      const { docType, way } = first;
      return [{ docType, way, messages: group.length, sha256: sha256Of(canonicalBytes(listed)) }];
    });
}

/** Where two statements of one period do not say the same: what one sent has to be what the other received. Empty: they agree. */
export function statementDifferences(
  own: ExchangeStatement,
  partners: ExchangeStatement,
): readonly {
  readonly docType: DocType;
  readonly way: "in" | "out";
  readonly own: number;
  readonly partner: number;
}[] {
  const mirrored = partners.counts.map((count) => ({ ...count, way: count.way === "in" ? "out" : "in" }) as const);
  const all = [...own.counts, ...mirrored].map(({ docType, way }) => ({ docType, way }));
  const unique = [...new Map(all.map((one) => [`${one.docType} ${one.way}`, one])).values()];
  return unique.flatMap(({ docType, way }) => {
    const here = own.counts.find((one) => one.docType === docType && one.way === way);
    const there = mirrored.find((one) => one.docType === docType && one.way === way);
    if (here?.sha256 === there?.sha256 && here?.messages === there?.messages) return [];
    return [{ docType, way, own: here?.messages ?? 0, partner: there?.messages ?? 0 }];
  });
}
