/**
 * The link of an invitation that was opened, for this tab only: whoever has to sign in first comes back to it, and its secret stands in no
 * address that a server or another page could read.
 */
const keptAs = "schakel.partner-invitation";

export const keepInvitation = (link: string): void => sessionStorage.setItem(keptAs, link);

export const keptInvitation = (): string => sessionStorage.getItem(keptAs) ?? "";

export const forgetInvitation = (): void => sessionStorage.removeItem(keptAs);
