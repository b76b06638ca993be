import { lookup as resolve, type LookupAddress } from "node:dns";
import { connect, type LookupFunction, type Socket } from "node:net";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { z } from "zod";
import type { MailServer } from "#domain/mail-server.ts";
import { isClosedAddress, isOpened, refusalOfHost } from "./egress.ts";

/** One message for one server. */
export interface Parcel {
  readonly from: string;
  /** When one of these is refused nothing is sent; copies may be refused. */
  readonly to: readonly string[];
  readonly copies: readonly string[];
  readonly message: Uint8Array;
}

export type SmtpStep = "connect" | "tls" | "signIn" | "accept";

interface Fault {
  readonly step: SmtpStep;
  /** The server's own words, or what the network said. */
  readonly words: string;
}

/**
 * What became of a parcel. Only `sent` and `unknown` may have reached somebody: for every other it is certain that no byte of the
 * message, or not all of it, was taken.
 */
export type Parcelled =
  | { readonly kind: "sent"; readonly words: string; readonly refusedCopies: readonly string[] }
  /** The message was under way and no clear answer came. Never repeat it unasked. */
  | ({ readonly kind: "unknown" } & Fault)
  /** May well be taken later: a 4xx answer. */
  | ({ readonly kind: "later" } & Fault)
  /** A 5xx answer to this message: the same again gets the same answer. */
  | ({ readonly kind: "refused" } & Fault)
  /** No conversation with this server, for any message: not reached, no TLS, an address we do not go to. */
  | ({ readonly kind: "unreachable"; readonly isClosed: boolean } & Fault)
  | ({ readonly kind: "signInRefused" } & Fault)
  /** `beforeMessage` said no, or the signal came in time. */
  | { readonly kind: "stopped" };

/** Milliseconds. */
export interface SmtpTiming {
  readonly connect: number;
  /** From the first byte to the message. */
  readonly talk: number;
  /** The message and the answer to it. */
  readonly message: number;
  /** How long a message under way is still waited for when the hub stops. */
  readonly stop: number;
}
export const usualSmtpTiming: SmtpTiming = { connect: 20_000, talk: 60_000, message: 300_000, stop: 10_000 };

export interface SmtpRules {
  /** `host` or `host:port` the operator opened although private or without TLS. */
  readonly opened: readonly string[];
  readonly timing: SmtpTiming;
  /** How this hub calls itself. */
  readonly ownName: string;
  /** Extra certificate authorities, PEM. */
  readonly authorities?: readonly string[];
}

export interface SmtpHooks {
  readonly signal: AbortSignal;
  /** Called when the server waits for the message, before its first byte. False: nothing is sent. */
  readonly beforeMessage: () => Promise<boolean>;
  readonly onStep?: (step: SmtpStep) => void;
}

/** True when the operator lets this server be inside the own network, and be used without TLS. */
export const isOpenServer = ({ host, port, isOperators }: MailServer, opened: readonly string[]): boolean =>
  isOperators || isOpened(new URL(`https://${host.includes(":") ? `[${host}]` : host}:${port}/`), opened);

/** Offers one parcel over a connection of its own. Never throws for what the other side does. */
export async function deliverParcel(
  server: MailServer,
  parcel: Parcel,
  rules: SmtpRules,
  { signal, beforeMessage, onStep = () => undefined }: SmtpHooks,
): Promise<Parcelled> {
  const { timing } = rules;
  const talk: Talk = { step: "connect", isUnderWay: false, isStopped: false, isOver: false };
  const step = (next: SmtpStep) => void (talk.step = next);
  let connection: SMTPConnection | undefined;
  let cut: ((why: Error) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const within = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => cut?.(new Error(`no answer within ${ms / 1000} s`)), ms);
  };
  const stop = () => {
    if (talk.isUnderWay) within(Math.min(timing.stop, timing.message));
    else {
      talk.isStopped = true;
      cut?.(new Error("the hub stops"));
    }
  };
  signal.addEventListener("abort", stop);
  try {
    if (signal.aborted) return { kind: "stopped" };
    within(timing.connect);
    const lost = new Promise<never>((_, reject) => {
      cut = reject;
    });
    lost.catch(() => undefined);
    const socket = await Promise.race([openSocket(server, rules, lost), lost]);
    onStep("connect");
    within(timing.talk);
    connection = connectionOn(socket, server, rules);
    const failed = new Promise<never>((_, reject) => void connection?.on("error", reject));
    failed.catch(() => undefined);
    const either = <T>(work: Promise<T>): Promise<T> => Promise.race([work, lost, failed]);
    step("tls");
    await either(connecting(connection));
    onStep("tls");
    step("signIn");
    if (server.user !== "") await either(signingIn(connection, server));
    onStep("signIn");
    step("accept");
    const message = messageOf(connection, parcel, talk, async () => {
      if (!(await beforeMessage())) return false;
      within(timing.message);
      return true;
    });
    const answer = await either(sending(connection, parcel, message));
    onStep("accept");
    connection.quit();
    return { kind: "sent", words: answer.words, refusedCopies: answer.refused };
  } catch (thrown) {
    talk.isOver = true;
    connection?.close();
    return faultOf(thrown, talk);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

interface Talk {
  step: SmtpStep;
  /** The first byte of the message may have left. */
  isUnderWay: boolean;
  isStopped: boolean;
  /** The answer was given: what still runs may send nothing. */
  isOver: boolean;
}

class AddressRefused extends Error {}

/** The very address that is connected to is judged, so that a name cannot change its mind between check and use. */
function openSocket(server: MailServer, rules: SmtpRules, lost: Promise<never>): Promise<Socket> {
  const { host, port } = server;
  const isOpen = isOpenServer(server, rules.opened);
  const refusal = isOpen ? null : refusalOfHost(host);
  if (refusal !== null) return Promise.reject(new AddressRefused(refusal));
  const lookup: LookupFunction = (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const found: LookupAddress[] = addresses ?? [];
      const closed = isOpen ? undefined : found.find((entry) => isClosedAddress(entry.address));
      if (error !== null || closed === undefined) callback(error, found);
      else callback(new AddressRefused(`${name} resolves to ${closed.address}, inside the operator's own network`), []);
    });
  };
  return new Promise((done, failed) => {
    const socket = connect({ host, port, lookup, autoSelectFamily: true });
    lost.catch(() => socket.destroy());
    socket.once("error", failed);
    socket.once("connect", () => {
      socket.removeListener("error", failed);
      // Until nodemailer listens: an error nobody hears ends the process.
      socket.on("error", () => undefined);
      done(socket);
    });
  });
}

