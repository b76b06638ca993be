import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { namesOfTokens, operatorName } from "#store/access-tokens.ts";
import { usersById } from "#store/users.ts";
import type { ApiStore } from "#api/endpoint.ts";

const idsOf = (actors: readonly string[], kind: string): string[] =>
  actors.filter((actor) => actor.startsWith(`${kind}:`)).map((actor) => actor.slice(kind.length + 1));

/** What people and programs are called today, by `user:{id}` and `token:{id}`; those that are gone are left out. */
export async function namesOfActors(
  { hub }: Pick<ApiStore, "hub">,
  actors: readonly string[],
  language: TextLanguage,
): Promise<ReadonlyMap<string, string>> {
  const users = await usersById(hub, idsOf(actors, "user"));
  const tokens = await namesOfTokens(hub, idsOf(actors, "token"));
  const operator = textOf("acts.who.operator", language);
  return new Map([
    ["command", textOf("acts.who.command", language)],
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...[...tokens].map(([id, name]) => [`token:${id}`, name === operatorName ? operator : name] as const),
  ]);
}
