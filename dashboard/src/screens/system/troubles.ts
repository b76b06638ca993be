import type { System } from "./system-query.ts";

/** What whoever runs the hub has to look at, worst first. */
export type Trouble = "nobodyWorks" | "gone" | "diskFilling" | "versionsDiffer";

const works = new Set(["all", "worker"]);

export function troublesOf({ nodes, disk }: Pick<System, "nodes" | "disk">): readonly Trouble[] {
  const alive = nodes.filter(({ state }) => state !== "silent");
  const isWorking = alive.some(({ role, state }) => works.has(role) && state === "working");
  const versions = new Set(alive.map(({ version }) => version));
  const found = {
    nobodyWorks: !isWorking,
    gone: alive.length < nodes.length,
    diskFilling: disk.isFilling,
    versionsDiffer: versions.size > 1,
  } as const satisfies Readonly<Record<Trouble, boolean>>;
  return (Object.keys(found) as Trouble[]).filter((trouble) => found[trouble]);
}
