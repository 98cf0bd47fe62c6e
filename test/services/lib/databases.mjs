// Prints the databases of tests on the server at TEST_DATABASE_URL.
import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
await client.connect();
const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'esms_voice_test_%'`);
console.log('databases', JSON.stringify(rows.map(({ datname }) => datname)));
await client.end();
