import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { HubError } from "#domain/error.ts";
import type { AttachedFile } from "./print-pdf.ts";
import type { Report } from "./report-page.ts";
import type { Sheet } from "./sheet.ts";

interface DocumentToPrint {
  readonly sheet: Sheet;
  readonly at: string;
  readonly ubl: AttachedFile | null;
}
interface ReportToPrint {
  readonly report: Report;
  readonly at: string;
}
export type PrintOrder = DocumentToPrint | ReportToPrint;
export type Printed = { readonly bytes: Uint8Array } | { readonly fault: string };

type Print = (sheet: Sheet, at: Temporal.Instant, ubl: AttachedFile | null) => Promise<Buffer>;

/** Prints in a thread of its own, one paper at a time; the thread starts with the first and lets the process end. */
function printer(mostMilliseconds: number): (order: PrintOrder) => Promise<Buffer> {
  let thread: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const running = (): Worker => {
    if (thread !== null) return thread;
    const started = new Worker(new URL("printing-thread.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    started.unref();
    // Whatever ended it, the next document gets a new one.
    started.on("exit", () => {
      if (thread === started) thread = null;
    });
    thread = started;
    return started;
  };

  const print = async (order: PrintOrder): Promise<Buffer> => {
    const worker = running();
    const listening = new AbortController();
    const { signal } = listening;
    worker.ref();
    worker.postMessage(order);
    const [printed] = await Promise.race([
      once(worker, "message", { signal }) as Promise<[Printed]>,
      once(worker, "exit", { signal }).then((): [null] => [null]),
      setTimeout(mostMilliseconds, [null] as const, { signal }),
    ]).finally(() => {
      listening.abort();
      worker.unref();
    });
    if (printed === null) {
      await worker.terminate();
      const details = { seconds: String(mostMilliseconds / 1000) };
      throw new HubError("document.invalid", "The document is too large to print: shorten its texts", { details });
    }
    if ("fault" in printed) throw new Error(`Printing failed: ${printed.fault}`);
    return Buffer.from(printed.bytes);
  };

  return (order) => {
    const done = queue.then(() => print(order));
    queue = done.catch(() => undefined);
    return done;
  };
}

const documentsBy =
  (print: (order: PrintOrder) => Promise<Buffer>): Print =>
  (sheet, at, ubl) =>
    print({ sheet, at: at.toString(), ubl });

export const printingThread = (mostMilliseconds: number): Print => documentsBy(printer(mostMilliseconds));

const shared = printer(60_000);

/**
 * A document as PDF/A-3b, as `printDocument` makes it, while everybody else goes on working. Throws `document.invalid` when it takes
 * longer than a minute.
 */
export const printInThread: Print = documentsBy(shared);

/** A report, by the same thread. */
export const printReportInThread = (report: Report, at: Temporal.Instant): Promise<Buffer> =>
  shared({ report, at: at.toString() });
