import { afterAll, beforeAll, expect, test } from "vitest";
import { demoUser, makeCompany } from "#cli/demo-company.ts";
import { prepareScratchHub, type ScratchHub } from "#cli/scratch-hub.ts";
import { startHub, type Hub } from "#cli/start-hub.ts";
import { inBrowser } from "./in-browser.ts";
import { openSession } from "./session.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const say = sayIn("nl");

let scratch: ScratchHub;
let hub: Hub;
beforeAll(async () => {
  scratch = await prepareScratchHub({ port: 0, fast: true });
  hub = await startHub({ configuration: scratch.configuration, role: "all" });
});
afterAll(async () => {
  await hub.stop();
  await scratch.stop();
});

test("while the hub is away the page keeps its data and says so; it comes back by itself", async () => {
  const home = `/a/${await makeCompany(hub.url)}`;
  const an = openSession(hub.url);
  await an.call("POST", "/api/session", demoUser);
  const { page, settled } = await browser.openAt({ url: hub.url.href, cookies: { nl: an.cookies() } });
  await page.goto(home);
  await settled();
  const steps = page.getByRole("heading", { name: say("home.start.shop") });
  await steps.waitFor();

  const configuration = { ...scratch.configuration, port: Number(hub.url.port) };
  await hub.stop();
  // Coming back to a tab asks again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const [before = ""] = say("away.bar", { time: "\n" }).split("\n");
  const bar = page.getByText(before.trim());
  await bar.waitFor();
  expect(await steps.count()).toBe(1);

  hub = await startHub({ configuration, role: "all" });
  await bar.waitFor({ state: "detached" });
  expect(await steps.count()).toBe(1);
});
