import { Injectable, type INestApplication } from '@nestjs/common';
import { DEMO_VERSION } from '../web/version.js';

/** Gives the document of the API. It is made, and what makes it is loaded, when it is first asked for: starting is faster so. */
@Injectable()
export class OpenApi {
  private app: INestApplication | null = null;
  private made: Promise<object> | null = null;

  /** The application whose routes it tells of. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  document(): Promise<object> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<object> {
    const { makeOpenApi } = await import('./open-api.js');
    return makeOpenApi(this.app!, DEMO_VERSION);
  }
}
