import { access, constants, mkdir, statfs } from "node:fs/promises";
import { connect } from "node:net";
import { parseArgs } from "node:util";
import pg from "pg";
import { asHubError } from "#domain/error.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";

export const doctorHelp = `schakel doctor [--json]

Looks whether this machine can run Schakel, and says what to do where it cannot. Changes nothing. Exit code 1 when something is wrong.`;

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do; empty when it is well. */
  readonly mend: string;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const well = (name: string, found: string): Finding => ({ name, ok: true, found, mend: "" });
const wrong = (name: string, found: string, mend: string): Finding => ({ name, ok: false, found, mend });

const smallestFreeBytes = 2 * 1024 ** 3;

function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 26
    ? well("node", process.version)
    : wrong("node", process.version, "Run `node setup.mjs`: it installs the Node that Schakel runs on");
}

async function checkDataFolder({ dataFolder }: Configuration): Promise<Finding> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(dataFolder);
    const free = bavail * bsize;
    const found = `${dataFolder}, ${Math.round(free / 1024 ** 3)} GB free`;
    return free < smallestFreeBytes
      ? wrong("data folder", found, "Make room: below 2 GB the database may stop")
      : well("data folder", found);
  } catch (error) {
    return wrong("data folder", message(error), "Choose a folder this user may write, with SCHAKEL_DATA");
  }
}

async function checkDatabase({ databaseUrl }: Configuration): Promise<Finding> {
  if (databaseUrl !== null) {
    const client = new pg.Client({ connectionString: databaseUrl.href, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string; number: string; may: boolean }>(
        "select current_setting('server_version') as version, current_setting('server_version_num') as number, (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may",
      );
      const [row] = rows;
      if (Number(row?.number) < 150_000)
        return wrong("database", `PostgreSQL ${row?.version ?? "?"}`, "Schakel needs PostgreSQL 15 or newer");
      return row?.may === true
        ? well("database", `PostgreSQL ${row.version}, outside`)
        : wrong("database", `PostgreSQL ${row?.version ?? "?"}`, "The user of DATABASE_URL needs CREATEROLE");
    } catch (error) {
      return wrong("database", message(error), "Check DATABASE_URL, or leave it out to use the embedded database");
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  try {
    const scratch = await startScratch({ fast: true });
    await scratch.stop();
    return well("database", "embedded PostgreSQL starts and stops");
  } catch (error) {
    return wrong("database", message(error), "Run `npm ci` with install scripts allowed, or set DATABASE_URL");
  }
}

/** In use is well when it is Schakel itself that answers. */
async function checkPort({ host, port }: Configuration): Promise<Finding> {
  const inUse = await new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("timeout", () => resolve(false));
    socket.once("close", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
  if (!inUse) return well("port", `${host}:${port} is free`);
  const answer = await fetch(`http://${host}:${port}/api/health`).then(
    (response) => response.ok,
    () => false,
  );
  return answer
    ? well("port", `Schakel answers at ${host}:${port}`)
    : wrong("port", `${host}:${port} is in use by another program`, "Choose another with SCHAKEL_PORT");
}

function checkReach({ publicUrl }: Configuration): Finding {
  if (publicUrl === null)
    return well("reach", "no SCHAKEL_PUBLIC_URL: shops cannot call this hub, orders are polled every minute");
  if (publicUrl.protocol !== "https:")
    return wrong(
      "reach",
      publicUrl.href,
      "Shops only deliver to public https addresses on port 443; put a proxy with a certificate in front",
    );
  return well("reach", publicUrl.href);
}

/** `schakel doctor`. Returns the exit code. */
export async function doctor(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    console.log(doctorHelp);
    return 0;
  }
  const findings: Finding[] = [checkNode()];
  try {
    const configuration = readConfiguration(process.env);
    findings.push(
      await checkDataFolder(configuration),
      await checkDatabase(configuration),
      await checkPort(configuration),
      checkReach(configuration),
    );
  } catch (error) {
    findings.push(wrong("configuration", asHubError(error).message, "Correct this environment variable"));
  }
  if (values.json) console.log(JSON.stringify({ ok: findings.every((finding) => finding.ok), findings }));
  else
    for (const { name, ok, found, mend } of findings)
      console.log(`${ok ? "ok   " : "WRONG"} ${name.padEnd(12)} ${found}${mend === "" ? "" : `\n      → ${mend}`}`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}
