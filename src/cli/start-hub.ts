import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile, statfs } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { companyLookup } from "#api/company/company-lookup.ts";
import type { SeenBackup } from "#api/endpoint.ts";
import { collectMetrics } from "#api/metrics.ts";
import { buildServer } from "#api/server.ts";
import { openUsers } from "#api/users/auth.ts";
import { setUpCode } from "#api/users/set-up-code.ts";
import { stepImport } from "#backoffice/imports/carry-out.ts";
import { stepPrices } from "#backoffice/price-files/carry-out-prices.ts";
import { mailSource } from "#backoffice/mail/mail-source.ts";
import { tellAlarms } from "#backoffice/mail/tell-alarms.ts";
import { builtInSight, builtInTarget } from "#backoffice/order-target.ts";
import { takeMessageIn } from "#backoffice/partners/take-message.ts";
import { tellPartner } from "#backoffice/partners/tell-partner.ts";
import { payAddresses } from "#backoffice/pay-address.ts";
import { usualSmtpTiming, type SmtpTiming } from "#connect/smtp.ts";
import { createTransport, type Transport } from "#connect/transport.ts";
import { connectorIn } from "#connectors/registry.ts";
import type { DiskRoom } from "#domain/disk.ts";
import { startEngine, type Engine, type NodeRole } from "#engine/engine.ts";
import { usualTiming, type DryRunHands, type Timing } from "#engine/options.ts";
import { keepAccessToken, operatorName } from "#store/access-tokens.ts";
import type { DatabaseAddress } from "#store/database.ts";
import { listBackups } from "#store/embedded/backup.ts";
import { loadMasterKey, readSecretFile } from "#store/keys.ts";
import { noLicensing, readLicensing, type Licensing } from "#store/licence-code.ts";
import { newestMigration, openStore, type Store } from "#store/store.ts";
import { isAnyUser } from "#store/users.ts";
import type { Configuration } from "./configuration.ts";
import { backUpBeforeUpgrade, backupsIn } from "./make-backup.ts";
import { keeperIn } from "./deleted-people-file.ts";
import { auditHeadsFile, mailHeadsOver } from "./mail-heads.ts";
import { openDatabase } from "./open-database.ts";
import { loadOwnModules, refusalText } from "./own-modules.ts";

export interface HubOptions {
  readonly configuration: Configuration;
  readonly role: NodeRole;
  readonly timing?: Timing;
  /** How long mail servers are waited for. */
  readonly smtpTiming?: SmtpTiming;
  readonly now?: () => Temporal.Instant;
  /** Wraps the only way out to other systems: for tests that cut it. */
  readonly wrapTransport?: (transport: Transport) => Transport;
  /** Only for the proof that a dry run which can write is found out. */
  readonly dryRunHands?: (store: Store) => DryRunHands;
  /** Called when the hub's own database ends by itself: the hub cannot go on. */
  readonly onDatabaseExit?: (error: Error) => void;
}

export interface Hub {
  readonly url: URL;
  /** Of the operator, for the API; kept in the data folder. */
  readonly token: string;
  /** Where the first user is made, with the code that lets somebody on another machine do so; null when there is one. */
  readonly setUpUrl: URL | null;
  readonly store: Store;
  readonly engine: Engine;
  stop(): Promise<void>;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`The data folder ${folder} cannot be made (${codeOf(cause)}). Choose another with SCHAKEL_DATA.`, {
      cause,
    });
  }
}

/** Node gives such errors an empty message when it tried more than one address. */
function outsideDatabaseFailed(cause: unknown, { host, port }: DatabaseAddress): Error {
  const why = cause instanceof Error && cause.message !== "" ? cause.message : codeOf(cause);
  return new Error(`The database of DATABASE_URL, at ${host}:${port}, cannot be used: ${why}`, { cause });
}

async function diskOf(folder: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Those in the data folder; what stands elsewhere nobody here knows of. */
const backupsOf = async ({ dataFolder }: Configuration): Promise<SeenBackup[]> =>
  (await listBackups(backupsIn(dataFolder))).map(({ backup: { madeAt, reason }, bytes }) => ({
    madeAt,
    reason,
    bytes,
  }));

/** Throws what a person can act on. */
async function listen(server: FastifyInstance, { host, port }: Configuration): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    const code = codeOf(cause);
    const mend: Readonly<Record<string, string>> = {
      EADDRINUSE: `Another program listens at ${host}:${port}. Choose another port with SCHAKEL_PORT.`,
      EACCES: `This user may not listen at ${host}:${port}. Choose a port above 1023 with SCHAKEL_PORT.`,
      EADDRNOTAVAIL: `${host} is no address of this machine. Choose another with SCHAKEL_HOST.`,
      ENOTFOUND: `${host} is no address of this machine. Choose another with SCHAKEL_HOST.`,
    };
    throw mend[code] === undefined ? cause : new Error(mend[code], { cause });
  }
}

/** What is under way is answered; whoever takes longer than this is hung up on. */
const answerMs = 10_000;

