import { answered, type Problem } from "#dashboard/api/client.ts";
import type { Language } from "#dashboard/words/texts.ts";

interface From {
  readonly administrationId: string;
  readonly language: Language;
}

/** A file, or a part of one, as the whole body of a call. The generated client speaks JSON only. */
export function sendFile<Answer>(
  method: "POST" | "PUT",
  path: string,
  file: Blob,
  { administrationId, language }: From,
): Promise<Answer> {
  const asked = async () => {
    const response = await fetch(path, {
      method,
      body: file,
      headers: {
        "content-type": "application/octet-stream",
        "schakel-administration": administrationId,
        "accept-language": language,
      },
    });
    const body = (await response.json().catch(() => null)) as unknown;
    return response.ok ? { data: body as Answer, response } : { error: body as Problem | null, response };
  };
  return answered(asked());
}
