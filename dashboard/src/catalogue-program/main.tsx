import "virtual:tokens.css";
import "#dashboard/look/base.css";
import "./program-base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { fetchBarcodeReader } from "./barcode-reader.ts";
import { installWorker } from "./install-worker.ts";
import { ProgramContext } from "./program-context.ts";
import { ProgramFrame } from "./program-frame.tsx";
import { likelyLanguage, openProgramTexts, ProgramTextsContext } from "./program-words.ts";
import { startProgram, type Program } from "./program.ts";

/** How often the hub is looked for while somebody looks at the program. */
const everyMs = { away: 15_000, there: 300_000 } as const;

// As the dashboard keeps it; anything else follows the device.
const scheme = localStorage.getItem("mantine-color-scheme-value");
if (scheme === "light" || scheme === "dark") document.documentElement.dataset["scheme"] = scheme;

const texts = await openProgramTexts(likelyLanguage());
const program = await startProgram({
  language: () => texts.now().language,
  speak: texts.speak,
  now: () => new Date().toISOString(),
  storage: (navigator as { readonly storage?: StorageManager }).storage,
  windows: new BroadcastChannel("schakel-catalogue"),
});

function lookForHub(from: Program): void {
  let last = 0;
  const look = (): void => {
    last = Date.now();
    void from.reach();
  };
  window.addEventListener("online", look);
  window.addEventListener("offline", from.lost);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  window.setInterval(() => {
    const wait = from.state().link === "away" ? everyMs.away : everyMs.there;
    if (document.visibilityState === "visible" && Date.now() - last >= wait) look();
  }, everyMs.away);
  look();
}

const place = document.querySelector("#root");
if (place === null) throw new Error("The page has no place for the program");
const newer = installWorker();
createRoot(place).render(
  <StrictMode>
    <ProgramTextsContext value={texts}>
      <ProgramContext value={program}>
        <ProgramFrame newer={newer} />
      </ProgramContext>
    </ProgramTextsContext>
  </StrictMode>,
);
lookForHub(program);
await newer.installed;
// After the first picture: most devices need it, and none at once.
await fetchBarcodeReader();
