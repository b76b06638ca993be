/**
 * Text that PostgreSQL takes, as text and inside JSON: it refuses U+0000 and half a surrogate pair, which other systems do
 * send. Each becomes U+FFFD, so that one odd sign never stops a record.
 */
export const storable = (text: string): string => text.toWellFormed().replaceAll("\0", "\uFFFD");
