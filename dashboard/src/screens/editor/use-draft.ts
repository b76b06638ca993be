import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, isAway, refusalOf } from "#dashboard/api/client.ts";
import type { DecimalMark } from "#dashboard/parts/number-input.ts";
import { useAct, type Act } from "#dashboard/parts/use-act.ts";
import type { ListedKind } from "#dashboard/screens/documents/document-filters.ts";
import { documentQuery, type DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { cellKey, cells, noFaults, placed, without, type FieldFault, type Faults } from "./cell-faults.ts";
import { formOf, type DraftForm } from "./draft-form.ts";
import { bodyOf, keptLines } from "./form-body.ts";
import { changed, type Change } from "./form-changes.ts";
import { copyName, readCopy, writeCopy, type LocalCopy } from "./local-copy.ts";

/** Typing is kept on the device once it pauses. */
const pause = 400;

interface Start {
  readonly kind: ListedKind;
  /** The draft to edit; null: a new one. */
  readonly page: DocumentPage | null;
  readonly form: DraftForm;
  readonly mark: DecimalMark;
}

/** `basket`: on to the baskets of suppliers, for this draft. */
export type After = "stay" | "leave" | "issue" | "issueAndSend" | "basket" | "fromSupplier";

export interface Draft {
  readonly form: DraftForm;
  /** How the numbers in it are written: what was typed keeps its meaning when the language changes. */
  readonly mark: DecimalMark;
  readonly change: (change: Change) => void;
  readonly isDirty: boolean;
  readonly faults: Faults;
  readonly showFaults: (faults: readonly FieldFault[]) => void;
  readonly save: Act<After>;
  /** What somebody else saved meanwhile. */
  readonly theirs: DocumentPage | null;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  /** Work of an earlier visit that was not saved. */
  readonly offered: LocalCopy | null;
  readonly takeOffered: () => void;
  readonly dropOffered: () => void;
  /** Not saved for want of an answer: what was typed is on this device. */
  readonly isKeptHere: boolean;
}

/** Numbers that cannot be read stop a save before it is one. */
const unreadable = (fields: readonly FieldFault[]): Error =>
  Object.assign(new Error("unread"), {
    problem: { type: "", title: "", status: 400, code: "request.invalid", detail: "", errors: [...fields] },
  });

/** A draft while it is typed in: saved to the hub when asked, kept on the device meanwhile, and never over what somebody else saved. */
export function useDraft(
  { kind, page, form: first, mark: firstMark }: Start,
  onSaved: (page: DocumentPage, after: After) => void,
): Draft {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const [form, dispatch] = useReducer(changed, first);
  const [saved, setSaved] = useState(first);
  const [mark, setMark] = useState(firstMark);
  const [base, setBase] = useState(page === null ? null : { id: page.id, version: page.version });
  const [faults, setFaults] = useState(noFaults);
  const [theirs, setTheirs] = useState<DocumentPage | null>(null);
  const isDirty = form !== saved;

  const name = copyName(api.administrationId, base?.id ?? `new:${kind}`);
  const [offered, setOffered] = useState(() => readCopy(localStorage, name));
  const version = base?.version ?? null;
  useEffect(() => {
    if (!isDirty) return;
    const timer = window.setTimeout(
      () => writeCopy(localStorage, name, { savedAt: new Date().toISOString(), version, mark, form }),
      pause,
    );
    return () => window.clearTimeout(timer);
  }, [isDirty, form, mark, name, version]);

  const change = useCallback((made: Change): void => {
    dispatch(made);
    setFaults((before) => {
      if (made.do === "line") {
        const touched = "itemName" in made.values || "itemId" in made.values ? cells : Object.keys(made.values);
        return touched.reduce((rest, cell) => without(rest, cellKey(made.key, cell as "price")), before);
      }
      if (made.do === "set") return Object.keys(made.values).reduce(without, before);
      return made.do === "allowance" ? without(before, "allowances") : before;
    });
  }, []);

  const sent = useRef(form);
  const save = useAct(
    async (_: After): Promise<DocumentPage> => {
      const { content, unread } = bodyOf(form, mark);
      if (unread.length > 0) throw unreadable(unread.map(({ field }) => ({ field, message: t("number.unread") })));
      sent.current = form;
      if (base === null) return answered(api.client.POST("/api/documents", { body: { ...content, kind } }));
      return answered(
        api.client.PUT("/api/documents/{documentId}", {
          params: { path: { documentId: base.id } },
          body: { ...content, version: base.version },
        }),
      );
    },
    (made, after) => {
      queries.setQueryData(documentQuery(api, made.id).queryKey, made);
      localStorage.removeItem(name);
      setBase({ id: made.id, version: made.version });
      setSaved(sent.current);
      setFaults(noFaults);
      setTheirs(null);
      onSaved(made, after);
    },
    (error) => {
      const problem = refusalOf(error);
      if (problem?.code === "request.conflict" && base !== null) {
        void queries.fetchQuery({ ...documentQuery(api, base.id), staleTime: 0 }).then(setTheirs);
        return;
      }
      setFaults(placed(problem?.errors ?? [], keptLines(form)));
    },
  );

  return {
    form,
    mark,
    change,
    isDirty,
    faults,
    showFaults: (all) => setFaults(placed(all, keptLines(form))),
    save,
    theirs,
    takeTheirs: () => {
      if (theirs === null || theirs.entered === null) return;
      const taken = formOf(theirs.entered, mark);
      dispatch({ do: "replace", form: taken });
      setSaved(taken);
      setBase({ id: theirs.id, version: theirs.version });
      setTheirs(null);
      save.reset();
    },
    keepMine: () => {
      if (theirs !== null) setBase({ id: theirs.id, version: theirs.version });
      setTheirs(null);
      save.reset();
    },
    offered,
    takeOffered: () => {
      if (offered === null) return;
      dispatch({ do: "replace", form: offered.form });
      setMark(offered.mark);
      // Typed in an older version: saving it shows what changed since.
      if (base !== null && offered.version !== null) setBase({ ...base, version: offered.version });
      setOffered(null);
    },
    dropOffered: () => {
      localStorage.removeItem(name);
      setOffered(null);
    },
    isKeptHere: save.error !== null && isAway(save.error),
  };
}
