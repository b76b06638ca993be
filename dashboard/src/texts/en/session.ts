import type { session as nl } from "#dashboard/texts/nl/session.ts";

export const session: Readonly<Record<keyof typeof nl, string>> = {
  "signIn.title": "Sign in",
  "signIn.email": "E-mail address",
  "signIn.password": "Password",
  "signIn.button": "Sign in",
  "signIn.again": "Your session has ended. Sign in again and carry on where you were.",
  "signIn.wrong": "This e-mail address and password do not belong together. Nothing was changed.",
  "signIn.forgot": "Forgot your password? Whoever runs the hub can set a new one for you.",
  "totp.title": "Code from your phone",
  "totp.body": "Open the app with your codes and type the six digits.",
  "totp.code": "Six-digit code",
  "totp.recovery": "Lost your phone? Use one of your recovery codes.",
  "totp.useRecovery": "Use a recovery code",
  "totp.useCode": "Use the code of the app",
  "totp.recoveryCode": "Recovery code",
  "totp.wrong": "This code is wrong or was used already. Type the code your app shows now.",
  "totp.button": "Continue",
  "password.rule": "At least 10 characters. A short sentence is easy to remember.",
  "password.short": "A password has at least 10 characters. Here are {{count}}.",
  "noCompany.title": "You are in no company yet",
  "noCompany.body": "You're signed in as {{email}}. Ask an owner to invite you.",
};
