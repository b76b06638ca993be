import type { Checked } from "#connect/connector.ts";
import { articlesBy } from "./articles.ts";
import { openOrder } from "./orders.ts";
import type { Cebeo } from "./settings.ts";

/** Says which login was tested: that of the web service may be another one than that of the shop. */
export async function check(session: Cebeo): Promise<Checked> {
  const { customerNumber, userName, testArticle } = session.settings;
  const warnings: string[] = [];
  if (testArticle === "") await openOrder(session);
  else if (!(await articlesBy(session, [testArticle])).has(testArticle))
    warnings.push(`The login works, and Cebeo does not know article ${testArticle}`);
  return { account: `${customerNumber} · ${userName}`, learnt: {}, warnings };
}
