import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Counts } from "#engine/counts.ts";
import type { Database } from "#store/database.ts";
import { listNodes } from "#store/nodes.ts";
import { queueFigures } from "#store/queue-figures.ts";

/** What this node counts, as Prometheus reads it. */
export interface Metrics {
  readonly counts: Counts;
  readonly contentType: string;
  /** Also looks how the queues and the nodes stand, which is the same wherever it is asked. */
  text(hub: Database): Promise<string>;
}

const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Every label comes from a short list: the connectors, the outcomes, the statuses of HTTP. */
export function collectMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `schakel_${name}_total`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge({ name: `schakel_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram({ name: `schakel_${name}_seconds`, help, labelNames, buckets: seconds, registers });

  const orders = counter("orders", "Orders that were looked at, by what became of them", ["outcome"]);
  const documents = counter("order_documents", "What happened to documents of orders", ["event"]);
  const deliveries = counter("deliveries", "Webhook calls and sweep finds that were taken in", ["state"]);
  const mails = counter("mails", "Mails that were tried, by how it ended", ["outcome"]);
  const requests = counter("remote_requests", "Requests to other systems", ["connector", "status"]);
  const requestTime = histogram("remote_request_duration", "How long other systems took to answer", ["connector"]);
  const waits = histogram("rate_limit_wait", "How long requests waited for room at the other system", ["connector"]);
  const jobs = counter("jobs", "Jobs that ended on this node", ["queue", "outcome"]);
  const jobTime = histogram("job_duration", "How long jobs took", ["queue"]);
  const waiting = gauge("queue_waiting", "Jobs that wait, over all nodes", ["queue"]);
  const active = gauge("queue_active", "Jobs under way, over all nodes", ["queue"]);
  const age = gauge("queue_oldest_seconds", "How long the oldest job that could run has waited", ["queue"]);
  const nodes = gauge("nodes", "Nodes on this database", ["role", "state"]);

  return {
    contentType: registry.contentType,
    counts: {
      request(connector, status, took) {
        requests.inc({ connector, status: status === null ? "none" : String(status) });
        requestTime.observe({ connector }, took);
      },
      waited: (connector, took) => waits.observe({ connector }, took),
      job(queue, outcome, took) {
        jobs.inc({ queue, outcome });
        jobTime.observe({ queue }, took);
      },
      order: (outcome) => orders.inc({ outcome }),
      document: (event) => documents.inc({ event }),
      delivery: (state) => deliveries.inc({ state }),
      mail: (outcome) => mails.inc({ outcome }),
    },
    async text(hub) {
      for (const figures of await queueFigures(hub)) {
        waiting.set({ queue: figures.name }, figures.waiting);
        active.set({ queue: figures.name }, figures.active);
        age.set({ queue: figures.name }, figures.oldestSeconds);
      }
      nodes.reset();
      for (const { role, state } of await listNodes(hub)) nodes.inc({ role, state });
      return registry.metrics();
    },
  };
}
