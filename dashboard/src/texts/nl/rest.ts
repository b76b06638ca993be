import { purchase } from "./purchase.ts";
import { completeness } from "./completeness.ts";
import { auditLog } from "./audit-log.ts";
import { alarms } from "./alarms.ts";
import { retention } from "./retention.ts";
import { own } from "./own.ts";
import { users } from "./users.ts";
import { mailSettings } from "./mail-settings.ts";
import { settings } from "./settings.ts";
import { priceLists } from "./price-lists.ts";
import { priceImports } from "./price-imports.ts";
import { priceRuns } from "./price-runs.ts";
import { supplierItems } from "./supplier-items.ts";
import { imports } from "./imports.ts";
import { items } from "./items.ts";
import { parties } from "./parties.ts";
import { book } from "./book.ts";
import { apps } from "./apps.ts";
import { bulk } from "./bulk.ts";
import { capabilities } from "./capabilities.ts";
import { catalogue } from "./catalogue.ts";
import { connections } from "./connections.ts";
import { couplings } from "./couplings.ts";
import { dryRun } from "./dry-run.ts";
import { migration } from "./migration.ts";
import { documentTexts } from "./document-texts.ts";
import { log } from "./log.ts";
import { shopSetup } from "./shop-setup.ts";
import { document } from "./document.ts";
import { documents } from "./documents.ts";
import { editor } from "./editor.ts";
import { forms } from "./forms.ts";
import { invitation } from "./invitation.ts";
import { order } from "./order.ts";
import { orders } from "./orders.ts";
import { partnerOrders } from "./partner-orders.ts";
import { partners } from "./partners.ts";
import { payments } from "./payments.ts";
import { periods } from "./periods.ts";
import { search } from "./search.ts";
import { setup } from "./setup.ts";
import { supplierDocuments } from "./supplier-documents.ts";
import { suppliers } from "./suppliers.ts";
import { system } from "./system.ts";

/** Everything else: comes along with the first lazy screen. */
export const rest = {
  ...orders,
  ...order,
  ...setup,
  ...invitation,
  ...forms,
  ...documents,
  ...purchase,
  ...document,
  ...editor,
  ...partners,
  ...partnerOrders,
  ...payments,
  ...periods,
  ...search,
  ...apps,
  ...bulk,
  ...capabilities,
  ...catalogue,
  ...connections,
  ...shopSetup,
  ...couplings,
  ...dryRun,
  ...migration,
  ...documentTexts,
  ...log,
  ...book,
  ...parties,
  ...items,
  ...imports,
  ...supplierItems,
  ...priceImports,
  ...priceLists,
  ...priceRuns,
  ...settings,
  ...mailSettings,
  ...alarms,
  ...retention,
  ...users,
  ...own,
  ...completeness,
  ...auditLog,
  ...supplierDocuments,
  ...suppliers,
  ...system,
} as const;
