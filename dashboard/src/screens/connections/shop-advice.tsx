import { CopyField } from "#dashboard/parts/copy-field.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { languageNames, languages } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection, ShopSetup } from "./connection-state.ts";
import { LabelPair, MenuPath } from "./shop-labels.tsx";
import classes from "./shop-steps.module.css";

interface Props {
  readonly connection: Connection;
  readonly advice: ShopSetup["advice"];
}

/** What the product knows from practice about a shop that makes documents. */
export function ShopAdvice({ connection: { name: system }, advice: { doubleMail, stock, bankTransfer } }: Props) {
  const { t, language } = useWords();
  // One's own language first: that is the text most shops need.
  const ordered = [language, ...languages.filter((one) => one !== language)];
  return (
    <section className={panel.panel}>
      <h2>{t("advice.title")}</h2>
      <div className={classes.advice}>
        {doubleMail !== null && (
          <Notice look="waiting">
            <h3>{t("advice.doubleMail")}</h3>
            <p>
              {doubleMail.text} {doubleMail.mend}
            </p>
            <p className="quiet">{t("advice.offPath", { system })}</p>
            <MenuPath path={doubleMail.path} />
            <ul className={classes.names}>
              {doubleMail.names.map((label) => (
                <li key={label.en}>
                  <LabelPair label={label} />
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div>
          <h3>{t("advice.stock")}</h3>
          {stock.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div>
          <h3>{t("advice.transfer")}</h3>
          <p>{bankTransfer.text}</p>
          {bankTransfer.path.length > 0 && (
            <>
              <p className="quiet">{t("advice.pastePath", { system })}</p>
              <MenuPath path={bankTransfer.path} />
            </>
          )}
          {ordered.map((one) => (
            <CopyField
              key={one}
              label={`${t("advice.paste")} (${languageNames[one]})`}
              value={bankTransfer.paste[one]}
              lang={one}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
