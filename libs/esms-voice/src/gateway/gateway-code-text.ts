/** What a code of the gateway means and what to do about it, in English and Vietnamese. */
export interface GatewayCodeText {
  /** Whether a voice call can meet this code. */
  readonly voice: boolean;
  readonly meaning: { readonly en: string; readonly vi: string };
  readonly advice: { readonly en: string; readonly vi: string };
}
