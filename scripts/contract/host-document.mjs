const WRITTEN_BY_US =
  'Written by the authors of nestjs-esms-voice from what eSMS.vn (ViHAT) publishes; eSMS.vn has not checked it. ' +
  'A reply may have fields that are not listed, and codes that no table has. ' +
  'Keys go in the body, or in the query of a GET: keep such URLs out of every log.';

const SIMULATOR = {
  url: 'http://127.0.0.1:4010/MainService.svc/json',
  description: 'npx nestjs-esms-voice simulate',
};

/** An OpenAPI document of one of the gateway's two hosts. */
export const hostDocument = ({ title, server, summary, paths, webhooks, schemas }) => ({
  openapi: '3.1.0',
  info: { title, version: '1.0.0', summary, description: WRITTEN_BY_US, license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: server, description: 'live' }, SIMULATOR],
  security: [],
  paths,
  webhooks,
  components: { schemas },
});
