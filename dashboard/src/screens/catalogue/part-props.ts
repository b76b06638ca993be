import type { Faults } from "#dashboard/parts/use-faults.ts";
import type { Form } from "./catalogue-settings.ts";
import type { Catalogue } from "./catalogue-state.ts";

type Named = { readonly id: string; readonly name: string };

/** What can be chosen between now; null, also of a part, where that is not known. */
export interface Choices {
  readonly warehouses: readonly Named[] | null;
  readonly sourceVatClasses: readonly Named[] | null;
  readonly shopVatClasses: readonly Named[] | null;
  readonly shopCategories: readonly (Named & { readonly parentId: string })[] | null;
  readonly imagesReachable: boolean;
}

/** What each part of the form is given. */
export interface PartProps {
  readonly catalogue: Catalogue;
  readonly form: Form;
  readonly change: (changes: Partial<Form>) => void;
  readonly faults: Faults;
  readonly choices: Choices | null;
}
