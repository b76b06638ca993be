import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { appsQuery } from "#dashboard/screens/apps/apps-query.ts";
import { shopSetupQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { LabelPair, MenuPath } from "#dashboard/screens/connections/shop-labels.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ChoiceGroup } from "./choice-group.tsx";
import classes from "./couplings.module.css";
import { documentKinds, moments, sendings, type Settings, type Target } from "./coupling-settings.ts";
import { StatusFields } from "./status-fields.tsx";
import { TargetFields } from "./target-fields.tsx";

interface Props {
  readonly settings: Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly faults: Readonly<Record<string, string>>;
  readonly shop: string;
  readonly connectionId: string;
  readonly target: Target;
}

/** Which app a kind of document needs. */
const apps = { invoice: "invoices", orderSlip: "orderSlips", deliveryNote: "deliveryNotes" } as const;

/** What is made, when, who gets it, and from which day. */
export function SettingsFields({ settings, change, faults, shop, connectionId, target }: Props) {
  const { t, country } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const { data } = useQuery(appsQuery(api));
  const isOn = (kind: keyof typeof apps): boolean =>
    data === undefined || data.items.some(({ module, state }) => module === apps[kind] && state === "on");
  // What stands there stays in sight, also when its app went off since.
  const mayBe = documentKinds.filter((kind) => target === null || target.makes.includes(kind));
  const kinds = documentKinds.filter((kind) => (mayBe.includes(kind) && isOn(kind)) || kind === settings.documentKind);
  const sendingHelp = {
    automatic: t("couplings.sending.automaticHelp"),
    none: t("couplings.sending.noneHelp"),
    draft: t("couplings.sending.draftHelp"),
  };
  return (
    <>
      <div>
        <ChoiceGroup
          label={t("couplings.kind")}
          value={settings.documentKind}
          error={faults["settings.documentKind"]}
          options={kinds.map((kind) => ({
            value: kind,
            label: t(`couplings.kind.${kind}`, { context: country }),
            offBecause: isOn(kind) ? undefined : t("couplings.kindOff"),
          }))}
          choose={(documentKind) => change({ documentKind })}
        />
        {mayBe.some((kind) => !isOn(kind)) && (
          <p className="small">
            <Link to="/a/$administration/apps" params={{ administration }}>
              {t("couplings.kindMore")}
            </Link>
          </p>
        )}
      </div>
      <ChoiceGroup
        label={t("couplings.moment")}
        value={settings.moment}
        options={moments.map((moment) => ({ value: moment, label: t(`couplings.moment.${moment}`) }))}
        choose={(moment) => change({ moment })}
      />
      {settings.moment === "statuses" && (
        <StatusFields
          connectionId={connectionId}
          statuses={settings.statuses}
          choose={(statuses) => change({ statuses })}
        />
      )}
      {target === null && (
        <ChoiceGroup
          label={t("couplings.sending")}
          value={settings.sending}
          options={sendings.map((sending) => ({
            value: sending,
            label: t(`couplings.sending.${sending}`),
            help: sendingHelp[sending],
          }))}
          choose={(sending) => change({ sending })}
        />
      )}
      {settings.sending === "automatic" && <DoubleMail connectionId={connectionId} shop={shop} />}
      <TextInput
        type="date"
        label={t("couplings.startDate")}
        description={t("couplings.startHelp")}
        classNames={{ wrapper: classes.short ?? "" }}
        value={settings.startDate ?? ""}
        error={faults["settings.startDate"]}
        onChange={({ currentTarget }) => change({ startDate: currentTarget.value || null })}
      />
      {target !== null && <TargetFields settings={settings} change={change} faults={faults} system={target.name} />}
    </>
  );
}

/** The shop mails its customer as well: which mail that is, and where it goes off for who wants only one. */
function DoubleMail({ connectionId, shop }: Pick<Props, "connectionId" | "shop">) {
  const { t } = useWords();
  const { data } = useQuery(shopSetupQuery(useApi(), connectionId));
  const mail = data?.orderMail;
  return (
    <Notice look="waiting">
      <p>
        {t("couplings.doubleMail", { shop })} {mail && <LabelPair label={mail.name} />}
      </p>
      <p>{t("couplings.doubleMailChoice")}</p>
      {mail && (
        <>
          <p className="quiet">{t("advice.offPath", { system: shop })}</p>
          <MenuPath path={mail.path} />
        </>
      )}
    </Notice>
  );
}
