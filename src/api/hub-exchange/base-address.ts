import type { FastifyRequest } from "fastify";

/** Where others reach this hub, without a slash at its end: as its operator says, else as the caller called it. */
export const baseOf = (publicUrl: URL | null, request: Pick<FastifyRequest, "protocol" | "host">): string =>
  (publicUrl?.href ?? `${request.protocol}://${request.host}`).replace(/\/+$/, "");
