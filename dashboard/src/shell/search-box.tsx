import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./search-box.module.css";
import { useHits, type Hit } from "./use-hits.ts";

/** Go, find and do: a combobox whose list is always open. */
export function SearchBox({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { groups, isBusy } = useHits(typed);
  const hits = groups.flatMap((group) => group.hits);
  const at = Math.min(chosen, Math.max(0, hits.length - 1));
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for what undoes this.
    document.querySelector(`#${CSS.escape(`${id}-${at}`)}`)?.scrollIntoView({ block: "nearest" });
  }, [at, id]);
  const open = (hit: Hit): void => {
    close();
    hit.open();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const hit = hits[at];
    if (step !== 0 && hits.length > 0) {
      setChosen((at + step + hits.length) % hits.length);
      event.preventDefault();
    } else if (event.key === "Enter" && hit !== undefined) open(hit);
  };
  return (
    <Dialog title={t("menu.search")} close={close} isBare>
      <input
        className={classes.input}
        type="search"
        role="combobox"
        autoFocus
        autoComplete="off"
        placeholder={t("menu.search")}
        aria-label={t("menu.search")}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[at] === undefined ? undefined : `${id}-${at}`}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t("menu.search")} className={classes.list}>
        {groups.map(({ name, hits: members }) => (
          <div key={name} role="group" aria-label={name}>
            <p className={classes.name} aria-hidden>
              {name}
            </p>
            {members.map((hit) => {
              const index = hits.indexOf(hit);
              return (
                <SearchHit
                  key={hit.key}
                  id={`${id}-${index}`}
                  hit={hit}
                  isChosen={index === at}
                  open={() => open(hit)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className={hits.length === 0 ? classes.none : "spoken-only"}>
        {hits.length > 0 ? "" : isBusy ? t("search.busy") : t("search.nothing")}
      </p>
    </Dialog>
  );
}

interface HitProps {
  readonly id: string;
  readonly hit: Hit;
  readonly isChosen: boolean;
  readonly open: () => void;
}

/** Focus stays in the field; this one is only pointed at. */
const SearchHit = ({ id, hit: { label, about, icon: Sign }, isChosen, open }: HitProps) => (
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys
  <div id={id} role="option" tabIndex={-1} aria-selected={isChosen} className={classes.hit} onClick={open}>
    {Sign !== undefined && <Sign size={20} stroke={1.6} aria-hidden />}
    <span>{label}</span>
    {about !== undefined && <span className={classes.about}>{about}</span>}
  </div>
);
