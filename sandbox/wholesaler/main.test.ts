import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { hook, opening, visitorOf } from "./testing/visitor.ts";

interface Ready {
  readonly url: string;
  readonly oci: string;
  readonly accounts: { user: string; password: string }[];
}

test("the wholesaler runs as a process of its own, with its settings, and stops when asked", async () => {
  const flags = ["ociVersion=5.0", "pricePer=100", "functions=[]", "oneAsPriceUnit=0"].flatMap((one) => ["--set", one]);
  const args = [`${import.meta.dirname}/main.ts`, ...flags, "--lines", "40"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { url, oci, accounts } = JSON.parse(line) as Ready;
    expect(oci).toBe(`${url}/oci`);
    const { user = "", password = "" } = accounts.find((one) => one.user === "werf") ?? {};
    const visitor = visitorOf({ url });
    const fields = opening({ USERNAME: user, PASSWORD: password, FUNCTION: "DETAIL", PRODUCTID: "P-70310" });
    expect((await visitor.post("/oci", fields)).path).toBe("/artikelen");
    const { handOver } = await visitor.post("/mandje/overdragen", {});
    expect(handOver?.action).toBe(hook);
    const fieldsOf = (name: string) => handOver?.fields.filter(([one]) => one.startsWith(`NEW_ITEM-${name}[`)) ?? [];
    expect(fieldsOf("VENDORMAT").length).toBeGreaterThan(40);
    expect(new Set(fieldsOf("PRICEUNIT").map(([, value]) => value))).toEqual(new Set(["100"]));
    expect(fieldsOf("ITEM_TYPE").length).toBeGreaterThan(0);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a setting that is not there does not start it", async () => {
  const args = [`${import.meta.dirname}/main.ts`, "--set", "oci=5"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(said).toContain("There is no setting oci");
});
