import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const zip = promisify(gzip);

/** Below this it gains nothing. */
const least = 1024;

/** Compresses an answer for whoever says that it takes that; beside the other work of the node, not in its way. */
export async function gzipped(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  void reply.header("vary", "accept-encoding");
  const takes = /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(
    String(request.headers["accept-encoding"] ?? ""),
  );
  if (!takes || typeof payload !== "string" || payload.length < least) return payload;
  const bytes = await zip(payload);
  void reply.header("content-encoding", "gzip").header("content-length", bytes.byteLength);
  return bytes;
}
