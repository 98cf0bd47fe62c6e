const PURPOSE = /^[A-Za-z0-9._:-]{1,40}$/;

/** Whether the text may name what a code is for, such as `login`. */
export const isPurpose = (text: unknown): text is string => typeof text === 'string' && PURPOSE.test(text);
