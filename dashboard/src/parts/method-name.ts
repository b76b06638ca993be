import { handMethods, methodName } from "#domain/payment-methods.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

/** How a way to pay is called where it stands alone; the bare code when there are no words for it. */
export function useMethodName(): (method: string) => string {
  const { t, language } = useWords();
  return (method) => {
    const ofHand = handMethods.find((one) => one === method);
    if (ofHand !== undefined) return t(`pay.method.${ofHand}`);
    const name = methodName(method, language);
    // iDEAL begins small.
    return name === null || /^\p{Ll}\p{Lu}/u.test(name)
      ? (name ?? method)
      : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  };
}
