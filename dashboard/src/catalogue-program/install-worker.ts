/** Installs the worker, and says when a newer version of the program waits to be used. Over plain http on a network browsers have none. */
export async function installWorker(onNewer: (use: () => void) => void): Promise<void> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return;
  const hadOne = serviceWorker.controller !== null;
  // The first worker takes over the page that installed it: nothing changes for who looks at it.
  serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) location.reload();
  });
  const registration = await serviceWorker.register("/catalogue/worker.js", { scope: "/catalogue/" });
  const tell = (worker: ServiceWorker | null): void => {
    if (worker !== null && serviceWorker.controller !== null) onNewer(() => worker.postMessage("skipWaiting"));
  };
  tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") tell(installing);
    });
  });
}