async function closeInTime(server: FastifyInstance): Promise<void> {
  const hangUp = setTimeout(() => server.server.closeAllConnections(), answerMs);
  await server.close();
  clearTimeout(hangUp);
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version;

/** The operator's token, made at first start and readable by its owner only. */
const operatorToken = (folder: string): Promise<string> =>
  readSecretFile(join(folder, "operator-token"), () => `sch_${randomBytes(32).toString("base64url")}`);

/** A file that is named and cannot be read is no reason to ask for nothing. */
async function licensingOf(file: string | null): Promise<Licensing> {
  if (file === null) return noLicensing;
  try {
    return readLicensing(await readFile(file, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The file of SCHAKEL_LICENCES, ${file}, cannot be used: ${why}`, { cause });
  }
}

/** Starts one node: database, engine and, unless it is a worker, the HTTP server. Nothing is left running when it throws. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { configuration, role } = options;
  const now = options.now ?? (() => Temporal.Now.instant());
  const log = pino(
    { level: configuration.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  await makeDataFolder(configuration.dataFolder);
  const undo: (() => Promise<void>)[] = [];
  try {
    const { connectors, transforms, loaded, refused } = await loadOwnModules(configuration);
    for (const folder of loaded) log.info({ folder }, "Own module loaded");
    for (const refusal of refused) log.warn({ refusal }, `Own module left out: ${refusalText(refusal)}`);
    const connectorById = connectorIn(connectors);
    const key = await loadMasterKey(configuration.dataFolder, configuration.key);
    const database = await openDatabase(configuration, {
      mode: "share",
      log: (line) => log.info(line),
      ...(options.onDatabaseExit && { onExit: options.onDatabaseExit }),
    });
    undo.unshift(() => database.stop());
    const backup =
      role === "all" ? await backUpBeforeUpgrade(configuration, database, key, await newestMigration()) : null;
    if (backup !== null) log.info({ folder: backup.folder }, "Backed up before the upgrade");
    const store = await openStore({
      admin: database.admin,
      address: database.address,
      key,
      poolSize: 10,
      onError: (error) => log.warn({ error: error.message }, "A database connection ended"),
    }).catch((error: unknown) => {
      throw configuration.databaseUrl === null ? error : outsideDatabaseFailed(error, database.address);
    });
    undo.unshift(() => store.close());
    const users = openUsers(store, (error) => log.warn({ error: error.message }, "A database connection ended"));
    undo.unshift(() => users.close());
    const token = await operatorToken(configuration.dataFolder);
    await keepAccessToken(store.hub, key, token, { name: operatorName, administrationId: null, role: "operator" });

    const payAddressOf = payAddresses(configuration.publicUrl);
    const mailRules = {
      opened: configuration.openHosts,
      timing: options.smtpTiming ?? usualSmtpTiming,
      ownName: configuration.publicUrl?.hostname ?? "localhost",
    };
    const licensing = await licensingOf(configuration.licencesFile);
    const { transport, close } = createTransport({ opened: configuration.openHosts });
    undo.unshift(close);
    const wayOut = options.wrapTransport?.(transport) ?? transport;
    const metrics = collectMetrics();
    const disk = () => diskOf(configuration.dataFolder);
    const engine = await startEngine(
      {
        store,
        connectorById,
        transforms,
        transport: wayOut,
        builtInTarget,
        builtInSight,
        ...(options.dryRunHands && { dryRunHands: options.dryRunHands }),
        stepImport,
        stepPrices,
        partners: { take: takeMessageIn, tell: tellPartner },
        now,
        log,
        publicUrl: configuration.publicUrl,
        timing: options.timing ?? usualTiming,
        licensing,
        version: version(),
        counts: metrics.counts,
        alarms: { tell: tellAlarms, disk },
        mail: { source: mailSource(key, { hub: configuration.mail, payAddressOf }), rules: mailRules },
        audit: {
          headsFile: join(configuration.dataFolder, auditHeadsFile),
          mailHeads: mailHeadsOver(store, configuration.mail, mailRules),
        },
      },
      role,
    );
    undo.unshift(() => engine.stop());
    const context = {
      store,
      engine,
      users,
      connectorById,
      connectors: Object.values(connectors),
      transforms,
      now,
      publicUrl: configuration.publicUrl,
      metrics,
      licensing,
      mail: { hub: configuration.mail, rules: mailRules },
      ...(configuration.databaseUrl === null && { deletions: keeperIn(configuration.dataFolder, now) }),
      companies: companyLookup(wayOut, now, configuration.viesUrl ?? undefined),
      machine: { disk, backups: configuration.databaseUrl === null ? () => backupsOf(configuration) : null },
    };
    const server = await buildServer({ context, logger: log, requestsPerMinute: 6000, proxies: configuration.proxies });
    undo.unshift(() => closeInTime(server));
    // First of all: while it hands over, it still answers.
    undo.unshift(() => engine.drain());
    if (role !== "worker") await listen(server, configuration);
    const address = server.server.address() as AddressInfo | null;
    const url = new URL(
      `http://${configuration.host.includes(":") ? `[${configuration.host}]` : configuration.host}:${address?.port ?? configuration.port}/`,
    );

    const setUpUrl = new URL(`?setup=${setUpCode(key)}`, configuration.publicUrl ?? url);
    const isSetUp = await isAnyUser(store.hub);

    let stopped: Promise<void> | undefined;
    const stop = async () => {
      for (const step of undo) await step();
    };
    return { url, token, setUpUrl: isSetUp ? null : setUpUrl, store, engine, stop: () => (stopped ??= stop()) };
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined);
    throw error;
  }
}
