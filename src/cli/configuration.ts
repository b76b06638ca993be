import { resolve } from "node:path";
import { z } from "zod";
import { HubError } from "#domain/error.ts";

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== ""),
);

/** The environment of a hub; every setting has a default that works on a bare machine. */
const Environment = z.object({
  SCHAKEL_DATA: z.string().min(1).default("data"),
  SCHAKEL_PORT: z.coerce.number().int().min(0).max(65_535).default(4380),
  /** 127.0.0.1 unless a reverse proxy on another machine has to reach it. */
  SCHAKEL_HOST: z.string().min(1).default("127.0.0.1"),
  /** Where shops reach this hub; without it everything is polled. */
  SCHAKEL_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** `host` or `host:port`, separated by commas, that connectors may reach although private or without https. */
  SCHAKEL_OPEN_HOSTS: list.default([]),
  SCHAKEL_KEY: z.string().optional(),
  SCHAKEL_LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

export interface Configuration {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: URL | null;
  readonly openHosts: readonly string[];
  readonly key: string | undefined;
  readonly logLevel: string;
  readonly databaseUrl: URL | null;
}

/** Throws `settings.invalid` naming the variable and what it should be. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const issue = read.error.issues[0];
    const field = issue?.path.join(".") ?? "";
    throw new HubError("settings.invalid", `${field}: ${issue?.message ?? ""}`, { details: { field } });
  }
  const { data } = read;
  return {
    dataFolder: resolve(data.SCHAKEL_DATA),
    port: data.SCHAKEL_PORT,
    host: data.SCHAKEL_HOST,
    publicUrl: data.SCHAKEL_PUBLIC_URL === undefined ? null : new URL(data.SCHAKEL_PUBLIC_URL),
    openHosts: data.SCHAKEL_OPEN_HOSTS,
    key: data.SCHAKEL_KEY,
    logLevel: data.SCHAKEL_LOG,
    databaseUrl: data.DATABASE_URL === undefined ? null : new URL(data.DATABASE_URL),
  };
}
