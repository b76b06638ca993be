import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root, schakel, type Ended } from "./testing/run-command.ts";

const form = "application/x-www-form-urlencoded";
const fixture = (name: string): Promise<Buffer> => readFile(join(root, "fixtures/punchout", name));

/** The command as it is installed, with this on its standard input. */
async function read(input: Uint8Array | string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["bin/schakel.mjs", "punchout", "read", ...args], { cwd: root });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  child.stdin.on("error", () => {}); // it stops reading what is too large
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

const wire = {
  key: "031710    005  100",
  quantity: "200",
  unit: "MTR",
  unitPrice: "0.2390",
  currency: "EUR",
  amount: "47.80",
  description: "Installatiedraad H07V-U 1,5 mm² blauw",
};

test.each([
  ["oci.txt", form, ""],
  ["oci.txt", `${form}; charset=UTF-8`, ""],
  ["oci-latin-1.txt", form, "it is not in the character set it should be in; read in another\n"],
  ["oci-latin-1.txt", `${form}; charset=iso-8859-1`, ""],
])("the example of the contract for OCI, %s as %s", async (name, type, told) => {
  const { code, stdout, stderr } = await read(await fixture(name), "--content-type", type, "--json");
  expect(JSON.parse(stdout)).toEqual({
    lines: [
      wire,
      {
        key: "RECUPEL",
        quantity: "4",
        unit: "C62",
        unitPrice: "0.0500",
        currency: "EUR",
        amount: "0.20",
        description: "Recupel bijdrage",
      },
    ],
    refused: [],
  });
  expect([code, stderr]).toEqual([0, told]);
});

test.each([
  ["cxml-urlencoded.txt", form],
  ["cxml-base64.txt", form],
  ["cxml.xml", "application/xml"],
])("the example of the contract for cXML, %s as %s", async (name, type) => {
  const { code, stdout } = await read(await fixture(name), "--content-type", type, "--json");
  expect(JSON.parse(stdout)).toEqual({
    lines: [
      wire,
      {
        key: "L-9W",
        quantity: "4",
        unit: "C62",
        unitPrice: "2.2000",
        currency: "EUR",
        amount: "8.80",
        description: "LED lamp 9 W",
      },
    ],
    refused: [],
  });
  expect(code).toBe(0);
});

test("lines that are refused stand beside those that are not; units nobody knows in the shop's own word", async () => {
  const { code, stdout, stderr } = await read(await fixture("oci-odd-lines.txt"), "--content-type", form, "--json");
  const { lines, refused } = JSON.parse(stdout) as { lines: { key: string }[]; refused: unknown };
  expect(refused).toEqual([
    { line: 0, reason: "lineZero" },
    { line: 3, reason: "quantity" },
    { line: 9, reason: "noKeyNorDescription" },
  ]);
  expect(lines.map(({ key }) => key)).toEqual(["A2", "A5", "A8", "P-11", "A2"]);
  expect(lines[1]).toMatchObject({ unitPrice: null, amount: null });
  expect(lines[2]).toMatchObject({ unitPrice: "0.4800", amount: "120.00" });
  expect(lines[3]).toMatchObject({ unit: "BUND", unitPrice: "12.5000" });
  expect([code, stderr]).toEqual([0, expect.stringContaining("line 11: its unit is not known here")]);
});

test("the settings of a shop are options", async () => {
  const body = await fixture("oci-odd-lines.txt");
  const { stdout } = await read(body, "--content-type", form, "--json", "--price-per-one", "--allow-zero-price");
  const { lines } = JSON.parse(stdout) as { lines: unknown[] };
  expect(lines[1]).toMatchObject({ unitPrice: "0.0000", amount: "0.00" });
  expect(lines[2]).toMatchObject({ unitPrice: "480.0000" });
});

test("without --json it is a table, with the refused lines in words", async () => {
  const { code, stdout } = await read(await fixture("oci-odd-lines.txt"), "--content-type", form);
  expect(stdout).toMatch(/^item code +quantity +unit +unit price +amount +description\n/);
  expect(stdout).toMatch(/\nA8 +250 +MTR +0\.4800 +120\.00 +EUR +Artikel 8\n/);
  expect(stdout).toMatch(/\nline 3 refused: its quantity is no number above 0\n/);
  expect(code).toBe(0);
});

test("500 lines come whole through a pipe", async () => {
  const { stdout } = await read(await fixture("oci-500-lines.txt"), "--content-type", form, "--json");
  expect((JSON.parse(stdout) as { lines: unknown[] }).lines).toHaveLength(500);
});

test("what is no basket is refused in a sentence, without a stack", async () => {
  const cases = [
    ["over 5 MB", Buffer.alloc(6_000_000, "x"), form, /over 5242880 bytes/],
    ["JSON", "{}", "application/json", /its content type is "application\/json"/],
    ["JSON as a form", "{}", form, /it is no form/],
    ["bytes as a form", Buffer.from("ff00fe3d26", "hex"), form, /none of its fields/],
    ["a page as a form", "<!DOCTYPE html><html><body>Storing</body></html>", form, /DOCTYPE/],
    ["half a form in parts", "--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x", /break off/],
    ["HTML as XML", "<html><p></html>", "text/xml", /cannot be read/],
    ["a hostile DOCTYPE", '<!DOCTYPE cXML SYSTEM "file:///etc/passwd"><cXML/>', "text/xml", /DOCTYPE/],
    ["nothing as XML", "", "text/xml", /cannot be read/],
  ] as const;
  for (const [name, input, type, why] of cases) {
    const { code, stdout, stderr } = await read(input, "--content-type", type, "--json");
    expect([name, code, stdout], name).toEqual([name, 1, ""]);
    expect(stderr, name).toMatch(why);
    expect(stderr.trim().split("\n"), name).toHaveLength(1);
  }
});

test("an empty post is an empty basket, and said to be", async () => {
  const { code, stdout, stderr } = await read("", "--content-type", form, "--json");
  expect([code, JSON.parse(stdout)]).toEqual([0, { lines: [], refused: [] }]);
  expect(stderr).toMatch(/^nothing came back/);
});

test("asked wrongly it says how to ask", async () => {
  expect(await schakel("punchout", "--help")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("--content-type"),
  });
  expect(await schakel("punchout", "read")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--content-type"),
  });
  expect(await schakel("punchout", "write", "--content-type", form)).toMatchObject({ code: 2 });
  for (const wrong of [["--content-type"], ["--content-type", form, "--bogus"]])
    expect(await schakel("punchout", "read", ...wrong)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/option[^]*schakel punchout read/i),
    });
  expect((await schakel("--help")).stdout).toContain("punchout");
});
