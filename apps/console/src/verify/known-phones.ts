const phones = new Map<string, string>();

/** Numbers that were typed in this tab, by verification: the API tells masked ones, and a repeat needs the whole. */
export const knownPhones = {
  keep: (verificationId: string, phone: string): void => void phones.set(verificationId, phone),
  of: (verificationId: string): string | null => phones.get(verificationId) ?? null,
};
