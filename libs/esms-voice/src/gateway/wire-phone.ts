/** Foreign numbers go without their plus sign; whether the gateway takes them is not documented. */
export const toWirePhone = (phone: string): string => phone.replace('+', '');
