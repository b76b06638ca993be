import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { person } from "./testing/caller.ts";

test("the package runs as a process of its own and stops when asked", async () => {
  const settings = ["--repeats", "look-up", "--window", "9/30", "--index-seconds", "2", "--closed-until", "2026-09-30"];
  const args = [`${import.meta.dirname}/main.ts`, "--key", "writer", "--read-only-key", "reader", ...settings];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { url, key, readOnlyKey } = JSON.parse(line) as Record<"url" | "key" | "readOnlyKey", string>;
    expect([key, readOnlyKey]).toEqual(["writer", "reader"]);
    const account = await ask(`${url}/api/v1/account`, { headers: { Authorization: `Bearer ${readOnlyKey}` } });
    expect(account.body).toMatchObject({
      repeats: "look-up",
      indexSeconds: 2,
      closedUntil: "2026-09-30",
      keyHours: 24,
    });
    expect(account.headers).toMatchObject({ "x-ratelimit-limit": "9", "x-ratelimit-reset": "30" });
    const post = (by: string) =>
      ask(`${url}/api/v1/contacts`, { method: "POST", headers: { Authorization: `Bearer ${by}` }, body: person });
    expect([(await post(key)).status, (await post(readOnlyKey)).status]).toEqual([201, 403]);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});
