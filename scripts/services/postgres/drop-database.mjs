// Drops the database DROP_NAME, which a run has made for itself, on the server DROP_ON.
import { askPostgres } from './question.mjs';

const { DROP_ON, DROP_NAME } = process.env;

await askPostgres(DROP_ON, (client) => client.query(`DROP DATABASE IF EXISTS ${DROP_NAME} WITH (FORCE)`));