function connectionOn(socket: Socket, server: MailServer, { timing, ownName, authorities }: SmtpRules): SMTPConnection {
  return new SMTPConnection({
    connection: socket,
    host: server.host,
    port: server.port,
    name: ownName,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    ignoreTLS: server.security === "none",
    connectionTimeout: timing.talk,
    greetingTimeout: timing.talk,
    socketTimeout: Math.max(timing.talk, timing.message),
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
    tls: { minVersion: "TLSv1.2", ...(authorities && { ca: [...authorities] }) },
  });
}

const connecting = (connection: SMTPConnection): Promise<void> =>
  new Promise((done, failed) => connection.connect((error) => (error ? failed(error) : done())));

const signingIn = (connection: SMTPConnection, { user, password }: MailServer): Promise<void> =>
  new Promise((done, failed) =>
    connection.login({ credentials: { user, pass: password } }, (error) => (error ? failed(error) : done())),
  );

/** A stream that is read only once the server said "go on": what has to be so before the first byte is seen to here. */
function messageOf(connection: SMTPConnection, parcel: Parcel, talk: Talk, mayLeave: () => Promise<boolean>): Readable {
  let isAsked = false;
  const stream = new Readable({
    read() {
      if (isAsked) return;
      isAsked = true;
      const refused = refusalsOf(connection).find(({ recipient }) => parcel.to.includes(recipient));
      const decide = async () => {
        if (refused !== undefined) throw new RecipientRefused(refused.response);
        const isLeaving = await mayLeave();
        if (!isLeaving || talk.isStopped || talk.isOver) {
          talk.isStopped = true;
          throw new Error("stopped");
        }
        talk.isUnderWay = true;
        stream.push(parcel.message);
        stream.push(null);
      };
      decide().catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))));
    },
  });
  return stream;
}

class RecipientRefused extends Error {}

/** Which recipients were refused so far. Nodemailer tells it only afterwards; the test with a refused recipient sees it when this changes. */
function refusalsOf(connection: SMTPConnection): readonly { readonly recipient: string; readonly response: string }[] {
  const envelope = Envelope.safeParse(Reflect.get(connection, "_envelope"));
  return envelope.success ? envelope.data.rejectedErrors : [];
}
const Envelope = z.object({ rejectedErrors: z.array(z.object({ recipient: z.string(), response: z.string() })) });

const sending = (
  connection: SMTPConnection,
  { from, to, copies, message }: Parcel,
  stream: Readable,
): Promise<{ words: string; refused: string[] }> =>
  new Promise((done, failed) =>
    connection.send({ from, to: [...to, ...copies], size: message.byteLength }, stream, (error, info) =>
      error
        ? failed(error)
        : done({ words: info?.response ?? "", refused: info?.rejected.map((address) => String(address)) ?? [] }),
    ),
  );

const Thrown = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  message: z.string().default(""),
});

function faultOf(thrown: unknown, { step, isUnderWay, isStopped }: Talk): Parcelled {
  if (isStopped) return { kind: "stopped" };
  const { code, responseCode = 0, response, message } = Thrown.catch({ message: String(thrown) }).parse(thrown);
  const words = (response ?? message).replaceAll(/\s+/g, " ").trim().slice(0, 1000);
  const fault = { step, words };
  if (thrown instanceof RecipientRefused) return { kind: /^4/.test(words) ? "later" : "refused", ...fault };
  if (code === "EAUTH" || code === "ENOAUTH") {
    const isForNow = responseCode >= 400 && responseCode < 500;
    return isForNow ? { kind: "unreachable", isClosed: false, ...fault } : { kind: "signInRefused", ...fault };
  }
  const isClosed = thrown instanceof AddressRefused;
  if (step !== "accept") return { kind: "unreachable", isClosed, ...fault };
  // The server's last word counts only as the answer to the message: a connection that ends is no answer.
  if (code === "EMESSAGE" || code === "EENVELOPE") {
    const isForNow = responseCode >= 400 && responseCode < 500;
    return { kind: isForNow ? "later" : "refused", ...fault };
  }
  return { kind: isUnderWay ? "unknown" : "later", ...fault };
}
