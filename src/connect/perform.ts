import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { operations, type CreateName, type Input, type OperationName, type Output } from "./operations.ts";

/**
 * The only caller of reads and puts: checks the input and what comes back against the table. Creates go through `once`.
 * Throws `capability.missing`, `remote.protocol_changed` (the connector's own answer does not fit) and what the operation throws.
 */
export async function perform<N extends Exclude<OperationName, CreateName>>(
  connector: AnyConnector,
  session: Session,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  // The one cast: the registry forgot the settings type, and the table pairs name with function.
  const operation = operationOf(connector, name) as (session: Session, input: Input<N>) => Promise<unknown>;
  if (connector.accountLacks?.(session.settings).includes(name) === true) throw missing(connector, name);
  const answer = await operation(session, checkedInput(name, input));
  return checkedOutput(connector, name, name === "basket.open" ? withSecrets(session, answer) : answer);
}

const Form = z.looseObject({
  fields: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.object({ secret: z.string() })]) })),
});

/** A form that the user's own browser posts holds the login: filled in here, behind the connector's back. */
function withSecrets({ http }: Session, answer: unknown): unknown {
  const form = Form.safeParse(answer);
  return form.success ? { ...form.data, fields: http.fillIn(form.data.fields) } : answer;
}

/** Throws `capability.missing` when the connector does not offer it. */
export function operationOf(connector: AnyConnector, name: OperationName): unknown {
  const operation = connector.operations[name];
  if (operation !== undefined) return operation;
  throw missing(connector, name);
}

const missing = (connector: AnyConnector, name: OperationName): HubError =>
  new HubError("capability.missing", `${connector.name} does not offer ${name}`, { details: { operation: name } });

/** A wrong input is our own mistake: `internal.unexpected`. */
export function checkedInput<N extends OperationName>(name: N, input: Input<N>): Input<N> {
  const checked = operations[name].input.safeParse(input);
  if (checked.success) return checked.data as Input<N>;
  const message = textNow(checked.error.issues[0]?.message ?? "", "en");
  throw new HubError("internal.unexpected", `${name} was called with a wrong input: ${message}`);
}

/** Throws `remote.protocol_changed` when what a connector made of an answer does not fit. */
export function checkedOutput<N extends OperationName>(connector: AnyConnector, name: N, raw: unknown): Output<N> {
  const output = operations[name].output.safeParse(raw);
  if (output.success) return output.data as Output<N>;
  const issue = output.error.issues[0];
  throw new HubError("remote.protocol_changed", `${connector.name} gave an unexpected answer to ${name}`, {
    details: { where: issue === undefined ? "" : `${issue.path.join(".")}: ${textNow(issue.message, "en")}` },
  });
}
