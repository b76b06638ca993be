import { z } from "zod";
import { listNodes } from "#store/nodes.ts";
import { queueFigures } from "#store/queue-figures.ts";
import { defineEndpoint } from "#api/endpoint.ts";

export const listNodesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/system/nodes",
  summary: "The processes that run on this database, and how their queues stand",
  permission: "hub.manage",
  scope: "hub",
  answer: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        role: z.enum(["all", "server", "worker"]),
        host: z.string(),
        pid: z.int(),
        version: z.string(),
        /** `draining`: it was told to stop and takes no new work. `silent`: it has not shown itself for half a minute. */
        state: z.enum(["working", "draining", "silent"]),
        startedAt: z.string(),
        seenAt: z.string(),
        jobsActive: z.int(),
        jobsLastMinute: z.int(),
      }),
    ),
    queues: z.array(z.object({ name: z.string(), waiting: z.int(), active: z.int(), oldestSeconds: z.int() })),
  }),
  errors: [],
  async handle({ store }) {
    const queues = await queueFigures(store.hub);
    return {
      nodes: await listNodes(store.hub),
      queues: queues.map((queue) => ({ ...queue, oldestSeconds: Math.max(0, Math.round(queue.oldestSeconds)) })),
    };
  },
});
