import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";
import { readXml, type XmlElement } from "#einvoice/read-xml.ts";
import { child, textAt } from "./elements.ts";
import { envelope, type ResponseType, type Xml } from "./request.ts";
import type { Cebeo } from "./settings.ts";

/** `article`: Cebeo does not know an article that was asked for, and answers nothing at all of the others. */
export type Answered =
  | { readonly kind: "ok"; readonly response: XmlElement }
  | { readonly kind: "article"; readonly code: string; readonly text: string };

interface Question {
  readonly responseType: ResponseType;
  readonly operation: Xml;
  /** Changes nothing there. */
  readonly isRead: boolean;
  /** Cuts an answer that is too long to be read whole. */
  readonly cut?: (body: string) => string;
}

const timeoutMs = 30_000;

/**
 * One call, its answer read and its code understood (contract 4). Throws `credentials.expired` for a login that is refused,
 * `remote.unavailable` (of a write `remote.outcome_unknown`) for what is no answer, `document.rejected` with Cebeo's words for every other
 * code. Code 100 says nothing: a read is asked once more.
 */
export async function ask(session: Cebeo, question: Question): Promise<Answered> {
  const first = await askOnce(session, question);
  if (first.code !== "100" || first.isArticle) return judge(session, first);
  if (!question.isRead)
    throw new HubError("remote.outcome_unknown", `Cebeo answered an unknown error: ${session.http.masked(first.text)}`);
  const second = await askOnce(session, question);
  if (second.code !== "100") return judge(session, second);
  const words = session.http.masked(second.text);
  throw new HubError("remote.protocol_changed", `Cebeo answered an unknown error twice: ${words}`, {
    details: { refusal: "100", answer: words },
  });
}

/** For what names no article: an article error is a refusal like any other. */
export async function askPlain(session: Cebeo, question: Question): Promise<XmlElement> {
  const answered = await ask(session, question);
  if (answered.kind === "ok") return answered.response;
  throw rejected(session, answered.code, answered.text);
}

interface Said {
  readonly response: XmlElement;
  readonly code: string;
  readonly text: string;
  readonly isArticle: boolean;
}

async function askOnce(
  session: Cebeo,
  { responseType, operation, isRead, cut = (body) => body }: Question,
): Promise<Said> {
  const { http, settings } = session;
  const answer = await http.text({
    method: "POST",
    path: settings.address,
    headers: { accept: "application/xml, text/xml" },
    xml: envelope(settings, responseType, operation),
    timeoutMs,
    ...(isRead && { isRead }),
  });
  const response = responseIn(answer, cut);
  const message = child(response, "Message");
  const text = textAt(response, "Message");
  const code = message?.attributes["code"]?.trim() ?? "";
  // An answer with content and without a message is one: nobody says that it has to be there.
  if (message === null && (child(response, "Article") ?? child(response, "Order")) !== null)
    return { response, code: "0", text, isArticle: false };
  if (!/^\d{1,9}$/.test(code)) throw changed(answer, "its message has no code");
  return { response, code: String(Number(code)), text, isArticle: code !== "0" && /^ART/i.test(text) };
}

function judge(session: Cebeo, { response, code, text, isArticle }: Said): Answered {
  if (code === "0") return { kind: "ok", response };
  if (isArticle) return { kind: "article", code, text };
  if (["1", "2", "3"].includes(code)) {
    const { customerNumber, userName } = session.settings;
    const words = session.http.masked(text);
    throw new HubError(
      "credentials.expired",
      `Cebeo refuses the web-service login ${userName} of customer ${customerNumber}: ${words}`,
      { details: { refusal: code, answer: words } },
    );
  }
  throw rejected(session, code, text);
}

function rejected({ http }: Cebeo, code: string, text: string): HubError {
  const words = http.masked(text);
  return new HubError("document.rejected", words === "" ? `Cebeo refuses this (code ${code})` : words, {
    details: { refusal: code, answer: words },
  });
}

const changed = ({ host }: Answer, why: string): HubError =>
  new HubError("remote.protocol_changed", `${host} answered in a form that is not expected: ${why}`, {
    details: { where: why },
  });

const isWebPage = (body: string): boolean => /^\s*(?:<\?xml[^>]*\?>\s*)?<(?:!doctype\s+html|html)[\s>]/i.test(body);

/** The element `Response`. What is no XML, or half of it, is no answer: it comes and goes. */
function responseIn(answer: Answer, cut: (body: string) => string): XmlElement {
  const { host, body, isWrite } = answer;
  const noAnswer = (why: string, cause?: unknown) =>
    new HubError(isWrite ? "remote.outcome_unknown" : "remote.unavailable", `${host} answered with ${why}`, { cause });
  if (isWebPage(body)) throw noAnswer("a web page instead of data");
  let root: XmlElement;
  try {
    // It is text by now: what it says of its encoding no longer holds.
    const text = cut(body.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ""));
    root = readXml(Buffer.from(text, "utf8"));
  } catch (cause) {
    throw noAnswer("something that is no XML, or is cut off", cause);
  }
  const response = root.name === "Response" ? root : child(root, "Response");
  if (response === null) throw changed(answer, "there is no Response in it");
  return response;
}
