import { Controller, Get, Param, Res } from '@nestjs/common';
import { Public } from '../access/public.decorator.js';
import { sendAsset, sendPage, type FileReply } from './console-files.js';

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
    sendAsset(reply, name);
  }
}
