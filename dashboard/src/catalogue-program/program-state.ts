import type { Schemas } from "#dashboard/api/client.ts";
import type { BasketLine, Company, KeptList, Outgoing } from "./device-database.ts";

/** Whether the hub answers, and to whom. */
export type Link = "checking" | "online" | "away" | "signedOut";

/** What stops a download, until somebody or something changes it. */
export type Stop = "away" | "signedOut" | "full" | "paused" | "refused";

export interface Download {
  readonly listId: string;
  readonly stop: Stop | null;
  /** The hub's own words, of a refusal. */
  readonly words: string;
}

export interface Room {
  readonly free: number;
  readonly used: number;
  /** The browser promised not to clear it by itself. */
  readonly isSafe: boolean;
}

/** Everything the screens show. Replaced as a whole, so that a screen sees one moment. */
export interface ProgramState {
  /** What is kept here was read. */
  readonly isReady: boolean;
  readonly link: Link;
  readonly person: { readonly userId: string; readonly name: string } | null;
  readonly companies: readonly Company[];
  readonly company: Company | null;
  readonly lists: readonly KeptList[];
  /** As the hub offers them; null: not asked yet in this company. */
  readonly offered: readonly Schemas["OfflinePriceList"][] | null;
  /** Why the hub offers none, in its own words; empty: it does. */
  readonly refusal: string;
  readonly download: Download | null;
  readonly room: Room | null;
  readonly basket: readonly BasketLine[];
  readonly outgoing: readonly Outgoing[];
  readonly isSending: boolean;
  /** What the device could not keep. */
  readonly isFull: boolean;
}

export const beginning: ProgramState = {
  isReady: false,
  link: "checking",
  person: null,
  companies: [],
  company: null,
  lists: [],
  offered: null,
  refusal: "",
  download: null,
  room: null,
  basket: [],
  outgoing: [],
  isSending: false,
  isFull: false,
};

/** Of what is kept of a list, how much; null: there is nothing to count to. */
export const shareOf = ({ kept, total, walk }: Pick<KeptList, "kept" | "total" | "walk">): number | null =>
  walk === null || walk.since !== null || total === 0 ? null : Math.min(1, kept / total);

/** Lines of one supplier together, in the order in which the suppliers came into the basket. */
export const bySupplier = (lines: readonly BasketLine[]): readonly (readonly [string, readonly BasketLine[]])[] => [
  ...Map.groupBy(lines, ({ supplier }) => supplier),
];

/** Waiting on the device: in the basket, or on its way without an answer. */
export const waitingCount = ({ basket, outgoing }: Pick<ProgramState, "basket" | "outgoing">): number =>
  basket.length + outgoing.filter(({ state }) => state !== "sent").reduce((sum, { lines }) => sum + lines.length, 0);
