import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { connectorsQuery, shopSetupQuery } from "./connection-queries.ts";
import type { Connector } from "./connection-state.ts";
import { FoldedFields, FrontFields, KeyFields } from "./connector-fields.tsx";
import { changedSettings, entryOf, nameFor, type Entry } from "./entry.ts";
import { KeysHelp } from "./keys-help.tsx";
import { StepLine } from "./step-line.tsx";
import { stepsOf } from "./webhook-dots.ts";

const route = getRouteApi("/a/$administration/connections/new/$connector");

/** A new connection, up to the moment its keys are accepted; the other steps are on its own page. */
export function ConnectScreen() {
  const { t } = useWords();
  const { connector: id } = route.useParams();
  const query = useQuery(connectorsQuery(useApi()));
  const name = query.data?.items.find((one) => one.id === id)?.name;
  return (
    <div className={panel.page}>
      <PageTitle>{name === undefined ? t("connect.title") : t("connect.titleOf", { system: name })}</PageTitle>
      <Loaded query={query} rows={5}>
        {({ items }) => {
          const connector = items.find((one) => one.id === id);
          return connector === undefined ? (
            <p className={panel.empty}>{t("connect.unknown")}</p>
          ) : connector.isOn ? (
            <ConnectForm connector={connector} />
          ) : (
            <AppOff connector={connector} />
          );
        }}
      </Loaded>
    </div>
  );
}

function AppOff({ connector: { id } }: { readonly connector: Connector }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <div className={panel.empty}>
      <p>{t("connect.appOff")}</p>
      <Link to="/a/$administration/apps" params={{ administration }} hash={id}>
        {t("connect.toApps")}
      </Link>
    </div>
  );
}

function ConnectForm({ connector }: { readonly connector: Connector }) {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const fields = connector.settings;
  const initial = entryOf(fields, {});
  const [entry, setEntry] = useState<Entry>(initial);
  const [keys, setKeys] = useState<Entry>({});
  const [name, setName] = useState("");
  /** Kept by the hub, and not accepted by the other side yet. */
  const [madeId, setMadeId] = useState<string | null>(null);
  /** The settings it has there: a field put back to its default is a change of these. */
  const [kept, setKept] = useState<Entry>(initial);
  const [isDone, setDone] = useState(false);

  const connect = useMutation({
    mutationFn: async () => {
      const body = {
        name: name.trim() || nameFor(entry, fields, connector.name),
        settings: changedSettings(fields, entry, kept),
        credentials: keys,
      };
      const path = { connectionId: madeId ?? "" };
      const { id, notices } = await answered(
        madeId === null
          ? api.client.POST("/api/connections", { body: { ...body, connector: connector.id } })
          : api.client.PUT("/api/connections/{connectionId}", { params: { path }, body }),
      );
      setMadeId(id);
      setKept(entry);
      await answered(
        api.client.POST("/api/connections/{connectionId}/check", { params: { path: { connectionId: id } } }),
      );
      // What the keys may decides what comes next. The check passed: a test that fails is for its own step to tell.
      if (connector.webhooks !== "byItself")
        await answered(
          api.client.POST("/api/connections/{connectionId}/test", { params: { path: { connectionId: id } } }),
        ).then(
          ({ setup }) => queries.setQueryData(shopSetupQuery(api, id).queryKey, setup),
          () => undefined,
        );
      return { id, notices };
    },
    onSuccess: async ({ id, notices }) => {
      setDone(true);
      announce([t("connect.connected", { system: connector.name }), ...notices].join(" · "));
      await queries.invalidateQueries({ queryKey: api.key("connections") });
      await navigate({
        to: "/a/$administration/connections/$connection/{-$step}",
        params: { administration, connection: id },
        ignoreBlocker: true,
      });
    },
  });
  const isTyped = Object.values(keys).some(Boolean) || Object.keys(changedSettings(fields, entry, initial)).length > 0;
  useUnsaved(isTyped && madeId === null && !isDone && !connect.isPending);
  const faults = faultsOf(connect.error);
  const shown = [
    ...fields.map((field) => `settings.${field.name}`),
    ...connector.credentials.map((key) => `credentials.${key.name}`),
  ];
  return (
    <>
      {connector.givesOrders && <StepLine here="access" steps={stepsOf(connector)} />}
      <form
        className={`${panel.panel} ${panel.form}`}
        onSubmit={(event) => {
          event.preventDefault();
          connect.mutate();
        }}
      >
        <FrontFields
          fields={fields}
          entry={entry}
          faults={faults}
          change={(field, text) => setEntry({ ...entry, [field]: text })}
        />
        <KeysHelp connector={connector} isOpen />
        <KeyFields
          connector={connector}
          keys={keys}
          faults={faults}
          change={(field, text) => setKeys({ ...keys, [field]: text })}
        />
        <p className="quiet small">{t("connection.keysHelp")}</p>
        <TextInput
          label={t("connect.name")}
          description={t("connect.nameHelp")}
          placeholder={nameFor(entry, fields, connector.name)}
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FoldedFields
          fields={fields}
          entry={entry}
          faults={faults}
          change={(field, text) => setEntry({ ...entry, [field]: text })}
        />
        <FormRefused error={connect.error} shown={shown} />
        {madeId !== null && connect.isError && (
          <p className="quiet">
            {t("connect.kept")}{" "}
            <Link
              to="/a/$administration/connections/$connection/{-$step}"
              params={{ administration, connection: madeId }}
            >
              {t("connect.toConnection")}
            </Link>
          </p>
        )}
        <div className={panel.buttons}>
          <Button type="submit" loading={connect.isPending}>
            {t("connect.button")}
          </Button>
        </div>
      </form>
    </>
  );
}
