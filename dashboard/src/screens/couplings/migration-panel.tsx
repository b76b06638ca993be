import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./couplings.module.css";
import { migrationQuery } from "./couplings-queries.ts";

type Migration = Schemas["FirstMigration"];

const looks = { running: "busy", paused: "skipped", done: "done" } as const satisfies Readonly<
  Record<Migration["state"], StateLook>
>;

/** How far the old orders of the shop are; nothing where there were none. */
export function MigrationPanel({ couplingId }: { readonly couplingId: string }) {
  const { t, format } = useWords();
  const may = useMay();
  const { data } = useQuery(migrationQuery(useApi(), couplingId));
  const migration = data?.migration ?? null;
  if (migration === null || (migration.state === "done" && migration.takenIn === 0)) return null;
  const { state, isStill, reason } = migration;
  return (
    <section className={`${panel.panel} ${classes.migration}`}>
      <div className={panel.head}>
        <h2>{t("migration.title")}</h2>
        <StateChip look={isStill ? "waiting" : looks[state]}>{t(`migration.${state}`)}</StateChip>
      </div>
      <Progress migration={migration} />
      {isStill && <p>{t("migration.still")}</p>}
      {reason !== null && state === "running" && !isStill && (
        <Notice look="waiting">
          <p>{t("migration.refused", { time: format.when(reason.nextAttemptAt) })}</p>
          <p className="quiet small">{t("connection.raw", { answer: reason.text })}</p>
        </Notice>
      )}
      {(state !== "done" || lookedAt(migration) > migration.settled) && <Figures migration={migration} />}
      {state !== "done" && <p className="quiet">{t("migration.quiet")}</p>}
      {state !== "done" && may("couplings.manage") && <Controls couplingId={couplingId} migration={migration} />}
    </section>
  );
}

const lookedAt = ({ settled, held, failed }: Migration): number => settled + held + failed;

function Progress({ migration }: { readonly migration: Migration }) {
  const { t, format } = useWords();
  const { state, isRead, takenIn, endedAt, expectedAt } = migration;
  const done = lookedAt(migration);
  // What was placed or removed since the shop counted, only the end of its list tells.
  const total = isRead || migration.total === null ? takenIn : Math.max(migration.total, takenIn);
  const isKnown = isRead || migration.total !== null;
  const text = isKnown
    ? t("migration.progress", { done: format.count(done), total: format.count(total) })
    : t("migration.progressUnknown", { done: format.count(done) });
  return (
    <>
      {state !== "done" && isKnown && (
        <progress className={classes.progress} value={done} max={Math.max(total, 1)} aria-label={text} />
      )}
      <p>
        {text}
        {endedAt !== null && ` · ${t("migration.ended", { time: format.moment(endedAt) })}`}
      </p>
      {state === "running" && (
        <p>
          {expectedAt === null ? t("migration.notTold") : t("migration.expected", { time: format.when(expectedAt) })}
        </p>
      )}
    </>
  );
}

function Figures({ migration: { settled, waiting, held, failed } }: { readonly migration: Migration }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const toDo = (count: number) =>
    count === 0 ? (
      ""
    ) : (
      <Link to="/a/$administration/work" params={{ administration }}>
        {format.count(count)}
      </Link>
    );
  return (
    <Facts>
      <Fact name={t("migration.settled")}>{format.count(settled)}</Fact>
      <Fact name={t("migration.waiting")}>{waiting === 0 ? "" : format.count(waiting)}</Fact>
      <Fact name={t("migration.held")}>{toDo(held)}</Fact>
      <Fact name={t("migration.failed")}>{toDo(failed)}</Fact>
    </Facts>
  );
}

const speeds = [20, 60, 200, 600, 2000] as const;
const fastest = "fastest";

interface ControlsProps {
  readonly couplingId: string;
  readonly migration: Migration;
}

function Controls({ couplingId, migration: { state, perMinute } }: ControlsProps) {
  const { t } = useWords();
  const { client } = useApi();
  const announce = useAnnounce();
  const params = { path: { couplingId } };
  const move = useAct(
    (to: "pause" | "resume") =>
      answered(
        to === "pause"
          ? client.POST("/api/couplings/{couplingId}/first-migration/pause", { params })
          : client.POST("/api/couplings/{couplingId}/first-migration/resume", { params }),
      ),
    (_, to) => announce(t(to === "pause" ? "migration.isPaused" : "migration.isResumed")),
  );
  const speed = useAct(
    (wanted: number | null) =>
      answered(client.PUT("/api/couplings/{couplingId}/first-migration", { params, body: { perMinute: wanted } })),
    () => announce(t("migration.speedSaved")),
  );
  const choices = [...new Set([...speeds, ...(perMinute === null ? [] : [perMinute])])].toSorted((a, b) => a - b);
  return (
    <>
      <div className={classes.controls}>
        <NativeSelect
          label={t("migration.speed")}
          value={perMinute ?? fastest}
          disabled={speed.isBusy}
          data={[
            ...choices.map((count) => ({
              value: String(count),
              label: t("migration.perMinute", { count }),
            })),
            { value: fastest, label: t("migration.fastest") },
          ]}
          onChange={({ currentTarget: { value } }) => speed.run(value === fastest ? null : Number(value))}
        />
        <Button
          variant="default"
          loading={move.isBusy}
          onClick={() => move.run(state === "paused" ? "resume" : "pause")}
        >
          {t(state === "paused" ? "migration.button.resume" : "migration.button.pause")}
        </Button>
      </div>
      <Refused error={move.error ?? speed.error} />
    </>
  );
}
