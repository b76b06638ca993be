// Over 300 lines because all that may follow on a lost answer is read in one place.
import { createHash } from "node:crypto";
import type { z } from "zod";
import { asHubError, HubError, type ErrorCode } from "#domain/error.ts";
import type { AnyConnector, CreateOperation, Session } from "./connector.ts";
import { checkedInput, checkedOutput, operationOf } from "./perform.ts";
import type { CreateName, Input, Output } from "./operations.ts";

/** A create that is to happen once, under its business key (design.md section 6 rule 1). */
export interface Effect<N extends CreateName> {
  readonly key: string;
  readonly operation: N;
  readonly input: Input<N>;
  /** Says what the input was made of; comes back with the attempt that counted. At most 100 characters. */
  readonly mark: string;
  /** Set: nothing new may be sent, and this is thrown instead; what may have been made before is still found out. */
  readonly unlessBegun?: HubError | null;
}

/** How far an effect got that is looked for more than once. */
export interface Progress {
  /** Looks that found nothing since it was last sent. */
  readonly looks: number;
  /** What was sent last was the one repeat that is allowed. */
  readonly isSentAgain: boolean;
}

/** What is known of earlier attempts of an effect. Seconds are whole. */
export interface Earlier extends Progress {
  /** `sending`: nobody wrote down how it ended; `lost`: its answer never came. */
  readonly state: "sending" | "lost";
  readonly secondsSinceFirst: number;
  readonly secondsSinceLast: number;
}

export interface Attempt {
  readonly number: number;
  /** Null when nothing was ever sent under this key, or all that was sent was certainly refused. */
  readonly earlier: Earlier | null;
  /** What is to be sent: that of the first attempt whose outcome is unknown, else today's; null when it is not kept any more. */
  readonly input: unknown;
  readonly mark: string;
}

export interface Made {
  readonly id: string;
  readonly number: string;
  readonly mark: string;
}

export type Ending =
  /** `output`: all that it answered; left out where nobody asked it. */
  | { readonly kind: "done"; readonly id: string; readonly number: string; readonly output?: unknown }
  /** It is certain that nothing was made. */
  | { readonly kind: "refused" }
  /** `progress` left out: it is as it was when the attempt began. */
  | { readonly kind: "lost"; readonly progress?: Progress };

/** Throws what forbids an attempt; else what its progress is from here on, nothing where that stays as it is. */
type MayBegin<E> = (earlier: E) => Progress | null | undefined;

/** Where effects are written down. Each call is committed before it returns, and is atomic over all nodes. */
export interface EffectBook {
  /** Begins an attempt, unless the effect is done. `mayBegin` throws what forbids it; then no attempt is written. */
  begin<N extends CreateName>(
    effect: Effect<N>,
    mayBegin: MayBegin<Earlier | null>,
  ): Promise<{ readonly done: Made } | { readonly attempt: Attempt }>;
  /** Begins another attempt of what was begun before, with what was kept of it: null when there is nothing, and nothing is written then. */
  resume(
    key: string,
    mayBegin: MayBegin<Earlier>,
  ): Promise<{ readonly done: Made } | { readonly attempt: Attempt } | null>;
  /** How an attempt ended; an attempt that another one followed no longer counts, unless it made something. */
  end(key: string, attempt: number, ending: Ending): Promise<void>;
}

export interface OnceSession {
  readonly connector: AnyConnector;
  /** A session of which requests are sent within this many milliseconds from now, or not at all. */
  readonly sendingWithin: (milliseconds: number) => Session;
}

/** Longer than this a request does not wait to be sent; a later attempt reckons with it, and with the longest an answer is waited for. */
const sendWithinMs = 10_000;
export const mayBeSendingSeconds = 45;
const underWayMs = 2_000;

/** These say that the other side wrote nothing: it never had the request, or refused it. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  "remote.unavailable",
  "remote.rate_limited",
  "credentials.expired",
  "credentials.insufficient",
  "settings.invalid",
  "mapping.missing",
  "capability.missing",
  "document.invalid",
  "document.rejected",
  "document.totals_mismatch",
]);
/** Said of a repeat, these say that what was sent before under its key was not carried out either. */
const refusalsOfRepeat: ReadonlySet<ErrorCode> = new Set(["document.invalid", "document.rejected"]);

/** Of a repeat that is not recognised over there these say that it never left: it may still be sent. */
const unsent: ReadonlySet<ErrorCode> = new Set([...refusals].filter((code) => !refusalsOfRepeat.has(code)));

/** As vendors take keys: 1 to 43 visible ASCII characters. */
export const vendorKeyOf = (key: string): string =>
  /^[\x21-\x7e]{1,43}$/.test(key) ? key : createHash("sha256").update(key).digest("base64url");

/**
 * The only caller of creates: makes something at an outside system once, however often, by however many nodes, and with whatever
 * answers lost it is called (design.md section 6 rule 2). The intent is committed before the call and the id after it. What may have been
 * made before is repeated with the vendor's key, looked up first, or left to a person. `output` is null when an earlier attempt
 * had made it. Throws what the operation throws, and `remote.outcome_unknown` for an answer that was lost: with `asksPerson` when only
 * a person can find out what came of it.
 */
