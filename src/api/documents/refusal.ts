import { isRefusal, type FieldFault, type Refusal } from "#backoffice/refusal.ts";
import { amountText, dayText, momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Who changed it, and when, as far as that is known. */
function changedText(refusal: Extract<Refusal, { refused: "changed" }>, reader: Reader): string {
  const { by, at, connectionId } = refusal;
  const user = by ?? (connectionId === null ? null : reader.systemOf(connectionId));
  if (user === null || at === null) return textOf("form.changed", reader.language);
  return textOf("form.conflict", reader.language, { user, time: momentText(at, reader.now, reader) });
}

const cannot = {
  notFinal: "cannot.notFinal",
  ofOrder: "cannot.ofOrder",
  paid: "cannot.paid",
  nothingLeft: "cannot.nothingLeft",
  creditedInPart: "cannot.creditedInPart",
  notPossible: "cannot.notPossible",
  followed: "cannot.followed",
  beingSent: "cannot.beingSent",
} as const;

/** What is left: of money with its currency, else of a quantity. */
function leftText(values: FieldFault["values"] = {}, reader: Reader): string {
  const { left = "", currency } = values;
  return currency === undefined ? left : amountText(left, currency, reader);
}

/** A refusal of the back office as the API says it: each field and the mend, in the language of the request. */
export function refusedAs(refusal: Refusal, reader: Reader): RequestRefused {
  switch (refusal.refused) {
    case "notFound":
      return new RequestRefused("request.not_found", "There is no such document");
    case "changed": {
      const message = changedText(refusal, reader);
      return new RequestRefused("request.conflict", message, [{ field: "version", message }]);
    }
    case "final": {
      const message = textOf("cannot.final", reader.language, { number: refusal.number ?? "" });
      return new RequestRefused("request.conflict", message, [{ field: "", message }]);
    }
    case "fields": {
      const fields = refusal.fields.map(({ field, text, values }) => {
        const day = values?.["day"] ?? "";
        const given = {
          left: leftText(values, reader),
          rule: values?.["rule"] ?? "",
          number: values?.["number"] ?? "",
          day: isDay(day) ? dayText(day, reader) : day,
        };
        return { field, message: textOf(text, reader.language, given) };
      });
      const [first] = fields;
      return new RequestRefused(
        "document.invalid",
        `${first?.field ?? ""}: ${first?.message ?? ""}`,
        fields.slice(0, 50),
      );
    }
    case "sentBefore": {
      const time = momentText(refusal.at, reader.now, reader);
      const message =
        refusal.reference === ""
          ? textOf("po.again", reader.language, { time })
          : textOf("po.againRef", reader.language, { time, ref: refusal.reference });
      return new RequestRefused("request.conflict", message, [{ field: "", message }]);
    }
    case "underWay": {
      const message = textOf("po.underWay", reader.language, { time: momentText(refusal.at, reader.now, reader) });
      return new RequestRefused("request.conflict", message, [{ field: "", message }]);
    }
    case "unknownThere": {
      const message = textOf("po.unknown", reader.language, { supplier: refusal.supplier });
      return new RequestRefused("request.conflict", message, [{ field: "", message }]);
    }
    default: {
      const message = textOf(cannot[refusal.refused], reader.language);
      return new RequestRefused("request.conflict", message, [{ field: "", message }]);
    }
  }
}

/** What was done; throws the refusal when it was not, so that nothing of it is kept. */
export function doneOr<T extends object>(result: T | Refusal, reader: Reader): T {
  if (isRefusal(result)) throw refusedAs(result, reader);
  return result;
}
