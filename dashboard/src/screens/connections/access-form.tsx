import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { shopSetupQuery } from "./connection-queries.ts";
import { stateOf, type Connection, type Connector } from "./connection-state.ts";
import { FoldedFields, FrontFields, KeyFields } from "./connector-fields.tsx";
import classes from "./connections.module.css";
import { changedSettings, entryOf, typedSince, type Entry } from "./entry.ts";
import { KeysHelp } from "./keys-help.tsx";

interface Props {
  readonly connection: Connection;
  readonly connector: Connector;
}

/** Address, keys and settings of a connection that exists. Saving checks it at once. */
export function AccessForm({ connection, connector }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { data: setup } = useQuery(shopSetupQuery(api, connection.id));
  const mayChange = may("connections.manage") && connector.isOn;
  const fields = connector.settings;
  const before = entryOf(fields, connection.settings);
  const [typed, setTyped] = useState<Entry>({});
  const [keys, setKeys] = useState<Entry>({});
  const [name, setName] = useState(connection.name);
  const [notices, setNotices] = useState<readonly string[]>([]);
  // What the hub learns meanwhile shows itself in every field nobody is typing in.
  const entry = { ...before, ...typed };
  const settings = changedSettings(fields, entry, before);
  const credentials = Object.fromEntries(Object.entries(keys).filter(([, key]) => key.trim() !== ""));
  const isKeyed = Object.keys(credentials).length > 0;
  const isChanged = Object.keys(settings).length > 0;
  const isDirty = isKeyed || isChanged || name.trim() !== connection.name;

  const save = useMutation({
    mutationFn: async () => {
      const params = { path: { connectionId: connection.id } };
      const body = {
        ...(name.trim() !== connection.name && { name: name.trim() }),
        ...(isChanged && { settings }),
        ...(isKeyed && { credentials }),
      };
      const saved = await answered(api.client.PUT("/api/connections/{connectionId}", { params, body }));
      setNotices(saved.notices);
      await queries.invalidateQueries({ queryKey: api.key("connections") });
      setTyped((now) => typedSince(now, typed));
      setKeys((now) => typedSince(now, keys));
      if (isKeyed || isChanged || stateOf(saved) !== "connected")
        await answered(api.client.POST("/api/connections/{connectionId}/check", { params }));
    },
    onSuccess: () => announce(t("connection.checked", { system: connection.name })),
    onSettled: () => queries.invalidateQueries({ queryKey: api.key("connections") }),
  });
  useUnsaved(isDirty && !save.isPending);

  const faults = faultsOf(save.error);
  const shown = [
    "name",
    ...fields.map((field) => `settings.${field.name}`),
    ...connector.credentials.map((key) => `credentials.${key.name}`),
  ];
  const needsKeys = stateOf(connection) === "reconnect";
  return (
    <form
      className={`${panel.panel} ${panel.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {stateOf(connection) === "connected" && connection.account !== "" && (
        <p className={classes.found}>
          <StateShape look="done" />
          {t("connection.found", {
            account: [connection.account, setup?.shop.version ? `${connector.name} ${setup.shop.version}` : ""]
              .filter(Boolean)
              .join(", "),
          })}
        </p>
      )}
      <FrontFields
        fields={fields}
        entry={entry}
        faults={faults}
        isReadOnly={!mayChange}
        change={(field, text) => setTyped((now) => ({ ...now, [field]: text }))}
      />
      <TextInput
        label={t("connect.name")}
        required
        maxLength={200}
        value={name}
        error={faults["name"]}
        disabled={!mayChange}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {mayChange && (
        <details
          className={classes.fold}
          open={needsKeys || Object.keys(faults).some((field) => field.startsWith("credentials."))}
        >
          <summary>{t("connection.keys")}</summary>
          <KeyFields
            connector={connector}
            keys={keys}
            faults={faults}
            isReplacing
            change={(field, text) => setKeys((now) => ({ ...now, [field]: text }))}
          />
          <KeysHelp connector={connector} />
        </details>
      )}
      <FoldedFields
        fields={fields}
        entry={entry}
        faults={faults}
        withLearnt
        isReadOnly={!mayChange}
        change={(field, text) => setTyped((now) => ({ ...now, [field]: text }))}
      />
      {notices.length > 0 && (
        <Notice look="changed">
          <p>{t("connection.changed")}</p>
          {notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </Notice>
      )}
      <FormRefused error={save.error} shown={shown} />
      {mayChange && (
        <div className={panel.buttons}>
          <Button type="submit" loading={save.isPending} disabled={!isDirty}>
            {t("couplings.button.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
