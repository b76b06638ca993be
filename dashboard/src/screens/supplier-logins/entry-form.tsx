import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { KeyFields, PlainFields } from "#dashboard/screens/connections/connector-fields.tsx";
import connectionClasses from "#dashboard/screens/connections/connections.module.css";
import { changedSettings, entryOf, type Entry, type Field } from "#dashboard/screens/connections/entry.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { OtherFunctionsDialog, type OtherFunctions } from "./other-functions-dialog.tsx";
import { SupplierField } from "./supplier-field.tsx";
import type { SupplierEntry } from "./supplier-queries.ts";
import classes from "./suppliers.module.css";

interface Props {
  readonly entry: SupplierEntry;
  readonly show: (id: string | undefined) => void;
}

/** What a shop asks of whoever signs in there; a customer number only where the shop does. */
const isAskedFirst = ({ name, isNeeded, isLearnt }: Field): boolean =>
  !isLearnt && (isNeeded || name === "userName" || name === "customerNumber");

/** The login of one entry. Saving asks for which other functions it may be used too. */
export function EntryForm({ entry, show }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const { data } = useQuery({ ...connectorsQuery(api), enabled: may("connections.read") });
  const connector = data?.items.find(({ id }) => id === entry.connector);
  const fields = connector?.settings ?? [];
  const before = entryOf(fields, entry.settings);
  const [typed, setTyped] = useState<Entry>({});
  const [keys, setKeys] = useState<Entry>({});
  const [alias, setAlias] = useState(entry.alias);
  const [partyId, setPartyId] = useState(entry.partyId);
  const [isMine, setMine] = useState(entry.isMine);
  const [asking, setAsking] = useState<OtherFunctions | null>(null);
  const values = { ...before, ...typed };
  const isFirst = entry.connectionId === null;
  const settings = isFirst ? changedSettings(fields, values, {}) : changedSettings(fields, values, before);
  const credentials = Object.fromEntries(Object.entries(keys).filter(([, key]) => key.trim() !== ""));
  const hasLogin = Object.keys(settings).length + Object.keys(credentials).length > 0;
  const isTyped = Object.keys(typed).length + Object.keys(credentials).length > 0;
  const isDirty = isTyped || alias.trim() !== entry.alias || partyId !== entry.partyId || isMine !== entry.isMine;
  const path = { params: { path: { entryId: entry.id } } };

  const save = useAct(
    () =>
      answered(
        api.client.PUT("/api/supplier-entries/{entryId}", {
          ...path,
          body: {
            version: entry.version,
            alias: alias.trim(),
            partyId,
            isMine,
            ...((isTyped || (isFirst && hasLogin)) && { settings, credentials }),
          },
        }),
      ),
    ({ entry: saved, otherFunctions, notices }) => {
      setTyped({});
      setKeys({});
      announce([t("suppliers.saved", { alias: saved.alias }), ...notices].join(" "));
      if (isTyped && otherFunctions.length > 0) setAsking({ id: saved.id, functions: otherFunctions });
    },
  );
  const copy = useAct(
    () =>
      answered(
        api.client.POST("/api/supplier-entries/{entryId}/copy", {
          ...path,
          body: { isMine: isMine || !may("connections.manage") },
        }),
      ),
    ({ entry: made }) => {
      announce(t("suppliers.copied", { alias: made.alias }));
      show(made.id);
    },
  );
  const test = useAct(
    () => answered(api.client.POST("/api/supplier-entries/{entryId}/test", path)),
    () => announce(t("suppliers.tested")),
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/supplier-entries/{entryId}", path)),
    () => show(undefined),
  );
  useUnsaved(isDirty && !save.isBusy);

  const isReadOnly = !entry.mayChange;
  const faults = faultsOf(save.error);
  const names = [
    ...fields.map(({ name }) => `settings.${name}`),
    ...Object.keys(keys).map((key) => `credentials.${key}`),
  ];
  const others = fields.filter((field) => !field.isLearnt && !isAskedFirst(field));
  const common = {
    entry: values,
    faults,
    isReadOnly,
    change: (field: string, text: string) => setTyped((now) => ({ ...now, [field]: text })),
  };
  return (
    <>
      <form
        className={`${panel.form} ${classes.form}`}
        onSubmit={(event) => {
          event.preventDefault();
          save.run(undefined);
        }}
      >
        <h2>{entry.supplier}</h2>
        {entry.state === "reconnect" && <Notice look="act">{t("suppliers.refusedHelp")}</Notice>}
        {isReadOnly && <p className="quiet">{t("suppliers.shared")}</p>}
        <SupplierField
          partyId={partyId}
          name={entry.partyName ?? ""}
          isReadOnly={isReadOnly}
          fault={faults["partyId"]}
          choose={setPartyId}
        />
        {entry.isByUpload && <p className="quiet">{t("fromSupplier.byFile")}</p>}
        {connector !== undefined && (
          <>
            <PlainFields fields={fields.filter(isAskedFirst)} {...common} />
            {!isReadOnly && (
              <KeyFields
                connector={connector}
                keys={keys}
                faults={faults}
                isReplacing={!isFirst}
                change={(field, text) => setKeys((now) => ({ ...now, [field]: text }))}
              />
            )}
            {others.length > 0 && (
              <details
                className={connectionClasses.fold}
                open={others.some(({ name }) => `settings.${name}` in faults)}
              >
                <summary>{t("connection.more")}</summary>
                <PlainFields fields={others} {...common} />
              </details>
            )}
          </>
        )}
        {may("connections.manage") && (
          <NativeSelect
            label={t("suppliers.whose")}
            description={t("suppliers.whoseHelp")}
            value={isMine ? "mine" : "everybody"}
            disabled={isReadOnly}
            data={[
              { value: "everybody", label: t("suppliers.everybody") },
              { value: "mine", label: t("suppliers.mine") },
            ]}
            onChange={({ currentTarget }) => setMine(currentTarget.value === "mine")}
          />
        )}
        <div className={classes.alias}>
          <TextInput
            label={t("suppliers.alias")}
            required
            maxLength={100}
            value={alias}
            disabled={isReadOnly}
            error={faults["alias"]}
            onChange={({ currentTarget }) => setAlias(currentTarget.value)}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t("suppliers.copyButton")}
            title={t("suppliers.copyButton")}
            loading={copy.isBusy}
            onClick={() => copy.run(undefined)}
          >
            <IconCopy size={18} aria-hidden />
          </ActionIcon>
        </div>
        <FormRefused error={save.error} shown={["alias", "partyId", ...names]} />
        <FormRefused error={copy.error ?? test.error ?? remove.error} shown={[]} />
        <div className={panel.buttons}>
          {!isReadOnly && (
            <Button type="submit" loading={save.isBusy}>
              {t("button.save")}
            </Button>
          )}
          {!isReadOnly && !isFirst && (
            <Button variant="default" loading={test.isBusy} disabled={isDirty} onClick={() => test.run(undefined)}>
              {t("suppliers.testButton")}
            </Button>
          )}
          {!isReadOnly && (
            <Button variant="subtle" color="danger" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
              {t("suppliers.removeButton")}
            </Button>
          )}
        </div>
      </form>
      {/* Beside the form: a form within a form is not sent. */}
      {asking !== null && <OtherFunctionsDialog asked={asking} alias={entry.alias} close={() => setAsking(null)} />}
    </>
  );
}
