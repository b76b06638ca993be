import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startMailbox, type Mailbox, type MailboxOptions } from "#sandbox/smtp/mailbox.ts";
import { selfSigned } from "#sandbox/woocommerce/certificate.ts";
import { readMailServer, type MailServer } from "#domain/mail-server.ts";
import { deliverParcel, type Parcel, type SmtpRules, type SmtpStep } from "./smtp.ts";

const parcel: Parcel = {
  from: "facturen@demolen.be",
  to: ["ann@voorbeeld.be"],
  copies: ["kopie@voorbeeld.be"],
  message: Buffer.from("Subject: Factuur\r\n\r\nDag Ann\r\n"),
};
const rules: SmtpRules = {
  opened: ["127.0.0.1"],
  timing: { connect: 1000, talk: 600, message: 600, stop: 300 },
  ownName: "hub.example.be",
};

/** How often the message was let go; each test has its own. */
let claims = 0;
beforeEach(() => {
  claims = 0;
});

async function mailbox(options: MailboxOptions = {}): Promise<{ box: Mailbox; server: MailServer }> {
  const box = await startMailbox(options);
  onTestFinished(() => box.stop());
  const named = readMailServer(box.url);
  if (named === null) throw new Error(box.url);
  return { box, server: { ...named, isOperators: false } };
}

const steps: SmtpStep[] = [];
function deliver(
  server: MailServer,
  given: Partial<Parcel> = {},
  signal = new AbortController().signal,
  own: Partial<SmtpRules> = {},
) {
  steps.splice(0);
  const beforeMessage = () => {
    claims += 1;
    return Promise.resolve(true);
  };
  const hooks = { signal, beforeMessage, onStep: (step: SmtpStep) => void steps.push(step) };
  return deliverParcel(server, { ...parcel, ...given }, { ...rules, ...own }, hooks);
}

describe("a server that takes it", () => {
  test("gets envelope and message once, and its words are kept", async () => {
    const { box, server } = await mailbox({ user: "facturen", password: "geheim €" });
    expect(await deliver(server)).toEqual({ kind: "sent", words: "250 2.0.0 queued as 1", refusedCopies: [] });
    expect(box.mails()).toMatchObject([
      { from: parcel.from, to: ["ann@voorbeeld.be", "kopie@voorbeeld.be"], user: "facturen" },
    ]);
    expect(box.mails()[0]?.source.toString()).toContain("Dag Ann");
    expect([claims, steps]).toEqual([1, ["connect", "tls", "signIn", "accept"]]);
  });

  test.each([["STARTTLS", false] as const, ["TLS from the first byte", true] as const])(
    "over %s, with a certificate that is trusted",
    async (_name, tls) => {
      const certificate = selfSigned();
      const { box, server } = await mailbox({ certificate, tls, user: "a", password: "b" });
      const untrusted = await deliver(server);
      expect(untrusted).toMatchObject({ kind: "unreachable", step: "tls" });
      expect([claims, box.mails().length]).toEqual([0, 0]);
      expect(await deliver(server, {}, undefined, { authorities: [certificate.cert] })).toMatchObject({ kind: "sent" });
    },
  );

  test("without the TLS that is asked for gets no password", async () => {
    const { box, server } = await mailbox({ user: "a", password: "b" });
    expect(await deliver({ ...server, security: "starttls" })).toMatchObject({ kind: "unreachable", step: "tls" });
    expect([claims, box.mails().length]).toEqual([0, 0]);
  });
});

