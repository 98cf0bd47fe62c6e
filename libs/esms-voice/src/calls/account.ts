/** The account's name where the module was given none. */
export const DEFAULT_ACCOUNT = 'default';
