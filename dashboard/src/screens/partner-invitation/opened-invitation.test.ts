import { expect, test } from "vitest";
import { openedInvitation, readLink } from "./opened-invitation.ts";

const invite = "0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b22";
const secret = "AbCdEfGhIjKlMnOpQrStUg";
const kid = "0123456789abcdefghijABCDEFGHIJ-_01234567890";

test("the link is put together as it was passed on", () => {
  const link = `https://hub.example/x/v1/invites/${invite}#${secret}.${kid}`;
  expect(openedInvitation("https://hub.example", invite, `${secret}.${kid}`)).toEqual({ link, fingerprint: kid });
  expect(openedInvitation("https://hub.example", invite, `#${secret}.${kid}`)).toEqual({ link, fingerprint: kid });
  expect(readLink(link)).toEqual({ link, fingerprint: kid });
});

test.each([
  ["no number", undefined, `${secret}.${kid}`],
  ["another number", "../../x", `${secret}.${kid}`],
  ["no secret", invite, ""],
  ["half a secret", invite, `${secret}.`],
  ["a key that is cut off", invite, `${secret}.${kid.slice(1)}`],
  ["more behind it", invite, `${secret}.${kid}&x=1`],
])("%s is no invitation", (_, id, hash) => {
  expect(openedInvitation("https://hub.example", id, hash)).toBeNull();
});

test("a text that is no link is none", () => {
  expect(readLink("")).toBeNull();
  expect(readLink("https://hub.example/partner-invitation")).toBeNull();
});
