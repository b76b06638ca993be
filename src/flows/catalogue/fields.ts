import type { FieldRule } from "./settings.ts";

/** Hash that cannot be turned back: of names and prices nothing else is kept. */
export type Hash = (text: string) => string;

/** What is kept of a field that was written: hashes of what was wanted, and of what stood at the shop afterwards. */
export interface Written {
  readonly wanted: string;
  /** Null: nobody looked. */
  readonly stands: string | null;
}
export type WrittenFields = Readonly<Record<string, Written>>;

/** One field as both sides have it. */
export interface FieldPair {
  readonly field: string;
  readonly rule: FieldRule;
  readonly wanted: string;
  /** Null: the shop has nothing there. */
  readonly present: string | null;
}

/** What a person sees of a field that differs. */
export interface FieldChange {
  readonly field: string;
  readonly shop: string | null;
  readonly source: string;
  readonly act: "write" | "keep";
}

export interface Comparison {
  /** Fields to write. */
  readonly write: readonly string[];
  /** Fields the shop made something else of. */
  readonly keep: readonly string[];
  readonly changes: readonly FieldChange[];
  /** What is known of fields that are as they should be. */
  readonly adopted: WrittenFields;
}

type Act = "write" | "keep" | "adopt" | "leave";

/** Nothing there is told apart from an empty hash of something. */
const presentHash = (present: string | null, hash: Hash): string => hash(present ?? "\u0000nothing");

function actOf({ rule, wanted, present, field }: FieldPair, known: Known, hash: Hash): Act {
  if (rule.when !== "onUpdate") return "leave";
  if (present === wanted) return "adopt";
  const written = known.written[field];
  // What was being written when a node died may stand there, or not.
  if (known.intended?.[field] !== undefined) return "write";
  if (written === undefined) return present === null || rule.overwrites ? "write" : "keep";
  const isNews = hash(wanted) !== written.wanted;
  const isShops = written.stands !== null && presentHash(present, hash) !== written.stands;
  if (!isShops) return isNews ? "write" : "leave";
  return rule.overwrites ? "write" : "keep";
}

/** What was known of a record before. */
export interface Known {
  readonly written: WrittenFields;
  readonly intended: Readonly<Record<string, string>> | null;
}

/**
 * Decides field by field what is written of something that is at the shop already. Compared with what was written last: what the shop
 * itself made of a field since, or had before there was anything of ours in it, is left alone unless its rule says otherwise.
 */
export function compareFields(pairs: readonly FieldPair[], known: Known, hash: Hash): Comparison {
  const acts = pairs.map((pair) => ({ ...pair, act: actOf(pair, known, hash) }));
  const of = (act: Act) => acts.filter((one) => one.act === act);
  return {
    write: of("write").map(({ field }) => field),
    keep: of("keep").map(({ field }) => field),
    changes: acts.flatMap(({ field, present, wanted, act }) =>
      act === "write" || act === "keep" ? [{ field, shop: present, source: wanted, act }] : [],
    ),
    adopted: Object.fromEntries(
      of("adopt").map(({ field, wanted, present }) => [
        field,
        { wanted: hash(wanted), stands: presentHash(present, hash) },
      ]),
    ),
  };
}

/** What is kept of fields that were written; `present`: what stands at the shop now, when it said so. */
export const writtenOf = (
  fields: readonly { readonly field: string; readonly wanted: string }[],
  present: ((field: string) => string | null) | null,
  hash: Hash,
): WrittenFields =>
  Object.fromEntries(
    fields.map(({ field, wanted }) => [
      field,
      { wanted: hash(wanted), stands: present === null ? null : presentHash(present(field), hash) },
    ]),
  );

export const intendedOf = (
  fields: readonly { readonly field: string; readonly wanted: string }[],
  hash: Hash,
): Record<string, string> => Object.fromEntries(fields.map(({ field, wanted }) => [field, hash(wanted)]));
