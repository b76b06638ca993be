import { resolve } from "node:path";
import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { readMailAddress, readMailServer, type MailAddress, type MailServer } from "#domain/mail-server.ts";

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== ""),
);

/** As they are written: folders have capitals. */
const named = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);

const expectedPort = "expected a port, a number from 0 to 65535 (0 is any free one)";
const expectedDatabase = "expected an address such as postgres://user:password@host:5432/database";

const expectedServer =
  "expected an address such as smtps://user:password@mail.example.be:465 or smtp://mail.example.be";
const expectedSender = "expected an address such as mail@example.be";

const refuse = (context: z.RefinementCtx, message: string): never => {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
};

/** The environment of a hub; every setting has a default that works on a bare machine. */
const Environment = z.object({
  SCHAKEL_DATA: z.string().default("data"),
  SCHAKEL_PORT: z
    .string()
    .regex(/^\d{1,5}$/, expectedPort)
    .transform(Number)
    .refine((port) => port <= 65_535, expectedPort)
    .default(4380),
  /** 127.0.0.1 unless a reverse proxy on another machine has to reach it. */
  SCHAKEL_HOST: z.string().default("127.0.0.1"),
  /** Where shops reach this hub; without it everything is polled. A folder in it ends with a slash, whether it was typed or not. */
  SCHAKEL_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "expected an address such as https://hub.example.be" })
    .transform((text) => new URL(text.endsWith("/") ? text : `${text}/`))
    .optional(),
  /** `host` or `host:port`, separated by commas, that connectors may reach although private or without https. */
  SCHAKEL_OPEN_HOSTS: list.default([]),
  /** Packages and folders of modules from outside, separated by commas, beside `connectors.d` of the data folder. */
  SCHAKEL_CONNECTORS: named.default([]),
  /** Addresses or networks of reverse proxies, separated by commas, whose word is taken for who calls and over what. */
  SCHAKEL_PROXIES: list.default([]),
  /** Server for the mail of administrations that name none of their own. */
  SCHAKEL_SMTP_URL: z
    .string()
    .transform((text, context) => readMailServer(text) ?? refuse(context, expectedServer))
    .optional(),
  /** Sender of that mail: `Name <address>` or an address. */
  SCHAKEL_MAIL_FROM: z
    .string()
    .transform((text, context) => readMailAddress(text) ?? refuse(context, expectedSender))
    .optional(),
  /** A file that says which apps need a licence here, who signs them, and how to get one; without it none do. */
  SCHAKEL_LICENCES: z.string().optional(),
  /** Where VIES is asked, for a stand-in; ends with a slash. */
  SCHAKEL_VIES_URL: z
    .url({
      protocol: /^https?$/,
      error: "expected an address such as https://ec.europa.eu/taxation_customs/vies/rest-api/",
    })
    .transform((text) => new URL(text.endsWith("/") ? text : `${text}/`))
    .optional(),
  SCHAKEL_KEY: z.string().optional(),
  SCHAKEL_LOG: z.enum(logLevels, `expected ${logLevels.join(", ")}`).default("info"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: expectedDatabase })
    .transform((text) => new URL(text))
    .refine((url) => url.pathname.length > 1, expectedDatabase)
    .optional(),
});

export interface Configuration {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: URL | null;
  readonly openHosts: readonly string[];
  readonly modules: readonly string[];
  readonly proxies: readonly string[];
  readonly mail: { readonly server: MailServer | null; readonly from: MailAddress | null };
  readonly licencesFile: string | null;
  /** Null: the real one. */
  readonly viesUrl: URL | null;
  readonly key: string | undefined;
  readonly logLevel: string;
  readonly databaseUrl: URL | null;
}

/** Throws `settings.invalid` naming each wrong variable and what it should be. An empty variable is one that is not set. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const filled = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== "");
  const read = Environment.safeParse(Object.fromEntries(filled));
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    const field = read.error.issues[0]?.path.join(".") ?? "";
    throw new HubError("settings.invalid", wrong.join("\n"), { details: { field } });
  }
  const { data } = read;
  return {
    dataFolder: resolve(data.SCHAKEL_DATA),
    port: data.SCHAKEL_PORT,
    host: data.SCHAKEL_HOST,
    publicUrl: data.SCHAKEL_PUBLIC_URL ?? null,
    openHosts: data.SCHAKEL_OPEN_HOSTS,
    modules: data.SCHAKEL_CONNECTORS,
    proxies: data.SCHAKEL_PROXIES,
    mail: { server: data.SCHAKEL_SMTP_URL ?? null, from: data.SCHAKEL_MAIL_FROM ?? null },
    licencesFile: data.SCHAKEL_LICENCES === undefined ? null : resolve(data.SCHAKEL_LICENCES),
    viesUrl: data.SCHAKEL_VIES_URL ?? null,
    key: data.SCHAKEL_KEY,
    logLevel: data.SCHAKEL_LOG,
    databaseUrl: data.DATABASE_URL ?? null,
  };
}
