export class UnavailableError extends Error {}
