import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";
import { fontFiles, isFontFile } from "./fonts.ts";

pdfmake.setFonts(fontFiles);
// A document is made of what stands in it: nothing is fetched, and no file but the fonts is read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(isFontFile);

export interface AttachedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** Stated as its creation, and as that of the attachment: the same input gives the same bytes. */
  readonly at: Temporal.Instant;
  readonly attached: AttachedFile | null;
}

/** A PDF/A-3b with embedded fonts; an attached file is another form of the same document (`/AF`, Alternative). */
export async function printPdf(
  body: Omit<TDocumentDefinitions, "files" | "info" | "subset" | "version" | "language">,
  facts: PdfFacts,
): Promise<Buffer> {
  // The Date that pdfkit writes; no clock.
  const at = new Date(facts.at.epochMilliseconds);
  const { attached } = facts;
  const file = attached && {
    src: `data:${attached.mediaType};base64,${attached.bytes.toString("base64")}`,
    name: attached.name,
    type: attached.mediaType,
    relationship: "Alternative",
    creationDate: at,
    modifiedDate: at,
  };
  const definition: TDocumentDefinitions = {
    ...body,
    version: "1.7",
    subset: "PDF/A-3b",
    language: facts.language,
    displayTitle: true,
    info: {
      title: facts.title,
      author: facts.author,
      creator: "Schakel",
      producer: "Schakel",
      creationDate: at,
      modDate: at,
    },
    ...(file && { files: { document: file } }),
  };
  return pdfmake.createPdf(definition).getBuffer();
}
