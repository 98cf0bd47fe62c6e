import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { Public } from '../access/public.decorator.js';
import { sendAsset, sendPage, type FileReply } from './console-files.js';

/** As a build names them; what leads elsewhere, encoded or not, is no asset. */
const ASSET = /^[\w-]+(\.[\w-]+)+$/;

/** The web console: a page and what it loads. */
@Public()
@Controller()
export class ConsoleController {
  @Get()
  page(@Res() reply: FileReply): Promise<void> {
    return sendPage(reply);
  }

  @Get('assets/:name')
  asset(@Res() reply: FileReply, @Param('name') name: string): void {
    if (!ASSET.test(name)) throw new NotFoundException();
    sendAsset(reply, name);
  }
}
