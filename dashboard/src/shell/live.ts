import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApi } from "#dashboard/api/api.ts";

/** Each kind of thing that the hub says has changed, and which questions have to be asked again for it. */
const concerned: Readonly<Record<string, readonly string[]>> = {
  orders: ["overview", "work", "orders", "order", "mappings", "log", "run"],
  documents: ["overview", "work", "documents", "document", "order", "parties", "party"],
  payments: ["overview", "work", "payments", "documents", "document", "orders", "order", "parties", "party"],
  connections: ["overview", "work", "connections", "connectors", "shopSetup", "couplings", "catalogue", "apps"],
  outbox: ["documents", "document", "order"],
  parties: ["parties", "party"],
  items: ["items", "item", "item-properties", "item-suppliers", "supplier-items", "supplier-item"],
  imports: ["imports", "import", "import-rows", "price-run", "price-runs"],
};

/** A browser goes on by itself after a line that broke, and never after an answer that is no stream, such as a proxy's while the hub restarts. */
const againAfter = 3_000;

/** One event stream per tab. It says only what changed; the screens ask for it themselves, in place and without motion. */
export function useLive(): void {
  const api = useApi();
  const queries = useQueryClient();
  useEffect(() => {
    let stream: EventSource;
    let timer = 0;
    let wasDown = false;
    const ask = (...subject: readonly unknown[]): void =>
      void queries.invalidateQueries({ queryKey: api.key(...subject) });
    const open = (): void => {
      stream = new EventSource(`/api/live?administration=${encodeURIComponent(api.administrationId)}`);
      stream.addEventListener("open", onOpen);
      stream.addEventListener("error", onError);
      stream.addEventListener("change", onChange);
      stream.addEventListener("over", onOver);
    };
    // The line was down: anything may have changed.
    const onOpen = (): void => {
      if (wasDown) ask();
      wasDown = false;
    };
    const onError = (): void => {
      // Once: the bar that says so keeps asking.
      if (!wasDown) ask("overview");
      wasDown = true;
      if (stream.readyState === EventSource.CLOSED) timer = window.setTimeout(open, againAfter);
    };
    const onChange = ({ data }: MessageEvent<string>): void => {
      const kinds = JSON.parse(data) as string[];
      for (const subject of new Set(kinds.flatMap((kind) => concerned[kind] ?? []))) ask(subject);
    };
    // The session ended: the next question leads to signing in.
    const onOver = (): void => {
      stream.close();
      ask("overview");
    };
    open();
    return () => {
      window.clearTimeout(timer);
      stream.close();
    };
  }, [api, queries]);
}
