import { Allow, IsArray, IsOptional } from 'class-validator';
import type { DispatchPriority } from 'nestjs-esms-voice/dispatch';
import type { PostedCall } from './batch-problems.js';

/** Body of `POST /batches`. The dispatcher has the rules of its fields; here it is bound to be a list. */
export class PostBatchBody {
  @Allow()
  batchId?: string | null;

  @IsArray({ message: 'calls must be a list of 1 to 10000 calls' })
  calls!: PostedCall[];

  @IsOptional()
  notBefore?: string;

  @IsOptional()
  deadline?: string;

  @IsOptional()
  priority?: DispatchPriority;
}
