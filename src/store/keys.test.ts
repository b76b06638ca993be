import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keyedHash, loadMasterKey, rolePassword, seal, unseal } from "./keys.ts";

const key = { bytes: Buffer.alloc(32, 7) };
const other = { bytes: Buffer.alloc(32, 8) };
const refused = expect.objectContaining({ code: "settings.invalid" }) as Error;

describe("a sealed secret", () => {
  test("opens to what was sealed, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (secret, place) => {
        expect(unseal(key, place, seal(key, place, secret))).toBe(secret.toWellFormed());
      }),
    );
  });

  test("does not show the secret, nor that two are the same", () => {
    const sealed = [seal(key, "a", "cs_geheim"), seal(key, "a", "cs_geheim")];
    expect(sealed[0]).not.toEqual(sealed[1]);
    for (const bytes of sealed) expect(bytes.includes("geheim")).toBe(false);
  });

  test("does not open at another place", () => {
    const sealed = seal(key, "credential:1:consumerSecret", "cs_geheim");
    expect(() => unseal(key, "credential:2:consumerSecret", sealed)).toThrow(refused);
  });

  test("does not open with another key", () => {
    expect(() => unseal(other, "a", seal(key, "a", "cs_geheim"))).toThrow(refused);
  });

  test("does not open when any of its bytes was altered", () => {
    const sealed = seal(key, "a", "cs_geheim");
    for (const index of sealed.keys()) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => unseal(key, "a", altered)).toThrow(refused);
    }
  });

  test("does not open when it was cut off or is empty", () => {
    const sealed = seal(key, "a", "cs_geheim");
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(key, "a", sealed.subarray(0, length))).toThrow(refused);
  });

  test("is not named in the refusal", () => {
    const sealed = seal(key, "a", "cs_geheim");
    expect(() => unseal(other, "a", sealed)).toThrow(/^A stored secret cannot be opened with this hub's key$/);
  });
});

describe("what is derived from the key", () => {
  test("is the same on every node that has the key, and never changes: databases were made with it", () => {
    expect(rolePassword(key, "schakel_app")).toBe("hviWPFHtd0eH9KJNjQTCj21YuFa8zfYp_-zI_YnhdL0");
    expect(keyedHash(key, "access-token", "sch_1").toString("base64url")).toBe(
      "W5IXNdTTG48L0LLwo6HnupolhSgzRJIPv2U3IzW12x8",
    );
  });

  test("differs per role, purpose, text and key", () => {
    const passwords = [key, other].flatMap((k) => ["schakel_app", "schakel_hub"].map((role) => rolePassword(k, role)));
    expect(new Set(passwords).size).toBe(4);
    const hashes = [key, other].flatMap((k) =>
      ["token", "email"].flatMap((purpose) => ["a", "b"].map((text) => keyedHash(k, purpose, text).toString("hex"))),
    );
    expect(new Set(hashes).size).toBe(8);
  });
});

describe("the key file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "schakel-key-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is made once, also by nodes that start together, for its owner only", async () => {
    for (let round = 0; round < 50; round += 1) {
      const data = join(folder, String(round));
      await mkdir(data);
      const keys = await Promise.all([1, 2, 3, 4].map(() => loadMasterKey(data, undefined)));
      const again = await loadMasterKey(data, "");
      expect(new Set([...keys, again].map(({ bytes }) => bytes.toString("hex"))).size).toBe(1);
      expect(again.bytes.length).toBe(32);
      expect((await stat(join(data, "key"))).mode & 0o777).toBe(0o600);
      expect(await readdir(data)).toEqual(["key"]);
    }
  });

  test("is whole from its first moment, for a node that starts beside the one that makes it", async () => {
    // Looks without pause, and tells each first content it sees.
    const watcher = new Worker(
      `const { readFileSync } = require("node:fs");
       const { parentPort } = require("node:worker_threads");
       parentPort.on("message", (path) => {
         for (let tries = 0; tries < 2e5; tries += 1) {
           try { parentPort.postMessage(readFileSync(path, "utf8")); return; } catch {}
         }
         parentPort.postMessage("never there");
       });`,
      { eval: true },
    );
    try {
      for (let round = 0; round < 30; round += 1) {
        const data = join(folder, String(round));
        await mkdir(data);
        const seen = once(watcher, "message");
        watcher.postMessage(join(data, "key"));
        const { bytes } = await loadMasterKey(data, undefined);
        expect(await seen).toEqual([`${bytes.toString("hex")}\n`]);
      }
    } finally {
      await watcher.terminate();
    }
  });

  test("differs from hub to hub", async () => {
    const second = join(folder, "second");
    await mkdir(second);
    expect((await loadMasterKey(folder, undefined)).bytes).not.toEqual((await loadMasterKey(second, undefined)).bytes);
  });

  test("is left alone when SCHAKEL_KEY is set", async () => {
    const { bytes } = await loadMasterKey(folder, "AB".repeat(32));
    expect(bytes).toEqual(Buffer.alloc(32, 0xab));
    await expect(stat(join(folder, "key"))).rejects.toThrow("ENOENT");
  });

  test.each(["", "nonsense", "ab".repeat(31), "ab".repeat(33), "zz".repeat(32)])(
    "holding %j is refused and kept: a new one would make every secret unreadable",
    async (text) => {
      await writeFile(join(folder, "key"), text);
      await expect(loadMasterKey(folder, undefined)).rejects.toThrow(refused);
      expect(await readFile(join(folder, "key"), "utf8")).toBe(text);
    },
  );

  test("SCHAKEL_KEY that is no key is refused by its name", async () => {
    await expect(loadMasterKey(folder, "ab")).rejects.toThrow(/^SCHAKEL_KEY must hold 64 hexadecimal digits$/);
  });
});
