import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
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

/** Where the webhooks stand, made by Schakel or by hand: one thing to do at a time. The hub says by itself when one is heard. */
export function WebhooksPanel({ connection, setup, mayWorkHere }: Props) {
  const { t } = useWords();
  const may = useMay();
  const make = useMakeWebhooks(connection);
  const { name: system } = connection;
  if (setup.deliveryUrl === null)
    return (
      <Notice look="unknown">
        <p>{t("webhooks.polling", { system })}</p>
      </Notice>
    );
  const dots = setup.topics.map((topic) => dotOf(topic, setup));
  const isDone = dots.every((dot) => dot === "verified");
  const isMade =
    make.isSuccess ||
    !dots.includes("waiting") ||
    (connection.webhooks.length > 0 && connection.webhooks.every(({ active }) => active));
  // A key that can only read leaves the other way; so does one of which it turned out just now.
  const isByHand = make.isError || setup.test?.lines.some(({ what, state }) => what === "write" && state !== "ok");
  const mayHere = may("connections.manage") && mayWorkHere;
  const isHeard = setup.pings.length > 0 || dots.some((dot) => dot !== "waiting");
  // Nothing was begun: what is missing at the shop is what the button makes.
  const isFresh = mayHere && !isMade && !isHeard && isByHand !== true;
  return (
    <>
      {mayHere && !isDone && isMade && <Made connectionId={connection.id} />}
      {mayHere && !isMade && <MakeThem system={system} count={setup.makes} make={make} isWanted={isByHand !== true} />}
      {(isHeard || isMade || isByHand === true || !mayHere) && <Dots system={system} setup={setup} isMade={isMade} />}
      <Faults faults={isFresh ? setup.faults.filter(({ kind }) => !isMadeGood.includes(kind)) : setup.faults} />
      {mayHere ? (
        <WebhookSteps
          connectionId={connection.id}
          system={system}
          setup={setup}
          isFolded={isMade || isByHand !== true}
        />
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
  pinged: "waiting",
  delivered: "waiting",
  verified: "done",
} as const satisfies Readonly<Record<Dot, StateLook>>;

const helpTexts = {
  waiting: "webhooks.waitingHelp",
  pinged: "webhooks.pingedHelp",
  delivered: "webhooks.deliveredHelp",
} as const;

interface DotsProps {
  readonly system: string;
  readonly setup: ShopSetup;
  /** They stand in the shop: there is nothing left to do but wait. */
  readonly isMade: boolean;
}

function Dots({ system, setup, isMade }: DotsProps) {
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
                  {dot !== "verified" && !(isMade && dot === "waiting") && (
                    <p className="quiet">{t(helpTexts[dot], { system })}</p>
                  )}
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

const isMadeGood: readonly ShopSetup["faults"][number]["kind"][] = ["absent", "elsewhere", "plain"];

/** What was refused or found wrong, what it means, and the mend. */
function Faults({ faults }: Pick<ShopSetup, "faults">) {
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

/** Done for now: what is left happens by itself, and the next step is one click away. */
function Made({ connectionId: connection }: { readonly connectionId: string }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <section className={panel.panel}>
      <p role="status">{t("webhooks.ready")}</p>
      <div className={classes.next}>
        <ButtonLink
          to="/a/$administration/connections/$connection/{-$step}"
          params={{ administration, connection, step: "check" }}
        >
          {t("steps.next", { step: t("steps.check") })}
        </ButtonLink>
      </div>
    </section>
  );
}

function useMakeWebhooks({ id, name }: Connection) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: () =>
      answered(api.client.POST("/api/connections/{connectionId}/webhooks", { params: { path: { connectionId: id } } })),
    onSuccess: () => announce(t("webhooks.made", { system: name })),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: api.key("shopSetup", id) }),
        queries.invalidateQueries({ queryKey: api.key("connections") }),
      ]),
  });
}

interface MakeProps {
  readonly system: string;
  readonly count: number;
  readonly make: ReturnType<typeof useMakeWebhooks>;
  /** This is the thing to do: the keys may write. */
  readonly isWanted: boolean;
}

function MakeThem({ system, count, make, isWanted }: MakeProps) {
  const { t } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("webhooks.byItself")}</h2>
      <p>{t("webhooks.byItselfBody", { system, count })}</p>
      <Button variant={isWanted ? "filled" : "default"} mt={12} loading={make.isPending} onClick={() => make.mutate()}>
        {t("webhooks.button.make")}
      </Button>
      <Refused error={make.error} />
    </section>
  );
}
