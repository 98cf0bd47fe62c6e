import { InMemoryCallJournal } from '../../libs/esms-voice/src/index.js';

type Method = Exclude<keyof InMemoryCallJournal, 'isShared' | 'endsWithProcess'>;
type Args<Name extends Method> = Parameters<InMemoryCallJournal[Name]>;

/** A journal in memory that lists each call of a method that may write. */
export class CountingJournal extends InMemoryCallJournal {
  readonly writes: string[] = [];

  override insert(...args: Args<'insert'>): ReturnType<InMemoryCallJournal['insert']> {
    this.writes.push('insert');
    return super.insert(...args);
  }

  override update(...args: Args<'update'>): Promise<never> {
    this.writes.push('update');
    return super.update(...args) as Promise<never>;
  }

  override claimDue(...args: Args<'claimDue'>): ReturnType<InMemoryCallJournal['claimDue']> {
    this.writes.push('claimDue');
    return super.claimDue(...args);
  }

  override quarantine(...args: Args<'quarantine'>): Promise<void> {
    this.writes.push('quarantine');
    return super.quarantine(...args);
  }
}
