import { HubError } from "#domain/error.ts";
import type { AnyConnector, Session } from "./connector.ts";
import type { Http, HttpRequest } from "./http.ts";
import { operations, type Input, type OperationName, type Output } from "./operations.ts";
import { perform } from "./perform.ts";
import { isWrite } from "./refusals.ts";

/** Operations that change nothing at the other side. */
export type ReadName = {
  [N in OperationName]: (typeof operations)[N]["effect"] extends "read" ? N : never;
}[OperationName];

/** A connection of which can only be read. */
export interface Reads {
  read<N extends ReadName>(name: N, input: Input<N>): Promise<Output<N>>;
  readonly now: () => Temporal.Instant;
}

/** For whoever reads among other things: the order job, which writes elsewhere. */
export const readsOf = ({
  connector,
  session,
}: {
  readonly connector: AnyConnector;
  readonly session: Session;
}): Reads => ({ read: (name, input) => perform(connector, session, name, input), now: session.now });

/** For whoever must change nothing: an operation that is called a read and sends something is refused before anything leaves. */
export function readsOnly({
  connector,
  session,
}: {
  readonly connector: AnyConnector;
  readonly session: Session;
}): Reads {
  const quiet = { ...session, http: asking(session.http) };
  return {
    now: session.now,
    async read(name, input) {
      if (operations[name].effect !== "read") throw refused(name);
      return perform(connector, quiet, name, input);
    },
  };
}

const refused = (what: string): HubError => new HubError("internal.unexpected", `${what} would write, in a dry run`);

function asking(http: Http): Http {
  const check = (request: HttpRequest): void => {
    if (isWrite(request)) throw refused(`${request.method} ${request.path}`);
  };
  return {
    async json(request, schema) {
      check(request);
      return http.json(request, schema);
    },
    async jsonWithHeaders(request, schema) {
      check(request);
      return http.jsonWithHeaders(request, schema);
    },
    async jsonOrNull(request, schema, nullOn) {
      check(request);
      return http.jsonOrNull(request, schema, nullOn);
    },
    async done(request) {
      check(request);
      return http.done(request);
    },
    async file(request, maximumBytes) {
      check(request);
      return http.file(request, maximumBytes);
    },
    async text(request) {
      check(request);
      return http.text(request);
    },
    masked: (text) => http.masked(text),
    fillIn: (fields) => http.fillIn(fields),
    scopes: () => http.scopes(),
    wait: (milliseconds) => http.wait(milliseconds),
    async raw(request) {
      check(request);
      return http.raw(request);
    },
  };
}
