import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { CallEvent } from '../events/call-event.js';
import type { CallHandler, CallHandlers } from '../events/call-handlers.js';
import { marksOf, type HandlerMark } from '../events/on-call-event.decorator.js';
import { CALL_HANDLERS } from './tokens.js';

type Methods = Readonly<Record<string, (event: CallEvent) => unknown>>;
type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

interface MarkedMethod {
  readonly name: string;
  readonly marks: readonly HandlerMark[];
}

/** Finds the methods with `@OnCallEvent` on every provider and controller of the application. */
@Injectable()
export class CallHandlersExplorer implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(CALL_HANDLERS) private readonly handlers: CallHandlers,
  ) {}

  /** @throws EsmsVoiceOptionsError where a handler belongs to a class that Nest makes anew for every request. */
  onModuleInit(): void {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    const isStatic = (wrapper: Wrapper): boolean => wrapper.isDependencyTreeStatic();
    const problems = wrappers.filter((wrapper) => !isStatic(wrapper) && this.isMarked(wrapper)).map(notStatic);
    if (problems.length > 0) throw new EsmsVoiceOptionsError(problems);
    // An alias and what it stands for share one instance.
    const byInstance = new Map(wrappers.filter(isStatic).map((wrapper) => [wrapper.instance as unknown, wrapper]));
    for (const [instance, wrapper] of byInstance) this.explore(instance, wrapper);
  }

  private explore(instance: unknown, wrapper: Wrapper): void {
    if (typeof instance !== 'object' || instance === null) return;
    const methods = this.markedMethods(Object.getPrototypeOf(instance) as object | null);
    for (const { name, marks } of methods)
      for (const mark of marks) this.handlers.add(toHandler(instance as Methods, wrapper, name, mark));
  }

  private isMarked({ metatype }: Wrapper): boolean {
    return this.markedMethods((metatype as { prototype?: object } | null)?.prototype ?? null).length > 0;
  }

  private markedMethods(prototype: object | null): MarkedMethod[] {
    if (prototype === null || prototype === Object.prototype) return [];
    const names = this.scanner.getAllMethodNames(prototype);
    const methods = names.map((name) => ({ name, marks: marksOf((prototype as Methods)[name]!) }));
    return methods.filter(({ marks }) => marks.length > 0);
  }
}

/** The method is looked up when it is run: what an application or a test puts in its place counts. */
function toHandler(instance: Methods, wrapper: Wrapper, method: string, { types, options }: HandlerMark): CallHandler {
  const { account = null, ...retry } = options;
  const run = (event: CallEvent): unknown => instance[method]!(event);
  return { name: `${nameOf(wrapper)}.${method}`, types, account, retry, run };
}

const notStatic = (wrapper: Wrapper): string =>
  `${nameOf(wrapper)}: has a method with @OnCallEvent and is made anew for every request; ` +
  'put the handler on a provider that is not request-scoped';

const nameOf = ({ name }: Wrapper): string =>
  typeof name === 'function' ? (name as { name: string }).name : String(name);
