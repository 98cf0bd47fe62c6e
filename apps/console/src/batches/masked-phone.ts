/** `090****484`, as the API masks; what is too short to be a number is hidden whole. */
export const maskedPhone = (phone: string): string =>
  phone.length < 9 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-3)}`;
