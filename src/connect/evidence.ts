/**
 * How well it is known that an operation does what it should at the real product: asked of it, with the answers kept as fixtures; written
 * from what the vendor documents; or from neither, by analogy. What was made up after a document is `documentation`, also as a fixture.
 */
export const evidences = ["recording", "documentation", "inferred"] as const;
export type Evidence = (typeof evidences)[number];
