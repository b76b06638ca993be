import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";

test.each([
  ["mollie", "v2/payments"],
  ["bancontact-pro", "v3/payments/000000000000000000000000"],
])("%s runs as a process of its own and stops when asked", async (name, path) => {
  const main = `${import.meta.dirname}/../${name}/main.ts`;
  const child = spawn(process.execPath, [main, "--api-key", "test_key"], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { url, apiKey } = JSON.parse(line) as { url: string; apiKey: string };
  expect(apiKey).toBe("test_key");
  const headers = { Authorization: `Bearer ${apiKey}` };
  expect([200, 404]).toContain((await ask(`${url}/${path}`, { headers })).status);
  expect((await ask(`${url}/${path}`)).status).toBe(401);
  child.kill("SIGTERM");
  expect((await exited)[0]).toBe(0);
});
