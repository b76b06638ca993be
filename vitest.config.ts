import { defineConfig } from "vitest/config";

const tests = ["{src,dashboard,sandbox,proofs,scripts,chaos}/**/*.test.ts", "*.test.ts"];
const databaseTests = ["{src,sandbox,proofs,scripts,chaos}/**/*.db.test.ts"];

/** Forks, not threads: tests start processes, change signals and must see the flags of the real Node 26. */
export default defineConfig({
  test: {
    pool: "forks",
    // Modules are read once per process; nothing of ours keeps a state of its own.
    isolate: false,
    maxWorkers: 2,
    // Only what hangs may end here, on a busy machine as well.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
    projects: [
      { extends: true, test: { name: "unit", include: tests, exclude: databaseTests } },
      {
        extends: true,
        test: {
          name: "db",
          include: databaseTests,
          globalSetup: "src/store/testing/cluster.ts",
          setupFiles: "src/store/testing/each-file.ts",
          // They start processes, a second each on a quiet machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["src/store/testing/cluster.ts", "e2e/global-setup.ts"],
          setupFiles: "src/store/testing/each-file.ts",
          testTimeout: 180_000,
        },
      },
    ],
  },
});
