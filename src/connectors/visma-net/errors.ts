import { z } from "zod";
import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";

const Exception = z.object({
  Message: z.string().optional(),
  message: z.string().optional(),
  ExceptionMessage: z.string().optional(),
  ExceptionFaultCode: z.union([z.string(), z.number()]).transform(String).optional(),
});
const Problem = z.object({
  title: z.string().optional(),
  detail: z.string().nullish(),
  errors: z.record(z.string(), z.array(z.string())).nullish(),
});

interface Refusal {
  readonly words: string;
  readonly faultCode: string;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const isWebPage = ({ headers, body }: Answer): boolean =>
  (headers["content-type"] ?? "").includes("html") || body.trimStart().startsWith("<");

/** What a body says in one sentence: a message, an exception, problem details field by field, or plain text. */
export function refusalIn(body: string): Refusal {
  const data = jsonOf(body);
  if (typeof data === "string") return { words: data.trim(), faultCode: "" };
  if (typeof data !== "object" || data === null) return { words: body.trim().slice(0, 300), faultCode: "" };
  const { ExceptionMessage, Message, message, ExceptionFaultCode = "" } = Exception.safeParse(data).data ?? {};
  const { errors, detail, title } = Problem.safeParse(data).data ?? {};
  const fields = Object.entries(errors ?? {}).flatMap(([field, all]) => all.map((one) => `${field}: ${one}`));
  const words = [fields.join("; "), detail, ExceptionMessage, Message, message, title].find(Boolean) ?? "";
  return { words: words.trim(), faultCode: ExceptionFaultCode };
}

/** What Visma Net means where that differs from HTTP custom (visma-net.md section 9); null = the usual meaning. */
export function errorOf(answer: Answer): HubError | null {
  const { status, host, method } = answer;
  if (isWebPage(answer) || status === 429) return null;
  const { words, faultCode } = refusalIn(answer.body);
  const details = { status: String(status), answer: words, ...(faultCode !== "" && { refusal: faultCode }) };
  const said = words === "" ? "" : `: ${words}`;
  if (faultCode === "12027")
    return new HubError("credentials.insufficient", `${host} has no licence or role for this company${said}`, {
      details,
    });
  if (status === 401)
    return new HubError(
      "credentials.expired",
      `${host} refuses the token: the application is not approved for this company, or the id is that of the customer and not of the company${said}`,
      { details },
    );
  if (status === 403)
    return new HubError("credentials.insufficient", `${host} does not give this access the right to this${said}`, {
      details,
    });
  if (status === 409 || status === 412 || status === 428)
    return new HubError("remote.conflict", `${host} says the record changed meanwhile${said}`, { details });
  if (status >= 400 && status < 500)
    return new HubError(
      method === "GET" ? "remote.protocol_changed" : "document.rejected",
      words || `${host} answered ${status}`,
      {
        details,
      },
    );
  return null;
}

const Absent = z.object({ Message: z.string().min(1) });

/** Proof that a record of the finance interface is not there. The gateway in front of it answers a path it does not know in another form. */
export const saysAbsent = ({ status, body }: Answer): boolean =>
  status === 404 && Absent.safeParse(jsonOf(body)).success;
