import { Link, type LinkProps } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentTexts } from "./text-changes.ts";
import { situations, textLanguages, type Situation, type TextLanguage, type TextPlace } from "./text-place.ts";
import classes from "./texts.module.css";

interface Props {
  readonly texts: DocumentTexts;
  readonly language: TextLanguage;
  readonly situation: Situation;
  readonly linkTo: (place: TextPlace) => LinkProps;
}

/** Which of the texts is on the screen: paid or to be paid, and in which language. */
export function TextChoice({ texts, language, situation, linkTo }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const isForeign = texts.languages.length > 1;
  return (
    <>
      <div className={classes.choices}>
        <nav aria-label={t("texts.situation")}>
          {situations.map((one) => (
            <Link
              key={one}
              {...linkTo({ language, situation: one })}
              aria-current={one === situation ? "true" : undefined}
              resetScroll={false}
            >
              {t(`texts.situation.${one}`)}
            </Link>
          ))}
        </nav>
        {isForeign && (
          <nav aria-label={t("texts.language")}>
            {textLanguages
              .filter((one) => texts.languages.includes(one))
              .map((one) => (
                <Link
                  key={one}
                  {...linkTo({ language: one, situation })}
                  aria-current={one === language ? "true" : undefined}
                  resetScroll={false}
                >
                  {t(`texts.language.${one}`)}
                </Link>
              ))}
          </nav>
        )}
      </div>
      {!isForeign && (
        <p className="quiet">
          {t("texts.foreignOff")}{" "}
          <Link to="/a/$administration/apps" params={{ administration }} hash="foreignLanguageCustomers">
            {t("connect.toApps")}
          </Link>
        </p>
      )}
    </>
  );
}
