import { Button } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import { alarmKindOf, isAlarmKind } from "#domain/alarm-kinds.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMe } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { placeOf } from "./alarm-place.ts";
import classes from "./alarms.module.css";
import type { Alarm } from "./alarms-screen.tsx";
import { MuteDialog } from "./mute-dialog.tsx";

/** Everything that is wrong now, each with the way to where it is mended. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("alarms.now")}</h2>
      {alarms.length === 0 ? (
        <p className="quiet">{t("alarms.none")}</p>
      ) : (
        <ul className={classes.alarms}>
          {alarms.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Red only for what waits for somebody. */
const looks = {
  you: "act",
  operator: "act",
  source: "act",
  look: "unknown",
  nobody: "waiting",
} as const satisfies Readonly<Record<ReturnType<typeof alarmKindOf>["who"], StateLook>>;

const lookOf = (kind: string): StateLook => (isAlarmKind(kind) ? looks[alarmKindOf(kind).who] : "act");

function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const { t, format } = useWords();
  const may = useMay();
  const { kind, message, openedAt, mutedUntil } = alarm;
  const time = format.when(openedAt);
  const facts = [
    ...(message.includes(time) ? [] : [t("alarms.since", { time })]),
    ...(mutedUntil === null ? [] : [t("alarms.mutedUntil", { time: format.day(format.dayOf(mutedUntil)) })]),
  ];
  return (
    <li>
      <StateShape look={lookOf(kind)} size={20} />
      <div>
        <p>{message}</p>
        <p className="quiet small">{facts.join(" · ")}</p>
      </div>
      <div className={panel.buttons}>
        <Open alarm={alarm} />
        {may("alarms.close") && <Mails alarm={alarm} />}
      </div>
    </li>
  );
}

/** What is wrong with the hub itself is looked at by whoever runs it. */
function Open({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const { user } = useMe();
  const place = placeOf(alarm, administration);
  if (place === null || (place.to === "/system/nodes" && !user.isOperator)) return null;
  return (
    <Button variant="default" renderRoot={(props) => <Link {...props} {...(place as LinkProps)} />}>
      {t("alarms.openButton")}
      <span className="spoken-only">: {alarm.message}</span>
    </Button>
  );
}

/** No mail about one of them until a day, for who knows of it already; or mails again. */
function Mails({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useWords();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const unmute = useAct(() =>
    answered(
      api.client.POST("/api/alarms/{alarmId}/mute", {
        params: { path: { alarmId: alarm.id } },
        body: { until: null },
      }),
    ),
  );
  const isMuted = alarm.mutedUntil !== null;
  return (
    <>
      <Button
        variant="subtle"
        loading={unmute.isBusy}
        onClick={() => (isMuted ? unmute.run(undefined) : setOpen(true))}
      >
        {t(isMuted ? "alarms.unmuteButton" : "alarms.muteButton")}
        <span className="spoken-only">: {alarm.message}</span>
      </Button>
      <Refused error={unmute.error} />
      {isOpen && <MuteDialog alarm={alarm} close={() => setOpen(false)} />}
    </>
  );
}
