import { sql } from "kysely";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { startMailbox } from "#sandbox/smtp/mailbox.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { mailCompany, read, type SeenMail } from "./testing/mail-company.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("a mail server that does not do as it should", () => {
  test("takes the mail and loses the answer: one mail, nobody repeats it, a person does", async () => {
    const company = await mailCompany(under);
    company.box.faults.dropAfterData = true;
    const { id } = await company.send(await company.invoice());
    const unsure = await company.becomes(id, "unknown");
    expect(unsure.reason).toMatchObject({
      code: "remote.outcome_unknown",
      message: expect.stringContaining("niet zeker") as string,
    });
    expect((await company.alarms()).map(({ kind, message }) => `${kind} ${message}`)).toEqual([
      expect.stringMatching(/^mailUnknown Mail 2026-0001: niet zeker/),
    ]);
    company.box.faults.dropAfterData = false;
    await company.hurry();
    await sleep(800);
    expect(company.box.mails().length).toBe(1);

    const [one, two] = await Promise.all([
      company.call<SeenMail>("POST", `/api/outbox/${id}/send-again`),
      company.call<SeenMail>("POST", `/api/outbox/${id}/send-again`),
    ]);
    expect([one.id, one.edition]).toEqual([two.id, 2]);
    const second = await company.becomes(one.id, "sent");
    expect(company.box.mails().length).toBe(2);
    const ids = await Promise.all(company.box.mails().map(async (kept) => (await read(kept)).messageId));
    expect(ids).toEqual([unsure.messageId, unsure.messageId]);
    expect(second.messageId).toBe(unsure.messageId);
    expect(await company.alarms()).toEqual([]);
  });

  test.each([["keeping"], ["losing"]] as const)(
    "hangs after the message, %s it: not repeated",
    async (hangAfterData) => {
      const company = await mailCompany(under);
      company.box.faults.hangAfterData = hangAfterData;
      const { id } = await company.send(await company.invoice());
      await company.becomes(id, "unknown");
      expect(company.box.offered()).toBe(1);
    },
  );

  test("says later, then yes", async () => {
    const company = await mailCompany(under);
    company.box.faults.laterMessages = 1;
    const { id } = await company.send(await company.invoice());
    const waiting = await until("a reason", async () => {
      const seen = await company.mail(id);
      return seen.reason === null ? null : seen;
    });
    expect(waiting).toMatchObject({
      state: "queued",
      reason: { code: "remote.unavailable", text: expect.stringContaining("451") as string },
    });
    await company.hurry();
    expect(await company.becomes(id, "sent")).toMatchObject({ attempts: 2, reason: null });
    expect(company.box.mails().length).toBe(1);
  });

  test("refuses a recipient: failed with its words, and sent again after a mend with an id of its own", async () => {
    const company = await mailCompany(under);
    company.box.faults.refuseRecipients = ["an@example.be"];
    const { id } = await company.send(await company.invoice());
    const failed = await company.becomes(id, "failed");
    expect(failed.reason?.text).toContain("user unknown");
    expect((await company.alarms()).map(({ kind }) => kind)).toEqual(["mailFailed"]);
    company.box.faults.refuseRecipients = [];
    const again = await company.call<SeenMail>("POST", `/api/outbox/${id}/send-again`);
    await company.becomes(again.id, "sent");
    expect(await company.alarms()).toEqual([]);
    expect(await company.refused("DELETE", `/api/outbox/${again.id}`)).toMatchObject({ status: 409 });
  });

  test("refuses the sign-in: one alarm, mails wait without knocking again, and go on when the settings are saved", async () => {
    const company = await mailCompany(under);
    await company.settings({ password: "verkeerd" });
    const ids = [await company.invoice(), await company.invoice()];
    const mails = [await company.send(ids[0]!), await company.send(ids[1]!)];
    await until("the alarm", async () => (await company.alarms()).some(({ kind }) => kind === "mailSignIn"));
    await until("both to know", async () => {
      const seen = await Promise.all(mails.map(({ id }) => company.mail(id)));
      return seen.every(({ reason }) => reason?.code === "credentials.expired");
    });
    await sleep(800);
    expect(await company.alarms()).toMatchObject([{ kind: "mailSignIn" }]);
    expect(await company.mail(mails[0]!.id)).toMatchObject({ state: "queued", attempts: 0 });
    await company.settings();
    for (const { id } of mails) await company.becomes(id, "sent");
    expect(await company.alarms()).toEqual([]);
    expect(company.box.mails().length).toBe(2);
  });

  test("takes no passwords any more: the alarm and the mail say that, and not that the password is wrong", async () => {
    const company = await mailCompany(under);
    const signInWords = "5.7.139 Authentication unsuccessful, basic authentication is disabled.";
    Object.assign(company.box.faults, { refuseSignIn: true, signInWords });
    const { id } = await company.send(await company.invoice());
    await until("the alarm", async () => (await company.alarms()).some(({ kind }) => kind === "mailSignIn"));
    const said = expect.stringContaining("laat inloggen met een wachtwoord niet meer toe") as string;
    expect(await company.alarms()).toMatchObject([{ message: said }]);
    expect(await company.mail(id)).toMatchObject({ reason: { message: said } });
  });

  test("cannot be reached: all wait, a neighbour's mail does not, and it goes on by itself", async () => {
    const company = await mailCompany(under);
    company.box.faults.hangBeforeGreeting = true;
    const first = await company.send(await company.invoice());
    const neighbour = await mailCompany(under);
    await neighbour.becomes((await neighbour.send(await neighbour.invoice())).id, "sent");
    await until("the alarm", async () => (await company.alarms()).some(({ kind }) => kind === "mailUnreachable"));
    expect(await company.mail(first.id)).toMatchObject({ state: "queued", reason: { code: "remote.unavailable" } });
    company.box.faults.hangBeforeGreeting = false;
    await company.hurry();
    await company.becomes(first.id, "sent");
    expect(await company.alarms()).toEqual([]);
  });

  test("is given up after three days, with the reason", async () => {
    const company = await mailCompany(under);
    await company.box.stop();
    const { id } = await company.send(await company.invoice());
    await until("a first failure", async () => (await company.mail(id)).reason);
    await sql`update outbox set first_failed_at = now() - interval '73 hours' where id = ${id}`.execute(
      under.store.owner,
    );
    await company.hurry();
    expect(await company.becomes(id, "failed")).toMatchObject({ reason: { code: "remote.unavailable" } });
  });

  test("takes no large mail: failed, and told before a byte of it left", async () => {
    const company = await mailCompany(under, { size: 20_000 });
    const { id } = await company.send(await company.invoice());
    const failed = await company.becomes(id, "failed");
    expect(failed.reason?.text).toContain("20000");
    expect(company.box.offered()).toBe(0);
  });
});

