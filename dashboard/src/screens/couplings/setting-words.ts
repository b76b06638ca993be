import { useWords } from "#dashboard/words/use-texts.ts";
import type { Settings } from "./coupling-settings.ts";

const names = {
  documentKind: "couplings.kind",
  moment: "couplings.moment",
  statuses: "couplings.statuses",
  sending: "couplings.sending",
  startDate: "couplings.startDate",
  issueDate: "couplings.issueDate",
  roundingLimit: "couplings.roundingLimit",
  vatPolicy: "couplings.vatPolicy",
  documentZeroTotals: "couplings.zeroTotals",
  noteAboveLines: "couplings.noteAbove",
  noteInternal: "couplings.noteInternal",
  failureMailTo: "couplings.failureMailTo",
  keepsContent: "couplings.keepsContent",
} as const satisfies Readonly<Record<keyof Settings, string>>;

/** What a setting and its value are called, for whoever compares two versions. */
export function useSettingWords() {
  const { t, format, country } = useWords();
  const valueOf = (settings: Settings, name: keyof Settings): string => {
    switch (name) {
      case "documentKind":
        return t(`couplings.kind.${settings.documentKind}`, { context: country });
      case "moment":
        return t(`couplings.moment.${settings.moment}`);
      case "sending":
        return t(`couplings.sending.${settings.sending}`);
      case "issueDate":
        return t(`couplings.issueDate.${settings.issueDate}`);
      case "vatPolicy":
        return t(`couplings.vatPolicy.${settings.vatPolicy}`);
      case "statuses":
      case "failureMailTo":
        return settings[name].join(", ") || t("couplings.conflictEmpty");
      case "startDate":
        return settings.startDate === null ? t("couplings.conflictEmpty") : format.day(settings.startDate);
      case "roundingLimit":
        return format.amount(settings.roundingLimit);
      case "documentZeroTotals":
      case "noteAboveLines":
      case "noteInternal":
      case "keepsContent":
        return t(settings[name] ? "connection.yes" : "connection.no");
    }
  };
  return { nameOf: (name: keyof Settings): string => t(names[name]), valueOf };
}
