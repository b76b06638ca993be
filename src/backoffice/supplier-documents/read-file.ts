import { asHubError } from "#domain/error.ts";
import { readXml } from "#einvoice/read-xml.ts";
import {
  readUblDocument,
  type ReadFault,
  type ReadingPlace,
  type ReadSupplierDocument,
} from "#einvoice/supplier-document-ubl.ts";
import { faultOfHead } from "#backoffice/price-files/file-lines.ts";
import { readCsvDocument, type SaidOfFile } from "./read-csv.ts";

/** Why a file is not read at all. `xml`: `where` says what is wrong with it. */
export interface FileRefusal {
  readonly fault: "empty" | "spreadsheet" | "binary" | "xml";
  readonly where: string;
}

/** By its first sign past a byte order mark, in whatever width it is written. */
const isXml = (bytes: Buffer): boolean =>
  /^(?:\u{FEFF}|ï»¿|ÿþ|þÿ)?\s*</u.test(bytes.subarray(0, 400).toString("latin1").replaceAll("\0", ""));

/** An order or a delivery note out of a file of a supplier: UBL, or CSV with headings. What it does not say itself, `said` says. */
export function readSupplierFile(
  bytes: Buffer,
  said: SaidOfFile,
  place: ReadingPlace,
): (ReadSupplierDocument & { readonly contentType: string }) | ReadFault | FileRefusal {
  if (!isXml(bytes)) {
    const fault = bytes.byteLength === 0 ? "empty" : faultOfHead(bytes.subarray(0, 4096));
    if (fault !== null) return { fault, where: "" };
    const read = readCsvDocument(bytes, said, place);
    return "fault" in read ? read : { ...read, contentType: "text/csv" };
  }
  const root = xmlOf(bytes);
  if ("fault" in root) return root;
  const read = readUblDocument(root, place);
  return "fault" in read ? read : { ...read, contentType: "application/xml" };
}

function xmlOf(bytes: Buffer): ReturnType<typeof readXml> | FileRefusal {
  try {
    return readXml(bytes);
  } catch (thrown) {
    const { code, message } = asHubError(thrown);
    if (code !== "document.invalid") throw thrown;
    return { fault: "xml", where: message };
  }
}
