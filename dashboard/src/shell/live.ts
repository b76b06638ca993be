import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApi } from "#dashboard/api/api.ts";

/** Each kind of thing that the hub says has changed, and which questions have to be asked again for it. */
const concerned: Readonly<Record<string, readonly string[]>> = {
  orders: ["overview", "work", "orders", "order", "mappings", "log"],
  documents: ["overview", "documents", "document", "order"],
  payments: ["overview", "payments", "document", "order"],
  connections: ["overview", "work", "connections", "connectors", "shopSetup", "couplings", "apps"],
  outbox: ["outbox", "document", "order"],
};

/** One event stream per tab. It says only what changed; the screens ask for it themselves, in place and without motion. */
export function useLive(): void {
  const api = useApi();
  const queries = useQueryClient();
  useEffect(() => {
    const stream = new EventSource(`/api/live?administration=${encodeURIComponent(api.administrationId)}`);
    let isFirst = true;
    // The line was down: anything may have changed.
    const onOpen = (): void => {
      if (!isFirst) void queries.invalidateQueries({ queryKey: api.key() });
      isFirst = false;
    };
    const onChange = ({ data }: MessageEvent<string>): void => {
      const kinds = JSON.parse(data) as string[];
      const subjects = new Set(kinds.flatMap((kind) => concerned[kind] ?? []));
      for (const subject of subjects) void queries.invalidateQueries({ queryKey: api.key(subject) });
    };
    // The session ended: the next question leads to signing in.
    const onOver = (): void => {
      stream.close();
      void queries.invalidateQueries({ queryKey: api.key("overview") });
    };
    stream.addEventListener("open", onOpen);
    stream.addEventListener("change", onChange);
    stream.addEventListener("over", onOver);
    return () => stream.close();
  }, [api, queries]);
}
