import { useEffect, useState } from "react";
import { ItemRow } from "./item-row.tsx";
import { addressOf, follow, go, usePlace } from "./place-in-program.ts";
import { useProgram } from "./program-context.ts";
import { useProgramWords } from "./program-words.ts";
import { mostHits, type Hits } from "./search-items.ts";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

/** Finds articles in the lists on this device, as somebody types. */
export function SearchView() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  const { query } = usePlace();
  const [typed, setTyped] = useState(query.get("q") ?? "");
  const [found, setFound] = useState<{ readonly typed: string; readonly hits: Hits | null } | null>(null);
  const { lists } = now;
  const kept = lists.reduce((sum, list) => sum + list.kept, 0);

  useEffect(() => {
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      const hits = await program.search(typed, stop.signal);
      if (!stop.signal.aborted) setFound({ typed, hits });
    };
    void look();
    return () => stop.abort();
  }, [program, typed, kept]);

  const type = (text: string): void => {
    setTyped(text);
    // In the address, so that coming back from an article finds the same.
    go(addressOf("search", text === "" ? {} : { q: text }), true);
  };
  const hits = found?.hits ?? null;
  return (
    <>
      <ViewTitle>{t("program.search.title")}</ViewTitle>
      <search className={classes.searching}>
        <label className={classes.field}>
          <span>{t("program.search.label")}</span>
          <input
            type="search"
            value={typed}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
        </label>
        <a className={classes.button} href={addressOf("scan")} onClick={follow}>
          {t("program.button.scan")}
        </a>
      </search>
      {lists.length === 0 && (
        <p>
          {t("program.search.noLists")}{" "}
          <a href={addressOf("lists")} onClick={follow}>
            {t("program.search.chooseLists")}
          </a>
        </p>
      )}
      {lists.some(({ walk }) => walk !== null && walk.since === null) && (
        <p className="quiet">{t("program.search.busy")}</p>
      )}
      <p role="status" className="quiet">
        {hits !== null &&
          lists.length > 0 &&
          (hits.items.length === 0
            ? t("program.search.none", { typed: found?.typed ?? "" })
            : hits.hasMore
              ? t("program.search.more", { count: String(mostHits) })
              : t("program.search.found", { count: hits.items.length }))}
      </p>
      {hits !== null && lists.length > 0 && hits.items.length === 0 && (
        <p>
          {t("program.search.noneHelp")}{" "}
          <a href={addressOf("lists")} onClick={follow}>
            {t("program.search.chooseLists")}
          </a>
        </p>
      )}
      {hits !== null && hits.items.length > 0 && (
        <ul className={classes.rows}>
          {hits.items.map((item) => (
            <ItemRow key={`${item.list} ${item.code}`} item={item} />
          ))}
        </ul>
      )}
    </>
  );
}
