import { expect, test } from "vitest";
import { splitAddresses } from "./addresses.ts";

test("addresses however people separate them, each once", () => {
  expect(splitAddresses(" an@velo.example; jan@x.example,an@velo.example\npiet@x.example ")).toEqual([
    "an@velo.example",
    "jan@x.example",
    "piet@x.example",
  ]);
  expect(splitAddresses(" ; ")).toEqual([]);
});
