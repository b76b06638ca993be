import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection, ShopSetup } from "./connection-state.ts";
import { LabelPair } from "./shop-labels.tsx";
import classes from "./shop-steps.module.css";
import { dotOf, unownedPings, type Dot } from "./webhook-dots.ts";
import { WebhookSteps } from "./webhook-steps.tsx";

interface Props {
  readonly connection: Connection;
  readonly setup: ShopSetup;
  /** Its app is on. */
  readonly mayWorkHere: boolean;
}

/** Both webhooks: where they stand, made by Schakel or by hand. The hub says by itself when one is heard. */
export function WebhooksPanel({ connection, setup, mayWorkHere }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { name: system } = connection;
  if (setup.deliveryUrl === null)
    return (
      <Notice look="unknown">
        <p>{t("webhooks.polling", { system })}</p>
      </Notice>
    );
  const isWaiting = setup.topics.some((topic) => dotOf(topic, setup) === "waiting");
  const isDone = setup.topics.every(({ isVerified }) => isVerified);
  return (
    <>
      {!isDone && <p>{t("webhooks.intro", { system })}</p>}
      <Dots system={system} setup={setup} />
      <Faults setup={setup} />
      {may("connections.manage") && mayWorkHere ? (
        <>
          {!isDone && <MakeThem connection={connection} isWanted={isWaiting} />}
          <WebhookSteps connectionId={connection.id} system={system} setup={setup} isFolded={isDone} />
        </>
      ) : (
        mayWorkHere && (
          <p className="quiet">
            {t("webhooks.mayNot", {
              roles: rolesWith("connections.manage")
                .map((role) => t(`role.${role}`))
                .join(", "),
            })}
          </p>
        )
      )}
    </>
  );
}

const dotLooks = {
  waiting: "waiting",
  pinged: "busy",
  delivered: "busy",
  verified: "done",
} as const satisfies Readonly<Record<Dot, StateLook>>;

const helpTexts = {
  waiting: "webhooks.waitingHelp",
  pinged: "webhooks.pingedHelp",
  delivered: "webhooks.deliveredHelp",
} as const;

function Dots({ system, setup }: { readonly system: string; readonly setup: ShopSetup }) {
  const { t, format } = useWords();
  const unowned = unownedPings(setup);
  const last = unowned
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return (
    <section className={panel.panel} aria-label={t("webhooks.state")}>
      <div role="status">
        <ul className={classes.dots}>
          {setup.topics.map((topic) => {
            const dot = dotOf(topic, setup);
            const { pingVerifiedAt, deliveryVerifiedAt } = topic;
            const times = [
              ...(pingVerifiedAt === null ? [] : [t("webhooks.pingAt", { time: format.when(pingVerifiedAt) })]),
              ...(deliveryVerifiedAt === null
                ? []
                : [t("webhooks.deliveryAt", { time: format.when(deliveryVerifiedAt) })]),
            ];
            return (
              <li key={topic.topic}>
                <StateShape look={dotLooks[dot]} size={20} />
                <div>
                  <p>
                    <LabelPair label={topic.label} />
                  </p>
                  <p>{t(`webhooks.${dot}`)}</p>
                  {dot !== "verified" && <p className="quiet">{t(helpTexts[dot], { system })}</p>}
                  {times.length > 0 && <p className="quiet small">{times.join(" · ")}</p>}
                </div>
              </li>
            );
          })}
        </ul>
      </div>
      {last !== undefined && (
        <p className="quiet">{t("webhooks.pings", { count: unowned.length, time: format.when(last) })}</p>
      )}
    </section>
  );
}

/** What was refused or found wrong, what it means, and the mend. */
function Faults({ setup: { faults } }: { readonly setup: ShopSetup }) {
  const { t, format } = useWords();
  if (faults.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("webhooks.faults")}</h2>
      <ul className={classes.lines}>
        {faults.map(({ kind, topic, text, mend, at, count }) => (
          <li key={`${kind} ${topic} ${at}`}>
            <StateShape look="act" />
            <div>
              <p>{text}</p>
              <p className="quiet">{mend}</p>
              <p className="quiet small">{t("webhooks.faultTimes", { count, time: format.when(at) })}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MakeProps {
  readonly connection: Connection;
  /** Not all were heard of: this is the thing to do. */
  readonly isWanted: boolean;
}

function MakeThem({ connection: { id, name }, isWanted }: MakeProps) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const make = useMutation({
    mutationFn: () =>
      answered(api.client.POST("/api/connections/{connectionId}/webhooks", { params: { path: { connectionId: id } } })),
    onSuccess: () => announce(t("webhooks.made", { system: name })),
    onSettled: () => queries.invalidateQueries({ queryKey: api.key("shopSetup", id) }),
  });
  return (
    <section className={panel.panel}>
      <h2>{t("webhooks.byItself")}</h2>
      <p>{t("webhooks.byItselfBody")}</p>
      <Button variant={isWanted ? "filled" : "default"} mt={12} loading={make.isPending} onClick={() => make.mutate()}>
        {t("webhooks.button.make")}
      </Button>
      <Refused error={make.error} />
    </section>
  );
}
