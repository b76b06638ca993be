import type { z } from "zod";
import { askPartner, type AskingMeans, type Outcome } from "./ask-partner.ts";
import { isSelfNamed, PublicJwk, publicJwk, type OwnKey } from "./exchange-keys.ts";
import {
  Invitation,
  InviteAccepted,
  InviteEnded,
  inviteProofKey,
  type InviteAccept,
  type InviteEnd,
  type InviteLink,
  type InviteLook,
} from "./invites.ts";

type Said<T> = Omit<T, "v" | "inviteId" | "key">;

export interface InviteClient {
  /** `done` only when the key of the answer is the one the link names: nobody between can show another party. */
  readonly look: (said: Said<InviteLook>) => Promise<Outcome<Invitation>>;
  readonly accept: (said: Said<InviteAccept>) => Promise<Outcome<InviteAccepted>>;
  readonly reject: (said: Said<InviteEnd>) => Promise<Outcome<InviteEnded>>;
}

/** What the invited side asks the inviter's hub; `key` is the one it makes for this relation. */
export function inviteClient(means: AskingMeans & { readonly link: InviteLink; readonly key: OwnKey }): InviteClient {
  const { link, key } = means;
  const ask = <T extends z.ZodType>(step: string, said: object, schema: T) =>
    askStep(means, { ...link, step, partnerKid: link.kid, key, proofKey: inviteProofKey(link.secret), said, schema });
  return {
    look: (said) => ask("look", said, Invitation),
    accept: (said) => ask("accept", said, InviteAccepted),
    reject: (said) => ask("reject", said, InviteEnded),
  };
}

/** The inviter takes the invitation back at the hub of who looked. It need not arrive: an acceptance is then refused. */
export const cancelInvite = (
  means: AskingMeans & {
    readonly baseAddress: string;
    readonly inviteId: string;
    readonly key: OwnKey;
    readonly partnerKid: string;
    readonly proofKey: Uint8Array;
  },
  said: Said<InviteEnd>,
): Promise<Outcome<InviteEnded>> => askStep(means, { ...means, step: "cancel", said, schema: InviteEnded });

interface InviteStep<T extends z.ZodType> {
  readonly baseAddress: string;
  readonly inviteId: string;
  readonly step: string;
  readonly partnerKid: string;
  readonly key: OwnKey;
  readonly proofKey: Uint8Array;
  readonly said: object;
  readonly schema: T;
}

/** Each answer of the hand-shake brings the key it is signed with: the thumbprint, known before, vouches for it. */
function askStep<T extends z.ZodType>(means: AskingMeans, asked: InviteStep<T>): Promise<Outcome<z.output<T>>> {
  const { baseAddress, inviteId, step, partnerKid, key, proofKey, said, schema } = asked;
  return askPartner(means, {
    method: "POST",
    targetUri: `${baseAddress}/x/v1/invites/${inviteId}/${step}`,
    body: { v: 1, inviteId, key: publicJwk(key), ...said },
    ...{ relationId: null, proofKey, key, schema },
    keyOf: (kid, raw) => {
      const brought = PublicJwk.safeParse((raw as { readonly key?: unknown } | null | undefined)?.key);
      if (!brought.success || !isSelfNamed(brought.data) || brought.data.kid !== partnerKid || kid !== partnerKid)
        return null;
      return { kid, x: brought.data.x, validTo: null };
    },
  });
}
