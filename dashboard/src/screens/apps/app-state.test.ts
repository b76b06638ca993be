import { expect, test } from "vitest";
import { asksLicence, stateOf, type App } from "./app-state.ts";

test("an app that is always on says so, and one that stands still wants attention", () => {
  expect(stateOf({ state: "on", isFixed: true }).text).toBe("apps.fixed");
  expect(stateOf({ state: "on", isFixed: false })).toEqual({ look: null, text: "apps.on" });
  expect(stateOf({ state: "off", isFixed: false })).toEqual({ look: null, text: "apps.off" });
  expect(stateOf({ state: "stopped", isFixed: false })).toEqual({ look: "act", text: "apps.stopped" });
});

test("a licence code is asked only where one is needed and missing or running out", () => {
  const licence = { isNeeded: true, validUntil: null, state: "none", contact: "" } as const;
  const app = { mayActivate: true, hindrance: "A code is needed", licence } as App;
  expect(asksLicence(app)).toBe(true);
  expect(asksLicence({ ...app, licence: null, hindrance: null })).toBe(false);
  expect(asksLicence({ ...app, hindrance: null, licence: { ...licence, state: "valid" } })).toBe(false);
  expect(asksLicence({ ...app, hindrance: null, mayActivate: false, licence: { ...licence, state: "expiring" } })).toBe(
    true,
  );
});
