import { createContext, use, useSyncExternalStore } from "react";
import type { Program } from "./program.ts";
import type { ProgramState } from "./program-state.ts";

export const ProgramContext = createContext<Program | null>(null);

/** The program and what it knows now. */
export function useProgram(): { readonly program: Program; readonly now: ProgramState } {
  const program = use(ProgramContext);
  if (program === null) throw new Error("There is no program around this");
  return { program, now: useSyncExternalStore(program.subscribe, program.state) };
}

/** Says in one sentence what was just done; read aloud, and gone after a moment. */
export const SayContext = createContext<(sentence: string) => void>(() => undefined);
