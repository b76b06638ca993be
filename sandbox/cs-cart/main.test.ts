import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";

test("the shop runs as a process of its own, with its month, and stops when asked", async () => {
  const flags = ["--email", "a@example.be", "--key", "k", "--tax-mode", "subtotal", "--tax", "added", "--old"];
  const args = [`${import.meta.dirname}/main.ts`, ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { url, email, key } = JSON.parse(line) as Record<"url" | "email" | "key", string>;
    expect([email, key]).toEqual(["a@example.be", "k"]);
    const { body } = await ask(`${url}/api/orders/103`, { key: [email, key] });
    expect(body).toMatchObject({ taxes: { 6: { price_includes_tax: "N", applies: { P: 10.16 } } } });
    expect((await ask(`${url}/api/version`, { key: [email, key] })).body).toEqual({ Version: "4.2.3" });
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});
