const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const revive = (_, value) => (typeof value === 'string' && DATE.test(value) ? new Date(value) : value);
/** Writes a record where nobody wrote it meanwhile, and when it is due. */
const SWAP = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] == '' then redis.call('ZREM', KEYS[2], KEYS[1]) else redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1]) end
return 1`;

/** The least of a journal that processes share: a text a call, and an index of what is due. For tests. */
export class RedisJournal {
  isShared = true;

  constructor(client, prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  async insert(record) {
    const key = this.#keyOf(record);
    if ((await this.client.set(key, JSON.stringify(record), 'NX')) === null) return this.find(record);
    if (record.askAt) await this.client.zadd(`${this.prefix}due`, record.askAt.getTime(), key);
    return null;
  }

  /** Whoever gives the record as it was last seen in place of its key saves a read, unless somebody wrote it since. */
  async update(key, change) {
    const before = key.version === undefined ? null : key;
    const changed = before && change(before);
    const isWritten =
      changed &&
      changed.record !== before &&
      (await this.#swap(this.#keyOf(key), JSON.stringify(before), changed.record));
    return isWritten ? { before, ...changed } : this.#updateAt(this.#keyOf(key), change);
  }

  async find(key) {
    const text = await this.client.get(this.#keyOf(key));
    return text === null ? null : JSON.parse(text, revive);
  }

  async claimDue({ field, now, until, limit }) {
    if (field !== 'askAt') return [];
    const keys = await this.client.zrangebyscore(`${this.prefix}due`, 0, now.getTime(), 'LIMIT', 0, limit);
    const claim = (record) => {
      const isDue = record.askAt !== null && record.askAt <= now;
      return { record: isDue ? { ...record, askAt: until, version: record.version + 1 } : record, result: isDue };
    };
    const updated = await Promise.all(keys.map((key) => this.#updateAt(key, claim)));
    return updated.filter(({ result }) => result).map(({ record }) => record);
  }

  findByCallId = async () => null;
  list = async () => ({ records: [], nextCursor: null });
  quarantine = async () => undefined;
  listQuarantined = async () => ({ callbacks: [], nextCursor: null });
  erase = async () => ({ erased: 0, kept: 0 });
  purge = async () => 0;

  async #updateAt(key, change) {
    for (;;) {
      const text = await this.client.get(key);
      if (text === null) return null;
      const before = JSON.parse(text, revive);
      const { record, result } = change(before);
      if (record === before) return { before, record, result };
      if (await this.#swap(key, text, record)) return { before, record, result };
    }
  }

  async #swap(key, before, record) {
    const askAt = record.askAt?.getTime() ?? '';
    const due = `${this.prefix}due`;
    return (await this.client.eval(SWAP, 2, key, due, before, JSON.stringify(record), askAt)) === 1;
  }

  #keyOf({ account, requestId }) {
    return `${this.prefix}call:${account}/${requestId}`;
  }
}
