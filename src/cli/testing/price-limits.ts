import type { AnyConnector } from "#connect/connector.ts";
import { registry } from "#connectors/registry.ts";

/** As fast as the stand-in takes it, in this process and for its lifetime. */
export function liftPriceLimits(): void {
  const all = registry as Record<string, AnyConnector>;
  const { cebeo } = registry as Record<string, AnyConnector>;
  if (cebeo === undefined) throw new Error("There is no connector cebeo");
  all["cebeo"] = {
    ...cebeo,
    rateLimit: { ...cebeo.rateLimit, windows: [{ requests: 1_000_000, seconds: 1 }] },
  };
}
