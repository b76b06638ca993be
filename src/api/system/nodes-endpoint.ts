import { z } from "zod";
import { isFilling } from "#domain/disk.ts";
import { databaseFigures } from "#store/database-figures.ts";
import { listNodes } from "#store/nodes.ts";
import { queueFigures } from "#store/queue-figures.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { Instant } from "#api/shapes.ts";

const System = z
  .object({
    asOf: Instant,
    nodes: z.array(
      z.object({
        id: z.string(),
        role: z.enum(["all", "server", "worker"]),
        host: z.string(),
        pid: z.int(),
        version: z.string(),
        state: z.enum(["working", "draining", "silent"]).meta({
          description:
            "`draining`: it was told to stop and takes no new work. `silent`: it has not shown itself for half a minute; after an hour it is forgotten",
        }),
        startedAt: Instant,
        seenAt: Instant,
        jobsActive: z.int(),
        jobsLastMinute: z.int(),
      }),
    ),
    queues: z.array(z.object({ name: z.string(), waiting: z.int(), active: z.int(), oldestSeconds: z.int() })),
    database: z.object({ version: z.string(), bytes: z.int(), isEmbedded: z.boolean() }),
    disk: z
      .object({ freeBytes: z.int(), totalBytes: z.int(), isFilling: z.boolean() })
      .meta({ description: "Of the machine that answers" }),
    backups: z
      .object({
        count: z.int(),
        newest: z.object({ madeAt: Instant, reason: z.enum(["asked", "before-upgrade"]), bytes: z.int() }).nullable(),
      })
      .nullable()
      .meta({ description: "In the data folder; null for a database that is backed up with its own tools" }),
  })
  .meta({ id: "System" });

export const listNodesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/system/nodes",
  summary: "The processes that run on this database, and how the hub stands: queues, database, disk and backups",
  permission: "hub.manage",
  scope: "hub",
  answer: System,
  errors: [],
  async handle({ store, machine, now }) {
    const [nodes, queues, database, room, backups] = await Promise.all([
      listNodes(store.hub),
      queueFigures(store.hub),
      databaseFigures(store.hub),
      machine.disk(),
      machine.backups?.() ?? null,
    ]);
    return {
      asOf: now().toString(),
      nodes,
      queues: queues.map((queue) => ({ ...queue, oldestSeconds: Math.max(0, Math.round(queue.oldestSeconds)) })),
      database: { ...database, isEmbedded: machine.backups !== null },
      disk: { freeBytes: room.free, totalBytes: room.total, isFilling: isFilling(room) },
      backups: backups && { count: backups.length, newest: backups[0] ?? null },
    };
  },
});
