import { defineConfig } from "vitest/config";
export default defineConfig({ test: { pool: "forks", reporters: ["verbose"], maxWorkers: 1, testTimeout: 180_000, hookTimeout: 300_000, expect: { poll: { timeout: 45_000 } }, bail: 1, include: ["e2e/catalogue-program.test.ts"], provide: { place: { browser: "/usr/bin/chromium" } as never } } });
