/** A mail server that keeps what it is given, and misbehaves on demand. For the demo, the tests and the proofs. */
import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export interface KeptMail {
  /** Of the envelope: who it was really for. */
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the line. */
  readonly source: Buffer;
  readonly at: string;
  /** Who signed in; empty for nobody. */
  readonly user: string;
}

/** What the server does wrong, until it is told otherwise. */
export interface Faults {
  /** 535 to every sign-in. */
  refuseSignIn?: boolean;
  /** What it says then, after the 535. */
  signInWords?: string;
  /** 550 to these recipients; 450 to those in `laterRecipients`. */
  refuseRecipients?: readonly string[];
  laterRecipients?: readonly string[];
  /** Takes the connection and says nothing. */
  hangBeforeGreeting?: boolean;
  /** Takes the message, keeps it or not, and never answers. */
  hangAfterData?: "keeping" | "losing";
  /** Takes and keeps the message, and the line drops before the answer: the classic of a mail that is sent twice. */
  dropAfterData?: boolean;
  /** The line drops as soon as the first bytes of the message come. */
  dropInData?: boolean;
  /** 451 to so many messages, then well again. */
  laterMessages?: number;
  /** 554 to every message. */
  refuseMessages?: boolean;
  /** Milliseconds before each answer to a recipient and a message. */
  slow?: number;
}

export interface MailboxOptions {
  readonly port?: number;
  /** Each mail is also written here, as 0001.eml and so on. */
  readonly folder?: string;
  readonly user?: string;
  readonly password?: string;
  /** Key and certificate, PEM: STARTTLS is offered, or with `tls` TLS from the first byte. */
  readonly certificate?: { readonly key: string; readonly cert: string };
  readonly tls?: boolean;
  /** Largest message in bytes. */
  readonly size?: number;
}

export interface Mailbox {
  readonly host: string;
  readonly port: number;
  /** As SCHAKEL_SMTP_URL takes it. */
  readonly url: string;
  readonly faults: Faults;
  /** Everything taken so far, oldest first. */
  mails(): readonly KeptMail[];
  /** How many connections, recipients and messages there were so far, taken or not. */
  connected(): number;
  asked(): number;
  offered(): number;
  forget(): void;
  stop(): Promise<void>;
}

const refusal = (code: number, words: string): Error => Object.assign(new Error(words), { responseCode: code });

export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const { user = "", password = "", certificate, folder, size } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const kept: KeptMail[] = [];
  const faults: Faults = {};
  let connected = 0;
  let asked = 0;
  let offered = 0;
  const inAWhile = (answer: () => void): void => {
    if (faults.slow === undefined) answer();
    else setTimeout(answer, faults.slow);
  };
  const drop = (session: SMTPServerSession): void => {
    for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy();
  };
  const keep = (source: Buffer, session: SMTPServerSession): void => {
    const from = session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address;
    const to = session.envelope.rcptTo.map(({ address }) => address);
    kept.push({ from, to, source, at: Temporal.Now.instant().toString(), user: String(session.user ?? "") });
    if (folder !== undefined) writeFileSync(join(folder, `${String(kept.length).padStart(4, "0")}.eml`), source);
  };

  const server = new SMTPServer({
    name: "mail.voorbeeld.test",
    banner: "Schakel sandbox",
    authOptional: user === "",
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...(size !== undefined && { size }),
    ...(certificate === undefined ? { hideSTARTTLS: true } : { ...certificate, secure: options.tls === true }),
    onConnect(_session, answer) {
      connected += 1;
      if (faults.hangBeforeGreeting !== true) answer();
    },
    onAuth(auth, _session, answer) {
      const isRight = auth.username === user && auth.password === password;
      if (isRight && faults.refuseSignIn !== true) answer(null, { user });
      else answer(refusal(535, faults.signInWords ?? "5.7.8 Username and Password not accepted"));
    },
    onRcptTo({ address }, _session, answer) {
      asked += 1;
      inAWhile(() => {
        if (faults.refuseRecipients?.includes(address)) answer(refusal(550, `5.1.1 <${address}>: user unknown`));
        else if (faults.laterRecipients?.includes(address)) answer(refusal(450, "4.2.0 Greylisted, try again later"));
        else answer();
      });
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      offered += 1;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if (faults.dropInData === true) drop(session);
      });
      stream.on("end", () => {
        if (faults.dropInData === true) return;
        if (stream.sizeExceeded) return answer(refusal(552, "5.3.4 Message too big"));
        const source = Buffer.concat(chunks);
        if (faults.refuseMessages === true) return answer(refusal(554, "5.7.1 Message refused by policy"));
        if ((faults.laterMessages ?? 0) > 0) {
          faults.laterMessages = (faults.laterMessages ?? 0) - 1;
          return answer(refusal(451, "4.3.0 Temporary failure, try again later"));
        }
        if (faults.hangAfterData !== "losing") keep(source, session);
        if (faults.hangAfterData !== undefined) return;
        if (faults.dropAfterData === true) return drop(session);
        inAWhile(() => answer(null, `2.0.0 queued as ${kept.length}`));
      });
    },
  });
  // A client that goes away in the middle is no reason to end.
  server.on("error", () => undefined);
  const listening = Promise.withResolvers<undefined>();
  server.listen(options.port ?? 0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const { port } = server.server.address() as AddressInfo;
  const signIn = user === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const scheme = options.tls === true ? "smtps" : "smtp";
  return {
    host: "127.0.0.1",
    port,
    url: `${scheme}://${signIn}127.0.0.1:${port}${certificate === undefined ? "?security=none" : ""}`,
    faults,
    mails: () => kept,
    connected: () => connected,
    asked: () => asked,
    offered: () => offered,
    forget: () => void kept.splice(0),
    stop: () =>
      new Promise((done) => {
        for (const connection of server.connections) connection._socket.destroy();
        server.close(() => done());
      }),
  };
}
