const keptAs = "schakel.reloaded";

interface Page {
  /** Its name changes with the content of the page. */
  readonly build: string;
  readonly kept: Pick<Storage, "getItem" | "setItem">;
  readonly isHubThere: () => Promise<boolean>;
  readonly pause: () => Promise<void>;
  readonly reload: () => void;
}

/**
 * After an update of the hub an open tab asks for files that are gone, and only a reload helps. While the hub is away nothing
 * does: the page stays as it is until the hub answers. Of a hub that is there at most once per build, for a file that never comes would
 * go round.
 */
export function reloadForMissingFile({ build, kept, isHubThere, pause, reload }: Page) {
  let isWaiting = false;
  return async (failure: Error): Promise<void> => {
    // By the browser's own words the router knows it, and reloads at once, hub or no hub. Prevented, the file would count as loaded.
    failure.message = `A file of this page did not come: ${failure.message}`;
    if (isWaiting) return;
    isWaiting = true;
    let wasAway = false;
    for (; !(await isHubThere()); await pause()) wasAway = true;
    isWaiting = false;
    if (!wasAway && kept.getItem(keptAs) === build) return;
    kept.setItem(keptAs, build);
    reload();
  };
}
