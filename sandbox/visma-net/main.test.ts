import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import type { VismaNet } from "./stand-in.ts";
import { callersOf, rowsOf } from "./testing/caller.ts";

test("Visma Net runs as a process of its own and stops when asked", async () => {
  const args = [`${import.meta.dirname}/main.ts`, "--secret", "s3cret", "--window", "9/60", "--items", "3"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { urls, clientId, clientSecret, tenants } = JSON.parse(line) as Pick<VismaNet, "urls" | "tenants"> &
      Record<"clientId" | "clientSecret", string>;
    expect(clientSecret).toBe("s3cret");
    const client = { id: clientId, secret: clientSecret };
    const { finance } = await callersOf({ urls, tenants, client } as VismaNet);
    const items = await finance("GET", "/v1/inventory");
    expect(items.headers["x-ratelimit-limit"]).toBe("9");
    expect(rowsOf(items).map(({ inventoryNumber }) => inventoryNumber)).toEqual([
      "ART-00001",
      "ART-00002",
      "ART-00003",
    ]);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});
