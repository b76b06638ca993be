import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const chaos = fileURLToPath(new URL("chaos.ts", import.meta.url));

test("orders under a kill, lost answers and cut connections: none lost, doubled, off by a cent or misnumbered", async () => {
  const storm = ["--orders", "80", "--kills", "1", "--nodes", "2", "--seed", "11", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, [chaos, ...storm], { timeout: 280_000 });
  const { documents, remoteDocuments, ...counted } = JSON.parse(stdout) as Record<string, number>;
  expect(counted).toMatchObject({ orders: 80, kills: 1, lost: 0, doubled: 0, centsOff: 0, numberGaps: 0 });
  expect([documents, remoteDocuments]).toEqual([40, 40]);
}, 300_000);
