/** Where the screen of an import is. */
export const importAddress = {
  parties: "/a/$administration/parties/import",
  items: "/a/$administration/items/import",
} as const;
