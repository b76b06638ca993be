import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { CopyButton } from "#dashboard/parts/copy-button.tsx";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import copying from "#dashboard/parts/copy-field.module.css";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { languageNames } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { ShopSetup } from "./connection-state.ts";
import { LabelPair, MenuPath } from "./shop-labels.tsx";
import classes from "./shop-steps.module.css";

interface Props {
  readonly connectionId: string;
  readonly system: string;
  readonly setup: ShopSetup;
  /** They work: how it was done stands ready for the next time. */
  readonly isFolded: boolean;
}

/** Setting both webhooks up in the shop's own screens: what to copy, where to click, what to fill in. */
export function WebhookSteps({ connectionId, system, setup: { deliveryUrl, guide, topics }, isFolded }: Props) {
  const { t } = useWords();
  if (guide === null || deliveryUrl === null) return null;
  const labelOf = (fill: string): string => {
    const name = guide.fields.find((field) => field.fill === fill)?.name;
    return name === undefined ? fill : `${name.nl} / ${name.en}`;
  };
  return (
    <details key={String(isFolded)} className={`${panel.panel} ${classes.manual}`} open={!isFolded}>
      <summary>
        <h2>{t("webhooks.byHand")}</h2>
      </summary>
      <div className={classes.byHand}>
        <p>{t("webhooks.byHandBody")}</p>
        <p className="quiet">{t("webhooks.byHandTicks")}</p>
        <CopyField label={labelOf("deliveryUrl")} value={deliveryUrl} />
        <SecretField label={labelOf("secret")} connectionId={connectionId} />
        <div>
          <h3>{t("webhooks.path", { system })}</h3>
          <MenuPath path={guide.path} />
        </div>
        <div className={panel.scroll}>
          <table className={classes.fields}>
            <caption className="spoken-only">{t("webhooks.fieldsCaption")}</caption>
            <thead>
              <tr>
                <th scope="col">{languageNames.nl}</th>
                <th scope="col">{languageNames.en}</th>
                <th scope="col">{t("webhooks.value")}</th>
              </tr>
            </thead>
            <tbody>
              {guide.fields.map(({ name, fill, choose }) => (
                <tr key={name.en}>
                  <th scope="row" lang="nl">
                    {name.nl}
                  </th>
                  <td lang="en">{name.en}</td>
                  <td>
                    {choose !== null && <LabelPair label={choose} />}
                    {fill === "topic" &&
                      topics.map(({ topic, label }) => (
                        <p key={topic}>
                          <LabelPair label={label} />
                        </p>
                      ))}
                    {fill !== null && <span className="quiet">{t(`webhooks.fill.${fill as Fill}`)}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p>
          {t("webhooks.save")} <LabelPair label={guide.save} />
        </p>
      </div>
    </details>
  );
}

type Fill = "name" | "topic" | "deliveryUrl" | "secret" | "keep";

/** Asked of the hub only when somebody wants to see or copy it: that is noted in the log. */
function SecretField({ label, connectionId }: { readonly label: string; readonly connectionId: string }) {
  const { t } = useWords();
  const api = useApi();
  const [isShown, setShown] = useState(false);
  const params = { path: { connectionId } };
  const asked = useMutation({
    mutationFn: () => answered(api.client.GET("/api/connections/{connectionId}/webhook-secret", { params })),
  });
  const secret = asked.data?.secret;
  const ask = async (): Promise<string> => secret ?? (await asked.mutateAsync()).secret;
  const button = t(isShown ? "webhooks.button.hide" : "webhooks.button.show");
  return (
    <div>
      <div className={copying.field}>
        <span className={copying.label}>{label}</span>
        <span className={copying.value}>{isShown && secret !== undefined ? secret : "•".repeat(24)}</span>
        <span className={copying.buttons}>
          <Button
            variant="default"
            aria-label={t("webhooks.copyOf", { button, what: label })}
            onClick={() => {
              setShown(!isShown);
              if (secret === undefined) asked.mutate();
            }}
          >
            {button}
          </Button>
          <CopyButton what={label} value={ask} />
        </span>
      </div>
      <p className="quiet small">{t("webhooks.secretNoted")}</p>
      <Refused error={asked.error} />
    </div>
  );
}
