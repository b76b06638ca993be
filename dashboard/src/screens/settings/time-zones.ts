const near = ["Europe/Brussels", "Europe/Amsterdam", "Europe/Luxembourg", "Europe/Paris", "Europe/Berlin"];

/** The neighbours first, then every one this browser knows; the one that is kept is always there. */
export const timeZones = (kept: string): string[] => [
  ...new Set([...near, ...Intl.supportedValuesOf("timeZone"), kept]),
];
