import type { TokenRole } from "#store/access-tokens.ts";

/** Who makes a call: a program with a token, or a person who signed in. Nobody: only where an endpoint is open to everybody. */
export interface Caller {
  readonly kind: "token" | "user" | "nobody";
  /** Of the token or the user. */
  readonly id: string;
  readonly name: string;
  /** In the administration of the call; null where a call is of none, or for an operator who is no member. */
  readonly role: TokenRole | null;
  /** Of a token of one administration, or the administration of this call; null where there is none. */
  readonly administrationId: string | null;
  readonly userId: string | null;
  /** Of the browser a person uses. */
  readonly sessionId: string | null;
  /** May manage the hub itself; that opens no administration to a person. */
  readonly isOperator: boolean;
}

export const nobody: Caller = {
  kind: "nobody",
  id: "",
  name: "",
  role: null,
  administrationId: null,
  userId: null,
  sessionId: null,
  isOperator: false,
};
