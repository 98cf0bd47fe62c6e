/**
 * What belongs to an account, by an id. Two levels: a key of both would be joined and hashed anew at every look, which
 * costs more than the look itself.
 */
export class ByAccount<T> {
  private readonly accounts = new Map<string, Map<string, T>>();

  get(account: string, id: string): T | undefined {
    return this.accounts.get(account)?.get(id);
  }

  set(account: string, id: string, value: T): void {
    const ofAccount = this.accounts.get(account);
    if (ofAccount) ofAccount.set(id, value);
    else this.accounts.set(account, new Map([[id, value]]));
  }

  delete(account: string, id: string): void {
    this.accounts.get(account)?.delete(id);
  }
}
