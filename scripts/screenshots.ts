/**
 * `npm run screenshots`: every screen in every look, nl/fr/en × light/dark × 1440/390 px, into .tmp/screenshots with an index.
 * Looks for what a machine can see: overflow, poor contrast, clipped words, raw keys, console errors, failed requests.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { axeFaults, layoutFaults } from "../e2e/look.ts";
import { languages, openPlace, type Language, type Place } from "../e2e/place.ts";
import { viewerOf, type View } from "../e2e/screen.ts";
import { views } from "../e2e/screens.ts";
import { isMeant, launch, openDesk, visit, type Desk } from "../e2e/visit.ts";
import { indexOf, type Picture } from "./screenshot-index.ts";

const help = `npm run screenshots [-- --only GROUP[,GROUP]] [--language nl] [--orders N] [--json]

Photographs every screen of e2e/screens.ts into .tmp/screenshots; index.html shows them. Exit code 1 when something is wrong.
  --only      groups of screens, or names of screens
  --language  only this one
  --orders    of the demo behind it, 2000 by default
  --json      one summary`;

const folder = join(import.meta.dirname, "../.tmp/screenshots");
const schemes = ["light", "dark"] as const;
const widths = { wide: 1440, phone: 390 } as const;
const heights = { wide: 900, phone: 844 } as const;
/** The narrowest phone that is still in use. */
const narrowest = 320;
/** Two cores: one draws while the other is waited for. */
const atOnce = 2;
const tallest = 3000;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    language: { type: "string" },
    orders: { type: "string", default: "2000" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const only = values.only?.split(",");
const chosen = views.filter(
  ({ screen, name }) => only === undefined || [screen.group, screen.name, name].some((one) => only.includes(one)),
);
const spoken = languages.filter((language) => values.language === undefined || values.language === language);
const orders = Number(values.orders);
if (values.help || chosen.length === 0 || spoken.length === 0 || !(orders >= 50)) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}

interface Task {
  readonly view: View;
  readonly language: Language;
}

/** All pictures of one look of a screen in one language: it is opened once, then shown light, dark, wide and narrow. */
async function photograph(desk: Desk, place: Place, { view, language }: Task): Promise<Picture[]> {
  const watched = await desk(viewerOf(view, language), language);
  const { page } = watched;
  const taken: Picture[] = [];
  const whole = view.state.api?.answer === "never";
  await page.setViewportSize({ width: widths.wide, height: heights.wide });
  await page.emulateMedia({ colorScheme: "light" });
  const opened = await visit(watched, place, view, language).then(
    () => null,
    (error: unknown) => `does not open: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
  );
  for (const width of Object.keys(widths) as (keyof typeof widths)[]) {
    await page.setViewportSize({ width: widths[width], height: heights[width] });
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      if (opened === null) await watched.settled(whole);
      const file = `${view.name}-${language}-${scheme}-${width}.png`;
      const faults = [
        ...(opened === null ? [] : [opened]),
        ...watched.faults().filter((fault) => !isMeant(view, fault)),
        ...(scheme === "light" ? await layoutFaults(page) : []),
        // Colours are the same in every language.
        ...(language === "nl" ? await axeFaults(page, { only: ["color-contrast"] }) : []),
      ];
      // A window as high as the page: what sticks to its edges then stands where it belongs.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({
        width: widths[width],
        height: Math.min(tallest, Math.max(height, heights[width])),
      });
      await page.screenshot({ path: join(folder, file), animations: "disabled" });
      await page.setViewportSize({ width: widths[width], height: heights[width] });
      taken.push({ file, view: view.name, group: view.screen.group, language, scheme, width, faults });
    }
  }
  if (view.screen.isMain === true) {
    await page.setViewportSize({ width: narrowest, height: 640 });
    if (opened === null) await watched.settled(whole);
    const [last] = taken.slice(-1);
    const narrow = (await layoutFaults(page)).map((fault) => `at ${narrowest} px: ${fault}`);
    if (last !== undefined) taken[taken.length - 1] = { ...last, faults: [...last.faults, ...narrow] };
  }
  return taken;
}

async function photographAll(place: Place): Promise<Picture[]> {
  const browser = await launch(place);
  try {
    const pictures: Picture[] = [];
    const work = async (tasks: Task[]): Promise<void> => {
      const desk = openDesk(browser, place);
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        const taken = await photograph(desk, place, task);
        pictures.push(...taken);
        const wrong = taken.flatMap(({ file, faults }) => faults.map((fault) => `${file}: ${fault}`));
        for (const line of wrong) console.error(line);
      }
    };
    // One language after the other: people who look in all of them read in one at a time.
    for (const language of spoken) {
      const tasks = chosen.map((view) => ({ view, language }));
      await Promise.all(Array.from({ length: atOnce }, () => work(tasks)));
    }
    return pictures.toSorted((one, other) => one.file.localeCompare(other.file));
  } finally {
    await browser.close();
  }
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const startedAt = performance.now();
if (!values.json) console.log(`A demo of ${orders} orders happens first ...`);
const { place, stop } = await openPlace(orders);
const photographedAt = performance.now();
const pictures = await photographAll(place).catch(async (error: unknown) => {
  await stop();
  throw error;
});
await stop();
await writeFile(join(folder, "index.html"), indexOf(pictures));
const faults = pictures.flatMap(({ file, faults: wrong }) => wrong.map((fault) => ({ file, fault })));
const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);
console.log(
  values.json
    ? JSON.stringify({ pictures: pictures.length, screens: chosen.length, faults, seconds: seconds(startedAt) })
    : `${pictures.length} pictures of ${chosen.length} screens and states, ${faults.length} faults, in ${seconds(photographedAt)} s (and the demo); ${folder}/index.html`,
);
process.exit(faults.length === 0 ? 0 : 1);
