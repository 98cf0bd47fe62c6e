import { compareAcknowledgements } from './acknowledgements.mjs';
import { measureCallbackMemory } from './callback-memory.mjs';
import { compareWithBare } from './callback-pairs.mjs';
import { scale } from './scale.mjs';

/** What a callback costs, against a bare route on the same adapter. */
export async function measureCallbacks(gatewayUrl, tell) {
  const compare = (adapter, { known = true, bare = 'bare' } = {}) => {
    const which = known ? 'calls that the journal knows' : 'calls that it never saw';
    tell(`callbacks of ${which} on ${adapter}: ${scale.pairs} pairs of ${scale.callbacks} callbacks each …`);
    return compareWithBare({ adapter, gatewayUrl, known, bare, pairs: scale.pairs, callbacks: scale.callbacks });
  };
  const fastify = await compare('fastify');
  const fastifyBeside = await compare('fastify', { bare: 'beside' });
  const fastifyUnseen = await compare('fastify', { known: false });
  const express = await compare('express');
  tell('answers while a handler takes 2 s for each event, against none …');
  const answers = await compareAcknowledgements(gatewayUrl);
  tell(`memory over ${scale.memoryCallbacks} callbacks …`);
  const memory = await measureCallbackMemory(gatewayUrl);
  return {
    ratios: {
      callbackCpuVsFastify: fastify.cpu,
      callbackRateVsFastify: fastify.rate,
      callbackCpuVsFastifyBeside: fastifyBeside.cpu,
      callbackRateVsFastifyBeside: fastifyBeside.rate,
      callbackCpuVsFastifyUnseen: fastifyUnseen.cpu,
      callbackRateVsFastifyUnseen: fastifyUnseen.rate,
      callbackCpuVsExpress: express.cpu,
      callbackRateVsExpress: express.rate,
      callbackP99SlowHandler: answers.p99,
    },
    figures: { callbacks: { fastify, fastifyBeside, fastifyUnseen, express, answers, ...memory } },
  };
}
