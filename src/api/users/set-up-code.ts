import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { keyedHash, type MasterKey } from "#store/keys.ts";

/** Whoever reads what the server prints may make the first user, from wherever he is. */
export const setUpCode = (key: MasterKey): string =>
  keyedHash(key, "set-up-code", "first user").subarray(0, 15).toString("base64url");

export function isSetUpCode(key: MasterKey, code: string): boolean {
  const expected = Buffer.from(setUpCode(key));
  const given = Buffer.from(code);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

const isLoopback = (address: string): boolean =>
  address === "::1" || /^(::ffff:)?127\./.test(address) || address === "localhost";

const forwarding = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/**
 * True for a browser on this very machine. Not through a proxy, and not under a name that leads here by accident: a strange site may
 * point its own name at this machine and then write to it.
 */
export function isFromThisMachine(request: FastifyRequest, publicUrl: URL | null): boolean {
  const name = request.host.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return (
    (publicUrl === null || isLoopback(publicUrl.hostname.replace(/^\[|\]$/g, ""))) &&
    isLoopback(request.socket.remoteAddress ?? "") &&
    (name === "localhost" || isIP(name) !== 0) &&
    isLoopback(name) &&
    forwarding.every((header) => request.headers[header] === undefined)
  );
}
