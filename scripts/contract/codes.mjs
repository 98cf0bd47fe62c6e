import { ref } from './words.mjs';

/** The schemas of the code that answers every request. @param rows of `gateway-codes.json` */
export const codeSchemas = (rows) => ({
  GatewayCode: {
    description:
      'What the gateway says of a request: in CodeResult, in CodeResponse, or (other products) in Code. ' +
      'A code that no table has is a normal case.',
    anyOf: [ref('PublishedCode'), ref('OtherCode')],
  },
  PublishedCode: {
    description: 'A code of the published tables.',
    oneOf: rows.map(({ code, voice, meaning, advice }) => ({
      const: code,
      title: meaning.en,
      description: advice.en,
      'x-voice': voice,
    })),
  },
  OtherCode: {
    description: 'A code that is new since, or one that is written as a number.',
    type: ['string', 'integer'],
    pattern: '^-?[0-9]{1,5}$',
  },
  AcceptedCode: { description: 'The request is taken on; that is not success.', enum: ['100', 100] },
  RefusalCode: { description: 'Any code but 100.', allOf: [ref('GatewayCode'), { not: ref('AcceptedCode') }] },
});
