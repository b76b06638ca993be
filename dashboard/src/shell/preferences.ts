import { useLocalStorage } from "@mantine/hooks";
import { useEffect } from "react";

/** Compact lists, kept on this device. */
export function useDensity(): [isCompact: boolean, set: (isCompact: boolean) => void] {
  const [isCompact, set] = useLocalStorage({
    key: "schakel.compact",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    document.documentElement.dataset["density"] = isCompact ? "compact" : "usual";
  }, [isCompact]);
  return [isCompact, set];
}

/** Keys of one letter can be switched off (WCAG 2.1.4). */
export const useLetters = (): [isOn: boolean, set: (isOn: boolean) => void] => {
  const [isOn, set] = useLocalStorage({ key: "schakel.letters", defaultValue: true, getInitialValueInEffect: false });
  return [isOn, set];
};
