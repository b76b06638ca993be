import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { demoUser } from "#cli/demo-company.ts";
import { openPlace } from "../../e2e/place.ts";
import { launch, openContext, watchedPage } from "../../e2e/visit.ts";
import { sayIn } from "../../e2e/words.ts";

const dist = fileURLToPath(new URL("../../dashboard/dist/", import.meta.url));

export interface ScriptSize {
  readonly files: number;
  readonly bytes: number;
}

/** Every script a browser asks for until somebody signed in and sees home, compressed as the build keeps it. `sabotage`: goes on to another screen. */
export async function scriptToSeeHome(sabotage: boolean): Promise<ScriptSize> {
  const { place, stop } = await openPlace(200);
  const browser = await launch(place);
  try {
    const context = await openContext(browser, place, "nobody");
    const { page, settled } = await watchedPage(context);
    const scripts = new Set<string>();
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith(".js")) scripts.add(pathname.slice(1));
    });
    const say = sayIn("nl");
    await page.goto("/");
    await page.getByLabel(say("signIn.email")).fill(demoUser.email);
    await page.getByRole("textbox", { name: say("signIn.password") }).fill(demoUser.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/a/**");
    await settled();
    if (sabotage) {
      for (const path of ["/documents/new", "/orders", "/settings/company", "/apps"]) {
        await page.goto(`/a/${place.administrationId}${path}`);
        await settled();
      }
    }
    const bytes = [...scripts].map((file) => gzipSync(readFileSync(`${dist}${file}`), { level: 9 }).byteLength);
    return { files: scripts.size, bytes: bytes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await browser.close();
    await stop();
  }
}
