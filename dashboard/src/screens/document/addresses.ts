/** Addresses as people separate them: by commas, semicolons, spaces or new lines. */
export const splitAddresses = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
