import { groupedIban } from "#dashboard/parts/grouped.ts";
import { customerLanguages, type CustomerLanguage } from "#dashboard/screens/party/customer-languages.ts";
import type { HouseStyle } from "./style-screen.tsx";

/** The house style as its form holds it. */
export interface StyleValues {
  readonly accentColour: string;
  readonly addressSide: HouseStyle["addressSide"];
  readonly secondIban: string;
  readonly footer: string;
  readonly terms: Readonly<Record<CustomerLanguage, string>>;
  readonly showsPaymentQr: boolean;
  readonly showsPayLink: boolean;
  readonly belgianReferenceAs: HouseStyle["belgianReferenceAs"];
  readonly pricesOnDeliveryNotes: boolean;
}

export const valuesOf = ({ version: _, logo: __, secondIban, ...style }: HouseStyle): StyleValues => ({
  ...style,
  secondIban: groupedIban(secondIban),
});

/** As the hub takes it. */
export const bodyOf = ({ secondIban, ...values }: StyleValues) => ({
  ...values,
  secondIban: secondIban.replaceAll(/\s/g, "").toUpperCase(),
});

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast with white paper, 1 to 21; from 4.5 text in it is read by everybody. */
export const contrastOnPaper = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** The languages with terms in them, and the first one otherwise. */
export const languagesWithTerms = (terms: StyleValues["terms"]): readonly CustomerLanguage[] =>
  customerLanguages.filter((language) => terms[language].trim() !== "");
