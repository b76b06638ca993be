import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { supplierDocumentKinds, type SupplierDocumentKind } from "#domain/supplier/supplier-document.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { OfSuppliers } from "#dashboard/screens/supplier-logins/supplier-app.tsx";
import {
  capabilitiesQuery,
  entriesQuery,
  type SupplierEntry,
} from "#dashboard/screens/supplier-logins/supplier-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { FilePart, type Uploaded } from "./file-part.tsx";

interface Props {
  /** The draft it is for; null: a new document is started with it. */
  readonly documentId: string | null;
  readonly close: () => void;
}

/** Supplier, kind and number; what comes of it is always said, and its lines go to the staging screen. */
export function ImportDialog({ documentId, close }: Props) {
  const { t } = useWords();
  const entries = useQuery(entriesQuery(useApi()));
  const usable = entries.data?.items.filter(
    (entry) => entry.function === "document" && (entry.isByUpload || entry.connectionId !== null),
  );
  const [first] = usable ?? [];
  if (usable !== undefined && first !== undefined)
    return <Asking entries={usable} first={first} documentId={documentId} close={close} />;
  return (
    <Dialog title={t("fromSupplier.title")} close={close}>
      <OfSuppliers query={entries} rows={4}>
        {() => <NoneYet />}
      </OfSuppliers>
    </Dialog>
  );
}

const nameOf = (entry: SupplierEntry): string => entry.partyName ?? entry.supplier;

interface AskingProps extends Props {
  readonly entries: readonly SupplierEntry[];
  readonly first: SupplierEntry;
}

function Asking({ entries, first, documentId, close }: AskingProps) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const [entryId, setEntryId] = useState(first.id);
  const [kind, setKind] = useState<SupplierDocumentKind>("order");
  const [number, setNumber] = useState("");
  const [said, setSaid] = useState<{ readonly title: string; readonly body: string } | null>(null);
  const entry = entries.find(({ id }) => id === entryId) ?? first;
  const act = useAct(
    (again: boolean) =>
      answered(
        api.client.POST("/api/supplier-documents", {
          body: { entryId: entry.id, kind, number: number.trim(), again, ...(documentId !== null && { documentId }) },
        }),
      ),
    (answer) => {
      setSaid(answer.basket === null ? answer : null);
      if (answer.basket === null) return;
      close();
      void navigate({
        to: "/a/$administration/purchasing/baskets/$basket",
        params: { administration: api.administrationId, basket: answer.basket.id },
        search: documentId === null ? {} : { document: documentId },
      });
    },
  );
  const twice = refusalOf(act.error)?.errors?.find(({ field }) => field === "again")?.message;
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
      setSaid(null);
      act.reset();
    };
  const found = ({ document }: Uploaded): void => {
    change(setKind)(document.kind);
    setNumber(document.number);
  };
  return (
    <ActDialog
      title={t("fromSupplier.title")}
      close={close}
      button={t(twice === undefined ? "fromSupplier.fetchButton" : "basket.againButton")}
      isBusy={act.isBusy}
      isDisabled={number.trim() === ""}
      error={twice === undefined ? act.error : null}
      run={() => act.run(twice !== undefined)}
    >
      <NativeSelect
        label={t("basket.supplier")}
        value={entry.id}
        data={entries.map((one) => ({
          value: one.id,
          label: [nameOf(one), ...(one.alias === nameOf(one) ? [] : [one.alias])].join(" · "),
        }))}
        description={entry.isByUpload ? t("fromSupplier.byFile") : undefined}
        onChange={({ currentTarget }) => change(setEntryId)(currentTarget.value)}
      />
      <NativeSelect
        label={t("fromSupplier.kind")}
        value={kind}
        data={supplierDocumentKinds.map((value) => ({ value, label: t(`fromSupplier.kind.${value}`) }))}
        onChange={({ currentTarget }) => {
          const chosen = supplierDocumentKinds.find((one) => one === currentTarget.value);
          if (chosen !== undefined) change(setKind)(chosen);
        }}
      />
      <TextInput
        label={t("fromSupplier.number")}
        description={t("fromSupplier.numberHelp")}
        name="number"
        maxLength={100}
        autoComplete="off"
        data-autofocus
        value={number}
        onChange={({ currentTarget }) => change(setNumber)(currentTarget.value)}
      />
      <div role="status">
        {said !== null && (
          <Notice look="act">
            <strong>{said.title}</strong>
            <p>{said.body}</p>
          </Notice>
        )}
        {twice !== undefined && <Notice look="act">{twice}</Notice>}
      </div>
      {/* Another supplier is another paper: what was said of the last file is not of this one. */}
      <FilePart key={entry.id} entry={entry} kind={kind} number={number.trim()} found={found} />
    </ActDialog>
  );
}

/** Nobody to choose: which screen adds one, and who could be added. */
function NoneYet() {
  const { t, language } = useWords();
  const api = useApi();
  const { data } = useQuery(capabilitiesQuery(api, language));
  const offering = (data?.items ?? []).filter(({ functions }) =>
    functions.some((one) => one.function === "document" && one.isOffered),
  );
  return (
    <>
      <p>{t("fromSupplier.none", { suppliers: offering.map(({ name }) => name).join(", ") })}</p>
      <p>
        <Link
          to="/a/$administration/settings/suppliers"
          params={{ administration: api.administrationId }}
          search={{ function: "document" }}
        >
          {t("basket.noneLink")}
        </Link>
      </p>
    </>
  );
}
