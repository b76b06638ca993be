import { HubError, type ErrorCode } from "#domain/error.ts";
import { textNow } from "./text.ts";

/** An error whose reason, of `textLater`, people read in their own language. Its message is English, for who reads a log. */
export const saidError = (
  code: ErrorCode,
  says: string,
  { details = {}, ...options }: ConstructorParameters<typeof HubError>[2] = {},
): HubError => new HubError(code, textNow(says, "en"), { ...options, details: { ...details, says } });

/** The reason of an error to read on in a sentence: in the reader's language when it is ours, else in the words it came in. */
export const reasonSaid = (
  text: string,
  { says }: { readonly says?: string },
  language: Parameters<typeof textNow>[1],
): string => (says === undefined ? text : textNow(says, language)).replace(/\.$/, "");
