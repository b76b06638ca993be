import { z } from "zod";
import { alarmGroups } from "#domain/alarm-kinds.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textLanguages } from "#domain/texts/text.ts";
import { readMailAddress } from "#domain/mail-server.ts";
import { normaliseEmail } from "#domain/party.ts";
import { readAlarmSettings, saveAlarmSettings, type AlarmSettings } from "#store/alarm-settings.ts";
import { inAdministration } from "#store/database.ts";
import { listMembers } from "#store/memberships.ts";
import type { Store } from "#store/store.ts";
import { usersById } from "#store/users.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";

const Recipient = z.object({
  address: z
    .string()
    .trim()
    .max(254)
    .refine((text) => readMailAddress(text) !== null, { error: () => textLater("mail.needs.address") }),
  language: z.enum(textLanguages),
  groups: z.array(z.enum(alarmGroups)).min(1),
});

const AlarmSettingsShape = z
  .object({
    recipients: z.array(Recipient).meta({ description: "Empty: the owners get everything" }),
    owners: z
      .array(z.string())
      .meta({ description: "Addresses of the owners, who get everything while nobody is chosen" }),
    version: z.int().min(0),
    changedBy: z.string(),
  })
  .meta({ id: "AlarmSettings" });

async function answerOf(
  { hub }: Pick<Store, "hub">,
  ownerIds: readonly string[],
  settings: AlarmSettings,
): Promise<z.input<typeof AlarmSettingsShape>> {
  const owners = (await usersById(hub, ownerIds)).map(({ email }) => email);
  const recipients = settings.recipients.map(({ groups, ...recipient }) => ({ ...recipient, groups: [...groups] }));
  return { ...settings, recipients, owners };
}

export const getAlarmSettingsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/alarm-settings",
  summary: "Who is mailed about which alarms",
  permission: "mail.manage",
  answer: AlarmSettingsShape,
  errors: [],
  async handle({ store }, { administrationId }) {
    const { settings, ownerIds } = await inAdministration(store.app, administrationId, async (trx) => ({
      settings: await readAlarmSettings(trx, administrationId),
      ownerIds: (await listMembers(trx, administrationId))
        .filter(({ role }) => role === "owner")
        .map(({ userId }) => userId),
    }));
    return answerOf(store, ownerIds, settings);
  },
});

export const putAlarmSettingsEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/alarm-settings",
  summary: "Choose who is mailed about which alarms, given the version that was read",
  permission: "mail.manage",
  act: { action: "alarm.settings", subject: "alarm" },
  body: z.object({ recipients: z.array(Recipient).max(20), version: z.int().min(0) }),
  answer: AlarmSettingsShape,
  errors: ["request.conflict"],
  async handle({ store }, { administrationId, body: { recipients, version }, caller }) {
    const unique = [...new Map(recipients.map((one) => [normaliseEmail(one.address), one])).values()];
    const { settings, ownerIds } = await inAdministration(store.app, administrationId, async (trx) => {
      if (!(await saveAlarmSettings(trx, administrationId, unique, { version, by: caller.name })))
        throw new RequestRefused("request.conflict", "Somebody changed these settings; read them again");
      return {
        settings: await readAlarmSettings(trx, administrationId),
        ownerIds: (await listMembers(trx, administrationId))
          .filter(({ role }) => role === "owner")
          .map(({ userId }) => userId),
      };
    });
    return answerOf(store, ownerIds, settings);
  },
});
