import { createHash } from "node:crypto";
import { sql } from "kysely";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { mailCompany, read, type SeenMail } from "./testing/mail-company.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("the mail of an invoice", () => {
  test("arrives once, with text, PDF and UBL, and says so", async () => {
    const company = await mailCompany(under, {}, { name: "Zoë Ünal", email: "zoe@voorbeeld.be" });
    const documentId = await company.invoice({ orderReference: "10482" });
    const { id, isNew } = await company.send(documentId);
    expect(isNew).toBe(true);
    const sent = await company.becomes(id, "sent");
    expect(sent).toMatchObject({ attempts: 1, edition: 1, recipient: "zoe@voorbeeld.be" });
    expect(company.box.mails()).toMatchObject([
      { from: "facturen@demolen.be", to: ["zoe@voorbeeld.be"], user: "facturen" },
    ]);
    const mail = await read(company.box.mails()[0]!);
    expect(mail.subject).toMatch(/^Testwinkel De Molen: factuur 2026-0001 \(bestelling 10482\)$/);
    expect(mail.from).toMatchObject({ name: "De Molen", address: "facturen@demolen.be" });
    expect(mail.messageId).toBe(sent.messageId);
    expect(mail.text).toContain("Dag Zoë Ünal,");
    expect(mail.text).toContain("In de bijlage vindt u factuur 2026-0001 voor uw bestelling 10482.");
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(["application/pdf", "application/xml"]);
    expect(
      Buffer.from(mail.attachments[0]?.content as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");

    const again = await company.send(documentId);
    expect(again).toMatchObject({ id, isNew: false });
    await sleep(600);
    expect(company.box.mails().length).toBe(1);
    const { rows } = await sql<{
      code: string;
    }>`select code from events where administration_id = ${company.administrationId}`.execute(under.store.owner);
    expect(rows.map(({ code }) => code)).toContain("document.mailed");
    expect(await company.alarms()).toEqual([]);
  });

  test("leaves once more when a person wants it again, with what that person wrote", async () => {
    const company = await mailCompany(under, {}, { name: "Zoë Ünal", email: "zoe@voorbeeld.be" });
    const documentId = await company.invoice();
    const first = await company.send(documentId);
    await company.becomes(first.id, "sent");
    const again = await company.send(documentId, { again: true, subject: "Nog eens" });
    expect(again).toMatchObject({ recipient: "zoe@voorbeeld.be", isNew: true });
    expect(await company.becomes(again.id, "sent")).toMatchObject({ edition: 2 });
    expect((await read(company.box.mails()[1]!)).subject).toBe("Nog eens");
  });

  test("is kept byte for byte as it left", async () => {
    const company = await mailCompany(under);
    const { id } = await company.send(await company.invoice());
    await company.becomes(id, "sent");
    const answer = await company.message(id);
    const arrived = company.box.mails()[0]?.source ?? Buffer.alloc(0);
    expect(answer.subarray(0, arrived.length).equals(arrived.subarray(0, answer.length))).toBe(true);
    expect(Math.abs(answer.length - arrived.length)).toBeLessThanOrEqual(2);
    const { rows } = await sql<{ sha256: string }>`select sha256 from sent_mails where outbox_id = ${id}`.execute(
      under.store.owner,
    );
    expect(rows).toEqual([{ sha256: createHash("sha256").update(answer).digest("hex") }]);
  });

  test("goes to copies, said or silent, and in test mode to the test recipient alone", async () => {
    const company = await mailCompany(under);
    await company.settings({ cc: ["boek@demolen.be"], bcc: ["archief@demolen.be"] });
    const documentId = await company.invoice();
    await company.becomes((await company.send(documentId)).id, "sent");
    expect(company.box.mails()[0]?.to.toSorted()).toEqual(["an@example.be", "archief@demolen.be", "boek@demolen.be"]);
    const mail = await read(company.box.mails()[0]!);
    expect([mail.cc?.map(({ address }) => address), mail.bcc]).toEqual([["boek@demolen.be"], undefined]);

    await company.settings({ cc: ["boek@demolen.be"], testRecipient: "proef@demolen.be" });
    await company.becomes((await company.send(await company.invoice(), { to: ["bart@voorbeeld.be"] })).id, "sent");
    const test = company.box.mails()[1]!;
    expect(test.to).toEqual(["proef@demolen.be"]);
    const shown = await read(test);
    expect(shown.text?.split("\n")[0]).toBe("Testmodus: deze mail was bedoeld voor bart@voorbeeld.be, boek@demolen.be");
    expect(shown.html).toContain("bedoeld voor bart@voorbeeld.be");
  });

  test("of a draft, of a customer without an address, to no address: refused, with what to do", async () => {
    const company = await mailCompany(under, {}, { email: "" });
    const path = `/api/documents/${await company.invoice({})}/send`;
    expect(await company.refused("POST", path, { confirmed: true })).toMatchObject({
      status: 400,
      errors: [{ field: "to", message: "Deze klant heeft nog geen e-mailadres. Vul er een in." }],
    });
    expect(await company.refused("POST", path, { confirmed: true, to: ["ann"] })).toMatchObject({
      errors: [{ field: "to.0" }],
    });
    expect(await company.refused("POST", path, { confirmed: true, to: ["a@b.be\r\nBcc: c@d.be"] })).toMatchObject({
      errors: [{ field: "to.0" }],
    });
    expect(await company.refused("POST", `/api/documents/${crypto.randomUUID()}/send`, {})).toMatchObject({
      status: 404,
    });
  });

  test("the first to a customer has to be confirmed, or a preview seen; test mode is nobody's customer", async () => {
    const company = await mailCompany(under);
    const documentId = await company.invoice();
    const refusal = await company.refused("POST", `/api/documents/${documentId}/send`, {});
    expect(refusal).toMatchObject({ status: 409, code: "request.conflict" });
    expect(refusal.errors).toMatchObject([
      { field: "confirmed" },
      { field: "to", message: "an@example.be" },
      { field: "subject" },
    ]);
    expect((await company.call<{ items: SeenMail[] }>("GET", "/api/outbox")).items).toEqual([]);
    const preview = await company.call<{ attachments: { name: string; size: number }[]; to: string[]; html: string }>(
      "GET",
      `/api/documents/${documentId}/mail-preview`,
    );
    expect(preview).toMatchObject({
      to: ["an@example.be"],
      isTest: false,
      hasServer: true,
      from: "De Molen <facturen@demolen.be>",
    });
    expect(preview.attachments.map(({ size }) => size > 1000)).toEqual([true, true]);
    await company.becomes(
      (await company.call<{ id: string }>("POST", `/api/documents/${documentId}/send`, {})).id,
      "sent",
    );

    const other = await mailCompany(under);
    await other.settings({ testRecipient: "proef@demolen.be" });
    expect(await other.call("POST", `/api/documents/${await other.invoice()}/send`, {})).toMatchObject({ isNew: true });
  });

  test("says what a person wrote instead, as text", async () => {
    const company = await mailCompany(under);
    await company.becomes(
      (
        await company.send(await company.invoice(), {
          subject: "Uw <b>factuur</b> – één",
          body: "Dag,\n\n<img src=x onerror=alert(1)>{{ company }}",
        })
      ).id,
      "sent",
    );
    const mail = await read(company.box.mails()[0]!);
    expect(mail.subject).toBe("Uw <b>factuur</b> – één");
    expect(mail.text).toContain("<img src=x onerror=alert(1)>{{ company }}");
    expect(mail.html).not.toContain("<img src=x");
  });
});