export const once = <N extends CreateName>(
  book: EffectBook,
  open: OnceSession,
  effect: Effect<N>,
): Promise<MadeNow<N>> => attemptOnce(book, open, effect, false);

type MadeNow<N extends CreateName> = Made & { readonly output: Output<N> | null };

/** `isLookedFor`: the last look was a moment ago and found nothing. */
async function attemptOnce<N extends CreateName>(
  book: EffectBook,
  open: OnceSession,
  effect: Effect<N>,
  isLookedFor: boolean,
): Promise<MadeNow<N>> {
  const { connector, sendingWithin } = open;
  const session = sendingWithin(sendWithinMs);
  const operation = createOf(connector, session, effect.operation);
  const input = checkedInput(effect.operation, effect.input);
  const { unlessBegun = null } = effect;
  const begun = await book.begin({ ...effect, input }, (earlier) => {
    if (earlier === null && unlessBegun !== null) throw unlessBegun;
    demandRepeatable(connector, operation, effect.key, earlier);
    if (!isLookedFor) return null;
    // Another node, or a person, was there since that look.
    if (earlier === null || earlier.isSentAgain)
      throw new HubError("remote.conflict", `${connector.name} is being asked for this`, { retryAfterMs: underWayMs });
    // Written down before it leaves: whatever becomes of it, there is no second repeat.
    return { looks: 0, isSentAgain: true };
  });
  if ("done" in begun) return { ...begun.done, output: null };
  const { attempt } = begun;
  const { earlier } = attempt;
  const key = vendorKeyOf(effect.key);
  const keep = async (raw: unknown) => {
    const output = checkedOutput(connector, effect.operation, raw);
    const { id, number = "" } = output as { readonly id: string; readonly number?: string };
    await book.end(effect.key, attempt.number, { kind: "done", id, number, output });
    return { id, number, mark: attempt.mark, output };
  };
  /** Nothing was made by an earlier attempt: a refusal of this one means that nothing was made at all. */
  let isFirst = earlier === null;
  let lost: Ending = { kind: "lost" };
  let sendsNow = false;
  let isLooking = false;
  try {
    if (earlier !== null && operation.repeat === "look-up" && !isLookedFor) {
      isLooking = true;
      const { secondsSinceFirst } = earlier;
      const found = await operation.find(session, key, { input: attempt.input as Input<N>, secondsSinceFirst });
      if (found !== null) return await keep(found);
      if (operation.laterLooks === undefined) isFirst = true;
      else {
        const progress = { looks: earlier.looks + 1, isSentAgain: earlier.isSentAgain };
        lost = { kind: "lost", progress };
        sendsNow =
          operation.sendsAgain === true && !progress.isSentAgain && progress.looks >= looksOf(operation).length;
        throw notThere(connector, operation, effect.key, progress);
      }
      isLooking = false;
    }
    return await keep(await operation.run(session, attempt.input as Input<N>, key));
  } catch (thrown) {
    const error = isLooking ? lookRefused(connector, asHubError(thrown)) : asHubError(thrown);
    const isRefused = (isFirst ? refusals : refusalsOfRepeat).has(error.code) && !isLookedFor && !isLooking;
    if (isLookedFor && unsent.has(error.code) && earlier !== null)
      lost = { kind: "lost", progress: { looks: earlier.looks, isSentAgain: false } };
    await book.end(effect.key, attempt.number, isRefused ? { kind: "refused" } : lost);
    if (sendsNow) return attemptOnce(book, open, effect, true);
    if ((isFirst && !isRefused) || (isLookedFor && !refusals.has(error.code)))
      throw lostAnswer(connector, operation, effect.key, error);
    throw error;
  }
}

/**
 * Finds out what came of a create that was begun before, where nothing of it is wanted any more: null when it is certain that nothing was made.
 * A vendor that knows keys is only asked by a repeat, which makes what was not made yet. Throws as `once` does.
 */
export async function settleBegun<N extends CreateName>(
  book: EffectBook,
  { connector, sendingWithin }: OnceSession,
  { key, operation: name }: Pick<Effect<N>, "key" | "operation">,
): Promise<Made | null> {
  const session = sendingWithin(sendWithinMs);
  const operation = createOf(connector, session, name);
  const begun = await book.resume(key, (earlier) => {
    demandRepeatable(connector, operation, key, earlier);
    return null;
  });
  if (begun === null) return null;
  if ("done" in begun) return begun.done;
  const { number, mark, input: kept, earlier } = begun.attempt;
  const end = (ending: Ending) => book.end(key, number, ending);
  // What it was sent with went with its person: nothing is left to look for it by.
  if (kept === null || earlier === null || operation.repeat === "none") {
    await end({ kind: "lost" });
    throw asksPerson(connector, key);
  }
  const input = kept as Input<N>;
  let lost: Ending = { kind: "lost" };
  try {
    const found =
      operation.repeat === "look-up"
        ? await operation.find(session, vendorKeyOf(key), { input, secondsSinceFirst: earlier.secondsSinceFirst })
        : await operation.run(session, input, vendorKeyOf(key));
    if (found === null && operation.repeat === "look-up" && operation.laterLooks !== undefined) {
      const progress = { looks: earlier.looks + 1, isSentAgain: earlier.isSentAgain };
      lost = { kind: "lost", progress };
      throw notThere(connector, operation, key, progress);
    }
    if (found === null) {
      await end({ kind: "refused" });
      return null;
    }
    const made = checkedOutput(connector, name, found) as { readonly id: string; readonly number?: string };
    const { id, number: shown = "" } = made;
    await end({ kind: "done", id, number: shown });
    return { id, number: shown, mark };
  } catch (thrown) {
    const error = asHubError(thrown);
    const isRefused = operation.repeat === "vendor-key" && refusalsOfRepeat.has(error.code);
    await end(isRefused ? { kind: "refused" } : lost);
    if (isRefused) return null;
    throw error;
  }
}

