import { afterAll } from "vitest";
import { endFile } from "./end-of-file.ts";

// A set-up file: it is read again for every file of tests, and what it imports is not.
afterAll(endFile);
