import { describe, expect, it } from '@jest/globals';
import { hashOf, parseRoute } from './route.js';

describe('routes', () => {
  it('come back as they were', () => {
    const hash = hashOf('calls', 'a.b~c-/?', { state: 'delivered', kind: '' });
    expect(parseRoute(hash)).toEqual({ view: 'calls', id: 'a.b~c-/?', query: { state: 'delivered' } });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%zz'])('%p leads to the first view', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'call', id: null, query: {} });
  });

  it('bear an id that is badly encoded', () => {
    expect(parseRoute('#/calls/%zz').id).toBe('%zz');
  });
});