type AnyCreate<N extends CreateName> = CreateOperation<z.ZodObject, N>;
type LookUp<N extends CreateName> = Extract<AnyCreate<N>, { readonly repeat: "look-up" }>;

/** Who refuses to be asked says nothing of what was sent before: only the refusal of a repeat does. */
const lookRefused = (connector: AnyConnector, error: HubError): HubError =>
  refusalsOfRepeat.has(error.code)
    ? new HubError("remote.outcome_unknown", `${connector.name} does not say what came of it: ${error.message}`, {
        cause: error,
        details: error.details,
      })
    : error;

/** How long is waited before each look, since it was sent or since the look before it. */
const looksOf = <N extends CreateName>({ visibleAfterSeconds, laterLooks = [] }: LookUp<N>): readonly number[] =>
  [visibleAfterSeconds, ...laterLooks].map((at, index, all) => at - (all[index - 1] ?? 0));

/** A look found nothing: there is another one to come, or nobody but a person can say more. */
function notThere<N extends CreateName>(
  connector: AnyConnector,
  operation: LookUp<N>,
  key: string,
  { looks }: Progress,
): HubError {
  const wait = looksOf(operation)[looks];
  if (wait === undefined) return asksPerson(connector, key);
  return new HubError("remote.outcome_unknown", `${connector.name} does not have it yet; it is looked for again`, {
    retryAfterMs: wait * 1000,
  });
}

function createOf<N extends CreateName>(connector: AnyConnector, session: Session, name: N): AnyCreate<N> {
  // The one cast, as in `perform`.
  const operation = operationOf(connector, name) as AnyCreate<N> | ((settings: unknown) => AnyCreate<N>);
  return typeof operation === "function" ? operation(session.settings) : operation;
}

/** Throws when an attempt may not follow what was tried before: it is too soon to look, or a repeat would not be recognised. */
function demandRepeatable<N extends CreateName>(
  connector: AnyConnector,
  operation: AnyCreate<N>,
  key: string,
  earlier: Earlier | null,
): void {
  if (earlier === null) return;
  // Who sends now writes down how it ends; a vendor that knows keys sorts it out itself.
  const isUnderWay = earlier.state === "sending" && earlier.secondsSinceLast < mayBeSendingSeconds;
  if (isUnderWay && operation.repeat !== "vendor-key")
    throw new HubError("remote.conflict", `${connector.name} is being asked for this`, { retryAfterMs: underWayMs });
  if (operation.repeat === "look-up") {
    // After the last look a person may ask for another one at any moment.
    const until = looksOf(operation)[operation.laterLooks === undefined ? 0 : earlier.looks] ?? 0;
    const hidden = until + (earlier.state === "sending" ? mayBeSendingSeconds : 0);
    const wait = hidden - earlier.secondsSinceLast;
    if (wait <= 0) return;
    const retryAfterMs = wait * 1000;
    throw new HubError("remote.outcome_unknown", `${connector.name} is asked in a moment what came of it`, {
      retryAfterMs,
    });
  }
  // Some room: its clock is not ours.
  if (operation.repeat === "vendor-key" && earlier.secondsSinceFirst < operation.keptSeconds * 0.75) return;
  throw asksPerson(connector, key);
}

/** `effect` in its details: what a person settles. */
const asksPerson = (connector: AnyConnector, effect: string, cause?: HubError): HubError =>
  new HubError(
    "remote.outcome_unknown",
    `${connector.name} cannot tell whether this was made${cause === undefined ? "" : `: ${cause.message}`}; it is not sent again`,
    { asksPerson: true, cause, details: { effect } },
  );

function lostAnswer<N extends CreateName>(
  connector: AnyConnector,
  operation: AnyCreate<N>,
  key: string,
  error: HubError,
): HubError {
  if (operation.repeat === "none") return asksPerson(connector, key, error);
  const retryAfterMs = operation.repeat === "look-up" ? operation.visibleAfterSeconds * 1000 : error.retryAfterMs;
  return new HubError("remote.outcome_unknown", error.message, {
    cause: error,
    details: error.details,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
