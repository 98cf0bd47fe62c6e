import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { CALL_STATES, type CallState } from 'nestjs-esms-voice';

/** Query of `GET /calls`. */
export class ListCallsQueryDto {
  @IsOptional()
  @IsIn(CALL_STATES)
  state?: CallState;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  @IsOptional()
  @IsString()
  cursor?: string;
}
