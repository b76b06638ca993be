/** Files of items: one part per request, and the same name again is a new revision. */
import { invalid, refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import type { Item } from "./records.ts";

export async function attach(books: Books, item: Item, contentType: string, body: Uint8Array): Promise<string> {
  if (!contentType.toLowerCase().startsWith("multipart/form-data"))
    throw invalid("The body must be multipart/form-data.");
  const form = await new Response(Buffer.from(body), { headers: { "Content-Type": contentType } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) throw invalid("The multipart body cannot be read.");
  const parts = [...form.values()];
  const [file] = parts;
  if (parts.length !== 1 || !(file instanceof File)) throw invalid("Exactly one file is expected.");
  if (file.size === 0) throw invalid("The file is empty.");
  return putFile(books, item, file.name, file.type, new Uint8Array(await file.arrayBuffer()));
}

export function putFile(books: Books, item: Item, name: string, contentType: string, bytes: Uint8Array): string {
  const known = item.attachments.find((one) => one.name === name);
  const attachment = known ?? { id: books.newId(), name, revision: 0, contentType, bytes };
  Object.assign(attachment, { revision: attachment.revision + 1, contentType, bytes });
  if (known === undefined) item.attachments.push(attachment);
  books.attachments.set(attachment.id, attachment);
  item.attachmentModified = books.clock.stamp();
  return attachment.id;
}

export function readFile(books: Books, id: string): Answer {
  const found = books.attachments.get(id);
  if (found === undefined) throw refused(404, `Attachment ${id} cannot be found.`);
  return { status: 200, headers: { "Content-Type": found.contentType }, body: found.bytes };
}
