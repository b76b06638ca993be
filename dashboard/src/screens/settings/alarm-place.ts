import { alarmKindOf, isAlarmKind, type AlarmPage } from "#domain/alarm-kinds.ts";
import type { Alarm } from "./alarms-screen.tsx";

/** Where the cause of an alarm is mended; null for what no screen mends. */
export function placeOf({ kind, subject }: Pick<Alarm, "kind" | "subject">, administration: string) {
  if (!isAlarmKind(kind)) return null;
  const [connection = "", ...cause] = subject.split(" ");
  const places = {
    connection: { to: "/a/$administration/connections/$connection/{-$step}", params: { administration, connection } },
    coupling: { to: "/a/$administration/couplings", params: { administration } },
    work: {
      to: "/a/$administration/work",
      params: { administration },
      search: kind === "ordersStopped" ? { cause: cause.join(" ") } : {},
    },
    documents: { to: "/a/$administration/documents", params: { administration }, search: {} },
    purchasing: { to: "/a/$administration/purchasing", params: { administration }, search: {} },
    payments: { to: "/a/$administration/payments", params: { administration }, search: {} },
    mail: { to: "/a/$administration/settings/mail", params: { administration } },
    apps: { to: "/a/$administration/apps", params: { administration } },
    completeness: { to: "/a/$administration/completeness", params: { administration }, search: {} },
    audit: { to: "/a/$administration/settings/audit", params: { administration } },
    system: { to: "/system/nodes" },
    home: { to: "/a/$administration", params: { administration } },
  } as const satisfies Readonly<Record<AlarmPage, object>>;
  return places[alarmKindOf(kind).page];
}
