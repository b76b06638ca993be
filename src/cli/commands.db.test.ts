import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { root, runCommand, schakel } from "./testing/run-command.ts";

const recordings = join(root, "fixtures/woocommerce");

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The manifest decides which scenarios there are; a folder is changed in a copy. */
async function copyOfRecordings(): Promise<string> {
  const folder = await emptyFolder();
  await cp(recordings, folder, { recursive: true });
  return folder;
}

const Decimal = z.string().regex(/^-?\d+\.\d{2}$/);
/** What other programs read; nothing more and nothing less. */
const Replayed = z.array(
  z.strictObject({
    orderId: z.int(),
    number: z.string(),
    state: z.enum(["documented", "skipped", "waiting", "held", "failed"]),
    reason: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
    documents: z.array(
      z.strictObject({
        kind: z.enum(["invoice", "creditNote"]),
        number: z.string(),
        issueDate: z.iso.date(),
        currency: z.string().length(3),
        taxExclusiveAmount: Decimal,
        taxInclusiveAmount: Decimal,
        payableRoundingAmount: Decimal,
        prepaidAmount: Decimal,
        payableAmount: Decimal,
        vat: z.array(
          z.strictObject({
            category: z.string(),
            rate: z.string().regex(/^\d+(\.\d*[1-9])?$/),
            taxableAmount: Decimal,
            taxAmount: Decimal,
          }),
        ),
        lines: z.array(z.looseObject({ itemName: z.string(), lineNetAmount: Decimal })).min(1),
      }),
    ),
    tieOut: z.strictObject({ source: Decimal, document: Decimal.nullable(), difference: Decimal }).nullable(),
  }),
);

describe("schakel", () => {
  test("without a command, and with --help, says what there is", async () => {
    for (const args of [[], ["--help"], ["help"]]) {
      const { code, stdout } = await schakel(...args);
      expect(code).toBe(0);
      expect(stdout).toMatch(/doctor.*\n.*replay/);
    }
  });

  test.each(["nonsense", "constructor", "__proto__", "toString"])("%s is no command: exit code 2", async (name) => {
    const { code, stdout, stderr } = await schakel(name);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`There is no command ${name}.`);
  });
});

describe("schakel doctor", () => {
  test("--help says what it does and looks at nothing", async () => {
    const { code, stdout } = await schakel("doctor", "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^schakel doctor \[--json\]/);
  });

  test("finds this machine well, in lines and as JSON", async () => {
    const environment = { SCHAKEL_DATA: await emptyFolder(), SCHAKEL_PORT: "0" };
    const { code, stdout } = await runCommand(["bin/schakel.mjs", "doctor", "--json"], environment);
    const report = z
      .strictObject({
        ok: z.boolean(),
        findings: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), found: z.string(), mend: z.string() })),
      })
      .parse(JSON.parse(stdout));
    expect(report.findings.filter((finding) => !finding.ok)).toEqual([]);
    expect(report.findings.map((finding) => finding.name)).toEqual([
      "node",
      "data folder",
      "database",
      "port",
      "reach",
    ]);
    expect([code, report.ok]).toEqual([0, true]);
  });

  test("names a wrong variable and a data folder that cannot be one, with what to do", async () => {
    const wrong = await runCommand(["bin/schakel.mjs", "doctor"], { SCHAKEL_PORT: "x" });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/WRONG configuration SCHAKEL_PORT: expected a port.*\n +→ /);
    const file = join(await emptyFolder(), "file");
    await writeFile(file, "");
    const folder = await runCommand(["bin/schakel.mjs", "doctor"], { SCHAKEL_DATA: join(file, "data") });
    expect(folder.code).toBe(1);
    expect(folder.stdout).toMatch(/WRONG data folder .*\n +→ .*SCHAKEL_DATA/);
  });

  test("an outside database that does not answer is said in words, without its password", async () => {
    const url = "postgres://schakel:geheim@localhost:1/schakel";
    const { code, stdout, stderr } = await runCommand(["bin/schakel.mjs", "doctor"], { DATABASE_URL: url });
    expect(code).toBe(1);
    expect(stdout).toMatch(/WRONG database +\S.*ECONNREFUSED.*\n +→ Check DATABASE_URL/);
    expect(stdout + stderr).not.toContain("geheim");
  });
});

