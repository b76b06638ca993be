import { useEffect, useRef, useState, type RefObject } from "react";
import { openBarcodeReader } from "./barcode-reader.ts";

export type CameraState = "starting" | "live" | "refused" | "none" | "insecure";

/** Between two looks: a phone stays cool, and nobody notices. */
const betweenLooksMs = 180;

const stateOf = (thrown: unknown): CameraState =>
  thrown instanceof DOMException && (thrown.name === "NotAllowedError" || thrown.name === "SecurityError")
    ? "refused"
    : "none";

/** Shows the camera and looks for a barcode while `isOn`; the camera is off as soon as nobody looks. */
export function useCamera(
  isOn: boolean,
  onCode: (code: string) => void,
): { readonly video: RefObject<HTMLVideoElement | null>; readonly camera: CameraState } {
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onCode);
  const [camera, setCamera] = useState<CameraState>("starting");
  useEffect(() => {
    found.current = onCode;
  });
  useEffect(() => {
    if (!isOn) return;
    const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
    const stop = new AbortController();
    const { signal } = stop;
    const watch = async (): Promise<void> => {
      if (mediaDevices === undefined) return setCamera(isSecureContext ? "none" : "insecure");
      const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
      const stream = await mediaDevices.getUserMedia({ video: wanted, audio: false });
      const end = (): void => {
        for (const track of stream.getTracks()) track.stop();
      };
      const { current: shown } = video;
      if (signal.aborted || shown === null) return end();
      signal.addEventListener("abort", end);
      shown.srcObject = stream;
      await shown.play();
      const read = await openBarcodeReader();
      if (signal.aborted) return;
      setCamera("live");
      while (!signal.aborted) {
        const code = shown.readyState >= 2 ? await read(shown) : null;
        if (code !== null && !signal.aborted) return found.current(code);
        await new Promise((resolve) => window.setTimeout(resolve, betweenLooksMs));
      }
    };
    watch().catch((thrown: unknown) => {
      if (!signal.aborted) setCamera(stateOf(thrown));
    });
    return () => {
      stop.abort();
      setCamera("starting");
    };
  }, [isOn]);
  return { video, camera };
}
