/** `npm run vectors`: writes fixtures/partner-exchange, and the examples in docs/partner-exchange.md. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { answerVectors } from "./partner-exchange/answer-vectors.ts";
import { buyerKeysAtSupplier, keys } from "./partner-exchange/example-relation.ts";
import { messageVectors } from "./partner-exchange/message-vectors.ts";
import { examples, pageWith } from "./partner-exchange/page-examples.ts";
import { requestVectors } from "./partner-exchange/request-vectors.ts";
import { canonicalVectors, inviteVectors, keyVectors } from "./partner-exchange/small-vectors.ts";

export const folder = new URL("../fixtures/partner-exchange/", import.meta.url);
export const page = new URL("../docs/partner-exchange.md", import.meta.url);

/** Every file of the folder but its README, as it should be. */
export function vectorFiles(): Readonly<Record<string, string>> {
  const { supplier } = keys;
  const supplierKeysAtBuyer = [{ kid: supplier.kid, x: supplier.x, validFrom: "2026-01-05T09:00:00Z", validTo: null }];
  const files = {
    "keys.json": { private: keys, buyerKeysAtSupplier, supplierKeysAtBuyer },
    "requests.json": requestVectors(),
    "messages.json": messageVectors(),
    "answers.json": answerVectors(),
    "canonical-json.json": canonicalVectors(),
    "invites.json": inviteVectors(),
    "key-announcements.json": keyVectors(),
  };
  return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, `${JSON.stringify(data, null, 2)}\n`]));
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(vectorFiles())) writeFileSync(new URL(name, folder), text);
  writeFileSync(page, pageWith(readFileSync(page, "utf8"), examples()));
}
