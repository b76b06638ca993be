/** What goes back: answers, and the error shapes of the two interfaces. */
import { STATUS_CODES } from "node:http";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, bytes as they are; without it the answer has no body. */ readonly body?: unknown;
}

/** Thrown by whoever finds the fault: nothing was written. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(JSON.stringify(answer.body));
    this.answer = answer;
  }
}

/** The finance interface says what is wrong in one sentence. */
export const refused = (status: number, message: string): Refused =>
  new Refused({ status, body: { Message: message } });
export const invalid = (message: string): Refused => refused(400, message);

/** A known part of the real thing that nobody built here: loud, so that no test leans on it. */
export const notBuilt = (what: string): Refused => refused(501, `The stand-in does not have ${what}`);

export const noLicence = (): Answer => ({
  status: 403,
  body: {
    Message: "An error has occurred.",
    ExceptionType: "IPPException",
    ExceptionMessage: "No license for this company",
    ExceptionFaultCode: "12027",
    ExceptionMessageID: "12027",
    ExceptionDetails: "",
  },
});

const titles: Readonly<Record<number, string>> = {
  400: "One or more validation errors occurred.",
  404: "Document could not be found",
};

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** The sales order service answers problem details. */
export const problem = (status: number, detail?: string, errors?: FieldErrors): Answer => ({
  status,
  headers: { "Content-Type": "application/problem+json; charset=utf-8" },
  body: { type: "about:blank", title: titles[status] ?? STATUS_CODES[status], status, detail, errors },
});
export const problemOf = (field: string, message: string): Refused =>
  new Refused(problem(400, undefined, { [field]: [message] }));
