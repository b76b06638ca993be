import { Fragment } from "react";
import { languageNames } from "#dashboard/words/texts.ts";
import classes from "./shop-labels.module.css";

/** What the other product's own screens call something, in the two languages its admin may have. */
export interface ShopLabel {
  readonly nl: string;
  readonly en: string;
}
const both = ["nl", "en"] as const;

/** `Instellingen / Settings`; once when both say the same. */
export const LabelPair = ({ label }: { readonly label: ShopLabel }) => (
  <span className={classes.label}>
    <b lang="nl">{label.nl}</b>
    {label.en !== label.nl && (
      <>
        {" / "}
        <b lang="en">{label.en}</b>
      </>
    )}
  </span>
);

/** A way through the other product's menus, one line per language. */
export const MenuPath = ({ path }: { readonly path: readonly ShopLabel[] }) => (
  <dl className={classes.paths}>
    {both.map((language) => (
      <Fragment key={language}>
        <dt>{languageNames[language]}</dt>
        <dd lang={language}>
          {path.map((label, at) => (
            <Fragment key={label.en}>
              {at > 0 && <span aria-hidden> → </span>}
              <b>{label[language]}</b>
            </Fragment>
          ))}
        </dd>
      </Fragment>
    ))}
  </dl>
);
