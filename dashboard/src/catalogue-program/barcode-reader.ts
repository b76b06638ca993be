import type { BarcodeDetector as Detector } from "barcode-detector/ponyfill";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

/** What is on packaging and shelves of a wholesaler. */
const formats = ["ean_13", "ean_8", "upc_a", "upc_e", "itf", "code_128", "code_39", "data_matrix", "qr_code"] as const;

export type Picture = HTMLVideoElement | ImageBitmap;

/** The first code in a picture; null: there is none to read. */
export type ReadBarcode = (picture: Picture) => Promise<string | null>;

interface NativeDetector {
  new (options: { formats: string[] }): Pick<Detector, "detect">;
  getSupportedFormats(): Promise<string[]>;
}

async function native(): Promise<Pick<Detector, "detect"> | null> {
  const { BarcodeDetector } = globalThis as { readonly BarcodeDetector?: NativeDetector };
  if (BarcodeDetector === undefined) return null;
  const supported = await BarcodeDetector.getSupportedFormats();
  // Some have the name and read nothing.
  if (!supported.includes("ean_13")) return null;
  return new BarcodeDetector({ formats: formats.filter((format) => supported.includes(format)) });
}

/** Ours to serve: nothing is fetched from elsewhere. */
async function own(): Promise<Pick<Detector, "detect">> {
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  prepareZXingModule({ overrides: { locateFile: (): string => wasm } });
  return new BarcodeDetector({ formats: [...formats] });
}

/** The browser's own reader where it has one, else one in WebAssembly. */
export async function openBarcodeReader(): Promise<ReadBarcode> {
  const detector = (await native()) ?? (await own());
  return async (picture) => {
    const [found] = await detector.detect(picture);
    return found === undefined || found.rawValue === "" ? null : found.rawValue;
  };
}

/** Has what a reader needs kept on the device, so that the first scan may be without a connection. */
export async function fetchBarcodeReader(): Promise<void> {
  if ((await native()) !== null) return;
  await import("barcode-detector/ponyfill");
  await fetch(wasm);
}
