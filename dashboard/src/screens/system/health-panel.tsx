import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { System } from "./system-query.ts";

/** What the nodes stand on. What is wrong with it stands on top of the page. */
export function HealthPanel({ system: { database, disk, queues, backups } }: { readonly system: System }) {
  const { t, format } = useWords();
  const size = format.bytes(database.bytes);
  return (
    <section className={panel.panel}>
      <h2>{t("system.health")}</h2>
      <Facts>
        <Fact name={t("system.database")}>
          {t(database.isEmbedded ? "system.databaseOwn" : "system.databaseElsewhere", {
            version: database.version,
            size,
          })}
        </Fact>
        <Fact name={t("system.disk")}>
          {t("system.diskRoom", { free: format.bytes(disk.freeBytes), total: format.bytes(disk.totalBytes) })}
        </Fact>
        {queues.map((queue) => (
          <Fact key={queue.name} name={t(`system.queue.${queue.name as "orders" | "payments"}`)}>
            <QueueLine queue={queue} />
          </Fact>
        ))}
        <Fact name={t("system.backup")}>
          <BackupLine backups={backups} />
        </Fact>
      </Facts>
    </section>
  );
}

function QueueLine({ queue: { waiting, active, oldestSeconds } }: { readonly queue: System["queues"][number] }) {
  const { t, format } = useWords();
  const parts = [
    ...(active > 0 ? [t("system.queueActive", { count: active })] : []),
    ...(waiting > 0 ? [t("system.queueWaiting", { count: waiting })] : []),
    ...(oldestSeconds > 0 ? [t("system.queueOldest", { duration: format.duration(oldestSeconds * 1000) })] : []),
  ];
  return parts.join(" · ") || t("system.queueEmpty");
}

/** Of backups elsewhere the hub knows nothing, and says so. */
function BackupLine({ backups }: Pick<System, "backups">) {
  const { t, format } = useWords();
  if (backups === null) return t("system.backupElsewhere");
  const { newest, count } = backups;
  if (newest === null) return t("system.backupNone");
  const last = t(newest.reason === "asked" ? "system.backupLast" : "system.backupUpgrade", {
    time: format.when(newest.madeAt),
    size: format.bytes(newest.bytes),
  });
  return count === 1 ? last : `${last} ${t("system.backupCount", { count })}`;
}
