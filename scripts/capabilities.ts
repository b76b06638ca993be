/** `npm run capabilities`: writes docs/capabilities.md, what each connector can do and what that is known from. */
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { operationNames } from "#connect/operations.ts";
import { capabilitiesOf } from "#connectors/capabilities.ts";
import { registry } from "#connectors/registry.ts";

export const place = new URL("../docs/capabilities.md", import.meta.url);

const head = `# What each connector can do

Made by \`npm run capabilities\` from the code; never edited. A hub shows the same, with its own modules, under connections.

**recording**: asked of the real product, and its answers are the fixtures of the conformance suite. **documentation**: written after what the vendor says, and never
run against the product. **inferred**: neither says so; by analogy. The weakest part that matters decides. An empty cell: it does not offer this.
`;

export async function capabilitiesPage(): Promise<string> {
  const all = capabilitiesOf(Object.values(registry));
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = [
    row(["operation", ...all.map(({ connector }) => connector.name)]),
    row(["---", ...all.map(() => "---")]),
    ...operationNames.map((name) =>
      row([
        `\`${name}\``,
        ...all.map(({ offers }) => offers.find(({ operation }) => operation === name)?.evidence ?? ""),
      ]),
    ),
  ];
  return format(`${head}\n${lines.join("\n")}\n`, { parser: "markdown", printWidth: 120 });
}

if (import.meta.main) writeFileSync(place, await capabilitiesPage());
