/** A number of its own for every call; seven in a thousand end undelivered, rejected or refused. */
export const phoneOf = (index) => `09${String(index).padStart(8, '0')}`;

export const requestIdOf = (index) => `chaos-${index}`;
