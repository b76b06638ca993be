import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Coupling, Settings, Target } from "./coupling-settings.ts";
import classes from "./couplings.module.css";
import { useStatuses } from "./use-statuses.ts";
import { whatBegins, type Sentence } from "./what-begins.ts";

interface Props {
  readonly coupling: Coupling;
  /** As they stand in the form, saved or not. */
  readonly settings: Settings;
  readonly offset: number;
  readonly shop: string;
  readonly target: Target;
  readonly isDirty: boolean;
  /** What it mails by itself stands on the screen. */
  readonly isShown: boolean;
  readonly isAppOff: boolean;
}

/** What the coupling does, in words, and the switch: nothing begins that was not said here. */
export function CouplingSwitch({ coupling, settings, offset, shop, target, isDirty, isShown, isAppOff }: Props) {
  const { t, format, country, language } = useWords();
  const statuses = useStatuses(coupling.sourceConnectionId) ?? [];
  const nameOf = (status: string): string =>
    statuses.find(({ value }) => value === status)?.[language === "nl" ? "nl" : "en"] ?? status;
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [isLeaving, setLeaving] = useState(false);
  const isLive = coupling.state === "live";

  const put = useMutation({
    mutationFn: (state: "live" | "off") =>
      answered(
        api.client.PUT("/api/couplings/{couplingId}", {
          params: { path: { couplingId: coupling.id } },
          body: { settings: coupling.settings, state, settingsVersion: coupling.settingsVersion },
        }),
      ),
    onSuccess: async (_, state) => {
      setLeaving(false);
      announce(t(state === "live" ? "couplings.switchedOn" : "couplings.switchedOff"));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });

  const say = (sentence: Sentence): string => {
    switch (sentence.text) {
      case "kind":
        return t(`couplings.begins.${sentence.kind}`, { shop, context: country });
      case "there": {
        const document = t(`couplings.kind.${sentence.kind}`, { context: country });
        return t("couplings.begins.there", { document, system: sentence.system, shop });
      }
      case "failure":
        return sentence.to.length === 0
          ? t("couplings.begins.failureOwner")
          : t("couplings.begins.failure", { recipients: sentence.to.join(", ") });
      case "moment":
        return t(`couplings.begins.${sentence.moment}`);
      case "statuses":
        return t("couplings.begins.statuses", { statuses: sentence.statuses.map(nameOf).join(", ") || "–" });
      case "sending":
        return t(`couplings.begins.${sentence.sending}`);
      case "from":
        return t("couplings.begins.from", { day: format.day(sentence.date) });
      case "everything":
        return t("couplings.begins.everything");
      case "old":
        return t("couplings.begins.old");
      case "offset":
        return t("couplings.begins.offset", { count: sentence.count });
    }
  };
  const today = useToday();
  const firstOn = isLive || coupling.sweptUntil !== null ? null : today;
  const { startDate } = settings;
  const isEmpty = settings.moment === "statuses" && settings.statuses.length === 0;
  return (
    <section className={`${panel.panel} ${classes.switch}`}>
      <h2>{t(isAppOff ? "couplings.isStopped" : isLive ? "couplings.isOn" : "couplings.isOff")}</h2>
      {isAppOff && (
        <p>
          {t("couplings.appOff")}{" "}
          <Link to="/a/$administration/apps" params={{ administration: api.administrationId }}>
            {t("connect.toApps")}
          </Link>
        </p>
      )}
      <h3>
        {t(
          isAppOff
            ? "couplings.otherwise"
            : !isLive
              ? "couplings.begins"
              : isDirty
                ? "couplings.happensSaved"
                : "couplings.happens",
        )}
      </h3>
      <ul className={classes.begins}>
        {whatBegins(settings, offset, firstOn, target).map((sentence) => (
          <li key={sentence.text}>{say(sentence)}</li>
        ))}
      </ul>
      {may("couplings.manage") && !isAppOff && (
        <>
          <div className={panel.buttons}>
            {isLive ? (
              <Button variant="default" disabled={isDirty} onClick={() => setLeaving(true)}>
                {t("couplings.button.off")}
              </Button>
            ) : (
              <Button
                disabled={isDirty || isEmpty || !isShown}
                loading={put.isPending}
                onClick={() => put.mutate("live")}
              >
                {startDate === null
                  ? t("couplings.button.on")
                  : t("couplings.button.onFrom", { day: format.day(startDate) })}
              </Button>
            )}
          </div>
          {isDirty && <p className="quiet">{t("couplings.saveFirst")}</p>}
          {!isLive && !isDirty && isEmpty && <p className="quiet">{t("couplings.statusesNone")}</p>}
        </>
      )}
      {!isLeaving && <Refused error={put.error} />}
      {isLeaving && (
        <Dialog title={t("couplings.off.title")} close={() => setLeaving(false)}>
          <div className={panel.form}>
            <p>{t("couplings.off.body", { shop })}</p>
            <Refused error={put.error} />
            <div className={panel.buttons}>
              <Button color="danger" loading={put.isPending} onClick={() => put.mutate("off")}>
                {t("couplings.off.title")}
              </Button>
              <Button variant="default" onClick={() => setLeaving(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
