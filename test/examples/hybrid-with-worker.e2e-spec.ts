import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { EsmsSimulator } from 'nestjs-esms-voice/testing';
import { EventReader } from '../support/event-reader.js';
import { freePort } from '../support/free-port.js';
import { redisUrlUnder } from '../support/journals.js';
import { openRedis, type TestRedis } from '../support/redis.js';
import { RunningProcess } from '../support/running-process.js';
