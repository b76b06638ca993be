import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { textLater } from "#domain/texts/text-later.ts";
import { refuseFields } from "#api/problem.ts";

/** In the form they are kept and compared in. */
export const Email = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text.normalize("NFC").toLowerCase())
  .pipe(z.email());

/** One that is given to be compared; what a new one must be is looked at by hashOfNew. */
export const Password = z.string().min(1).max(200);

export const shortestPassword = 10;
export const longestPassword = 128;

/** Refuses a password that is too short or long, or the e-mail address itself; nothing is asked of its characters. */
export function refuseUnsuitable(password: string, email: string, field = "password"): void {
  const fits = password.length >= shortestPassword && password.length <= longestPassword;
  if (fits && password.toLowerCase() !== email) return;
  const message = textLater("given.password", { least: shortestPassword, most: longestPassword });
  throw refuseFields([{ field, message }], "password.unsuitable");
}

/** The hash of a new password, which is looked at first. */
export async function hashOfNew(password: string, email: string, field?: string): Promise<string> {
  refuseUnsuitable(password, email, field);
  return hashPassword(password);
}
