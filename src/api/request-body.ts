import type { FastifyInstance, FastifyRequest } from "fastify";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { languageOf } from "./language.ts";
import { refuseFields, RequestRefused } from "./problem.ts";

const deepest = 32;

/** What is wrong with one text; null when it can be stored as it is. */
function wrongText(text: string): string | null {
  if (text.includes("\0")) return textLater("given.nulCharacter");
  return text.isWellFormed() ? null : textLater("given.halfCharacter");
}

/**
 * Refuses what PostgreSQL cannot keep (NUL, half characters) and what nobody sends in earnest (`__proto__`, deep nesting), wherever it
 * stands. Its own stack, so that depth costs no call stack.
 */
export function refuseUnreadable(input: unknown): void {
  const open: { value: unknown; field: string; depth: number }[] = [{ value: input, field: "", depth: 0 }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { value, field, depth } = entry;
    if (depth > deepest)
      throw refuseFields([{ field: field.slice(0, 200), message: textLater("given.tooDeep", { limit: deepest }) }]);
    if (typeof value === "string") {
      const message = wrongText(value);
      if (message !== null) throw refuseFields([{ field, message }]);
    }
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const wrong = key === "__proto__" ? textLater("given.fieldName") : wrongText(key);
      const name = Array.isArray(value) || wrong === null ? key : JSON.stringify(key).slice(1, -1);
      const path = field === "" ? name : `${field}.${name}`;
      if (wrong !== null) throw refuseFields([{ field: path, message: wrong }]);
      open.push({ value: inner, field: path, depth: depth + 1 });
    }
  }
}

/** Bodies are JSON in UTF-8 and nothing else; bytes that are no UTF-8 are refused, never replaced. An empty body is no body. */
export function readJsonBodies(server: FastifyInstance): void {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) => {
    if (body.byteLength === 0) return undefined;
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      throw new RequestRefused("request.invalid", "The body is not UTF-8");
    }
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new RequestRefused("request.invalid", "The body is not JSON");
    }
  });
}

/** Bodies are files, whatever they are called, of at most `most` bytes. */
export function readFileBodies(server: FastifyInstance, most: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: most },
    async (_request: unknown, body: Buffer) => body,
  );
}

/** Refuses a file that says at once that it is too large, before any of it is read. */
export function refuseLargeFile(request: FastifyRequest, most: number): void {
  if (Number(request.headers["content-length"] ?? 0) <= most) return;
  const megabytes = String(Math.floor(most / 1024 / 1024));
  const message = textOf("upload.tooLarge", languageOf(request), { megabytes });
  throw new RequestRefused("request.too_large", `A file here has at most ${most} bytes`, [{ field: "", message }]);
}
