import { useApi } from "#dashboard/api/api.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./catalogue.module.css";
import { progressOf, type Catalogue, type CatalogueRun } from "./catalogue-state.ts";
import { Figures } from "./figures.tsx";
import { FollowForm } from "./follow-form.tsx";
import { countOf } from "./record-groups.ts";
import { RunButtons } from "./run-buttons.tsx";

/** How far it is, and the one thing that can be done about it now. */
export function RunPanel({ catalogue }: { readonly catalogue: Catalogue }) {
  const { run, isStarted, state } = catalogue;
  const isBusy = run !== null && run.endedAt === null;
  if (run !== null && isBusy) return <Busy catalogue={catalogue} run={run} />;
  return isStarted ? <Followed catalogue={catalogue} isOn={state === "live"} /> : <Begin catalogue={catalogue} />;
}

/** Nothing was looked at yet, or that was stopped. */
function Begin({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { kind, sourceName: source, targetName: shop } = catalogue;
  return (
    <section className={`${panel.panel} ${classes.stack}`}>
      <h2>{t("catalogue.begin")}</h2>
      <p>{t(`catalogue.beginBody.${kind}`, { source, shop })}</p>
      <p className="quiet">{t("catalogue.beginHow", { shop })}</p>
      {may("couplings.manage") && (
        <>
          <ol className={classes.steps}>
            <li>{t("catalogue.step.settings")}</li>
            <li>{t("catalogue.step.look", { shop })}</li>
            <li>{t("catalogue.step.start")}</li>
          </ol>
          <RunButtons catalogue={catalogue} acts={["look"]}>
            <ButtonLink
              variant="default"
              to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
              params={{ administration, catalogue: catalogue.id, tab: "settings" }}
            >
              {t("catalogue.button.settings")}
            </ButtonLink>
          </RunButtons>
        </>
      )}
    </section>
  );
}

interface BusyProps {
  readonly catalogue: Catalogue;
  readonly run: CatalogueRun;
}

function Busy({ catalogue, run }: BusyProps) {
  const { t } = useWords();
  const { targetName: shop, state } = catalogue;
  if (run.state === "ready") return <Ready catalogue={catalogue} run={run} />;
  const looks = run.state === "looking";
  return (
    <section className={`${panel.panel} ${classes.stack}`}>
      <h2>{t(looks ? "catalogue.looking" : "catalogue.writing", { shop })}</h2>
      <Progress run={run} />
      {run.isPaused ? (
        <p>{t("catalogue.isPaused")}</p>
      ) : !looks && state === "off" ? (
        <p>{t("catalogue.isOffMidway")}</p>
      ) : (
        <Reason run={run} />
      )}
      <p className="quiet">{t(looks ? "catalogue.lookingHow" : "catalogue.writingHow", { shop })}</p>
      {run.scope === "first" ? (
        <Figures catalogue={catalogue} counts={catalogue.counts} isLinked />
      ) : (
        <Figures catalogue={catalogue} counts={run.counts} isLinked={false} />
      )}
      <RunButtons catalogue={catalogue} acts={[run.isPaused ? "resume" : "pause", "stop"]} />
    </section>
  );
}

function Reason({ run: { reason } }: { readonly run: CatalogueRun }) {
  const { t, format } = useWords();
  if (reason === null) return null;
  return (
    <Notice look="waiting">
      <p>{reason.message}</p>
      <p className="quiet small">{t("catalogue.again", { time: format.when(reason.nextAttemptAt) })}</p>
    </Notice>
  );
}

function Progress({ run }: { readonly run: CatalogueRun }) {
  const { t, format } = useWords();
  const { seen, total } = progressOf(run);
  const text =
    total === null
      ? t("catalogue.progressUnknown", { done: format.count(seen) })
      : t("catalogue.progress", { done: format.count(seen), total: format.count(total) });
  return (
    <div className={classes.progressBox}>
      <progress
        className={classes.progress}
        max={total ?? undefined}
        value={total === null ? undefined : seen}
        aria-label={text}
      />
      <p>{text}</p>
    </div>
  );
}

/** Looked at: nothing is written before somebody has seen it. */
function Ready({ catalogue, run }: BusyProps) {
  const { t, format } = useWords();
  const may = useMay();
  const { targetName: shop, counts } = catalogue;
  const made = countOf(counts, "toCreate");
  const changed = countOf(counts, "toUpdate");
  const held = countOf(counts, "act");
  return (
    <section className={`${panel.panel} ${classes.stack}`}>
      <h2>{t("catalogue.ready")}</h2>
      <p>{t("catalogue.readyBody", { total: format.count(progressOf(run).total ?? 0), shop })}</p>
      <Figures catalogue={catalogue} counts={counts} isLinked />
      {held > 0 && <p>{t("catalogue.readyHeld", { count: held })}</p>}
      {may("couplings.manage") && (
        <p className="quiet">
          {made + changed === 0
            ? t("catalogue.readyNothing", { shop })
            : t("catalogue.readyStart", { made: format.count(made), changed: format.count(changed), shop })}
        </p>
      )}
      <RunButtons catalogue={catalogue} acts={["start", "look", "stop"]} />
    </section>
  );
}

/** It goes by itself: until when it is up to date, and doing it now or from a day on. */
function Followed({ catalogue, isOn }: { readonly catalogue: Catalogue; readonly isOn: boolean }) {
  const { t, format } = useWords();
  const may = useMay();
  const { lastRunAt, counts } = catalogue;
  return (
    <section className={`${panel.panel} ${classes.stack}`}>
      <h2>{t(isOn ? "catalogue.followed" : "catalogue.notFollowed")}</h2>
      <p>{lastRunAt === null ? t("catalogue.neverRan") : t("catalogue.lastRan", { time: format.when(lastRunAt) })}</p>
      <Figures catalogue={catalogue} counts={counts} isLinked />
      {isOn && may("couplings.manage") && <FollowForm catalogue={catalogue} />}
    </section>
  );
}
