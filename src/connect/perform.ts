import { HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import type { AnyConnector, Operation, Session } from "./connector.ts";
import { operations, type Input, type OperationName, type Output } from "./operations.ts";

/**
 * The only caller of operations: checks the input and what comes back against the table. `key` names the effect of a
 * create and is required for it. A create that may have been carried out before is looked up first when `isRepeat`.
 * Throws `capability.missing`, `remote.protocol_changed` (the connector's own answer does not fit) and what the operation throws;
 * `remote.outcome_unknown` when a repeat cannot be recognised.
 */
export async function perform<N extends OperationName>(
  connector: AnyConnector,
  session: Session,
  name: N,
  input: Input<N>,
  create?: { readonly key: string; readonly isRepeat: boolean },
): Promise<Output<N>> {
  const definition = operations[name];
  // The one cast: the registry forgot the settings type, and the table pairs name with function.
  const operation = connector.operations[name] as Operation<never, N> | undefined;
  if (operation === undefined) {
    throw new HubError("capability.missing", `${connector.name} does not offer ${name}`, {
      details: { operation: name },
    });
  }
  const checked = definition.input.safeParse(input);
  if (!checked.success) {
    throw new HubError(
      "internal.unexpected",
      `${name} was called with a wrong input: ${textNow(checked.error.issues[0]?.message ?? "", "en")}`,
    );
  }
  const raw = await run(connector, operation, session, name, checked.data as Input<N>, create);
  const output = definition.output.safeParse(raw);
  if (output.success) return output.data as Output<N>;
  const issue = output.error.issues[0];
  throw new HubError("remote.protocol_changed", `${connector.name} gave an unexpected answer to ${name}`, {
    details: { where: issue === undefined ? "" : `${issue.path.join(".")}: ${textNow(issue.message, "en")}` },
  });
}

type AnyCreate = {
  readonly repeat: "vendor-key" | "look-up" | "none";
  readonly find?: (session: unknown, key: string) => Promise<unknown>;
  readonly run: (session: unknown, input: unknown, key: string) => Promise<unknown>;
};

async function run(
  connector: AnyConnector,
  operation: unknown,
  session: Session,
  name: string,
  input: unknown,
  create: { readonly key: string; readonly isRepeat: boolean } | undefined,
): Promise<unknown> {
  if (typeof operation === "function")
    return (operation as (session: unknown, input: unknown) => Promise<unknown>)(session, input);
  const { repeat, find, run: write } = operation as AnyCreate;
  if (create === undefined) throw new HubError("internal.unexpected", `${name} creates something and needs a key`);
  if (create.isRepeat && repeat === "none") {
    throw new HubError(
      "remote.outcome_unknown",
      `${connector.name} cannot tell whether this was made before; it is not sent again`,
    );
  }
  if (create.isRepeat && repeat === "look-up") {
    const found = await find?.(session, create.key);
    if (found !== null && found !== undefined) return found;
  }
  return write(session, input, create.key);
}
