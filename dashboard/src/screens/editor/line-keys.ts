export type LineAct = "add" | "up" | "down" | "remove";

interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key does in the table of lines; Tab walks through the cells by itself. Null: it types. */
export function actOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): LineAct | null {
  const isCommand = ctrlKey || metaKey;
  if (key === "Enter" && !isCommand && !altKey && !shiftKey) return "add";
  if (altKey && !isCommand && key === "ArrowUp") return "up";
  if (altKey && !isCommand && key === "ArrowDown") return "down";
  return isCommand && shiftKey && key === "Backspace" ? "remove" : null;
}
