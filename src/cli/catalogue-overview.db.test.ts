import { expect, test } from "vitest";
import { hubClient } from "#cli/hub-client.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { openWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue } from "./testing/coupled-catalogue.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";

const under = await hubUnderTest();

interface Seen {
  readonly headline?: { readonly state: string; readonly title: string; readonly count: number };
  readonly catalogues: readonly { readonly couplingId: string; readonly title: string; readonly count: number }[];
}

test("what of a catalogue waits for a person stands on the first page and under work, and only once it is on", async () => {
  const world = openWorld();
  for (const [id, code] of [
    ["i1", "A-1"],
    ["i2", "A-2"],
    ["i3", "A-2"],
  ])
    world.putItem({ externalId: id ?? "", sellersItemIdentifier: code ?? "", name: `Artikel ${id}`, price: "1.50" });
  const mapped = { vatClasses: { HOOG: { to: "std", rate: "21" } } };
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  const seen = async () => ({
    home: await coupled.api.get<Seen>("/api/overview"),
    work: await coupled.api.get<Seen>("/api/work"),
  });

  await coupled.act("look");
  await coupled.run("ready");
  const looked = await seen();
  expect([looked.home.catalogues, looked.work.catalogues]).toEqual([[], []]);
  expect(looked.home.headline?.state).not.toBe("needsYou");

  await coupled.act("start");
  await coupled.run("done");
  const { home, work } = await seen();
  const line = { couplingId: coupled.couplingId, count: 2, title: "2 artikelen voor Winkel wachten op jou" };
  expect(home.catalogues).toMatchObject([line]);
  expect(work.catalogues).toMatchObject([line]);
  expect(home.headline).toMatchObject({ state: "needsYou", title: line.title, count: 0 });

  const token = await makeAccessToken(under.store.hub, under.store.key, {
    ...{ name: "Bert", administrationId: coupled.administrationId, role: "buyer" },
  });
  const buyer = hubClient(under.hub.url, token);
  expect((await buyer.get<Seen>("/api/overview")).catalogues).toEqual([]);
  expect((await buyer.get<Seen>("/api/work")).catalogues).toEqual([]);

  world.putItem({ externalId: "i3", sellersItemIdentifier: "A-3" });
  await coupled.act("retry", { externalId: null });
  await coupled.follow();
  await coupled.act("retry", { externalId: null });
  await coupled.follow();
  expect((await seen()).home.catalogues).toEqual([]);
});
