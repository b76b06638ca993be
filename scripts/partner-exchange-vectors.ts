/** `npm run vectors`: writes fixtures/partner-exchange, and the examples in docs/partner-exchange.md. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { answerVectors } from "./partner-exchange/answer-vectors.ts";
import { atBuyer, atSupplier, keys } from "./partner-exchange/example-relation.ts";
import { inviteRequestVectors } from "./partner-exchange/invite-request-vectors.ts";
import { keyVectors } from "./partner-exchange/key-vectors.ts";
import { messageVectors } from "./partner-exchange/message-vectors.ts";
import { examples, pageWith } from "./partner-exchange/page-examples.ts";
import { receiptVectors } from "./partner-exchange/receipt-vectors.ts";
import { requestVectors } from "./partner-exchange/request-vectors.ts";
import { canonicalVectors, inviteVectors } from "./partner-exchange/small-vectors.ts";
import { statementVectors } from "./partner-exchange/statement-vectors.ts";

export const folder = new URL("../fixtures/partner-exchange/", import.meta.url);
export const page = new URL("../docs/partner-exchange.md", import.meta.url);

/** Every file of the folder but its README, as it should be. */
export function vectorFiles(): Readonly<Record<string, string>> {
  const files = {
    "keys.json": { private: keys, atSupplier, atBuyer },
    "requests.json": requestVectors(),
    "messages.json": messageVectors(),
    "answers.json": answerVectors(),
    "canonical-json.json": canonicalVectors(),
    "invites.json": inviteVectors(),
    "invite-requests.json": inviteRequestVectors(),
    "key-announcements.json": keyVectors(),
    "receipts.json": receiptVectors(),
    "statements.json": statementVectors(),
  };
  return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, `${JSON.stringify(data, null, 2)}\n`]));
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(vectorFiles())) writeFileSync(new URL(name, folder), text);
  writeFileSync(page, pageWith(readFileSync(page, "utf8"), examples()));
}
