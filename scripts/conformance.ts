/**
 * `npm run conformance`: reads every order and invoice of fixtures/ubl, compares what our rules say of each with the verdicts observed of the
 * published ones (order-messages.md 5), and checks our own messages: written as they stand in fixtures/ubl/own, without a fatal finding, and
 * read back as they were. `--write` makes fixtures/ubl/own anew.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { messageFindings, type CheckedMessage } from "#einvoice/message-rules.ts";
import { readExchangeMessage } from "#einvoice/read-order-messages.ts";
import { readXml } from "#einvoice/read-xml.ts";
import { readUblDocument } from "#einvoice/supplier-document-ubl.ts";
import { writeExchangeMessage } from "#einvoice/write-message.ts";
import { z } from "zod";
import { ownMessages } from "./conformance-messages.ts";

const folder = new URL("../fixtures/ubl/", import.meta.url);

const Fired = z.array(z.object({ id: z.string(), flag: z.enum(["fatal", "warning"]), count: z.int() }));
const Verdicts = z.object({
  files: z.record(
    z.string(),
    z.object({
      xsd: z.boolean(),
      en16931: Fired.optional(),
      peppolBilling: Fired.optional(),
      peppolT01: Fired.optional(),
      nlcius: Fired.optional(),
    }),
  ),
});

/** Published rules of which ours must say the same of every file. */
const ours = (kind: CheckedMessage): ((rule: string) => boolean) => {
  const common = ["PEPPOL-COMMON-R001", "PEPPOL-COMMON-R003", "PEPPOL-COMMON-R030", "PEPPOL-COMMON-R040"];
  const billing = ["R001", "R003", "R004", "R007", "R008", "R010", "R020", "R120", "R121", "R130"];
  const rules = new Set([
    ...common.filter((rule) => kind === "Order" || rule !== "PEPPOL-COMMON-R003"),
    ...["PEPPOL-COMMON-R043", "NL-R-002", "NL-R-003", "NL-R-008"],
    ...billing.map((rule) => `PEPPOL-EN16931-${rule}`),
    ...[10, 11, 12, 13, 14, 15, 16].map((number) => `BR-CO-${number}`),
  ]);
  return (rule) => rules.has(rule) || /^PEPPOL-T01-R\d{3}$/.test(rule);
};

export interface ConformanceLine {
  readonly file: string;
  readonly what: string;
  /** Empty: as it should be. */
  readonly wrong: readonly string[];
}

const sorted = (rules: Iterable<string>): string[] => [...new Set(rules)].toSorted();

/** What differs between the observed verdict of a file and ours. */
export function compareVerdict(
  bytes: Uint8Array,
  observed: readonly { readonly id: string }[],
): Omit<ConformanceLine, "file"> {
  const root = readXml(bytes);
  const checked = messageFindings(root);
  if (checked === null) return { what: root.name, wrong: ["no message that is known"] };
  const { kind, findings } = checked;
  const isOurs = ours(kind);
  const expected = sorted(observed.map(({ id }) => id).filter(isOurs));
  const found = sorted(findings.map(({ rule }) => rule).filter(isOurs));
  const wrong = [
    ...expected.filter((rule) => !found.includes(rule)).map((rule) => `${rule} is not seen`),
    ...found.filter((rule) => !expected.includes(rule)).map((rule) => `${rule} is seen, and holds`),
  ];
  if (kind === "Order") {
    // The published structure has a rule for each element; ours say in one what is missing.
    const isIncomplete = observed.some(({ id }) => /^PEPPOL-T01-B\d{5}$/.test(id));
    if (isIncomplete !== findings.some(({ rule }) => rule.endsWith("-REQUIRED")))
      wrong.push("another verdict on what is missing");
  }
  return { what: kind, wrong: [...wrong, ...readingFaults(bytes, kind)] };
}

/** A credit note is no order and no delivery: being told so is what is right. */
function readingFaults(bytes: Uint8Array, kind: CheckedMessage): string[] {
  if (kind === "Order") {
    const read = readExchangeMessage(bytes);
    return "fault" in read ? [`not read: ${read.fault}`] : [];
  }
  const read = readUblDocument(readXml(bytes), { currency: "EUR", readAt: "2026-11-21T08:00:00Z" });
  const fault = "fault" in read ? read.fault : null;
  return fault === (kind === "CreditNote" ? "creditNote" : null) ? [] : [`read with ${fault ?? "no fault"}`];
}

/** Every file there is, so that none is forgotten beside the verdicts. */
export function sharedFiles(): ConformanceLine[] {
  const { files } = Verdicts.parse(JSON.parse(readFileSync(new URL("expected-verdicts.json", folder), "utf8")));
  const there = readdirSync(folder).filter((name) => name.endsWith(".xml"));
  const forgotten = Object.keys(files).filter((name) => !there.includes(name));
  return [
    ...forgotten.map((file) => ({ file, what: "", wrong: ["the file is missing"] })),
    ...there.toSorted().map((file): ConformanceLine => {
      const verdict = files[file];
      if (verdict === undefined) return { file, what: "", wrong: ["nobody observed a verdict"] };
      const observed = [verdict.en16931, verdict.peppolBilling, verdict.peppolT01].flatMap((fired) => fired ?? []);
      return { file, ...compareVerdict(readFileSync(new URL(file, folder)), observed) };
    }),
  ];
}

/** Our own messages, against the files kept of them. */
export function ownFiles(): ConformanceLine[] {
  return Object.entries(ownMessages).map(([name, exchange]) => {
    const file = `own/${name}.xml`;
    const xml = writeExchangeMessage(exchange);
    const bytes = Buffer.from(xml, "utf8");
    const findings = messageFindings(readXml(bytes))?.findings ?? [];
    const read = readExchangeMessage(bytes);
    const isSame = !("fault" in read) && isDeepStrictEqual(read.message, exchange.message);
    return {
      file,
      what: exchange.kind,
      wrong: [
        ...findings.map(({ rule, path }) => `${rule} at ${path}`),
        ...(isSame ? [] : ["is read back otherwise"]),
        ...(readFileSync(new URL(file, folder), "utf8") === xml
          ? []
          : ["is written otherwise (npm run conformance -- --write)"]),
      ],
    };
  });
}

function report(): void {
  if (process.argv.includes("--write")) {
    for (const [name, exchange] of Object.entries(ownMessages))
      writeFileSync(new URL(`own/${name}.xml`, folder), writeExchangeMessage(exchange));
  }
  const lines = [...sharedFiles(), ...ownFiles()];
  for (const { file, what, wrong } of lines) {
    console.log(`${wrong.length === 0 ? "ok  " : "FAIL"} ${what.padEnd(18)} ${file}`);
    for (const text of wrong) console.log(`       ${text}`);
  }
  const failed = lines.filter(({ wrong }) => wrong.length > 0).length;
  console.log(`${lines.length - failed} conform, ${failed} do not`);
  if (lines.length === 0 || failed > 0) process.exitCode = 1;
}

if (import.meta.main) report();
