import type { ReactNode } from "react";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import { languageNames, languages } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./entrance.module.css";

interface Props {
  readonly title: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** The frame of the screens before there is a session. */
export function Entrance({ title, isWide = false, children }: Props) {
  const { language, useLanguage } = useWords();
  return (
    <main className={classes.page}>
      <div className={classes.card} data-wide={isWide || undefined}>
        <p className={classes.brand}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          Schakel
        </p>
        <PageTitle>{title}</PageTitle>
        {children}
        <div className={classes.languages}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              onClick={() => void useLanguage(one)}
            >
              {languageNames[one]}
            </button>
          ))}
        </div>
      </div>
    </main>
  );
}
