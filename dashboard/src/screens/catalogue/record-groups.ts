import type { Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";

type RecordState = Schemas["CatalogueRecord"]["state"];

/** How people look for records: by what there is to do about them. */
export const recordGroups = ["toCreate", "toUpdate", "act", "waiting", "done", "skipped", "gone"] as const;
export type RecordGroup = (typeof recordGroups)[number];

/** In the address. */
export interface RecordFilters {
  readonly group?: RecordGroup;
  readonly q?: string;
}

const states: Readonly<Record<RecordGroup, readonly RecordState[]>> = {
  toCreate: ["toCreate"],
  toUpdate: ["toUpdate"],
  act: ["held", "failed"],
  waiting: ["waiting", "writing", "new"],
  done: ["same", "created", "updated"],
  skipped: ["skipped"],
  gone: ["gone"],
};

export const statesOf = (group: RecordGroup): readonly RecordState[] => states[group];

const looks = {
  new: "waiting",
  toCreate: "changed",
  toUpdate: "changed",
  same: "done",
  writing: "busy",
  created: "done",
  updated: "done",
  skipped: "skipped",
  held: "act",
  waiting: "waiting",
  failed: "failed",
  gone: "skipped",
} as const satisfies Readonly<Record<RecordState, StateLook>>;
export const recordLook = (state: RecordState): StateLook => looks[state];

export type Counts = Readonly<Record<string, number>>;

/** How many a group has, of counts by state. */
export const countOf = (counts: Counts, group: RecordGroup): number =>
  states[group].reduce((sum, state) => sum + (counts[state] ?? 0), 0);

/** States that have any, in the order of their groups. */
export const statesIn = (counts: Counts): readonly (readonly [RecordState, number])[] =>
  recordGroups.flatMap((group) =>
    states[group].flatMap((state) => {
      const count = counts[state] ?? 0;
      return count === 0 ? [] : [[state, count] as const];
    }),
  );

/** Groups that have any, in the order in which they matter. */
export const groupsIn = (counts: Counts): readonly (readonly [RecordGroup, number])[] =>
  recordGroups.flatMap((group) => {
    const count = countOf(counts, group);
    return count === 0 ? [] : [[group, count] as const];
  });
