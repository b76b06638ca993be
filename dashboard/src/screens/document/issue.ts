import type { Api } from "#dashboard/api/api.ts";
import { answered, isAway, refusalOf } from "#dashboard/api/client.ts";
import type { DocumentPage } from "./document-query.ts";

interface Issued {
  readonly document: DocumentPage;
  /** `toBeSeen`: somebody has to look at the mail first. `unknown`: no answer came. */
  readonly sent: "no" | "yes" | "toBeSeen" | "unknown";
}

/** Final is final: whatever becomes of the mail after it is told, and never undoes it. */
export async function issue(
  { client }: Pick<Api, "client">,
  { id, version }: Pick<DocumentPage, "id" | "version">,
  thenSend: boolean,
): Promise<Issued> {
  const path = { params: { path: { documentId: id } } };
  const document = await answered(client.POST("/api/documents/{documentId}/issue", { ...path, body: { version } }));
  if (!thenSend) return { document, sent: "no" };
  try {
    await answered(client.POST("/api/documents/{documentId}/send", { ...path, body: {} }));
    return { document, sent: "yes" };
  } catch (error) {
    return { document, sent: refusalOf(error) === null || isAway(error) ? "unknown" : "toBeSeen" };
  }
}
