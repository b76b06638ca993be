/** Whether a newer version of the program waits to be used, and how; null: none does. */
export interface NewerProgram {
  readonly waiting: () => (() => void) | null;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Installs the worker and listens for newer ones. Over plain http on a network browsers have none. */
export function installWorker(): NewerProgram & { readonly installed: Promise<void> } {
  const listeners = new Set<() => void>();
  let waiting: (() => void) | null = null;
  const tell = (worker: ServiceWorker): void => {
    waiting = () => worker.postMessage("skipWaiting");
    for (const changed of listeners) changed();
  };
  const install = async (): Promise<void> => {
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
    if (serviceWorker === undefined) return;
    const hadOne = serviceWorker.controller !== null;
    // The first worker takes over the page that installed it: nothing changes for who looks at it.
    serviceWorker.addEventListener("controllerchange", () => {
      if (hadOne) location.reload();
    });
    const registration = await serviceWorker.register("/catalogue/worker.js", { scope: "/catalogue/" });
    if (registration.waiting !== null && serviceWorker.controller !== null) tell(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && serviceWorker.controller !== null) tell(installing);
      });
    });
  };
  return {
    waiting: () => waiting,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    installed: install(),
  };
}
