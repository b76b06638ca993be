import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { differencesOf } from "./differences.ts";
import classes from "./conflict.module.css";
import panel from "./panel.module.css";
import { StateShape } from "./state-chip.tsx";

interface Props {
  /** Who saved the newer version, and when; empty: a program of the hub. */
  readonly by: string;
  readonly at: string;
  /** Both versions as they are read, under the same names. */
  readonly theirs: Readonly<Record<string, string>>;
  readonly mine: Readonly<Record<string, string>>;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}

/** Somebody else saved this too: both versions beside each other, before anything of either is lost. */
export function Conflict({ by, at, theirs, mine, onTake, onKeep }: Props) {
  const { t, format } = useWords();
  const rows = differencesOf(theirs, mine);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a cleanup.
    section.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <section ref={section} className={classes.conflict} role="alert">
      <p className={classes.title}>
        <StateShape look="changed" />
        {t("form.conflict", { user: by === "" ? "Schakel" : by, time: format.when(at) })}
      </p>
      <div className={panel.scroll}>
        <table className={classes.table}>
          <caption className="spoken-only">{t("conflict.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("conflict.field")}</th>
              <th scope="col">{t("conflict.theirs")}</th>
              <th scope="col">{t("conflict.mine")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{row.theirs === "" ? "–" : row.theirs}</td>
                <td>{row.mine === "" ? "–" : row.mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={panel.buttons}>
        <Button variant="default" onClick={onTake}>
          {t("conflict.takeButton")}
        </Button>
        <Button variant="default" onClick={onKeep}>
          {t("conflict.keepButton")}
        </Button>
      </div>
    </section>
  );
}