describe("settings", () => {
  test("without a server or sender mail waits, with one alarm, until there is one", async () => {
    const company = await mailCompany(under);
    await company.settings({ road: "hub" });
    const { id } = await company.send(await company.invoice());
    await until("the alarm", async () => (await company.alarms()).some(({ kind }) => kind === "mailServerMissing"));
    expect(await company.mail(id)).toMatchObject({ state: "queued", reason: { code: "settings.invalid" } });
    await company.settings();
    await company.becomes(id, "sent");
    expect(await company.alarms()).toEqual([]);
  });

  test("never show the password, keep it for the same server only, and forget it when told to", async () => {
    const company = await mailCompany(under);
    const shown = await company.call<Record<string, unknown>>("GET", "/api/mail-settings");
    expect(JSON.stringify(shown)).not.toContain("geheim");
    expect(shown).toMatchObject({ hasPassword: true, user: "facturen", version: 1 });
    const save = (change: object) => ({ ...shown, password: undefined, ...change });
    expect(await company.refused("PUT", "/api/mail-settings", save({ host: "smtp.elders.be" }))).toMatchObject({
      status: 400,
      errors: [{ field: "security" }, { field: "password" }],
    });
    await company.call("PUT", "/api/mail-settings", save({ fromName: "Molen" }));
    await company.becomes((await company.send(await company.invoice())).id, "sent");
    expect(await company.refused("PUT", "/api/mail-settings", save({ fromName: "X" }))).toMatchObject({ status: 409 });
    const { rows } = await sql<{
      sealed: Buffer;
    }>`select sealed_password as sealed from mail_settings where administration_id = ${company.administrationId}`.execute(
      under.store.owner,
    );
    expect(rows[0]?.sealed.toString("latin1")).not.toContain("geheim");
  });

  test("a kept password does not go along to another server by way of the operator's", async () => {
    const company = await mailCompany(under);
    const shown = await company.call<Record<string, unknown>>("GET", "/api/mail-settings");
    const change = { ...shown, password: undefined, road: "hub", host: "mail.elders.example" };
    const saved = await company.call<Record<string, unknown>>("PUT", "/api/mail-settings", change);
    expect(saved).toMatchObject({ hasPassword: false });
    const back = { ...saved, password: undefined, road: "own" };
    expect(await company.refused("PUT", "/api/mail-settings", back)).toMatchObject({ status: 400 });
  });

  test.each([
    ["fine", {}, { isAccepted: true, message: null }, "done,notUsed,done,done"],
    [
      "refused sign-in",
      { refuseSignIn: true },
      { message: expect.stringContaining("gebruikersnaam") as string },
      "done,notUsed,failed,notTried",
    ],
    [
      "passwords switched off",
      { refuseSignIn: true, signInWords: "5.7.139 Authentication unsuccessful, basic authentication is disabled." },
      { message: expect.stringContaining("laat inloggen met een wachtwoord niet meer toe") as string },
      "done,notUsed,failed,notTried",
    ],
    [
      "sending by SMTP switched off",
      { refuseSignIn: true, signInWords: "5.7.139 … SmtpClientAuthentication is disabled for the Tenant." },
      { message: expect.stringContaining("SMTP staat uit") as string },
      "done,notUsed,failed,notTried",
    ],
    [
      "refused mail",
      { refuseMessages: true },
      { message: expect.stringContaining("weigert de mail") as string },
      "done,notUsed,done,failed",
    ],
    [
      "hangs",
      { hangBeforeGreeting: true },
      { message: expect.stringContaining("antwoordt niet") as string },
      "failed,notUsed,notTried,notTried",
    ],
    [
      "answer lost",
      { dropAfterData: true },
      { message: expect.stringContaining("mailbox") as string },
      "done,notUsed,done,failed",
    ],
  ] as const)("the test button tells how far it came: %s", async (_name, faults, answer, states) => {
    const company = await mailCompany(under);
    Object.assign(company.box.faults, faults);
    const told = await company.call<{ steps: { state: string }[] }>("POST", "/api/mail-settings/test", {
      to: "an@demolen.be",
    });
    expect(told).toMatchObject(answer);
    expect(told.steps.map(({ state }) => state).join(",")).toBe(states);
  });

  test("more recipients than the provider takes are refused before anything is sent", async () => {
    const company = await mailCompany(under);
    const addresses = (count: number, name: string) =>
      Array.from({ length: count }, (_, n) => `${name}${n}@voorbeeld.be`);
    const [cc, bcc] = [addresses(5, "cc"), addresses(4, "bcc")];
    const proximus = { host: "relay.proximus.be", port: 587, security: "starttls", cc, bcc };
    const words = "hoogstens 10 ontvangers per mail aan, CC en BCC inbegrepen; dit zijn er 11";
    const id = await company.invoice();
    await company.settings({ road: "hub" });
    const waiting = await company.send(id, { to: addresses(2, "to") });
    await company.settings(proximus);
    const failed = await company.becomes(waiting.id, "failed");
    expect(failed).toMatchObject({ attempts: 0, reason: { text: expect.stringContaining(words) as string } });
    const wishes = { to: addresses(2, "other"), confirmed: true };
    const refusal = await company.refused("POST", `/api/documents/${id}/send`, wishes);
    expect(refusal.errors).toEqual([{ field: "to", message: expect.stringContaining(words) as string }]);
    await expect(company.settings({ ...proximus, bcc: addresses(5, "bcc") })).rejects.toThrow(words);
  });
  test.each([
    ["a server that wants a sign-in", {}, "done,notUsed,notUsed,failed"],
    ["no greeting", { hangBeforeGreeting: true }, "failed,notUsed,notUsed,notTried"],
  ])(
    "what a server without encryption and sign-in does not do is not ticked off: %s",
    async (_name, faults, states) => {
      const company = await mailCompany(under);
      Object.assign(company.box.faults, faults);
      await company.settings({ security: "none", user: "", password: "" });
      const told = await company.call<{ steps: { state: string }[] }>("POST", "/api/mail-settings/test", {
        to: "an@demolen.be",
      });
      expect(told.steps.map(({ state }) => state).join(",")).toBe(states);
    },
  );

  test("an address inside the operator's network is not gone to", async () => {
    const company = await mailCompany(under);
    await company.settings({ host: "10.1.2.3", user: "", password: "" });
    expect(await company.call("POST", "/api/mail-settings/test", { to: "an@demolen.be" })).toMatchObject({
      isAccepted: false,
      message: expect.stringContaining("eigen netwerk") as string,
    });
  });
});
