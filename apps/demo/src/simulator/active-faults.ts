import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BundledSimulator } from '../gateway/bundled-simulator.js';
import { planOf, type Preset } from './fault-presets.js';

/** A preset under way. */
export interface ActiveFault {
  readonly preset: Preset;
  /** The part of the calls that it hits, 0 to 1. */
  readonly share: number;
  readonly endsAt: Date;
}

/** What goes wrong with the bundled simulator for now: each preset once, and each ends by itself. */
@Injectable()
export class ActiveFaults implements OnModuleDestroy {
  private readonly active = new Map<Preset, { readonly fault: ActiveFault; readonly timer: NodeJS.Timeout }>();

  constructor(private readonly bundled: BundledSimulator) {}

  list(): ActiveFault[] {
    return [...this.active.values()].map(({ fault }) => fault);
  }

  /** Takes the place of the same preset. */
  add(preset: Preset, share: number, forSeconds: number): ActiveFault {
    this.drop(preset);
    const fault = { preset, share, endsAt: new Date(Date.now() + forSeconds * 1_000) };
    const timer = setTimeout(() => this.end(preset), forSeconds * 1_000).unref();
    this.active.set(preset, { fault, timer });
    this.apply();
    return fault;
  }

  clear(): void {
    for (const preset of this.active.keys()) this.drop(preset);
    this.apply();
  }

  onModuleDestroy(): void {
    for (const { timer } of this.active.values()) clearTimeout(timer);
  }

  private end(preset: Preset): void {
    this.drop(preset);
    this.apply();
  }

  private drop(preset: Preset): void {
    clearTimeout(this.active.get(preset)?.timer);
    this.active.delete(preset);
  }

  private apply(): void {
    this.bundled.running?.setFaults(planOf(this.list()));
  }
}
