import { newId } from "#dashboard/parts/new-id.ts";
import { hasMoney, newLine, type DraftForm, type FormAllowance, type FormLine, type LineKind } from "./draft-form.ts";

/** Everything that can be done to a draft while it is edited. Lines are named by their key: it stays when they move. */
export type Change =
  | { readonly do: "set"; readonly values: Partial<Omit<DraftForm, "lines" | "allowances">> }
  | { readonly do: "line"; readonly key: string; readonly values: Partial<FormLine> }
  | {
      readonly do: "add";
      readonly after: string | null;
      readonly kind: LineKind;
      readonly key?: string;
      readonly usualVat: string;
    }
  | { readonly do: "remove"; readonly key: string; readonly usualVat: string }
  | { readonly do: "move"; readonly key: string; readonly by: -1 | 1 }
  | { readonly do: "allowance"; readonly key: string; readonly values: Partial<FormAllowance> | null }
  | { readonly do: "addAllowance" }
  | { readonly do: "replace"; readonly form: DraftForm };

/** The draft after a change; lines that are not concerned stay the same objects, so that only the others draw themselves. */
export function changed(form: DraftForm, change: Change): DraftForm {
  switch (change.do) {
    case "set":
      return { ...form, ...change.values };
    case "line":
      return {
        ...form,
        lines: form.lines.map((line) => (line.key === change.key ? { ...line, ...change.values } : line)),
      };
    case "add": {
      const at =
        change.after === null ? form.lines.length : form.lines.findIndex(({ key }) => key === change.after) + 1;
      const above = form.lines.slice(0, at).findLast(hasMoney);
      const line = newLine(change.kind, above, change.usualVat);
      return {
        ...form,
        lines: form.lines.toSpliced(at, 0, change.key === undefined ? line : { ...line, key: change.key }),
      };
    }
    case "remove": {
      const lines = form.lines.filter(({ key }) => key !== change.key);
      return { ...form, lines: lines.length > 0 ? lines : [newLine("item", undefined, change.usualVat)] };
    }
    case "move": {
      const from = form.lines.findIndex(({ key }) => key === change.key);
      const line = form.lines[from];
      const to = from + change.by;
      if (line === undefined || to < 0 || to >= form.lines.length) return form;
      return { ...form, lines: form.lines.toSpliced(from, 1).toSpliced(to, 0, line) };
    }
    case "allowance": {
      const { key, values } = change;
      return {
        ...form,
        allowances: form.allowances.flatMap((one) =>
          one.key !== key ? [one] : values === null ? [] : [{ ...one, ...values }],
        ),
      };
    }
    case "addAllowance": {
      const allowance = { key: newId(), reason: "", value: "", unit: "percent", group: null } as const;
      return { ...form, allowances: [...form.allowances, allowance] };
    }
    case "replace":
      return change.form;
  }
}
