type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function rebasedValue(saved: unknown, sent: unknown, typed: unknown): unknown {
  if (JSON.stringify(typed) === JSON.stringify(sent)) return saved;
  if (!isFields(saved) || !isFields(sent) || !isFields(typed)) return typed;
  const names = new Set([...Object.keys(saved), ...Object.keys(typed)]);
  const values = [...names].map((name) => [name, rebasedValue(saved[name], sent[name], typed[name])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/**
 * A form after its own save. The hub keeps things in its own writing (12,5 as 12,50, an IBAN in fours): a field nobody
 * touched since it was sent has what was kept, any other what was typed.
 */
export const rebased = <Values>(saved: Values, sent: Values, typed: Values): Values =>
  rebasedValue(saved, sent, typed) as Values;
