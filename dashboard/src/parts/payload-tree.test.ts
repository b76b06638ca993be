import { expect, test } from "vitest";
import { treeOf } from "./payload-tree.ts";

test("fields are a tree, with how much is in what is folded", () => {
  const tree = treeOf('{"id":84,"billing":{"email":"an@example.be","key":"•••"},"lines":[1,2]}');
  expect(tree?.map(({ path, name, text }) => [path, name, text])).toEqual([
    ["$.id", "id", "84"],
    ["$.billing", "billing", "{2}"],
    ["$.lines", "lines", "[2]"],
  ]);
  expect(tree?.[1]?.children.map(({ path, text }) => [path, text])).toEqual([
    ["$.billing.email", '"an@example.be"'],
    ["$.billing.key", '"•••"'],
  ]);
});

test("a list of one is that one", () => {
  expect(treeOf('[{"id":1}]')?.map(({ name }) => name)).toEqual(["id"]);
});

test.each(["webhook_id=5", '"text"', "null", ""])("%s is no tree", (body) => {
  expect(treeOf(body)).toBeNull();
});
