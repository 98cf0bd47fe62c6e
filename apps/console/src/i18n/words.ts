export const LANGUAGES = ['en', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in each language. */
export type Words<T> = Readonly<Record<Language, T>>;

/** Has the compiler see to it that both languages say the same things. */
export const words = <T>(both: { readonly en: T; readonly vi: NoInfer<T> }): Words<T> => both;
