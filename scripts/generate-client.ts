/** `npm run client`: writes what the dashboard knows of the server, the types of its API and who may do what. */
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { openapiDocument } from "#api/openapi-document.ts";
import { permissions } from "#api/permissions.ts";
import { clientTypes, type OpenApi } from "./client-types.ts";

const folder = new URL("../dashboard/src/api/", import.meta.url);
const made = "Made by `npm run client`; never edited.";

/** Every generated file with its text. */
export async function clientFiles(): Promise<Record<string, string>> {
  const texts = {
    "schema.ts": `// Over 300 lines because it is generated. ${made}\n/* oxlint-disable */\n${clientTypes((await openapiDocument()) as OpenApi)}`,
    "permissions.ts": `// ${made}\nexport const permissions = ${JSON.stringify(permissions)} as const;\n`,
  };
  const formatted = Object.entries(texts).map(
    async ([name, text]) => [name, await format(text, { parser: "typescript", printWidth: 120 })] as const,
  );
  return Object.fromEntries(await Promise.all(formatted));
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await clientFiles())) writeFileSync(new URL(name, folder), text);
}
