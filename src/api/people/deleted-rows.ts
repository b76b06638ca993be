import { z } from "zod";
import { emptiedTables } from "#domain/retention.ts";
import type { Deleted } from "#store/retention.ts";

export const DeletedRows = z
  .array(z.object({ table: z.enum(emptiedTables), count: z.int() }))
  .meta({ description: "Rows per table that went, or of which the content went" });

export const deletedRows = (deleted: Deleted): z.output<typeof DeletedRows> =>
  emptiedTables.flatMap((table) => {
    const count = deleted[table] ?? 0;
    return count > 0 ? [{ table, count }] : [];
  });
