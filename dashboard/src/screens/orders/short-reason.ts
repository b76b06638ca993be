/** A reason where its order already stands beside it: "Bestelling 10482: nog niets gekozen" is "Nog niets gekozen". */
export function shortReason(message: string, record: string): string {
  const isNamed = message.slice(0, record.length).toLocaleLowerCase() === record.toLocaleLowerCase();
  const [, rest] = (isNamed ? /^\s*:\s*(.+)$/s.exec(message.slice(record.length)) : null) ?? [];
  return rest === undefined ? message : rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}
