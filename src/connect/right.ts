/** One right by the other side's own name. `proved`: null when nothing that was tried tells. */
export interface Right {
  readonly kind: "role" | "scope";
  readonly name: string;
  readonly proved: boolean | null;
}
