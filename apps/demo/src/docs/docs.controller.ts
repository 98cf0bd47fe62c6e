import { Controller, Get, Header, NotFoundException, Param, Res } from '@nestjs/common';
import { Public } from '../access/public.decorator.js';
import { DOCS_PAGE, docsFile } from './docs-page.js';
import { OpenApi } from './open-api.service.js';

interface TypedReply {
  type(contentType: string): { send(content: string | Buffer): unknown };
}

/** The API's documents, for people and for programs. */
@Public()
@Controller()
export class DocsController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return DOCS_PAGE;
  }

  @Get('docs/:file')
  async file(@Param('file') name: string, @Res() reply: TypedReply): Promise<void> {
    const file = await docsFile(name);
    if (!file) throw new NotFoundException();
    reply.type(file.type).send(file.content);
  }

  @Get('docs-json')
  document(): Promise<object> {
    return this.openApi.document();
  }
}
