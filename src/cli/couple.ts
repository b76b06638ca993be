import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfiguration } from "./configuration.ts";
import { readCoupleFile, type FileFault } from "./couple-file.ts";
import { carryOutFile, type Step } from "./couple-steps.ts";
import { hubClient } from "./hub-client.ts";

export const coupleHelp = `schakel couple FILE [--url ADDRESS] [--administration ID] [--secrets] [--json]

Sets apps, connections, mappings and couplings up on a running hub as a YAML or JSON file says, through its API. Run again, it changes nothing
but what is otherwise than in the file. What the file does not name is left alone. See docs/couple.md.

  --url             where the hub answers; the one of this environment (SCHAKEL_HOST, SCHAKEL_PORT) when left out
  --administration  which company, when the hub has more than one
  --secrets         write the secrets of connections that are there, too
  --json            one JSON object

Secrets come from environment variables that the file names. The token is SCHAKEL_TOKEN, or else the operator's, in the data folder
(SCHAKEL_DATA). Exit code 1: nothing, or not everything, was set up.`;

/** `schakel couple`. */
export async function couple(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: "string" },
      administration: { type: "string" },
      secrets: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(coupleHelp);
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    console.error(coupleHelp);
    return 2;
  }
  const read = readCoupleFile(await readFile(name, "utf8"));
  const steps: Step[] = [];
  const tell = (step: Step): void => {
    steps.push(step);
    if (!values.json) console.log([`${step.became.padEnd(8)} ${step.what}`, ...step.notes].join(" · "));
  };
  const faults =
    "content" in read
      ? await carryOutFile({
          api: await hubOf(values.url, values.administration),
          file: read,
          environment: process.env,
          renewsSecrets: values.secrets,
          tell,
        })
      : read;
  if (values.json) console.log(JSON.stringify({ steps, faults }));
  else say(name, steps, faults);
  return faults.length === 0 ? 0 : 1;
}

async function hubOf(address: string | undefined, administration: string | undefined) {
  const { dataFolder, host, port } = readConfiguration(process.env);
  const url = new URL(address ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}/`);
  const token = process.env["SCHAKEL_TOKEN"] ?? (await readFile(join(dataFolder, "operator-token"), "utf8")).trim();
  await fetch(new URL("/health", url)).catch((cause: unknown) => {
    throw new Error(`No hub answers at ${url.href}. Start it, or say where it is with --url.`, { cause });
  });
  return hubClient(url, token, {
    "accept-language": "en",
    ...(administration !== undefined && { "schakel-administration": administration }),
  });
}

function say(name: string, steps: readonly Step[], faults: readonly FileFault[]): void {
  for (const { line, field, message } of faults)
    console.error(`${name}:${line}: ${field === "" ? "" : `${field}: `}${message}`);
  const count = (became: Step["became"]) => steps.filter((step) => step.became === became).length;
  if (faults.length > 0) console.error(steps.length === 0 ? "Nothing was changed." : "What stands above was done.");
  else if (count("same") === steps.length) console.log("Nothing changed: everything was as the file says.");
  else console.log(`${count("made")} made, ${count("changed")} changed, ${count("same")} as they were.`);
}
