import { IsOptional } from 'class-validator';
import { IsRequestId } from 'nestjs-esms-voice';

/** Query of `GET /events`. */
export class EventsQuery {
  @IsOptional()
  @IsRequestId()
  requestId?: string;
}
