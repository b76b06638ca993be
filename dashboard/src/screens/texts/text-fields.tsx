import { Button, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { fieldOf, insertAt, ownOf, standardOf, withText, type DocumentTexts, type Overrides } from "./text-changes.ts";
import { parts, type Part, type Situation, type TextLanguage } from "./text-place.ts";
import classes from "./texts.module.css";

interface Props {
  readonly texts: DocumentTexts;
  readonly own: Overrides;
  readonly change: (own: Overrides) => void;
  readonly language: TextLanguage;
  readonly situation: Situation;
  readonly faults: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Caption, subject and text of the mail, with what can be filled in from the document. */
export function TextFields({ texts, own, change, language, situation, faults, isReadOnly }: Props) {
  const { t } = useWords();
  const fields = useRef<Partial<Record<Part, Field | null>>>({});
  const last = useRef<Part>("caption");
  const spotOf = (part: Part) => ({ language, situation, part });
  const textOf = (part: Part): string => ownOf(own, spotOf(part)) ?? standardOf(texts, spotOf(part));
  /** What equals the standard text follows it. */
  const put = (part: Part, text: string): void =>
    change(withText(own, spotOf(part), text === standardOf(texts, spotOf(part)) ? undefined : text));

  const insert = (name: string): void => {
    const part = last.current;
    const field = fields.current[part];
    const text = textOf(part);
    const start = field?.selectionStart ?? text.length;
    const inserted = insertAt(text, start, field?.selectionEnd ?? start, name);
    put(part, inserted.text);
    field?.focus();
    requestAnimationFrame(() => field?.setSelectionRange(inserted.cursor, inserted.cursor));
  };

  return (
    <>
      {parts.map((part) => {
        const isOwn = ownOf(own, spotOf(part)) !== undefined;
        const common = {
          label: t(`texts.${part}`),
          description: isOwn ? t("texts.own") : t("texts.standard"),
          value: textOf(part),
          error: faults[fieldOf(spotOf(part))],
          readOnly: isReadOnly,
          lang: language,
          required: part !== "caption",
          onFocus: () => {
            last.current = part;
          },
        };
        const button = t("texts.button.standard");
        return (
          <div key={part} className={classes.field}>
            {part === "subject" ? (
              <TextInput
                {...common}
                ref={(field) => {
                  fields.current[part] = field;
                }}
                onChange={({ currentTarget }) => put(part, currentTarget.value)}
              />
            ) : (
              <Textarea
                {...common}
                ref={(field) => {
                  fields.current[part] = field;
                }}
                rows={part === "caption" ? 3 : 9}
                onChange={({ currentTarget }) => put(part, currentTarget.value)}
              />
            )}
            {isOwn && !isReadOnly && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t("texts.standardOf", { button, field: t(`texts.${part}`) })}
                onClick={() => change(withText(own, spotOf(part), undefined))}
              >
                {button}
              </Button>
            )}
          </div>
        );
      })}
      {!isReadOnly && (
        <details className={classes.variables}>
          <summary>{t("texts.variables")}</summary>
          <p className="quiet small">{t("texts.variablesHelp")}</p>
          <ul>
            {texts.variables.map(({ name, description }) => (
              <li key={name}>
                <button type="button" className="code" onClick={() => insert(name)}>
                  {`{{ ${name} }}`}
                </button>
                <span className="quiet">{description}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
