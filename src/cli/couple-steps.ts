import { isDeepStrictEqual } from "node:util";
import type { FileConnection, FileCoupling, FileFault, Place, ReadFile } from "./couple-file.ts";
import { isHubRefusal, type HubClient } from "./hub-client.ts";

/** What became of one thing of the file. */
export interface Step {
  readonly what: string;
  readonly became: "made" | "changed" | "same";
  /** What should be known: where it leads, what was saved otherwise than it was written. */
  readonly notes: readonly string[];
}

interface SeenConnection {
  readonly id: string;
  readonly connector: string;
  readonly name: string;
  readonly account: string;
  readonly state: string;
  readonly pollingOnly: boolean;
  readonly deliveryUrl: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly webhooks: readonly object[];
  readonly notices?: readonly string[];
}

interface SeenConnector {
  readonly id: string;
  readonly settings: readonly { readonly name: string }[];
  readonly credentials: readonly { readonly name: string }[];
  readonly webhooks: string;
}

interface SeenCoupling {
  readonly id: string;
  readonly kind: string;
  readonly sourceConnectionId: string;
  readonly targetConnectionId: string | null;
  readonly state: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly settingsVersion: number;
}

interface List<T> {
  readonly items: readonly T[];
}

export interface Coupling {
  readonly api: HubClient;
  readonly file: ReadFile;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Also writes the secrets of connections that are there: whether they differ, nobody can see. */
  readonly renewsSecrets: boolean;
  readonly tell: (step: Step) => void;
}

/** Carries a file out on a running hub. Nothing is written when anything in it is wrong; returns what is. */
export async function carryOutFile(given: Coupling): Promise<readonly FileFault[]> {
  const { api, file, tell } = given;
  const { items: connectors } = await api.get<List<SeenConnector>>("/api/connectors");
  const { items: connections } = await api.get<List<SeenConnection>>("/api/connections");
  const wrong = faultsAgainst(given, connectors, connections);
  if (wrong.length > 0) return wrong;
  try {
    for (const [index, app] of file.content.apps.entries())
      tell(await at(file, ["apps", index], () => switchOn(api, app)));
    const ids = new Map<string, string>();
    for (const [key, wanted] of Object.entries(file.content.connections)) {
      const place = ["connections", key];
      const known = connections.find(({ name }) => name === (wanted.name ?? key));
      const product = connectors.find(({ id }) => id === wanted.connector);
      const connected = await at(file, place, () => connect(given, { key, wanted, known, product }));
      tell(connected.step);
      ids.set(key, connected.id);
      await mapValues(given, key, connected.id);
    }
    for (const [index, wanted] of file.content.couplings.entries())
      tell(await at(file, ["couplings", index], () => coupleOne(api, wanted, ids)));
    return [];
  } catch (error) {
    if (error instanceof Error && "faults" in error) return error.faults as readonly FileFault[];
    throw error;
  }
}

/** What is known to be wrong before anything is written. */
function faultsAgainst(
  { file, environment }: Coupling,
  connectors: readonly SeenConnector[],
  connections: readonly SeenConnection[],
): FileFault[] {
  return Object.entries(file.content.connections).flatMap(([key, wanted]) => {
    const place = ["connections", key];
    const product = connectors.find(({ id }) => id === wanted.connector);
    if (product === undefined) {
      const known = connectors.map(({ id }) => id).join(", ");
      return [file.fault([...place, "connector"], `this hub has no connector ${wanted.connector}; it has ${known}`)];
    }
    const there = connections.find(({ name }) => name === (wanted.name ?? key));
    const faults: FileFault[] = [];
    if (there !== undefined && there.connector !== wanted.connector)
      faults.push(
        file.fault([...place, "connector"], `the connection ${there.name} of this hub is one of ${there.connector}`),
      );
    const stray = (part: "settings" | "credentials") => {
      const names = product[part].map(({ name }) => name);
      for (const name of Object.keys(wanted[part]))
        if (!names.includes(name))
          faults.push(
            file.fault([...place, part, name], `is not of ${wanted.connector}, which has ${names.join(", ")}`),
          );
    };
    stray("settings");
    stray("credentials");
    for (const [name, { environment: variable }] of Object.entries(wanted.credentials))
      if ((environment[variable] ?? "") === "")
        faults.push(file.fault([...place, "credentials", name], `the environment variable ${variable} is not set`));
    return faults;
  });
}

/** Says of a refusal which place in the file it is about. */
async function at<T>(file: ReadFile, place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isHubRefusal(error)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), {
      faults: refusalAt(file, place, error.answer),
    });
  }
}

/** As the API calls what a coupling goes between. */
const sides: Readonly<Record<string, string>> = { sourceConnectionId: "source", targetConnectionId: "target" };

function refusalAt(file: ReadFile, place: Place, answer: string): FileFault[] {
  let problem: { detail?: string; title?: string; errors?: { field: string; message: string }[] };
  try {
    problem = JSON.parse(answer) as typeof problem;
  } catch {
    problem = { detail: answer.slice(0, 500) };
  }
  const whole = [{ field: "", message: problem.detail || (problem.title ?? "") }];
  return (problem.errors ?? whole).map(({ field, message }) => {
    const path = (sides[field] ?? field).split(".");
    return file.fault([...place, ...path.filter((part) => part !== "")], message);
  });
}