describe("two workers", () => {
  test("send each mail once, and a mail that was taken back never", async () => {
    const company = await mailCompany(under);
    const ids = [];
    for (let count = 0; count < 8; count += 1) ids.push(await company.invoice());
    const other = await under.join("worker");
    const mails = await Promise.all(ids.map((id) => company.send(id)));
    for (const { id } of mails) await company.becomes(id, "sent");
    await other.stop();
    expect(company.box.mails().length).toBe(8);
    const seen = await Promise.all(company.box.mails().map(async (kept) => (await read(kept)).messageId));
    expect(new Set(seen).size).toBe(8);

    await company.settings({ perMinute: 20 });
    const [first, second] = [await company.send(await company.invoice()), await company.send(await company.invoice())];
    await company.becomes(first.id, "sent");
    expect(await company.call("DELETE", `/api/outbox/${second.id}`)).toMatchObject({ state: "cancelled" });
    await sleep(3500);
    expect(company.box.mails().length).toBe(9);
  });

  test("of which each thinks the mail is its own still send it once: the row decides, not the lock", async () => {
    const company = await mailCompany(under);
    const slow = await startMailbox({ user: "facturen", password: "geheim" });
    slow.faults.slow = 300;
    await company.settings({ port: slow.port });
    const { id } = await company.send(await company.invoice());
    // Both have read the row as queued before either may send.
    const { mailLanes } = await import("#engine/mail-lanes.ts");
    const { mailSource } = await import("#backoffice/mail/mail-source.ts");
    const free = { ifFree: (_name: string, work: () => Promise<void>) => work() };
    const rules = {
      opened: ["127.0.0.1"],
      timing: { connect: 2000, talk: 2000, message: 2000, stop: 500 },
      ownName: "x",
    };
    const source = mailSource(under.store.key, {
      hub: { server: null, from: null },
      payAddressOf: () => Promise.resolve(null),
    });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const options = { store: under.store, mail: { source, rules }, now: () => Temporal.Now.instant(), log };
    const errors: unknown[] = [];
    const lanes = mailLanes(options as never, free as never, (error) => errors.push(error));
    lanes.ring(company.administrationId);
    await company.becomes(id, "sent");
    await lanes.stop();
    await sleep(300);
    expect([slow.mails().length, errors]).toEqual([1, []]);
    await slow.stop();
  });
});
