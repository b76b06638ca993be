import { expect, test } from "vitest";
import { rolesToGive } from "./roles-to-give.ts";

const owner = { role: "owner" } as const;
const viewer = { role: "viewer" } as const;

test("an owner makes owners, and the last one stays", () => {
  expect(rolesToGive(viewer, [owner, viewer], "owner").roles).toContain("owner");
  expect(rolesToGive(owner, [owner, viewer], "owner").why).toBe("lastOwner");
  expect(rolesToGive(owner, [owner, owner], "owner").why).toBeNull();
});

test("an administrator touches no owner and makes none", () => {
  expect(rolesToGive(owner, [owner, owner], "administrator").why).toBe("ownersOnly");
  expect(rolesToGive(viewer, [owner, viewer], "administrator").roles).not.toContain("owner");
});
