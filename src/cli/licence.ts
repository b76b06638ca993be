import { createPrivateKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { isModuleCode, moduleCodes } from "#domain/modules.ts";
import { issueLicence, judgeLicence, readLicence, readLicensing } from "#store/licence-code.ts";

export const licenceHelp = `schakel licence keys  --key FILE
schakel licence issue --key FILE --module APP [--for ADMINISTRATION] [--until YYYY-MM-DD] [--json]
schakel licence show  CODE [--licences FILE] [--json]

For the operator of a hub who asks a licence for an app. "keys" makes a key pair: the secret half goes in FILE, which nobody else should
read; the public half goes in the file that SCHAKEL_LICENCES names on the hub:

  { "publicKey": "…", "modules": ["woocommerce"], "contact": "Call …", "cancelled": [] }

"issue" prints a code for one administration, or for all of a hub when --for is left out, good for a year unless --until says otherwise. To
cancel a code, put its id in "cancelled"; the hub reads the file at its start. "show" says what a code holds, and with --licences whether it
is good.`;

interface Arguments {
  readonly [name: string]: string | boolean | undefined;
}

/** `schakel licence`. Nothing of it needs a running hub. */
export async function licence(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: "string" },
      module: { type: "string" },
      for: { type: "string" },
      until: { type: "string" },
      licences: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [what = "", code = ""] = positionals;
  if (values.help || what === "") {
    console.log(licenceHelp);
    return values.help ? 0 : 2;
  }
  if (what === "keys") return makeKeys(required(values, "key"));
  if (what === "issue") return issue(values);
  if (what === "show") return show(code, values);
  throw new Error(`There is no schakel licence ${what}.\n\n${licenceHelp}`);
}

function required(values: Arguments, name: string): string {
  const value = values[name];
  if (typeof value !== "string" || value === "") throw new Error(`Say --${name}.\n\n${licenceHelp}`);
  return value;
}

async function makeKeys(file: string): Promise<number> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  try {
    await writeFile(file, pem, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new Error(`${file} cannot be made, or is there already: a key that was used is never overwritten`, { cause });
  }
  console.log(publicKey.export({ format: "der", type: "spki" }).toString("base64"));
  return 0;
}

async function issue(values: Arguments): Promise<number> {
  const module = required(values, "module");
  if (!isModuleCode(module)) throw new Error(`There is no app ${module}. There are ${moduleCodes.join(", ")}.`);
  const privateKey = createPrivateKey(await readFile(required(values, "key"), "utf8"));
  const inAYear = Temporal.Now.plainDateISO("UTC").add({ years: 1 }).toString();
  const until = typeof values["until"] === "string" ? values["until"] : inAYear;
  const content = {
    id: randomUUID(),
    module,
    for: typeof values["for"] === "string" ? values["for"] : "hub",
    validUntil: Temporal.PlainDate.from(until).toString(),
  };
  const code = issueLicence(content, privateKey);
  console.log(values["json"] === true ? JSON.stringify({ ...content, code }) : code);
  return 0;
}

async function show(code: string, values: Arguments): Promise<number> {
  const read = readLicence(code);
  if (read === null) throw new Error("This is no licence code");
  const { content } = read;
  const { licences } = values;
  const place = {
    module: isModuleCode(content.module) ? content.module : "woocommerce",
    administrationId: content.for,
  } as const;
  const judged =
    typeof licences === "string"
      ? judgeLicence(readLicensing(await readFile(licences, "utf8")), code, place, Temporal.Now.instant()).fault
      : undefined;
  const verdict = judged === undefined ? {} : { fault: judged };
  if (values["json"] === true) console.log(JSON.stringify({ ...content, ...verdict }));
  else
    for (const [name, value] of Object.entries({ ...content, ...verdict }))
      console.log(`${name.padEnd(10)} ${value ?? "none"}`);
  return judged === undefined || judged === null ? 0 : 1;
}
