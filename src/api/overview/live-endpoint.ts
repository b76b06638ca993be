import { Readable } from "node:stream";
import { z } from "zod";
import { changeKinds, type ChangeKind } from "#store/change-feed.ts";
import { admit } from "#api/authentication.ts";
import { defineEndpoint, type AnyEndpoint } from "#api/endpoint.ts";

/** Told at most once in this time, however much changes. */
const gatherMs = 1_000;
/** Shorter than any proxy's patience; the session is looked at again each time. */
const heartbeatMs = 15_000;

/** Said once more to who comes back: anything may have changed while the line was down. */
const begin = "retry: 2000\n\nevent: open\ndata: {}\n\n";

export const liveEndpoint: AnyEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/live",
  summary: `Server-sent events: says which kinds of things changed (${changeKinds.join(", ")}), and nothing else`,
  permission: "company.read",
  mediaType: "text/event-stream",
  answer: z.custom<Readable>(),
  errors: [],
  async handle(context, { administrationId, request, reply, signal }) {
    const gathered = new Set<ChangeKind>();
    let gathering: NodeJS.Timeout | undefined;
    const stream = new Readable({ read: () => undefined });
    // A stream has begun: caches and proxies must pass each piece on.
    void reply.header("x-accel-buffering", "no");
    const flush = () => {
      gathering = undefined;
      if (gathered.size === 0) return;
      stream.push(`event: change\ndata: ${JSON.stringify([...gathered])}\n\n`);
      gathered.clear();
      gathering = setTimeout(flush, gatherMs);
    };
    const end = () => {
      stopListening();
      clearInterval(heart);
      clearTimeout(gathering);
      stream.push(null);
    };
    const stopListening = context.live.feed.listen(administrationId, (kind) => {
      gathered.add(kind);
      gathering ??= setTimeout(flush, gathered.size === 1 ? 50 : gatherMs);
    });
    const heart = setInterval(() => {
      admit(context, liveEndpoint, request, reply).then(
        () => void stream.push(": here\n\n"),
        () => {
          stream.push("event: over\ndata: {}\n\n");
          end();
        },
      );
    }, heartbeatMs);
    AbortSignal.any([signal, context.live.closing]).addEventListener("abort", end, { once: true });
    stream.push(begin);
    return stream;
  },
});
