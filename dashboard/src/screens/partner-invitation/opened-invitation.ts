const inviteId = /^[0-9a-f-]{36}$/;
/** Behind the `#`: the secret, and the fingerprint of the inviter's key. */
const secretAndKey = /^#?[\w-]{22}\.([\w-]{43})$/;

export interface OpenedInvitation {
  /** The whole link, as the inviter passed it on. */
  readonly link: string;
  readonly fingerprint: string;
}

/** What stands in the address after the hub led an opened link here; null when a part of it was lost on the way. */
export function openedInvitation(origin: string, invite: string | undefined, hash: string): OpenedInvitation | null {
  const [, fingerprint] = secretAndKey.exec(hash) ?? [];
  if (invite === undefined || !inviteId.test(invite) || fingerprint === undefined) return null;
  return { link: `${origin}/x/v1/invites/${invite}#${hash.replace(/^#/, "")}`, fingerprint };
}

/** The same of a link that was kept. */
export function readLink(link: string): OpenedInvitation | null {
  const [, origin = "", invite, hash = ""] = /^(.*)\/x\/v1\/invites\/([^#/]*)(#.*)$/.exec(link) ?? [];
  return openedInvitation(origin, invite, hash);
}
