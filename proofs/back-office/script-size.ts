import type { Page } from "playwright-core";
import { demoUser } from "#cli/demo-company.ts";
import { openPlace } from "../../e2e/place.ts";
import { launch, openContext, watchedPage } from "../../e2e/visit.ts";
import { sayIn } from "../../e2e/words.ts";

/** One script as it came over the line: bytes of its body and of the headers before it, and what it was compressed with; empty for nothing. */
interface Received {
  readonly path: string;
  readonly bytes: number;
  readonly headers: number;
  readonly encoding: string;
}

export interface ScriptSize {
  /** Once as this browser asks, and once as one asks that is reached without https: gzip only. */
  readonly visits: readonly {
    readonly asking: string;
    readonly files: number;
    readonly bytes: number;
    readonly headers: number;
  }[];
  readonly uncompressed: readonly string[];
}

/** The build keeps smaller ones as they are: compressing gains nothing there. */
const tooSmall = 1024;

/** What the browser itself says that came in for each script. */
async function listen(page: Page): Promise<() => Received[]> {
  const line = await page.context().newCDPSession(page);
  const answers = new Map<string, Omit<Received, "bytes">>();
  const received: Received[] = [];
  line.on("Network.responseReceived", ({ requestId, response: { url, headers, encodedDataLength } }) => {
    const { pathname } = new URL(url);
    const named = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-encoding");
    if (!pathname.endsWith(".js")) return;
    // Until its body comes, what came in are the headers.
    answers.set(requestId, { path: pathname, encoding: named?.[1] ?? "", headers: encodedDataLength });
  });
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const answer = answers.get(requestId);
    if (answer !== undefined) received.push({ ...answer, bytes: encodedDataLength - answer.headers });
  });
  await line.send("Network.enable");
  return () => received;
}

/** Every script a browser receives until somebody signed in and sees home. */
export async function scriptToSeeHome(): Promise<ScriptSize> {
  const { place, stop } = await openPlace(200);
  const browser = await launch(place);
  try {
    const visits = [];
    const uncompressed = new Set<string>();
    for (const asking of ["br", "gzip"]) {
      const context = await openContext(browser, place, "nobody");
      if (asking === "gzip") await context.setExtraHTTPHeaders({ "accept-encoding": "gzip" });
      const { page, settled } = await watchedPage(context);
      const asked = new Set<string>();
      page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.endsWith(".js")) asked.add(pathname);
      });
      const soFar = await listen(page);
      const say = sayIn("nl");
      await page.goto("/");
      await page.getByLabel(say("signIn.email")).fill(demoUser.email);
      await page.getByRole("textbox", { name: say("signIn.password") }).fill(demoUser.password);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/a/**");
      await settled();
      const received = soFar();
      const unseen = [...asked].filter((path) => !received.some((one) => one.path === path));
      if (unseen.length > 0) throw new Error(`Asked for and not received: ${unseen.join(", ")}`);
      for (const { path, encoding, bytes } of received)
        if (encoding !== asking && bytes > tooSmall) uncompressed.add(`${path} came as ${encoding || "it is"}`);
      const sumOf = (part: "bytes" | "headers"): number => received.reduce((sum, one) => sum + one[part], 0);
      visits.push({ asking, files: received.length, bytes: sumOf("bytes"), headers: sumOf("headers") });
      await context.close();
    }
    return { visits, uncompressed: [...uncompressed] };
  } finally {
    await browser.close();
    await stop();
  }
}
