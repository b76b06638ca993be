import { z } from "zod";
import { unitWord } from "#domain/supplier/units.ts";

/** Units of a supplier that nobody knows by themselves, as a setting: one `WORD=CODE` per line, the code of UN/ECE Rec 20. */
export const learntUnits = z
  .array(
    z
      .string()
      .trim()
      .regex(/^[^=]{1,40}=\s*[A-Z0-9]{2,3}$/),
  )
  .max(200)
  .default([]);

/** As `unitOf` asks for it. */
export const learntFrom = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines.map((line) => {
      const [word = "", code = ""] = line.split("=");
      return [unitWord(word), code.trim()];
    }),
  );
