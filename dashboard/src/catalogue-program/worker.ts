/**
 * The worker of the catalogue program: keeps the program's own files, of one version, so that it opens without a connection. What belongs to
 * a company never passes here: calls of the API are left to the page, which keeps what it may keep in its own database. A new version waits
 * until its reader asks for it or every window is closed; nothing it does touches that database.
 */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** `later`: only some devices need these; they are kept once they were fetched. */
interface ProgramFiles {
  readonly version: string;
  readonly first: readonly string[];
  readonly later: readonly string[];
}

/** The types of a page do not know those of its worker. */
declare const self: {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  /** Written in front of this file by the build, so that other files make it another worker. */
  readonly programFiles: ProgramFiles;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
};

const { version, first, later } = self.programFiles;
const family = "schakel-catalogue ";
const ours = `${family}${version}`;
const page = "/catalogue/";

async function install(): Promise<void> {
  const cache = await caches.open(ours);
  // Names that change with their content may come from the browser's own cache; the others must be those of this version.
  await cache.addAll(first.map((file) => (file.includes("/assets/") ? file : new Request(file, { cache: "reload" }))));
}

async function activate(): Promise<void> {
  const cache = await caches.open(ours);
  for (const name of await caches.keys()) {
    if (!name.startsWith(family) || name === ours) continue;
    const old = await caches.open(name);
    for (const file of later) {
      const kept = await old.match(file);
      if (kept !== undefined) await cache.put(file, kept);
    }
    await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(ours);
  const { pathname } = new URL(request.url);
  const kept = await cache.match(request.mode === "navigate" ? page : pathname);
  if (kept !== undefined) return kept;
  const fetched = await fetch(request);
  if (fetched.ok && later.includes(pathname)) await cache.put(pathname, fetched.clone());
  return fetched;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === self.location.origin && pathname.startsWith(page))
    event.respondWith(answer(event.request));
});
self.addEventListener("message", ({ data }) => {
  if (data === "skipWaiting") void self.skipWaiting();
});

export {};