describe("schakel replay", () => {
  test("--help says every option", async () => {
    const { code, stdout } = await schakel("replay", "--help");
    expect(code).toBe(0);
    for (const option of ["--secret", "--shuffle", "--seed", "--repeat", "--json"]) expect(stdout).toContain(option);
  });

  test("what cannot be replayed is said in one sentence, with exit code 1 and nothing on standard output", async () => {
    const empty = await emptyFolder();
    await writeFile(join(empty, "file"), "");
    const noSecret = await emptyFolder();
    await writeFile(join(noSecret, "manifest.json"), '{"scenarios":[]}');
    const broken = await emptyFolder();
    await writeFile(join(broken, "manifest.json"), "{");
    const said: [string[], RegExp][] = [
      [[], /^Name the folder: schakel replay FOLDER$/],
      [["/nowhere/at/all"], /is not a folder$/],
      [[join(empty, "file")], /is not a folder$/],
      [[empty], /holds no readable manifest\.json/],
      [[broken], /holds no readable manifest\.json/],
      [[noSecret], /has no webhook_secret; give one with --secret$/],
      [[recordings, "--repeat", "often"], /^--repeat takes a whole number, not often$/],
      [[recordings, "--nonsense"], /^Unknown option '--nonsense'/],
    ];
    for (const [args, sentence] of said) {
      const { code, stdout, stderr } = await schakel("replay", "--json", ...args);
      expect({ code, stdout, stderr: stderr.trim() }).toMatchObject({ code: 1, stdout: "" });
      expect(stderr.trim()).toMatch(sentence);
      expect(stderr).not.toMatch(/\n +at /);
    }
  });

  test("gives exactly what other programs read", async () => {
    const { code, stdout, stderr } = await schakel("replay", recordings, "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const orders = Replayed.parse(JSON.parse(stdout));
    const text = await readFile(join(recordings, "expected.json"), "utf8");
    const expected = (JSON.parse(text) as { orders: { orderId: number }[] }).orders.map(({ orderId }) => orderId);
    expect(orders.map((order) => order.orderId)).toEqual(expect.arrayContaining(expected));
    expect(orders.map((order) => order.orderId)).toEqual(
      orders.map((order) => order.orderId).toSorted((a, b) => a - b),
    );
    expect(orders.find((order) => order.orderId === 42)).toMatchObject({ tieOut: { difference: "0.00" } });
  });

  test("a wrong secret is found out: the recorded signatures count", async () => {
    const { code, stdout, stderr } = await schakel(
      "replay",
      recordings,
      "--json",
      "--secret",
      "another-secret-of-a-shop",
    );
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^(\d+) of \1 deliveries were quarantined: .* --secret\.\n$/);
  });

  test("one delivery that was tampered with is left out and told; the others count", async () => {
    const folder = await copyOfRecordings();
    const path = join(folder, "webhooks/006-order.updated.json");
    const delivery = JSON.parse(await readFile(path, "utf8")) as { body: string };
    await writeFile(path, JSON.stringify({ ...delivery, body: delivery.body.replace("pending", "failed") }));
    const { code, stdout, stderr } = await schakel("replay", folder, "--json");
    expect(code).toBe(0);
    expect(Replayed.parse(JSON.parse(stdout)).length).toBeGreaterThan(30);
    expect(stderr).toMatch(/^1 of \d+ deliveries were quarantined/);
  });
});

describe("npm run demo", () => {
  const Summary = z.strictObject({
    orders: z.record(z.string(), z.int()),
    documents: z.record(z.string(), z.int()),
    creditNotes: z.int(),
    tieOut: z.strictObject({ exact: z.int(), rounded: z.int(), held: z.int() }),
    duplicates: z.literal(0),
    elapsedMs: z.int(),
  });
  const demo = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCommand(["src/cli/demo.ts", "--once", "--json", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return Summary.parse(JSON.parse(stdout));
  };

  test("its summary is counted, not written down: without one recorded order it says one order less", async () => {
    const folder = await copyOfRecordings();
    const manifestPath = join(folder, "manifest.json");
    const manifest = JSON.parse(await readFile(manifestPath, "utf8")) as {
      scenarios: { order_id: number; order_file: string; webhooks: { file: string }[] }[];
    };
    const [gone, ...scenarios] = manifest.scenarios;
    await writeFile(manifestPath, JSON.stringify({ ...manifest, scenarios }));
    const files = [gone?.order_file ?? "", ...(gone?.webhooks.map((webhook) => webhook.file) ?? [])];
    for (const file of files) await rm(join(folder, file));
    await rm(join(folder, (gone?.order_file ?? "").replace("rest/orders/", "rest/orders-dp6/")), { force: true });
    const whole = await demo("--recordings", recordings);
    const less = await demo("--recordings", folder);
    expect(less.orders["received"]).toBe((whole.orders["received"] ?? 0) - 1);
    expect(less.orders["documented"]).toBe((whole.orders["documented"] ?? 0) - 1);
    expect(less.documents["invoice"]).toBe((whole.documents["invoice"] ?? 0) - 1);
    expect(less.tieOut.exact).toBe(whole.tieOut.exact - 1);
  });

  test("a month in three shops is counted too, and every order has an end", async () => {
    const { orders } = await demo("--orders", "60");
    const { received = 0, documented = 0, skipped = 0, waiting = 0, held = 0, failed = 0 } = orders;
    expect(received).toBe(61);
    expect(documented + skipped + waiting + held + failed).toBe(received);
    expect([waiting > 0, failed]).toEqual([true, 1]);
  });

  test("--help, and a folder that is none", async () => {
    expect((await runCommand(["src/cli/demo.ts", "--help"])).stdout).toMatch(/^npm run demo/);
    const { code, stderr } = await runCommand(["src/cli/demo.ts", "--once", "--recordings", "/nowhere"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\/nowhere holds no readable manifest\.json/);
  });
});