async function switchOn(api: HubClient, app: string): Promise<Step> {
  const { items } = await api.get<List<{ module: string; state: string }>>("/api/apps");
  if (items.find(({ module }) => module === app)?.state === "on")
    return { what: `app ${app}`, became: "same", notes: [] };
  await api.post(`/api/apps/${encodeURIComponent(app)}/activate`, {});
  return { what: `app ${app}`, became: "changed", notes: [] };
}

interface Wanted {
  readonly key: string;
  readonly wanted: FileConnection;
  readonly known: SeenConnection | undefined;
  readonly product: SeenConnector | undefined;
}

async function connect(given: Coupling, { key, wanted, known, product }: Wanted): Promise<{ id: string; step: Step }> {
  const { api, environment, renewsSecrets } = given;
  const { connector, settings } = wanted;
  // A product that rings no bell is asked, whatever the file says.
  const pollingOnly = wanted.pollingOnly || product?.webhooks === "none";
  const secrets = Object.fromEntries(
    Object.entries(wanted.credentials).map(([name, { environment: variable }]) => [name, environment[variable] ?? ""]),
  );
  const name = wanted.name ?? key;
  let saved: SeenConnection;
  let became: Step["became"] = "same";
  if (known === undefined) {
    saved = await api.post("/api/connections", { connector, name, settings, credentials: secrets, pollingOnly });
    became = "made";
  } else if (renewsSecrets || !isAsSaved(settings, known.settings) || pollingOnly !== known.pollingOnly) {
    const change = { settings, pollingOnly, ...(renewsSecrets && { credentials: secrets }) };
    saved = await api.put(`/api/connections/${known.id}`, change);
    became = renewsSecrets || !isSameBesides(saved, known) ? "changed" : "same";
  } else saved = known;
  const place = `/api/connections/${saved.id}`;
  const notes = [...(saved.notices ?? [])];
  if (became !== "same" || saved.state !== "connected") {
    const { account, warnings } = await api.post<{ account: string; warnings: string[] }>(`${place}/check`);
    notes.push(`connected to ${account}`, ...warnings);
    if (became === "same") became = "changed";
  }
  const isRung = wanted.webhooks && product?.webhooks === "byHand" && saved.deliveryUrl !== null;
  if (isRung && saved.webhooks.length === 0) {
    await api.post(`${place}/webhooks`);
    notes.push("webhooks registered");
    if (became === "same") became = "changed";
  }
  return { id: saved.id, step: { what: `connection ${name}`, became, notes } };
}

const isSameBesides = (saved: SeenConnection, before: SeenConnection): boolean =>
  isDeepStrictEqual(saved.settings, before.settings) && saved.pollingOnly === before.pollingOnly;

/** What the file says of it, and no more: what is not in it a person may have set. */
const isAsSaved = (wanted: Readonly<Record<string, unknown>>, saved: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(plain(value), plain(saved[name])));

/** An address is saved in one of its forms. */
function plain(value: unknown): unknown {
  if (typeof value !== "string" || !/^https?:\/\//.test(value) || !URL.canParse(value)) return value;
  return new URL(value).href.replace(/\/$/, "");
}

async function mapValues({ api, file, tell }: Coupling, key: string, connectionId: string): Promise<void> {
  const wanted = Object.entries(file.content.connections[key]?.mappings ?? {});
  if (wanted.length === 0) return;
  const { items } = await api.get<List<{ what: string; from: string; to: unknown }>>(
    `/api/connections/${connectionId}/mappings`,
  );
  for (const [what, values] of wanted)
    for (const [from, value] of Object.entries(values)) {
      const step = (became: Step["became"]) =>
        tell({ what: `mapping ${what} of ${from} at ${key}`, became, notes: [] });
      const saved = items.find((one) => one.what === what && one.from === from && one.to !== null)?.to;
      if (saved !== undefined && isAsSaved(value, saved as Record<string, unknown>)) {
        step("same");
        continue;
      }
      const path = `/api/connections/${connectionId}/mappings/${encodeURIComponent(what)}/${encodeURIComponent(from)}`;
      await at(file, ["connections", key, "mappings", what, from], () => api.put(path, value));
      step(saved === undefined ? "made" : "changed");
    }
}

async function coupleOne(api: HubClient, wanted: FileCoupling, ids: ReadonlyMap<string, string>): Promise<Step> {
  const { kind, source, target, settings, offset, state } = wanted;
  const what = `coupling ${kind} of ${source}${target === undefined ? "" : ` to ${target}`}`;
  const sourceConnectionId = ids.get(source) ?? "";
  const targetConnectionId = target === undefined ? null : (ids.get(target) ?? "");
  const { items } = await api.get<List<SeenCoupling>>("/api/couplings");
  const known = items.find(
    (one) =>
      one.kind === kind &&
      one.sourceConnectionId === sourceConnectionId &&
      one.targetConnectionId === targetConnectionId,
  );
  if (known === undefined) {
    const made = { kind, sourceConnectionId, targetConnectionId, settings, state };
    await api.post("/api/couplings", { ...made, ...(offset !== undefined && { offset }) });
    return { what, became: "made", notes: [state] };
  }
  if (isAsSaved(settings, known.settings) && state === known.state) return { what, became: "same", notes: [] };
  const { id, settingsVersion } = known;
  await api.put(`/api/couplings/${id}`, { settings: { ...known.settings, ...settings }, state, settingsVersion });
  return { what, became: "changed", notes: state === known.state ? [] : [state] };
}
