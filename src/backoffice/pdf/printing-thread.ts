import { parentPort } from "node:worker_threads";
import { printDocument } from "./document-page.ts";
import { printReport } from "./report-page.ts";
import type { PrintOrder, Printed } from "./print-in-thread.ts";

/** What runs in the printing thread: bytes come in without their Buffer, and an instant as text. */
async function print(order: PrintOrder): Promise<Printed> {
  try {
    if ("report" in order) return { bytes: await printReport(order.report, Temporal.Instant.from(order.at)) };
    const { sheet, at, ubl } = order;
    const logo = sheet.logo && { ...sheet.logo, bytes: Buffer.from(sheet.logo.bytes) };
    const attached = ubl && { ...ubl, bytes: Buffer.from(ubl.bytes) };
    return { bytes: await printDocument({ ...sheet, logo }, Temporal.Instant.from(at), attached) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (order: PrintOrder) => {
  void print(order).then((printed) => parentPort?.postMessage(printed));
});