describe("before the message begins it is certain that nothing left", () => {
  test.each([
    [
      "a refused sign-in",
      { refuseSignIn: true },
      { kind: "signInRefused", step: "signIn", words: expect.stringContaining("535") as string },
    ],
    [
      "a refused recipient",
      { refuseRecipients: ["ann@voorbeeld.be"] },
      { kind: "refused", words: expect.stringContaining("user unknown") as string },
    ],
    [
      "a recipient for later",
      { laterRecipients: ["ann@voorbeeld.be"] },
      { kind: "later", words: expect.stringContaining("Greylisted") as string },
    ],
    ["a server that says nothing", { hangBeforeGreeting: true }, { kind: "unreachable", step: "tls" }],
    ["a server that is too slow", { slow: 5000 }, { kind: "later" }],
  ] as const)("%s", async (_name, faults, outcome) => {
    const { box, server } = await mailbox({ user: "a", password: "b" });
    Object.assign(box.faults, faults);
    expect(await deliver(server)).toMatchObject(outcome);
    expect([claims, box.mails().length]).toEqual([0, 0]);
  });

  test("a refused copy keeps nobody else waiting, and is told", async () => {
    const { box, server } = await mailbox();
    box.faults.refuseRecipients = ["kopie@voorbeeld.be"];
    expect(await deliver(server)).toMatchObject({ kind: "sent", refusedCopies: ["kopie@voorbeeld.be"] });
    expect(box.mails()).toMatchObject([{ to: ["ann@voorbeeld.be"] }]);
  });

  test("nobody there, a name that does not exist, a message that is too big", async () => {
    const { box, server } = await mailbox({ size: 1000 });
    expect(await deliver(server, { message: Buffer.alloc(5000, 65) })).toMatchObject({
      kind: "refused",
      step: "accept",
    });
    await box.stop();
    expect(await deliver(server)).toMatchObject({ kind: "unreachable", step: "connect" });
    expect(await deliver({ ...server, host: "mail.bestaat-niet.invalid" })).toMatchObject({
      kind: "unreachable",
      step: "connect",
    });
    expect(claims).toBe(0);
  });

  test("an address inside the operator's own network, unless the operator opened it", async () => {
    const { server } = await mailbox();
    for (const host of ["127.0.0.1", "10.0.0.1", "169.254.169.254", "localhost", "::1", "mail.local"])
      expect(await deliver({ ...server, host }, {}, undefined, { opened: [] })).toMatchObject({
        kind: "unreachable",
        isClosed: true,
      });
    expect(await deliver({ ...server, isOperators: true }, {}, undefined, { opened: [] })).toMatchObject({
      kind: "sent",
    });
    expect(await deliver(server, {}, undefined, { opened: [`127.0.0.1:${server.port}`] })).toMatchObject({
      kind: "sent",
    });
  });

  test("a name or address with a line break is refused by itself", async () => {
    const { box, server } = await mailbox();
    const evil = "ann@voorbeeld.be>\r\nRCPT TO:<dief@elders.example";
    expect(await deliver(server, { to: [evil] })).toMatchObject({ kind: "refused" });
    expect(await deliver(server, { from: evil })).toMatchObject({ kind: "refused" });
    expect([claims, box.mails().length]).toEqual([0, 0]);
  });

  test("when whoever asks says no, or the hub stops", async () => {
    const { box, server } = await mailbox();
    const no = { signal: new AbortController().signal, beforeMessage: () => Promise.resolve(false) };
    expect(await deliverParcel(server, parcel, rules, no)).toEqual({ kind: "stopped" });
    const stopping = new AbortController();
    box.faults.hangBeforeGreeting = true;
    const waiting = deliver(server, {}, stopping.signal);
    await sleep(100);
    stopping.abort();
    expect(await waiting).toEqual({ kind: "stopped" });
    expect(await deliver(server, {}, stopping.signal)).toEqual({ kind: "stopped" });
    expect(box.mails()).toEqual([]);
  });
});

describe("once the message is under way", () => {
  test.each([
    ["the line drops after it was taken", { dropAfterData: true }, 1],
    ["the line drops in the middle", { dropInData: true }, 0],
    ["the server hangs, and kept it", { hangAfterData: "keeping" }, 1],
    ["the server hangs, and lost it", { hangAfterData: "losing" }, 0],
  ] as const)("%s: nobody knows", async (_name, faults, kept) => {
    const { box, server } = await mailbox();
    Object.assign(box.faults, faults);
    expect(await deliver(server, { message: Buffer.alloc(200_000, 65) })).toMatchObject({
      kind: "unknown",
      step: "accept",
    });
    expect([claims, box.mails().length]).toEqual([1, kept]);
  });

  test("a clear no is a no: for now, or for good", async () => {
    const { box, server } = await mailbox();
    box.faults.laterMessages = 1;
    expect(await deliver(server)).toMatchObject({ kind: "later", words: expect.stringContaining("451") as string });
    expect(await deliver(server)).toMatchObject({ kind: "sent" });
    box.faults.refuseMessages = true;
    expect(await deliver(server)).toMatchObject({ kind: "refused", words: expect.stringContaining("554") as string });
  });

  test("a hub that stops waits a little for the answer, and then does not know", async () => {
    const { box, server } = await mailbox();
    box.faults.slow = 100;
    const soon = new AbortController();
    const answered = deliver(server, {}, soon.signal);
    while (claims === 0) await sleep(5);
    soon.abort();
    expect(await answered).toMatchObject({ kind: "sent" });
    box.faults.hangAfterData = "keeping";
    delete box.faults.slow;
    const late = new AbortController();
    const lost = deliver(server, {}, late.signal, { timing: { ...rules.timing, message: 60_000 } });
    while (claims === 1) await sleep(5);
    late.abort();
    expect(await lost).toMatchObject({ kind: "unknown" });
  });
});
