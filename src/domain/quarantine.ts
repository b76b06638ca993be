/** Why a delivery is quarantined; what the alarm says, and so what its text for people goes by. */
export const quarantineReasons = {
  forged: "the signature is missing or wrong",
  stranger: "it comes from another address than this shop's (a copy of the shop?)",
} as const;
